"""The state of a record that a curator works on, as plain values: compared, kept for undoing, and put back."""

import json
from datetime import date
from hashlib import sha256
from typing import Any, cast

from django.db.models import Model

from timeline.models import Event, Evidence, Participation, Statement, StatementActor

Record = Event | Statement
State = dict[str, Any]

FIELDS: dict[type[Model], tuple[str, ...]] = {
    Event: (
        "type", "status", "is_domestic", "is_first", "edtf", "date_min", "date_max", "date_basis", "raw_date",
        "initiated_by_person_id", "initiated_by_organization_id",
        "review", "reviewed_by_id", "reviewed_at", "note", "curated_fields",
    ),
    Statement: (
        "act", "modality", "content", "cue", "start", "has_quote", "event_id", "topics", "phrases",
        "review", "reviewed_by_id", "reviewed_at", "note", "curated_fields",
    ),
    Participation: ("id", "person_id", "organization_id", "office", "country", "position"),
    StatementActor: ("id", "role", "person_id", "organization_id", "position"),
    Evidence: ("id", "article_id", "role", "start", "end", "exact", "prefix", "suffix", "text_hash"),
}  # fmt: skip
# The parts of a record, which are edited with it: the name of their list and their model.
PARTS: dict[type[Model], tuple[str, type[Model]]] = {
    Event: ("participations", Participation),
    Statement: ("actors", StatementActor),
}


def state_of(record: Record) -> State:
    """Give the present state of a record: its fields, its parts, and the words that prove those."""
    name, _ = PARTS[type(record)]
    parts = [_values(part) for part in _parts(record).order_by("position", "pk")]
    if isinstance(record, Event):
        by_pk = {part["id"]: part for part in parts}
        for proof in Evidence.objects.filter(participation__event=record).order_by("pk"):
            by_pk[proof.participation_id].setdefault("evidence", []).append(_values(proof))
    state = _values(record) | {name: parts}
    if isinstance(record, Statement):
        state["evidence"] = [_values(proof) for proof in record.evidence.order_by("pk")]
    else:
        state["marked"] = [proof.pk for proof in _marked(record)]
    return cast(State, json.loads(json.dumps(state, default=_written)))


def decided(state: State, record: Record) -> State:
    """Give the state of a record of which a decision has changed its own fields alone."""
    return state | cast(State, json.loads(json.dumps(_values(record), default=_written)))


def token_of(state: State) -> str:
    """Give a short word that differs for each state."""
    return sha256(json.dumps(state, sort_keys=True).encode()).hexdigest()[:16]


def put_back(record: Record, state: State) -> None:
    """Bring a record, its parts and their evidence into an earlier state; the caller refreshes what follows from it."""
    _set(record, state)
    record.save(update_fields=[_field(record, name) for name in FIELDS[type(record)]])
    name, model = PARTS[type(record)]
    owner = "event" if isinstance(record, Event) else "statement"
    wanted = {values["id"]: values for values in state[name]}
    _parts(record).exclude(pk__in=wanted).delete()
    # Two parts may have changed places in a unique pair: what changed is taken away before it is written.
    rows = {row.pk: row for row in _parts(record)}
    for pk, values in wanted.items():
        row = rows.get(pk) or model(pk=pk, **{owner: record})
        _set(row, values)
        row.save()
        if "evidence" in values:
            _put_proofs(values["evidence"], participation=row)
    if isinstance(record, Event):
        _marked(record).exclude(pk__in=state["marked"]).delete()
    else:
        record.evidence.exclude(pk__in=[values["id"] for values in state["evidence"]]).delete()
        _put_proofs(state["evidence"], statement=record)


def _written(value: date) -> str:
    """Write a day or a moment to the microsecond, as it is put back."""
    return value.isoformat()


def _marked(event: Event) -> Any:
    """Give the words that curators marked in reports of an event."""
    return Evidence.objects.filter(report__event=event, is_curated=True).order_by("pk")


def _put_proofs(wanted: list[State], **target: Any) -> None:
    known = set(Evidence.objects.filter(**target).values_list("pk", flat=True))
    for values in wanted:
        if values["id"] not in known:
            Evidence.objects.create(**values, **target)


def _parts(record: Record) -> Any:
    return getattr(record, PARTS[type(record)][0]).all()


def _values(row: Model) -> State:
    return {name: getattr(row, name) for name in FIELDS[type(row)]}


def _set(row: Model, values: State) -> None:
    for name in FIELDS[type(row)]:
        if name in values and name != "id":
            field: Any = row._meta.get_field(_field(row, name))
            setattr(row, name, field.to_python(values[name]))


def _field(row: Model, name: str) -> str:
    """Give the name of the field of a column."""
    known = {field.attname: field.name for field in row._meta.concrete_fields}
    return known[name]
