"""Journal every row that a mending changes, and put all of them back.

While `readout.mend` is set in a transaction, triggers on the tables of the timeline write each row to `MendedRow` as it
was before and after (migration `mending`). So what ingest derives from a curator's step is taken back as exactly as
the step itself.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import DataError, IntegrityError, connection, transaction
from django.db.models import Q
from django.utils import timezone
from psycopg import sql

from timeline.actions import events_found_by
from timeline.history import changing
from timeline.ingest import store_again
from timeline.ingest.register.corrected import forget
from timeline.ingest.storing import wait_for_other_writers
from timeline.models import Article, Event, Mend, MendedRow, MendKind, Person, Statement
from timeline.models.queue import forget_queued
from timeline.models.search import refresh_search

Image = dict[str, Any] | None
# What later articles change without contradicting what a curator decided: counters, moments, and what is derived.
FOLLOWS = {
    "timeline_person": {"is_anchored", "occupations"},
    "timeline_personname": {"uses"},
    "timeline_event": {"updated_at", "search", "confidence"},
    "timeline_membership": {"seen_min", "seen_max", "ended_by"},
    "timeline_article": {"updated_at"},
}
# Of these, what is set anew after putting back.
SET_ANEW = frozenset({"is_anchored", "updated_at", "search"})
# Tables whose rows joining proposes anew at any time.
PROPOSALS = frozenset({"timeline_doubt"})
QUEUED: dict[str, type[Event] | type[Statement]] = {model._meta.db_table: model for model in (Event, Statement)}
# Changes named in a refusal; more would not be read.
NAMED = 20


class Refused(Exception):
    """A mending that cannot be done, with reasons fit to show to the curator."""

    def __init__(self, *reasons: str) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons


@dataclass
class Net:
    """What a mending did to one row in all."""

    before: Image
    after: Image


@contextmanager
def mending(kind: MendKind, label: str, *, by: AbstractBaseUser, reason: str = "") -> Iterator[Mend]:
    """Keep every row that the block changes, in one transaction with it, and name the curator and the reason."""
    with changing(user=by, action=kind.value, reason=reason):
        wait_for_other_writers()
        mend = Mend.objects.create(kind=kind, label=label[:300], reason=reason, made_by_id=by.pk)
        _journal(str(mend.pk))
        yield mend
        _journal("")
    forget()


def changed_since(mend: Mend) -> list[str]:
    """Name the rows that somebody has changed after a mending, so that it cannot be taken back; empty if none."""
    found = []
    for table, rows in _net(mend).items():
        if table not in PROPOSALS:
            now = _present(table, list(rows))
            found += [_told(table, pk, net) for pk, net in rows.items() if not _is_as_left(table, net, now.get(pk))]
    return found


def undo(mend: Mend, *, by: AbstractBaseUser, reason: str = "") -> None:
    """Put every row back as it was before a mending; raise Refused, naming them, where rows have changed since."""
    with changing(user=by, action="undo", reason=reason):
        wait_for_other_writers()
        mend = Mend.objects.select_for_update().get(pk=mend.pk)
        if mend.undone_at:
            raise Refused("This was taken back already.")
        if since := changed_since(mend):
            more = [f"… and {len(since) - NAMED} more"] if len(since) > NAMED else []
            raise Refused(*since[:NAMED], *more)
        net = _net(mend)
        try:
            with transaction.atomic():
                _put_back(net)
        except (IntegrityError, DataError) as error:
            raise Refused(f"What was there before cannot stand beside what came since: {error}") from error
        mend.undone_by_id, mend.undone_at = by.pk, timezone.now()
        mend.save()
        _derive_anew(mend, net)
        _show_anew(net)
    forget()


def _journal(mend: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('readout.mend', %s, true)", [mend])


def _net(mend: Mend) -> dict[str, dict[int, Net]]:
    """Give what a mending did in all, by table and row; rows that ended as they began are left out."""
    found: dict[str, dict[int, Net]] = defaultdict(dict)
    for step in MendedRow.objects.filter(mend=mend).order_by("pk").iterator():
        net = found[step.table].setdefault(step.row, Net(step.before, step.after))
        net.after = step.after
    return {table: {pk: net for pk, net in rows.items() if net.before != net.after} for table, rows in found.items()}


def _present(table: str, pks: Sequence[int]) -> dict[int, Image]:
    query = sql.SQL("SELECT id, to_jsonb(row) FROM {} row WHERE id = ANY(%s)").format(sql.Identifier(table))
    with connection.cursor() as cursor:
        cursor.execute(query, [list(pks)])
        return {pk: json.loads(row) if isinstance(row, str) else row for pk, row in cursor.fetchall()}


def _is_as_left(table: str, net: Net, now: Image) -> bool:
    if net.after is None or now is None:
        return net.after is None and now is None
    follows = FOLLOWS.get(table, set())
    return all(now.get(name) == value for name, value in net.after.items() if name not in follows)


def _told(table: str, pk: int, net: Net) -> str:
    image = net.after or net.before or {}
    name = next((image[key] for key in ("name", "slug", "label", "exact", "content", "title") if image.get(key)), pk)
    noun = table.removeprefix("timeline_")
    return f"The {noun} “{str(name)[:80]}” has been {'made anew' if net.after is None else 'changed or removed'} since."


def _put_back(net: dict[str, dict[int, Net]]) -> None:
    """Remove, rewrite and add rows; foreign keys are checked at the end of the transaction, so tables in any order."""
    for table, rows in net.items():
        gone = [pk for pk, one in rows.items() if one.before is None]
        if table in QUEUED:
            forget_queued(QUEUED[table], gone)
        _run(sql.SQL("DELETE FROM {} WHERE id = ANY(%s)").format(sql.Identifier(table)), gone)
    for table, rows in net.items():
        _rewrite(table, [one for one in rows.values() if one.before is not None and one.after is not None])
    for table, rows in net.items():
        _add(table, [one.before for one in rows.values() if one.before is not None and one.after is None])


def _rewrite(table: str, rows: Sequence[Net]) -> None:
    """Put columns back; of those that later articles change too, only what the mending itself left so."""
    if not rows:
        return
    follows = FOLLOWS.get(table, set())
    names = [name for name in rows[0].before or {} if name != "id" and not (name in follows and name in SET_ANEW)]
    own, one = sql.SQL("{0} = was.{0}"), sql.Identifier(table)
    kept = sql.SQL("{0} = CASE WHEN {1}.{0} IS NOT DISTINCT FROM had.{0} THEN was.{0} ELSE {1}.{0} END")
    columns = [(kept if name in follows else own).format(sql.Identifier(name), one) for name in names]
    query = sql.SQL(
        "UPDATE {0} SET {1} FROM jsonb_populate_recordset(NULL::{0}, %s::jsonb) was "
        "JOIN jsonb_populate_recordset(NULL::{0}, %s::jsonb) had ON had.id = was.id WHERE {0}.id = was.id"
    ).format(one, sql.SQL(", ").join(columns))
    _run(query, json.dumps([row.before for row in rows]), json.dumps([row.after for row in rows]))


def _add(table: str, images: Sequence[Image]) -> None:
    if not images:
        return
    columns = sql.SQL(", ").join(map(sql.Identifier, images[0] or {}))
    query = sql.SQL("INSERT INTO {0} ({1}) SELECT {1} FROM jsonb_populate_recordset(NULL::{0}, %s::jsonb)").format(
        sql.Identifier(table), columns
    )
    if table == "timeline_doubt":
        query += sql.SQL(" ON CONFLICT DO NOTHING")
    _run(query, json.dumps(images))


def _run(query: sql.Composable, value: Any, *more: Any) -> None:
    if value:
        with connection.cursor() as cursor:
            cursor.execute(query, [value, *more])


def _derive_anew(mend: Mend, net: dict[str, dict[int, Net]]) -> None:
    """Let counts follow, and have joining look anew at the articles that came since and spoke of what was mended."""
    people = _back(net, "timeline_person", "timeline_personname", "person_id")
    events, bodies = _back(net, "timeline_event"), _back(net, "timeline_organization")
    spoken = Q(sightings__person__person__in=people) | Q(sightings__organization__organization__in=bodies)
    since = Article.objects.filter(spoken | Q(reports__event__in=events), ingested_at__gt=mend.made_at)
    store_again(since.values_list("pk", flat=True), moved={"person": people})


def _show_anew(net: dict[str, dict[int, Net]]) -> None:
    """Bring search words and the review queue in line with what was put back, and with what it stands beside."""
    events = set(net.get("timeline_event", {}))
    images = [
        (table, image)
        for table, rows in net.items()
        for one in rows.values()
        for image in (one.before, one.after)
        if image is not None
    ]
    events |= {image["event_id"] for _, image in images if image.get("event_id")}
    people = {image["person_id"] for table, image in images if table == "timeline_personname"}
    events |= set(events_found_by(Person.objects.filter(pk__in=people | set(net.get("timeline_person", {})))))
    articles = {image["article_id"] for table, image in images if table == "timeline_statement"}
    refresh_search(events, articles)


def _back(net: dict[str, dict[int, Net]], own: str, parts: str = "", key: str = "") -> set[int]:
    """Give the ids of the rows of a table that a mending touched, also by their parts, and that are there again."""
    rows = {pk for pk, one in net.get(own, {}).items() if one.before is not None}
    return rows | {int(one.before[key]) for one in net.get(parts, {}).values() if one.before is not None}
