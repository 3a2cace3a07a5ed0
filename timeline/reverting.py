"""Take changes back: one, or all that a person made; a preview first, and nothing that was changed since.

What is taken back is a change like any other: it is kept, and can be taken back itself.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.db import DataError, IntegrityError, connection, models, transaction
from psycopg import sql

from timeline.actions import events_found_by
from timeline.history import changing
from timeline.history.steps import Key, State, Step, of_changes, present, since
from timeline.history.telling import Told, tell
from timeline.ingest.addressing import readdress_events
from timeline.ingest.register.corrected import forget
from timeline.ingest.storing import wait_for_other_writers
from timeline.models import (
    Event,
    Membership,
    MendKind,
    Participation,
    Person,
    PersonName,
    RecordedChange,
    Report,
    Statement,
    StatementActor,
)
from timeline.models.queue import forget_queued
from timeline.models.search import refresh_search

# Mendings move what is not kept here, too (who is meant by which article); they have an undo of their own.
MENDINGS = frozenset({kind.value for kind in MendKind} | {"undo"})
# More would neither be read in a preview nor held in one transaction.
MOST_STEPS = 5_000
# Columns that the machine brings up to date, and that say nothing against taking back what a person did.
FOLLOWS = {"timeline_event": {"confidence"}, "timeline_membership": {"seen_min", "seen_max", "ended_by"}}
# The names of fields that a curator vouches for: of two edits, each adds and takes back its own.
OWN_FIELDS = "curated_fields"


class Refused(Exception):
    """What cannot be taken back, with reasons fit to show."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@dataclass
class Row:
    """What taking back does to one row: `target` by column, None where the row goes; `steps` are those taken back."""

    model: type[models.Model]
    pk: int
    steps: list[Step]
    target: State | None = None
    is_back: bool = False
    conflicts: list[Step | str] = field(default_factory=list)


@dataclass(frozen=True)
class Plan:
    """What would be taken back, row by row, and why it cannot be."""

    changes: tuple[UUID, ...]
    rows: tuple[Row, ...]
    told: tuple[Told, ...]
    refusals: tuple[str, ...]


def plan(changes: Collection[UUID]) -> Plan:
    """Work out what taking some changes back would do; nothing is written."""
    known = {change.pk: change for change in RecordedChange.objects.filter(pk__in=changes)}
    steps = of_changes(known)
    refusals = [
        f"“{change.action}” of {change.created_at:%-d %B %Y %H:%M} is taken back under Mendings."
        for change in known.values()
        if change.action in MENDINGS
    ]
    if len(steps) > MOST_STEPS:
        refusals.append(f"These are {len(steps)} steps; {MOST_STEPS} at most are taken back together.")
    if not steps:
        refusals.append("There is nothing to take back.")
    if refusals:
        return Plan(tuple(known), (), tuple(tell(steps[:MOST_STEPS])), tuple(refusals))
    rows = _rows(steps)
    return Plan(tuple(known), tuple(rows), tuple(tell(steps)), tuple(_conflicts(rows)))


def revert(changes: Collection[UUID], *, by: AbstractBaseUser, reason: str) -> Plan:
    """Take changes back in one transaction; raise Refused, saying what was changed since, and leave all as it is."""
    with changing(user=by, action="revert", reason=reason):
        wait_for_other_writers()
        planned = plan(changes)
        if planned.refusals:
            raise Refused(*planned.refusals)
        try:
            with transaction.atomic():
                _write(planned.rows)
                _check_references()
        except (IntegrityError, DataError) as error:
            raise Refused(f"What was there before cannot stand beside what came since: {_first_line(error)}") from error
        _follow(planned.rows)
    forget()
    return planned


def _rows(steps: Sequence[Step]) -> list[Row]:
    rows: dict[Key, Row] = {}
    for step in steps:
        rows.setdefault(step.key, Row(step.model, step.row, [])).steps.append(step)
    by_model: dict[type[models.Model], list[Row]] = defaultdict(list)
    for row in rows.values():
        by_model[row.model].append(row)
    for model, some in by_model.items():
        later: dict[int, list[Step]] = defaultdict(list)
        for step in since(model, {row.pk: min(step.number for step in row.steps) for row in some}):
            later[step.row].append(step)
        now = present(model, [row.pk for row in some])
        for row in some:
            _aim(row, later[row.pk], now.get(row.pk))
    return list(rows.values())


def _aim(row: Row, steps: Sequence[Step], now: State | None) -> None:
    """Find where a row goes: each field that was changed back to what it was, unless others changed it since."""
    own = {step.number for step in row.steps}
    was: dict[str, Any] = {}
    last: Step | None = None
    for step in steps:
        if step.number in own:
            for name, (before, _) in step.changed.items():
                was.setdefault(name, before)
            last = step
        elif any(name in was for name in step.changed if not _follows(row.model, name)):
            row.conflicts.append(step)
    first = row.steps[0]
    if first.before is None:
        row.is_back = now is None
        return
    if row.steps[-1].after is None and now is None:
        row.target = {**first.before, **was}
    elif now is None or last is None or last.after is None:
        row.conflicts.append("it is gone" if now is None else "it was made anew")
    else:
        row.target = {**now, **was}
        if OWN_FIELDS in was:
            row.target[OWN_FIELDS] = _own_fields(row.steps, now[OWN_FIELDS])
        left = {name for name in was if now[name] != last.after[name] and not _follows(row.model, name)}
        if left and not row.conflicts:
            row.conflicts.append(f"{', '.join(sorted(left))} changed")


