"""Take one text all the way: known already? read it, store it."""

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import cast

from timeline import extraction
from timeline.extraction.holders import Register
from timeline.extraction.reading import Reading
from timeline.ingest.known import Known, Outcome, Visit, find_known, note_addresses
from timeline.ingest.register.corrected import current
from timeline.ingest.storing import GIVEN, store
from timeline.models import Article, PublishedBasis

# A long run hears of a curator's correction within this time, and does not ask for each text.
REGISTER_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Result:
    """The article of a text, what became of it, and what the user should know of it."""

    article: Article
    outcome: Outcome
    note: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """What was read in a text, by which register, and what storing it would be; no reading where nothing changes."""

    outcome: Outcome
    reading: Reading | None = None
    register: Register | None = None
    article: Article | None = None
    note: str = ""


def ingest(
    text: str,
    *,
    file: str = "",
    published: str | None = None,
    published_why: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    notes: tuple[str, ...] = (),
    reread: bool = False,
    visit: Visit = GIVEN,
    seen: Look | None = None,
) -> Result:
    """Read and store a text. One stored already is left as it is, and not even read, unless `reread`.

    A new text under a known address is a new version of its article. `visit` says how the text came, if it was fetched.
    What was once given with the text, or set by a curator, is given again to the reading: day, outlet and address.
    `seen` is what `look` gave for the same a while ago; it is taken unless what is known of the text has changed since.
    """
    visit = visit if visit.url else replace(visit, url=url or "")
    given = {"published": published, "published_why": published_why, "outlet": outlet, "url": url}
    if seen is None or not _holds(seen, text, visit, url, reread=reread):
        seen = look(text, file=file, notes=notes, reread=reread, visit=visit, **given)
    if seen.reading is None:
        article = cast(Article, seen.article)
        digest = sha256(text.encode()).hexdigest()
        if article.sha256 == digest or visit.at:
            note_addresses(article, digest, url, visit)
        return Result(article, seen.outcome, seen.note)
    stored = store(
        seen.reading, text, extractor=extraction.version(), reread=reread, register=seen.register, visit=visit
    )
    return Result(*stored)


def look(
    text: str,
    *,
    file: str = "",
    published: str | None = None,
    published_why: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    notes: tuple[str, ...] = (),
    reread: bool = False,
    visit: Visit = GIVEN,
) -> Look:
    """Read a text as `ingest` does, and store nothing."""
    digest = sha256(text.encode()).hexdigest()
    known = find_known(digest, (url, visit.url), is_live=visit.at is not None)
    article, outcome = known.article, _outcome(known, reread=reread)
    if outcome is Outcome.UNCHANGED:
        return Look(outcome, article=article, note=known.note)
    if article:
        file = article.file or file
        published_why = published_why if published else _given_reason(article)
        published = published or _given_day(article)
        outlet = outlet or (article.outlet.name if article.outlet else None)
        url = article.url or url
    register = current(max_age=REGISTER_SECONDS)
    given = {"published_on": published, "published_why": published_why, "outlet": outlet, "url": url}
    read = extraction.read(text, file=file, register=register, **given)
    return Look(outcome, replace(read, warnings=(*notes, *read.warnings)), register, article)


def _outcome(known: Known, *, reread: bool) -> Outcome:
    """Say what storing a text would be."""
    if known.is_earlier or (known.is_present and not reread):
        return Outcome.UNCHANGED
    if known.article is None:
        return Outcome.NEW
    return Outcome.REVISED if known.is_revised else Outcome.REREAD


def _holds(seen: Look, text: str, visit: Visit, url: str | None, *, reread: bool) -> bool:
    """Tell whether what is known of a text is what was known of it when it was looked at."""
    known = find_known(sha256(text.encode()).hexdigest(), (url, visit.url), is_live=visit.at is not None)
    return (known.article, _outcome(known, reread=reread)) == (seen.article, seen.outcome)


def reread(article: Article) -> Result:
    """Read a stored article again, with the extractor of today; what curators have set stays."""
    return ingest(article.text, reread=True)


def _given_reason(article: Article) -> str | None:
    """Give the sentence on where a publication day came from that was given with the text."""
    is_given = article.published_basis == PublishedBasis.SUPPLIED
    return article.published_why[0] if is_given and article.published_why else None


def _given_day(article: Article) -> str | None:
    """Give the publication day that did not come from the text itself."""
    if article.published_basis not in (PublishedBasis.SUPPLIED, PublishedBasis.CURATOR):
        return None
    if article.published_at:
        return article.published_at.isoformat()
    is_one_day = article.published_min and article.published_min == article.published_max
    return article.published_min.isoformat() if article.published_min and is_one_day else None
