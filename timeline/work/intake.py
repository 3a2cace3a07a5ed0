"""Texts that a curator gives on a page: gathered into a batch that is held until he has seen what was read in them.

gather ─▶ a batch that is held, its texts waiting ─▶ looks (each read, nothing stored) ─▶ release, or drop
"""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from timeline.extraction import source
from timeline.ingest import Visit
from timeline.ingest.known import conditions, unmodified
from timeline.ingest.run import Look, look
from timeline.models import Batch, BatchItem, BatchOutcome
from timeline.sources import Document, Options, Problem, Unmodified
from timeline.sources.document import printable, storable
from timeline.sources.files import File
from timeline.sources.pages import Page
from timeline.work import batches, queue
from timeline.work.here import take_here

MAX_NAME = BatchItem._meta.get_field("name").max_length
# Articles that a page stores itself: reading takes half a second each, and a browser waits for so long.
MOST_HERE = 5
# Articles of a batch that are read for a look; the others wait their turn unread.
MOST_LOOKED_AT = 5


class Upload(Protocol):
    """A file that came with a form."""

    name: str | None

    def chunks(self) -> Iterator[bytes]:
        """Give its content piece by piece."""
        ...


@dataclass(frozen=True, slots=True)
class Looked:
    """An article of a held batch and what was read in it, or the problem that reading it met."""

    item: BatchItem
    look: Look | None = None
    problem: str = ""


def gather(
    *, text: str = "", files: Sequence[Upload] = (), addresses: Sequence[str] = (), given: dict[str, Any], by: str
) -> Batch:
    """Hold the documents of a text, files and web addresses as a batch; those that cannot be had are set aside."""
    names = (["text"] if text else []) + [printable(file.name or "file") for file in files] + list(addresses)
    batch = batches.begin(names, {name: value for name, value in given.items() if value}, by=by)
    Batch.objects.filter(pk=batch.pk).update(is_held=True)
    found = _documents(text, files, addresses)
    total = 0
    for total, document in enumerate(found, 1):  # noqa: B007  (the last number is the total)
        item = item_of(batch, total, document, given)
        if not item.text:
            item.outcome, item.taken_by, item.ended_at = BatchOutcome.FAILED, by, timezone.now()
            item.problem = item.problem or "there is no text in it"
        item.save()
    batch.is_held, batch.total = True, total
    batch.save(update_fields=["total"])
    return batch


def looks(batch: Batch) -> list[Looked]:
    """Read the first articles of a held batch, and store nothing."""
    return [_look(item) for item in batch.items.waiting().order_by("number")[:MOST_LOOKED_AT]]


def release(batch: Batch, *, by: str) -> bool:
    """Store a held batch: at once where it is small, by workers else; tell whether it is stored already."""
    with transaction.atomic():
        held = Batch.objects.select_for_update().filter(pk=batch.pk, is_held=True).first()
        if held is None:
            return True
        waiting = list(held.items.waiting().order_by("number"))
        is_here = len(waiting) <= MOST_HERE
        Batch.objects.filter(pk=batch.pk).update(is_held=False, is_queued=not is_here)
        if not is_here:
            groups = batches.together(waiting, batches.MOST_A_JOB)
            queue.defer(batch.pk, ([item.pk for item in group] for group in groups))
    if is_here:
        for _ in take_here(waiting, by):
            pass
        batches.end(batch, batch.total or 0)
    return is_here


def drop(batch: Batch) -> None:
    """Throw a held batch away; nothing of it is stored."""
    Batch.objects.filter(pk=batch.pk, is_held=True).delete()


def item_of(batch: Batch, number: int, document: Document | Unmodified | Problem, given: dict[str, Any]) -> BatchItem:
    """Make the row of a document in a batch, with what is known of it from outside."""
    item = BatchItem(batch=batch, number=number, name=document.name[:MAX_NAME])
    if isinstance(document, Problem):
        item.problem = document.why
    elif isinstance(document, Unmodified):
        item.text, item.given = _present_text(document), {"reread": given.get("reread", False)}
    else:
        item.text, item.given = document.text, told(document, given)
    return item


def told(document: Document, given: dict[str, Any]) -> dict[str, Any]:
    """Give what is known of a document; what the user gives goes before what it tells of itself."""
    visit = Visit(document.asked, timezone.now(), document.etag, document.last_modified)
    return {
        "published": given.get("published") or document.published,
        "published_why": None if given.get("published") else document.published_why,
        "outlet": given.get("outlet") or document.outlet,
        "url": given.get("url") or document.url,
        "notes": document.notes,
        "reread": given.get("reread", False),
        "visit": visit.as_json() if document.asked else None,
    }


def _documents(
    text: str, files: Iterable[Upload], addresses: Iterable[str]
) -> Iterator[Document | Unmodified | Problem]:
    limit = getattr(settings, "READOUT_MAX_CHARS", source.MAX_BYTES)
    options = Options(today=date.today(), max_chars=limit, last_visit=conditions)
    if text:
        # A browser sends line breaks as HTTP has them.
        plain = storable(text.replace("\r\n", "\n"))
        yield Problem("text", f"longer than {limit:,} characters") if len(plain) > limit else Document(plain, "text")
    for file in files:
        yield from _uploaded(file, options)
    for address in addresses:
        yield from Page(address).documents(options)


def _uploaded(upload: Upload, options: Options) -> Iterator[Document | Problem]:
    """Give the documents of a file that came with a form; it lies in a folder of its own meanwhile."""
    name = printable(Path(upload.name or "file").name)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"file{Path(name).suffix}"
        with path.open("wb") as stream:
            for chunk in upload.chunks():
                stream.write(chunk)
        yield from File(name, path).documents(options)


def _look(item: BatchItem) -> Looked:
    given = dict(item.given)
    visit = Visit.from_json(given.pop("visit", None))
    given["notes"] = tuple(given.get("notes", ()))
    try:
        return Looked(item, look(item.text, file=item.name, visit=visit, **given))
    except source.SourceError as error:
        return Looked(item, problem=str(error))


def _present_text(page: Unmodified) -> str:
    """Give the text that is stored of a page which has not changed."""
    article = unmodified(page.url, timezone.now())
    return article.text if article else ""