def _follows(model: type[models.Model], name: str) -> bool:
    return name == OWN_FIELDS or name in FOLLOWS.get(model._meta.db_table, ())


def _own_fields(steps: Sequence[Step], now: Sequence[str]) -> list[str]:
    kept = set(now)
    for step in reversed(steps):
        before, after = (set((state or {}).get(OWN_FIELDS) or ()) for state in (step.before, step.after))
        kept = (kept - (after - before)) | (before - after)
    return sorted(kept)


def _conflicts(rows: Sequence[Row]) -> list[str]:
    steps = [conflict for row in rows for conflict in row.conflicts if isinstance(conflict, Step)]
    causes = RecordedChange.objects.in_bulk([step.change for step in steps])
    told = {id(one.step): one for one in tell(steps)}
    names = {row.steps[0].key: one for row, one in zip(rows, tell([row.steps[0] for row in rows]), strict=True)}
    reasons = []
    for row in rows:
        for conflict in row.conflicts:
            one = names[row.steps[0].key]
            if isinstance(conflict, str):
                reasons.append(f"The {one.noun} “{one.name}” was changed since: {conflict}.")
                continue
            fields = ", ".join(line.field for line in told[id(conflict)].lines) or conflict.kind
            who = causes[conflict.change].who if conflict.change in causes else "somebody"
            reasons.append(
                f"The {one.noun} “{one.name}” was changed since: {fields}, by {who} on {conflict.at:%-d %B %Y %H:%M}."
            )
    return reasons


def _write(rows: Sequence[Row]) -> None:
    for row in rows:
        if row.target is None and not row.is_back:
            forget_queued(row.model, [row.pk])
            _run("DELETE FROM {table} WHERE id = %s", row.model, (row.pk,))
    for row in rows:
        if row.target is None:
            continue
        if row.steps[-1].after is None:
            _insert(row.model, row.target)
        else:
            _update(row.model, row.pk, row.target, {name for step in row.steps for name in step.changed})


def _update(model: type[models.Model], pk: int, target: State, names: set[str]) -> None:
    columns = sql.SQL(", ").join(sql.SQL("{0} = was.{0}").format(sql.Identifier(name)) for name in sorted(names))
    question = "UPDATE {table} SET {columns} FROM jsonb_populate_record(NULL::{table}, %s::jsonb) was "
    _run(question + "WHERE {table}.id = %s", model, (json.dumps(target), pk), columns)


def _insert(model: type[models.Model], target: State) -> None:
    """Add a row again; what is not kept of it is what a new row has, until it is derived anew."""
    fresh = model()
    for name in target.keys() ^ {str(one.column) for one in model._meta.concrete_fields}:
        one = next(one for one in model._meta.concrete_fields if one.column == name)
        value = one.pre_save(fresh, add=True)
        target[name] = value.isoformat() if hasattr(value, "isoformat") else value
    columns = sql.SQL(", ").join(map(sql.Identifier, sorted(target)))
    question = "INSERT INTO {table} ({columns}) SELECT {columns} FROM jsonb_populate_record(NULL::{table}, %s::jsonb)"
    _run(question, model, (json.dumps(target),), columns)


def _run(
    question: str, model: type[models.Model], values: Sequence[Any], columns: sql.Composable | None = None
) -> None:
    table = sql.Identifier(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(question).format(table=table, columns=columns), values)


def _check_references() -> None:
    """Have foreign keys checked here, where a refusal can still be told."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _follow(rows: Sequence[Row]) -> None:
    """Bring up to date what follows from the rows: search words, addresses, and whom joining looks at anew."""
    states = [(row.model, state) for row in rows for step in row.steps for state in (step.before, step.after) if state]
    people = {state["id"] for model, state in states if model is Person}
    people |= {state["person_id"] for model, state in states if model in (PersonName, Membership)}
    Person.objects.filter(pk__in=people).update(is_anchored=False)
    events = {state["id"] for model, state in states if model is Event}
    parts = (Participation, Report, Statement)
    events |= {state["event_id"] for model, state in states if model in parts and state["event_id"]}
    said = [state["statement_id"] for model, state in states if model is StatementActor]
    events |= set(events_found_by(Statement.objects.filter(pk__in=said)))
    named = set(events_found_by(Person.objects.filter(pk__in=people)))
    # The address of an event that was taken back itself is the one that it had.
    readdress_events(named - events, ())
    events |= named
    articles = {state["article_id"] for model, state in states if model is Statement}
    refresh_search(events, articles)


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0]
