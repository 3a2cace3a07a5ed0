"""Keys under which different spellings of one name meet."""

import re
import unicodedata

# Letters that Unicode does not take apart into a base letter and a mark.
_WHOLE_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})
# Both apostrophes, hyphens and dots join the parts of one word: "Seon-ho", "O'Brien", "U.S.".
_JOINERS = re.compile(r"['’‘ʼ`.\-‐‑–]")
# What the columns hold; one ligature may become eighteen letters.
KEY_CHARS = 200
_NOT_LETTERS = re.compile(r"[\W_]+")


def name_words(name: str) -> list[str]:
    """Split a name into words without marks, hyphens and case: "Kim Seon-ho" → ["kim", "seonho"]."""
    plain = unicodedata.normalize("NFKD", name.casefold()).translate(_WHOLE_LETTERS)
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _NOT_LETTERS.sub(" ", _JOINERS.sub("", plain)).split()


def initials(name: str) -> set[str]:
    """Give the initials within a name: "George H. W. Bush" → {"h", "w"}, "H.R. McMaster" → none, as it has no other."""
    return {word for word in name_words(name)[1:-1] if len(word) == 1}


def name_key(name: str) -> str:
    """Give the letters of a name without initials inside it.

    "Kim Seon-ho", "Kim Seonho" and "KIM Seon Ho" are one key, "Donald J. Trump" and "Donald Trump" another.
    """
    return ("".join(_full_words(name)) or name.strip().casefold())[:KEY_CHARS]


def name_keys(name: str) -> set[str]:
    """Give the keys of a name in both orders, family name first or last: {"kimseonho", "seonhokim"}."""
    words = _full_words(name)
    return {name_key(name), "".join(words[1:] + words[:1]), "".join(words[-1:] + words[:-1])} - {""}


def _full_words(name: str) -> list[str]:
    words = name_words(name)
    return words[:1] + [word for word in words[1:-1] if len(word) > 1] + words[1:][-1:]
