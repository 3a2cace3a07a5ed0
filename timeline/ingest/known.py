"""Decide whether a text is new, known, or a new version of a known article; keep its addresses."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Q

from diplomacy.prepared import ask
from timeline.models import Address, Article, Revision
from timeline.versions import address_key

SEEN = """
SELECT EXISTS (SELECT FROM timeline_article WHERE sha256 = %s)
    OR EXISTS (SELECT FROM timeline_revision WHERE sha256 = %s)
"""


class Outcome(StrEnum):
    """What became of a text."""

    NEW = "new"
    UNCHANGED = "unchanged"
    REVISED = "revised"
    REREAD = "read again"


@dataclass(frozen=True, slots=True)
class Visit:
    """How a text came: the address that was asked, when, and what its server said for the next time.

    Without `at` the text was given by hand or from a corpus: it may well be an old one.
    """

    url: str = ""
    at: datetime | None = None
    etag: str = ""
    last_modified: str = ""

    def as_json(self) -> dict[str, str]:
        """Give it as what a queue can keep."""
        return asdict(self) | {"at": self.at.isoformat() if self.at else ""}

    @classmethod
    def from_json(cls, kept: dict[str, str] | None) -> "Visit":
        """Give it back from what `as_json` gave; without anything, a text given by hand."""
        kept = kept or {}
        at = datetime.fromisoformat(kept["at"]) if kept.get("at") else None
        return cls(kept.get("url", ""), at, kept.get("etag", ""), kept.get("last_modified", ""))


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a text: its article, and whether the text is that article's present one or an earlier one.

    An article of which it is neither takes it as a new version. `note` is fit to show to a user.
    """

    article: Article | None = None
    is_present: bool = False
    is_earlier: bool = False
    note: str = ""

    @property
    def is_revised(self) -> bool:
        """Tell whether the text is a new version of the article."""
        return self.article is not None and not self.is_present and not self.is_earlier


def find_known(digest: str, urls: Iterable[str | None], *, is_live: bool = False) -> Known:
    """Find the article of a text by the text's SHA-256, else by the addresses it came from, the best one first.

    What an address gives just now (`is_live`) is its article's present text, also if it had been so before. The same
    old text given from a file is no news: a corpus read twice changes nothing.
    """
    keys = keys_of(urls)
    if not keys and not ask(SEEN, digest, digest)[0][0]:
        return Known()
    rows = {row.key: row for row in Address.objects.filter(key__in=keys)} if keys else {}
    at = next((rows[key] for key in keys if key in rows), None)
    # One query: the text itself first.
    wanted = Q(sha256=digest) | Q(pk=at.article_id) if at else Q(sha256=digest)
    articles = list(Article.objects.select_related("outlet").defer("reading").filter(wanted))
    same = next((article for article in articles if article.sha256 == digest), None)
    if same:
        is_elsewhere = at is not None and at.article_id != same.pk
        return Known(same, is_present=True, note=_elsewhere(same) if is_elsewhere else "")
    if at:
        article = next(article for article in articles if article.pk == at.article_id)
        is_earlier = at.text_hash == digest or (not is_live and _is_earlier(article, digest))
        return Known(article, is_earlier=is_earlier)
    old = Revision.objects.select_related("article").defer("text").filter(sha256=digest).order_by("pk").first()
    return Known(old.article, is_earlier=True) if old else Known()


def note_addresses(article: Article, digest: str, url: str | None, visit: Visit) -> None:
    """Keep the addresses of a text and what their servers said; an address of another article stays with that one."""
    given = {key: one for one in (visit.url, url or "") if (key := address_key(one))}
    if not given:
        return
    Address.objects.bulk_create(
        [Address(article=article, key=key, url=one, text_hash=digest) for key, one in given.items()],
        ignore_conflicts=True,
    )
    Address.objects.filter(article=article, key__in=given).update(text_hash=digest)
    if visit.at:
        # A server's tag is for the address that was asked, not for others of the same text.
        Address.objects.filter(article=article, key=address_key(visit.url)).update(
            etag=visit.etag[:1000], last_modified=visit.last_modified[:100], visited_at=visit.at
        )


def conditions(url: str) -> tuple[str, str]:
    """Give the ETag and Last-Modified for asking an address again, empty if it is not known."""
    row = Address.objects.filter(key=address_key(url)).first()
    return (row.etag, row.last_modified) if row else ("", "")


def unmodified(url: str, at: datetime) -> Article | None:
    """Note that the server of an address says that nothing has changed; give the article."""
    row = Address.objects.select_related("article").filter(key=address_key(url)).first()
    if row is None:
        return None
    row.visited_at = at
    row.save(update_fields=["visited_at"])
    return row.article


def keys_of(urls: Iterable[str | None]) -> list[str]:
    """Give the keys of addresses, each once, in their order."""
    return list(dict.fromkeys(key for key in map(address_key, urls) if key))


def _is_earlier(article: Article, digest: str) -> bool:
    return Revision.objects.filter(article=article, sha256=digest).exists()


def _elsewhere(same: Article) -> str:
    return f"The address is that of another article, but now shows the text of “{same}”: nothing is changed."
