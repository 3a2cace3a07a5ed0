"""The item after the one on screen: fetched while the curator reads, so that it stands there at once.

It is the curator's as the one on screen is, for as long. What was fetched is shown only if the record still is as the
page has it, and nobody else's; otherwise the next item comes as it does without all this.
"""

import re
from typing import cast

from django.contrib.auth.models import User
from django.http import HttpRequest

from timeline.models import Event, ReviewItem, Statement
from timeline.review import queue
from timeline.review.queue import Filters
from timeline.review.state import Record, state_of, token_of

# Tells the page to show the item that it holds.
HEADER = "X-Review-Ahead"
NAME = re.compile(r"(event|statement)/(\d{1,18})")
MODELS: dict[str, type[Event] | type[Statement]] = {"event": Event, "statement": Statement}


def claim(at: str, *, by: User, filters: Filters) -> ReviewItem | None:
    """Keep the item that follows the one named for a curator; None where none is left."""
    row = _queued(at)
    return queue.claim_next(by=by, filters=filters, but=[row.pk] if row else [])


def held(request: HttpRequest, *, by: User) -> Record | None:
    """Give the record that the page holds, if it may be shown as it is there; it is the curator's from now on."""
    row = _queued(request.POST.get("ahead", ""))
    if row is None or not getattr(request, "htmx", False) or not queue.claim(item=row, by=by):
        return None
    record = record_of(row)
    return record if token_of(state_of(record)) == request.POST.get("ahead_seen") else None


def name_of(record: Record) -> str:
    """Name a record as the page does."""
    return f"{record._meta.model_name}/{record.pk}"


def record_of(row: ReviewItem) -> Record:
    """Give the record that an item of the queue is about."""
    return cast(Record, row.event or row.statement)


def _queued(name: str) -> ReviewItem | None:
    found = NAME.fullmatch(name)
    if found is None:
        return None
    return ReviewItem.objects.select_related("event", "statement").filter(**{f"{found[1]}_id": int(found[2])}).first()
