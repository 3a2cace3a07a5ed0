"""What is known beside the text: whose government's page it is, and who held an office on its day for certain."""

from datetime import date, timedelta

from timeline.extraction.document import Document
from timeline.extraction.holders import Register
from timeline.extraction.people.page import Page
from timeline.extraction.publishers import government_at, masthead

# "The press release issued by 10 Downing Street" stands within so many words from the top.
ISSUER_WORDS = 150
SPOKESPERSONS = frozenset({"spokesperson", "spokesman", "spokeswoman"})
ISSUING = frozenset({"issued", "released", "published"})
# A holder is certain if he held the office also on the days around: a change of office has no hour.
MARGIN = timedelta(days=1)


def home_of(page: Page) -> str | None:
    """Give the country whose government published the page, by its address or "issued by …"; None for others."""
    head = masthead(page.document.text)
    return government_at(page.document.url) or (head[1] if head else None) or _by_issuer(page)


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
