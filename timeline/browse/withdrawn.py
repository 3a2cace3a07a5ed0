"""What became of an event that was withdrawn, for whoever still has its address."""

from dataclasses import dataclass
from datetime import datetime

from django.apps import apps

from timeline.models import Event, RecordedChange, ReviewState

UNSAID = "a later reading of its sources no longer tells of it."


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """That an event was withdrawn, when and why; the reason is empty where none was given."""

    at: datetime | None
    why: str


def withdrawn(slug: str) -> Withdrawn | None:
    """Tell when and why an event was withdrawn: rejected, deleted, or taken back with its batch; None if it was not."""
    event = Event.objects.filter(slug=slug).first()
    if event is not None:
        is_rejected = event.review == ReviewState.REJECTED
        return Withdrawn(event.reviewed_at, event.note) if is_rejected else None
    pasts = apps.get_model("timeline", "EventPast").objects
    gone = pasts.filter(slug=slug, pgh_label="delete").order_by("-pgh_id").first()
    if gone is None:
        return None
    change = RecordedChange.objects.filter(pk=gone.pgh_context_id).first()
    is_reading = change is not None and change.metadata.get("machine")
    return Withdrawn(gone.pgh_created_at, UNSAID if is_reading else change.reason if change else "")
