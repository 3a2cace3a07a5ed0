"""Offices as they decide who is who."""

from timeline.extraction.reading import Office
from timeline.joining.accounts import OfficeKey
from timeline.joining.names import name_key

# Roles that say what somebody does or is said to be, not which office of a state or body he or she holds.
PRIVATE_ROLES = frozenset({"academic", "activist", "business", "media", "private", "cleric", "lawyer", "soldier"})
# Words that say too little to be an office: whose official, candidate for what.
VAGUE_ROLES = frozenset({"candidate", "counterpart", "member", "official", "politician"})
# Remarks on the holder before a title: they are no part of the office.
REMARKS = ("acting", "interim", "former", "outgoing", "caretaker", "then")


def bare_label(label: str) -> str:
    """Give a title without what it says of its holder: "Acting Minister of Defense" → "Minister of Defense"."""
    words = label.split()
    while len(words) > 1 and words[0].lower() in REMARKS:
        words = words[1:]
    return " ".join(words)


def is_public(office: Office) -> bool:
    """Tell whether the words name an office of a state or body."""
    return bool(bare_label(office.label)) and office.role not in VAGUE_ROLES | PRIVATE_ROLES


def office_key(label: str, role: str, country: str) -> OfficeKey:
    """Give what makes two offices of persons the same: the role, or the label where there is none, and the country."""
    return role or name_key(bare_label(label)), country
