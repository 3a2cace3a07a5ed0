"""Poll feeds: ask each that is due for what is new, note its entries, take those that wait."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction

from timeline.extraction.source import SourceError
from timeline.feeds.taking import take
from timeline.models import EntryState, Feed, FeedEntry
from timeline.models.revision import MOST_URL_CHARS
from timeline.sources import FEED_TYPES, Fetched, FetchError, fetch
from timeline.sources.addresses import is_address
from timeline.sources.feed import Entry, entries_of
from timeline.versions import address_key

# A feed that fails is asked half as often each time, but once a day.
LONGEST_PAUSE = timedelta(days=1)
MOST_DOUBLINGS = 10
# Pages taken at one poll, as one host is asked about one page a second; the rest waits for the next poll.
MOST_A_POLL = 200
ROWS_AT_ONCE = 500
OK, NOT_MODIFIED = 200, 304


@dataclass
class Polled:
    """What a poll brought: how many entries were new or edited, what became of those taken, or why it failed.

    `failed` names the entries that could not be taken, each with the reason.
    """

    feed: Feed
    found: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    problem: str = ""
    failed: list[tuple[str, str]] = field(default_factory=list)


def poll_due(now: datetime) -> list[Polled]:
    """Poll every active feed whose time has come; any number of processes may do so at once."""
    out = []
    while feed := _claim(now):
        out.append(poll(feed, now))
    return out


def poll(feed: Feed, now: datetime) -> Polled:
    """Poll one feed now, due or not."""
    polled = Polled(feed)
    try:
        # A feed is there to be read by programs, whatever robots.txt says of the pages beside it.
        answer = fetch(feed.url, etag=feed.etag, last_modified=feed.last_modified, types=FEED_TYPES, heeds_robots=False)
        if isinstance(answer, Fetched):
            found = entries_of(answer.body, feed.url)
            polled.found = _note(feed, found.entries, now)
            feed.title = feed.title or found.title[:300]
            feed.etag, feed.last_modified = answer.etag[:1000], answer.last_modified[:100]
        feed.status = OK if isinstance(answer, Fetched) else NOT_MODIFIED
        feed.problem, feed.failures = "", 0
        feed.next_poll_at = now + timedelta(minutes=feed.interval_minutes)
    except SourceError as error:
        polled.problem = str(error)
        _put_off(feed, error, now)
    feed.polled_at = now
    feed.save(update_fields=[
        "title", "etag", "last_modified", "status", "problem", "failures", "next_poll_at", "polled_at",
    ])  # fmt: skip
    entries = list(feed.entries.to_take(now).select_related("feed__outlet")[:MOST_A_POLL])
    polled.outcomes = take(entries, now)
    polled.failed = [(entry.link or entry.title or entry.guid, entry.problem) for entry in entries if entry.problem]
    return polled


def _claim(now: datetime) -> Feed | None:
    """Take the next feed that is due; its time is moved on at once, so that no other process takes it."""
    with transaction.atomic():
        feed = Feed.objects.due(now).select_for_update(skip_locked=True).first()
        if feed:
            feed.next_poll_at = now + timedelta(minutes=feed.interval_minutes)
            feed.save(update_fields=["next_poll_at"])
    return feed


def _put_off(feed: Feed, error: SourceError, now: datetime) -> None:
    """Ask a feed that fails less and less often, and never before its server wants to be asked."""
    feed.problem, feed.failures = str(error), feed.failures + 1
    feed.status = error.status if isinstance(error, FetchError) else None
    pause = timedelta(minutes=feed.interval_minutes) * 2 ** min(feed.failures, MOST_DOUBLINGS)
    asked = timedelta(seconds=(error.retry_after or 0) if isinstance(error, FetchError) else 0)
    feed.next_poll_at = now + min(max(pause, asked), LONGEST_PAUSE)


def _note(feed: Feed, entries: tuple[Entry, ...], now: datetime) -> int:
    """Note entries that are new or edited, to be taken; give how many."""
    rows = {row.guid: row for entry in entries if (row := _row(feed, entry, now))}
    count = 0
    guids = list(rows)
    for start in range(0, len(guids), ROWS_AT_ONCE):
        part = guids[start : start + ROWS_AT_ONCE]
        known = dict(feed.entries.filter(guid__in=part).values_list("guid", "version"))
        new = [rows[guid] for guid in part if guid not in known]
        edited = [rows[guid] for guid in part if guid in known and known[guid] != rows[guid].version]
        FeedEntry.objects.bulk_create(new, ignore_conflicts=True)
        for row in edited:
            told = {name: getattr(row, name) for name in ("link", "key", "title", "published", "content", "version")}
            again = {"state": EntryState.WAITING, "problem": "", "tries": 0, "next_try_at": now}
            feed.entries.filter(guid=row.guid).update(**told, **again)
        count += len(new) + len(edited)
    return count


def _row(feed: Feed, entry: Entry, now: datetime) -> FeedEntry | None:
    """Make the row of an entry; None where it has nothing by which it could be known."""
    guid = entry.guid or entry.link or entry.title
    if not guid:
        return None
    link = entry.link if is_address(entry.link) and len(entry.link) <= MOST_URL_CHARS else ""
    told = "\n".join((entry.link, entry.title, entry.updated, entry.content))
    return FeedEntry(
        feed=feed,
        # An index entry of PostgreSQL holds no more.
        guid=guid if len(guid.encode()) <= MOST_URL_CHARS else sha256(guid.encode()).hexdigest(),
        link=link,
        key=address_key(link),
        title=entry.title,
        published=entry.published,
        content=entry.content,
        version=sha256(told.encode()).hexdigest(),
        found_at=now,
        next_try_at=now,
    )
