"""Publishers that are governments: by a web address, by their name, and by the line at the head of a text."""

import re
from functools import cache
from urllib.parse import urlsplit

import pycountry

from timeline.extraction.lexicon import rows

# Second-level endings under which governments have their pages: "mofa.go.jp", "pm.gov.au", "gob.mx".
GOVERNMENT_ENDINGS = frozenset({"gov", "gob", "gouv", "gub", "go", "govt"})
# "Prime Minister's Office, 10 Downing Street" has one of these and the body's address at its end, in a few words.
OFFICES = frozenset({"office", "ministry", "department", "government", "embassy"})
SENDER_WORDS = 8
# A letterhead stands within so many characters from the top.
MASTHEAD = 400
LETTERHEAD = re.compile(
    r"(?:The )?(?:Ministry|Embassy|Government|Department|Office|Cabinet) (?:of|for)"
    r"(?: (?:the|of|and|for|[A-Z][\w&'’.-]*))+"
)


def government_at(address: str | None) -> str | None:
    """Give the country whose government's web address it is; None for any other."""
    host = urlsplit(address or "").netloc.lower().partition(":")[0]
    labels = host.split(".")
    for at in range(len(labels)):
        if code := _domains().get(".".join(labels[at:])):
            return code
    if len(labels) > 1 and (labels[-2] in GOVERNMENT_ENDINGS) and len(labels[-1]) == 2:
        country = pycountry.countries.get(alpha_2=labels[-1].upper())
        return country.alpha_3 if country else None
    return None


def government_named(publisher: str) -> str | None:
    """Give the country whose government a publisher's name is of: "U.S. Department of State", "The White House"."""
    name = f" {_bare(publisher)} "
    if name.strip() in _bodies():
        return _bodies()[name.strip()]
    if not any(f" {word} " in name for word in _institutions()):
        return None
    found = [(len(form), code) for form, code in _nations() if f" {form} " in name]
    return max(found)[1] if found else None


def masthead(text: str) -> tuple[str, str] | None:
    """Give the government's body that stands alone on one of a text's first lines ("The White House"), and its country.

    None where there is no such line.
    """
    lines = [line.strip() for line in text[:MASTHEAD].split("\n")[:-1]]
    found = ((line, _bodies().get(_bare(line)) or _by_letterhead(line) or _by_address(line)) for line in lines if line)
    return next(((line, code) for line, code in found if code), None)


def _by_letterhead(line: str) -> str | None:
    """Read "Ministry of Foreign Affairs of Japan", "Embassy of Chad": an institution's name and no sentence."""
    found = LETTERHEAD.fullmatch(line)
    return government_named(line) if found else None


def _by_address(line: str) -> str | None:
    """Read "Prime Minister's Office, 10 Downing Street": an office at the seat of a government."""
    words = _bare(line)
    is_heading = not any(word[0].islower() for word in line.split() if word not in ("of", "the", "and"))
    if not is_heading or len(words.split()) > SENDER_WORDS or not OFFICES & set(words.replace(",", "").split()):
        return None
    return next((code for form, code in _bodies().items() if words.endswith(f" {form}")), None)


def _bare(name: str) -> str:
    return " ".join(name.lower().replace(".", "").split()).removeprefix("the ")


@cache
def _institutions() -> frozenset[str]:
    kinds = {"government", "office", "ministry", "parliament", "force", "embassy"}
    return frozenset(cells[0].lower() for cells in rows("institutions.tsv") if cells[1] in kinds)


@cache
def _nations() -> tuple[tuple[str, str], ...]:
    forms = [(form, cells[0]) for cells in rows("countries.tsv") for form in f"{cells[1]}|{cells[2]}".split("|")]
    return tuple((form.lower().replace(".", ""), code) for form, code in forms if form and len(code) == 3)


@cache
def _bodies() -> dict[str, str]:
    return {
        _bare(form): code
        for name, others, code, kind in rows("organizations.tsv")
        if len(code) == 3 and kind != "media"
        for form in (name, *others.split("|"))
        if form
    }


@cache
def _domains() -> dict[str, str]:
    return {cells[0]: cells[1] for cells in rows("home_domains.tsv")}
