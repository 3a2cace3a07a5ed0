"""What a curator does with an item of the queue, each kept with the state before and after it, so that it is undone."""

from collections.abc import Callable

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from timeline import actions
from timeline.history import changing
from timeline.ingest.addressing import readdress_events
from timeline.models import Decision, DecisionKind, Event, ReviewItem, Statement
from timeline.models.search import refresh_search
from timeline.review import queue
from timeline.review.edits import Edit, apply
from timeline.review.state import Record, State, decided, put_back, state_of, token_of

NOTHING = Edit()
# What the history calls them.
ACTIONS = {
    DecisionKind.ACCEPTED: "accept",
    DecisionKind.REJECTED: "reject",
    DecisionKind.EDITED: "edit",
    DecisionKind.CONFIRMED: "confirm",
}


class ChangedSince(Exception):
    """The record is no longer as the curator saw it; `state` is how it is now."""

    def __init__(self, record: Record, state: State) -> None:
        super().__init__(f"{record} has changed since")
        self.record, self.state = record, state


def accept(*, record: Record, by: User, seen: str = "", edit: Edit = NOTHING, reason: str = "") -> Decision:
    """Accept a record with what the curator changed in it; raise ChangedSince if it is not as `seen`."""

    def do(row: Record) -> None:
        if edit is not NOTHING:
            apply(row, edit)
        actions.accept(records=_only(row), by=by, note=reason)

    return _decide(record, by, DecisionKind.ACCEPTED, seen, reason, do, is_alone=edit is NOTHING)


def reject(*, record: Record, by: User, seen: str = "", reason: str) -> Decision:
    """Reject a record, which takes it off the public pages; raise ChangedSince if it is not as `seen`."""
    return _decide(
        record, by, DecisionKind.REJECTED, seen, reason,
        lambda row: actions.reject(records=_only(row), by=by, note=reason), is_alone=True,
    )  # fmt: skip


def change(*, record: Record, by: User, seen: str = "", edit: Edit, reason: str = "") -> Decision:
    """Set or confirm fields of a record without deciding on it; raise ChangedSince if it is not as `seen`."""
    is_only_confirmed = not edit.values and edit.parts is None and not edit.content
    kind = DecisionKind.CONFIRMED if is_only_confirmed else DecisionKind.EDITED
    return _decide(record, by, kind, seen, reason, lambda row: apply(row, edit))


def note_added(*, record: Record, by: User) -> Decision:
    """Keep what a curator added; undoing it takes the record away. Call it in the transaction that adds it."""
    key = {"event": record} if isinstance(record, Event) else {"statement": record}
    return Decision.objects.create(by=by, kind=DecisionKind.ADDED, after=state_of(record), **key)


@transaction.atomic
def skip(*, item: ReviewItem, by: User) -> Decision:
    """Put an item behind all others for this curator."""
    queue.put_behind(item=item, by=by)
    return Decision.objects.create(
        by=by, kind=DecisionKind.SKIPPED, event_id=item.event_id, statement_id=item.statement_id
    )


def last_decision(*, by: User) -> Decision | None:
    """Give what the curator did last and has not undone."""
    rows = Decision.objects.filter(by=by, undone_at=None).select_related("event", "statement")
    return rows.order_by("-pk").first()


def undo(*, by: User) -> Decision | None:
    """Undo what the curator did last, and give it with the record as it is then; None where there is nothing.

    Raise ChangedSince if it was changed since.
    """
    with changing(user=by, action="undo"):
        return _undo(by)


def _undo(by: User) -> Decision | None:
    last = Decision.objects.select_for_update().filter(by=by, undone_at=None).order_by("-pk").first()
    if last is None:
        return None
    record = _locked(_record_of(last))
    if last.kind == DecisionKind.SKIPPED:
        ReviewItem.objects.filter(event=last.event_id, statement=last.statement_id).get().skips.filter(by=by).delete()
    else:
        now = state_of(record)
        if now != last.after or (last.kind == DecisionKind.ADDED and _is_told_by_others(record)):
            raise ChangedSince(record, now)
        if last.kind == DecisionKind.ADDED:
            return _take_away(last, record)
        put_back(record, last.before)
        events = {state.get("event_id", last.event_id) for state in (last.before, last.after)} - {None}
        # Parties may have got other names while the address was a curator's to keep.
        readdress_events(events, ())
        refresh_search(events, [record.article_id] if isinstance(record, Statement) else ())
    last.undone_at = timezone.now()
    last.save(update_fields=["undone_at"])
    # As it is now, for whoever shows it.
    record.refresh_from_db()
    setattr(last, str(record._meta.model_name), record)
    return last


def _is_told_by_others(record: Record) -> bool:
    """Tell whether other articles report an event that was added by hand."""
    return isinstance(record, Event) and record.reports.count() > 1


def _take_away(added: Decision, record: Record) -> Decision:
    """Remove what was added, and the decision with it: it is given with the record as it was."""
    event = record.event_id if isinstance(record, Statement) else None
    record.delete()
    refresh_search([event] if event else ())
    return added


def _decide(
    record: Record,
    by: User,
    kind: DecisionKind,
    seen: str,
    reason: str,
    do: Callable[[Record], object],
    is_alone: bool = False,
) -> Decision:
    """Do what was decided; `is_alone` where that touches no part of the record and no words."""
    with changing(user=by, action=ACTIONS[kind], reason=reason):
        row = _locked(record)
        before = state_of(row)
        if seen and seen != token_of(before):
            raise ChangedSince(row, before)
        do(row)
        row.refresh_from_db()
        after = decided(before, row) if is_alone else state_of(row)
        key = {"event": row} if isinstance(row, Event) else {"statement": row}
        return Decision.objects.create(by=by, kind=kind, reason=reason, before=before, after=after, **key)


def _record_of(decision: Decision) -> Record:
    record = decision.event or decision.statement
    assert record is not None  # by the constraint of the table
    return record


def _locked(record: Record) -> Record:
    """Take a record so that nobody else decides on it meanwhile; rows that refer to it may be written."""
    return type(record).objects.select_for_update(no_key=True).get(pk=record.pk)


def _only(record: Record):  # type: ignore[no-untyped-def]
    return type(record).objects.filter(pk=record.pk)
