"""Take one text all the way: known already? read it, store it."""

from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256

from timeline import extraction
from timeline.ingest.register.corrected import current
from timeline.ingest.storing import store
from timeline.models import Article, PublishedBasis


class Outcome(StrEnum):
    """What became of a text."""

    NEW = "new"
    UNCHANGED = "unchanged"
    REREAD = "read again"


@dataclass(frozen=True, slots=True)
class Result:
    """The article of a text, and what became of it."""

    article: Article
    outcome: Outcome


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
) -> Result:
    """Read and store a text. One stored already is left as it is, and not even read, unless `reread`.

    What was once given with the text, or set by a curator, is given again to the reading: day, outlet and address.
    """
    known = Article.objects.select_related("outlet").filter(sha256=sha256(text.encode()).hexdigest()).first()
    if known and not reread:
        return Result(known, Outcome.UNCHANGED)
    if known:
        file = known.file or file
        published_why = published_why if published else _given_reason(known)
        published = published or _given_day(known)
        outlet = outlet or (known.outlet.name if known.outlet else None)
        url = url or known.url or None
    register = current()
    given = {"published_on": published, "published_why": published_why, "outlet": outlet, "url": url}
    read = extraction.read(text, file=file, register=register, **given)
    read = replace(read, warnings=(*notes, *read.warnings))
    article, is_written = store(read, text, extractor=extraction.version(), reread=reread, register=register)
    if not is_written:
        # Another run stored it while this one was reading.
        return Result(article, Outcome.UNCHANGED)
    return Result(article, Outcome.REREAD if known else Outcome.NEW)


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
