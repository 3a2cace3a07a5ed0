"""Tell the language of a text: English is what we read, all else is named and left alone."""

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# The beginning tells; more costs time and meets quotations in other languages.
_SAMPLE_CHARS = 3_000
# Below this many letters, or this sure, a text counts as English: names and headlines look like any language.
_MIN_LETTERS = 40
_MIN_CONFIDENCE = 0.9
# Words of English alone; in news one word in five is among them. This share settles it without loading the model.
_ENGLISH = frozenset(
    ("the", "of", "and", "that", "with", "said", "was", "for", "has", "by", "from", "his", "which", "its")
)
_ENGLISH_SHARE = 0.1
_WORD = re.compile(r"[^\W\d_]+")


def language_of(plain: str) -> str:
    """Give the ISO 639-1 code of a text's language; `en` where it is too short or too mixed to tell."""
    sample = plain.strip()[:_SAMPLE_CHARS]
    words = _WORD.findall(sample.lower())
    if sum(map(len, words)) < _MIN_LETTERS:
        return "en"
    if sum(word in _ENGLISH for word in words) >= _ENGLISH_SHARE * len(words):
        return "en"
    code, confidence = _identifier().classify(sample)
    return str(code) if confidence >= _MIN_CONFIDENCE else "en"


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def name_of(code: str) -> str:
    """Give the English name of a language by its code."""
    import pycountry

    found = pycountry.languages.get(alpha_2=code)
    return str(found.name) if found else code
