"""Take entries of feeds: fetch each one's page and store it as an article of a batch."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.html import escape

from timeline.extraction.source import MAX_BYTES, SourceError
from timeline.ingest import Visit
from timeline.ingest.known import conditions, unmodified
from timeline.models import Article, Batch, BatchItem, BatchOutcome, EntryState, FeedEntry
from timeline.sources import Document, FetchError, NotModified, Options, document_of, fetch
from timeline.sources.formats import take as take_apart
from timeline.work import batches
from timeline.work.here import take_here

# A page that cannot be had is tried again after 10, 40 and 160 minutes, then given up.
FIRST_PAUSE = timedelta(minutes=10)
BACK_OFF = 4
MOST_TRIES = 4
# Two feeds of one site bring the same story within hours: its page is not asked for twice.
SAME_STORY = timedelta(days=1)
UNCHANGED = BatchOutcome.UNCHANGED.value


def take_entry(entry: FeedEntry, now: datetime) -> FeedEntry:
    """Take one entry now, whatever its state; give it with what became of it."""
    take([entry], now)
    return entry


def take(entries: Sequence[FeedEntry], now: datetime) -> Counter[str]:
    """Take entries of one feed, each in a transaction of its own; count them by outcome, as a batch does."""
    outcomes: Counter[str] = Counter()
    batch: Batch | None = None
    number = 0
    for entry in entries:
        try:
            found = _known_elsewhere(entry, now) or _document(entry, now)
        except SourceError as error:
            outcomes[_failed(entry, error, now)] += 1
            continue
        if isinstance(found, Article):
            outcomes[_taken(entry, found, now)] += 1
            continue
        number += 1
        batch = batch or batches.begin([entry.feed.url], {"feed": entry.feed_id})
        item = BatchItem(batch=batch, number=number, name=found.name[:500], text=found.text)
        item.given = _given(entry, found, now)
        (done,) = take_here([item], batch.started_by)
        if done.article:
            _taken(entry, done.article, now)
            outcomes[done.outcome] += 1
        else:
            outcomes[_failed(entry, SourceError(done.problem), now)] += 1
    if batch:
        batches.end(batch, number)
    return outcomes


def _document(entry: FeedEntry, now: datetime) -> Document | Article:
    """Give the text of an entry, or the article if its page has not changed."""
    if (entry.feed.has_full_text or not entry.link) and entry.content:
        return _own_text(entry, now)
    if not entry.link:
        raise FetchError("the entry has neither a web address nor a text", is_lasting=True)
    try:
        etag, last_modified = conditions(entry.link)
        found = fetch(entry.link, etag=etag, last_modified=last_modified)
        if isinstance(found, NotModified):
            article = unmodified(entry.link, now)
            if article is None:
                raise FetchError("the server says that nothing changed, although it was not asked")
            return article
        return document_of(found, _options(now))
    except SourceError as error:
        if _is_last_try(entry, error) and entry.content:
            note = f"The page could not be read ({error}); this is the text of the feed."
            own = _own_text(entry, now)
            return replace(own, notes=(*own.notes, note))
        raise


def _own_text(entry: FeedEntry, now: datetime) -> Document:
    """Read the text that the feed itself has; raise SourceError where that is no article."""
    page = f"<html><head><title>{escape(entry.title)}</title></head><body><article><h1>{escape(entry.title)}</h1>"
    data = f"{page}{entry.content}</article></body></html>".encode()
    document = take_apart(
        data, "html", entry.link or entry.guid, _options(now), url=entry.link or None, charset="utf-8"
    )
    return replace(document, outlet=document.outlet if entry.link else None)


def _options(now: datetime) -> Options:
    return Options(today=now.date(), max_chars=getattr(settings, "READOUT_MAX_CHARS", MAX_BYTES))


def _given(entry: FeedEntry, document: Document, now: datetime) -> dict[str, object]:
    """Give what is known of an entry's text; the page's own day goes before the feed's."""
    outlet = entry.feed.outlet
    published, why = document.published, document.published_why
    if not published and entry.published:
        published, why = entry.published, f"The feed gives {entry.published}."
    visit = Visit(entry.link, now, document.etag, document.last_modified)
    return {
        "published": published,
        "published_why": why,
        "outlet": outlet.name if outlet else document.outlet,
        "url": document.url or entry.link or None,
        "notes": document.notes,
        "visit": visit.as_json(),
    }


def _known_elsewhere(entry: FeedEntry, now: datetime) -> Article | None:
    """Give the article of the same page that another feed has brought a while ago."""
    if not entry.key or entry.taken_at or entry.feed.has_full_text:
        return None
    others = FeedEntry.objects.filter(key=entry.key, state=EntryState.TAKEN, taken_at__gt=now - SAME_STORY)
    other = others.exclude(pk=entry.pk).exclude(article=None).select_related("article").first()
    return other.article if other else None


def _taken(entry: FeedEntry, article: Article, now: datetime) -> str:
    entry.state, entry.article, entry.taken_at, entry.problem, entry.tries = EntryState.TAKEN, article, now, "", 0
    # The article has the text now.
    entry.content = ""
    entry.save(update_fields=["state", "article", "taken_at", "problem", "tries", "content"])
    return UNCHANGED


def _failed(entry: FeedEntry, error: SourceError, now: datetime) -> str:
    """Note why an entry could not be taken; it is tried again later unless that is of no use."""
    is_over = _is_last_try(entry, error)
    entry.tries += 1
    entry.state = EntryState.GIVEN_UP if is_over else EntryState.FAILED
    entry.problem = str(error)
    entry.next_try_at = now + FIRST_PAUSE * BACK_OFF ** (entry.tries - 1)
    entry.save(update_fields=["state", "tries", "problem", "next_try_at"])
    return BatchOutcome.FAILED.value


def _is_last_try(entry: FeedEntry, error: SourceError) -> bool:
    # What is no article today is none tomorrow; a server may be back.
    may_pass = isinstance(error, FetchError) and not error.is_lasting
    return not may_pass or entry.tries + 1 >= MOST_TRIES
