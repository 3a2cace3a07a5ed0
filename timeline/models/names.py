"""Keys under which different spellings of one name meet."""

import re
import unicodedata

# Letters that Unicode does not take apart into a base letter and a mark.
_WHOLE_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})
# Both apostrophes, hyphens and dots join the parts of one word: "Seon-ho", "O'Brien", "U.S.".
_JOINERS = re.compile(r"['’‘ʼ`.\-‐‑–]")
_NOT_LETTERS = re.compile(r"[\W_]+")


def name_words(name: str) -> list[str]:
    """Split a name into words without marks, hyphens and case: "Kim Seon-ho" → ["kim", "seonho"]."""
    plain = unicodedata.normalize("NFKD", name.casefold()).translate(_WHOLE_LETTERS)
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _NOT_LETTERS.sub(" ", _JOINERS.sub("", plain)).split()


def name_key(name: str) -> str:
    """Give the letters of a name, so that "Kim Seon-ho", "Kim Seonho" and "KIM Seon Ho" are one key."""
    return "".join(name_words(name)) or name.strip().casefold()


def name_keys(name: str) -> set[str]:
    """Give the keys of a name in both orders, family name first or last: {"kimseonho", "seonhokim"}."""
    words = name_words(name)
    return {name_key(name), "".join(words[1:] + words[:1]), "".join(words[-1:] + words[:-1])} - {""}
