"""What is known beside the text: whose government's page it is, and who held an office on its day for certain."""

import re
from datetime import date, timedelta
from functools import cache
from urllib.parse import urlsplit

import pycountry

from timeline.extraction.document import Document
from timeline.extraction.holders import Register
from timeline.extraction.lexicon import rows
from timeline.extraction.people.page import Page

# Second-level endings under which governments have their pages: "mofa.go.jp", "pm.gov.au", "gob.mx".
GOVERNMENT_ENDINGS = frozenset({"gov", "gob", "gouv", "gub", "go", "govt"})
# "The press release issued by 10 Downing Street" stands within so many words from the top.
ISSUER_WORDS = 150
# "Prime Minister's Office, 10 Downing Street" has one of these and the body's address at its end, in a few words.
OFFICES = frozenset({"office", "ministry", "department", "government", "embassy"})
SENDER_WORDS = 8
# A letterhead stands within so many characters from the top.
MASTHEAD = 400
LETTERHEAD = re.compile(
    r"(?:The )?(?:Ministry|Embassy|Government|Department|Office|Cabinet) (?:of|for)"
    r"(?: (?:the|of|and|for|[A-Z][\w&'’.-]*))+"
)
SPOKESPERSONS = frozenset({"spokesperson", "spokesman", "spokeswoman"})
ISSUING = frozenset({"issued", "released", "published"})
# A holder is certain if he held the office also on the days around: a change of office has no hour.
MARGIN = timedelta(days=1)


@cache
def _domains() -> dict[str, str]:
    return {cells[0]: cells[1] for cells in rows("home_domains.tsv")}


def home_of(page: Page) -> str | None:
    """Give the country whose government published the page, by its address or "issued by …"; None for others."""
    head = masthead(page.document.text)
    return government_at(page.document.url) or (head[1] if head else None) or _by_issuer(page)


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


def _by_issuer(page: Page) -> str | None:
    for at, word in enumerate(page.words[:ISSUER_WORDS]):
        if word.key in SPOKESPERSONS and at and _introduces(page, at):
            sense = page.chunks[page.chunk_of[at - 1]].sense("org", "seat")
            if sense and sense.code and not sense.kind.endswith(":media"):
                return sense.code
        if word.key == "by" and at and page.words[at - 1].key in ISSUING and at + 1 < len(page.words):
            chunk = page.chunks[page.chunk_of[at + (2 if page.words[at + 1].key == "the" else 1)]]
            sense = chunk.sense("org", "country", "adjective", "seat")
            if sense and not sense.kind.endswith(":media"):
                return sense.code or None
    return None


def _introduces(page: Page, at: int) -> bool:
    """Tell whether "a Downing Street spokesperson said:" ends its line and so opens what follows."""
    said = page.words[at + 1] if at + 1 < len(page.words) else None
    line = page.document.plain[said.end :].partition("\n")[0] if said and said.key == "said" else ""
    return said is not None and said.key == "said" and line.strip() in (":", ",", ":-")


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


def day_of(document: Document, published_on: str | None) -> date | None:
    """Give the day of publication, as told beside the text or printed in it, or of the dateline; only a full day."""
    printed = (item.edtf if item else None for item in (document.stated, document.dateline))
    for value in (published_on, *printed):
        try:
            return date.fromisoformat((value or "")[:10])
        except ValueError:
            continue
    return None


def certain_holder(register: Register, role: str, country: str, day: date | None) -> str | None:
    """Give the name of the one person who held an office on a day and on the days around it; None in any doubt."""
    if day is None:
        return None
    days = (day - MARGIN, day, day + MARGIN)
    terms = [term for one in days for term in register.on(one, role, country)]
    if day > register.known_until:
        terms = [term for term in terms if term.is_vouched]
    names = {term.name for term in terms}
    return names.pop() if len(names) == 1 and len(terms) == len(days) and not any(t.acting for t in terms) else None
