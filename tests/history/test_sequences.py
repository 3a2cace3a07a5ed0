"""Whatever curators and the machine do in whatever order: nothing is lost, nothing dangles, and history tells it all.

READOUT_SEQUENCES=1000 tries so many sequences of actions; a few by default.
"""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, models, transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from tablib import Dataset

from tests import factories
from tests.ingest.sketch import Sketch, minister, retold
from timeline import reverting
from timeline.history import changing
from timeline.history.steps import columns_of, kept_models
from timeline.ingest import rejoin
from timeline.ingest.register.corrected import forget
from timeline.mending import Refused, undo
from timeline.mending.batches import undo_batch
from timeline.mending.exchange import bring_in
from timeline.mending.merging import merge
from timeline.mending.parting import accounts_of, split
from timeline.models import (
    Article,
    Batch,
    BatchItem,
    Event,
    Evidence,
    Membership,
    Mend,
    Organization,
    Outlet,
    Participation,
    Person,
    PersonName,
    Post,
    RecordedChange,
    ReviewItem,
    Statement,
    StatementActor,
)
from timeline.models.search import refresh_search
from timeline.review import decisions
from timeline.review.adding import Told, add_event, add_statement
from timeline.review.edits import Edit, Part

SEQUENCES = int(os.environ.get("READOUT_SEQUENCES", "5"))
STEPS = 10
# What the machine does not write anew at each reading: of these the history tells every step.
KEPT: tuple[type[models.Model], ...] = (
    Article, Event, Membership, Organization, Outlet, Participation, Person, PersonName, Post, Statement,
    StatementActor,
)  # fmt: skip
NAMES = ["Ana Ruiz", "Hanna Rouiz", "Ana María Ruiz"]
DAYS = ["2024-12-20", "2024-12-19", "2025-03-03"]
Rows = dict[type[models.Model], dict[int, dict[str, Any]]]
NUMBER = st.integers(0, 9)


def told(number: int, name: str, day: str) -> Sketch:
    """Sketch an article on a call; the same number is the same text."""
    sketch = Sketch(retold(number).replace("Ana Ruiz", name))
    ruiz = sketch.person(name, "ESP", minister("ESP"))
    weber = sketch.person("Karl Weber", "DEU", minister("DEU"))
    ministry = sketch.body("Spain Ministry of Defense", "ESP", words="the ministry in Madrid")
    event = sketch.event(ruiz, weber, edtf=day, readouts=(ministry,))
    sketch.statement(ruiz, event=event, attributed_to=(ministry,))
    sketch.statement(weber, event=event, words="close cooperation", cue="pledged", act="pledge", addressees=(ruiz,))
    return sketch


def present() -> Rows:
    """Give all rows as they are, in the columns that are kept."""
    found: Rows = {}
    with connection.cursor() as cursor:
        for model in KEPT:
            cursor.execute(f'SELECT id, to_jsonb(row)::text FROM "{model._meta.db_table}" row')
            found[model] = {pk: plain(model, image) for pk, image in cursor.fetchall()}
    return found


def plain(model: type[models.Model], image: Any) -> dict[str, Any]:
    """Give the kept columns of a row's image."""
    row = json.loads(image)
    return {name: row[name] for name in columns_of(model)}


def marks() -> dict[type[models.Model], int]:
    """Give how far each history is."""
    return {
        model: kept_models()[model]._default_manager.aggregate(last=models.Max("pgh_id"))["last"] or 0 for model in KEPT
    }


def rewound(now: Rows, to: dict[type[models.Model], int]) -> Rows:
    """Give all rows as the history tells that they were; rows that came without a word since are among them."""
    found: Rows = {}
    with connection.cursor() as cursor:
        for model in KEPT:
            past = kept_models()[model]._meta.db_table
            cursor.execute(
                f"SELECT DISTINCT ON (pgh_obj_id) pgh_obj_id, pgh_label, to_jsonb(past)::text "
                f'FROM "{past}" past WHERE pgh_id > %s ORDER BY pgh_obj_id, pgh_id',
                [to[model]],
            )
            rows = dict(now[model])
            for pk, label, image in cursor.fetchall():
                rows.pop(pk, None)
                if label != "insert":
                    rows[pk] = plain(model, image)
            found[model] = rows
    return found


class Desk(RuleBasedStateMachine):
    """Curators, the machine and two articles that may or may not tell of one call."""

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        forget()
        self.by = factories.make_curator()
        self.first: tuple[Rows, Any] | None = None

    def teardown(self) -> None:
        """Take all back for the next sequence."""
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)
        forget()

    @initialize(day=st.sampled_from(DAYS))
    def two_articles(self, day: str) -> None:
        """Begin with two articles, in which a person goes by two names."""
        self.store(1, NAMES[0], DAYS[0])
        self.store(2, NAMES[1], day)
        self.first = present(), marks()

    def store(self, number: int, name: str, day: str, reread: bool = False) -> None:
        """Store an article as a batch of its own."""
        is_new = not Article.objects.filter(text=told(number, name, day).text).exists()
        article = told(number, name, day).store(reread=reread)
        if is_new:
            batch = Batch.objects.create(sources=["sequence"], ended_at=timezone.now())
            BatchItem.objects.create(batch=batch, number=1, article=article, outcome="new", ended_at=timezone.now())

    def one(self, model: Any, number: int) -> Any:
        """Give one of the rows of a model, None where there is none."""
        rows = list(model._default_manager.order_by("pk"))
        return rows[number % len(rows)] if rows else None

    @contextmanager
    def step(self, *, by_machine: bool = False) -> Iterator[None]:
        """Do something; what is refused changes nothing, and what changes is in the history."""
        before, mark = present(), marks()
        try:
            with transaction.atomic():
                yield
        except (Refused, reverting.Refused, decisions.ChangedSince):
            assert present() == before
            return
        now = present()
        then = rewound(now, mark)
        for model in KEPT:
            said = {pk: row for pk, row in then[model].items() if pk in before[model]}
            assert said == before[model], model
        if by_machine:
            keeps_what_curators_set(before, now)

    @rule(number=NUMBER, name=st.sampled_from(NAMES), day=st.sampled_from(DAYS))
    def ingest(self, number: int, name: str, day: str) -> None:
        """Store an article, or the same one again."""
        with self.step(by_machine=True):
            self.store(number, name, day)

    @rule(number=NUMBER, day=st.sampled_from(DAYS))
    def read_again(self, number: int, day: str) -> None:
        """Read a stored text again, and read another day in it."""
        article = self.one(Article, number)
        if article:
            with self.step(by_machine=True):
                name = next(name for name in NAMES if name in article.text)
                told_of(article, name, day).store(reread=True)

    @rule()
    def join_anew(self) -> None:
        """Join all that is stored anew."""
        with self.step(by_machine=True):
            list(rejoin())

    @rule(number=NUMBER, is_event=st.booleans(), is_good=st.booleans())
    def decide(self, number: int, is_event: bool, is_good: bool) -> None:
        """Accept or reject an event or statement."""
        record = self.one(Event if is_event else Statement, number)
        if record:
            with self.step():
                if is_good:
                    decisions.accept(record=record, by=self.by)
                else:
                    decisions.reject(record=record, by=self.by, reason="wrong")

    @rule(number=NUMBER, values=st.sampled_from([{"status": "planned"}, {"type": "meeting"}, {"is_first": True}]))
    def edit_event(self, number: int, values: dict[str, Any]) -> None:
        """Set a field of an event."""
        record = self.one(Event, number)
        if record:
            with self.step():
                decisions.change(record=record, by=self.by, edit=Edit(values))

    @rule(number=NUMBER, start=st.sampled_from([0, 10, 20]))
    def quote_anew(self, number: int, start: int) -> None:
        """Let other words be the content of a statement."""
        record = self.one(Statement, number)
        if record:
            with self.step():
                decisions.change(record=record, by=self.by, edit=Edit(content=[(start, start + 8)]))

    @rule(number=NUMBER, other=NUMBER)
    def change_party(self, number: int, other: int) -> None:
        """Leave one party of an event, and let it be somebody else."""
        record, person = self.one(Event, number), self.one(Person, other)
        if record and person:
            kept = list(record.participations.order_by("position", "pk")[:1])
            parts = [Part(pk=row.pk, person=person.pk) for row in kept] or [Part(person=person.pk)]
            with self.step():
                decisions.change(record=record, by=self.by, edit=Edit(parts=parts))

    @rule()
    def undo_last(self) -> None:
        """Undo the last decision."""
        with self.step():
            decisions.undo(by=self.by)

    @rule(number=NUMBER, model=st.sampled_from([Event, Statement]))
    def decide_and_undo(self, number: int, model: Any) -> None:
        """Reject, and undo it at once: all is as before."""
        record = self.one(model, number)
        if record:
            before = present()
            with self.step():
                decisions.reject(record=record, by=self.by, reason="no")
            with self.step():
                decisions.undo(by=self.by)
            assert present() == before

    @rule(model=st.sampled_from([Person, Event, Organization]), number=NUMBER, other=NUMBER, stays=st.booleans())
    def merge(self, model: Any, number: int, other: int, stays: bool) -> None:
        """Merge two records; where that is taken back at once, all is as before."""
        keep, gone = self.one(model, number), self.one(model, other)
        if keep and keep != gone:
            self.mend(lambda: merge(keep, [gone], by=self.by, reason="one"), stays)

    @rule(model=st.sampled_from([Person, Event]), number=NUMBER, stays=st.booleans())
    def split(self, model: Any, number: int, stays: bool) -> None:
        """Split a record by its first article; where that is taken back at once, all is as before."""
        record = self.one(model, number)
        if record:
            articles = [row.article_id for row in accounts_of(record)][:1]
            self.mend(lambda: split(record, articles, by=self.by, reason="two", name="Rita Ruiz")[1], stays)

    def mend(self, do: Callable[[], Mend], stays: bool) -> None:
        """Mend, and unless it stays take it back."""
        before, mends = present(), []
        with self.step():
            mends.append(do())
        if mends and not stays:
            with self.step():
                undo(mends[0], by=self.by)
                same(present(), before)

    @rule(number=NUMBER)
    def take_back(self, number: int) -> None:
        """Take one of the mendings back, if nothing came since."""
        mend = self.one(Mend, number)
        if mend:
            with self.step():
                undo(mend, by=self.by)

    @rule(number=NUMBER)
    def revert(self, number: int) -> None:
        """Take one of the latest changes back."""
        changes = list(RecordedChange.objects.order_by("-created_at", "-pk")[:10])
        if changes:
            with self.step():
                reverting.revert([changes[number % len(changes)].pk], by=self.by, reason="not so")

    @rule(number=NUMBER, name=st.sampled_from(["Ana Ruiz", "Ana R. Ruiz"]))
    def bring_in(self, number: int, name: str) -> None:
        """Import another name of a person."""
        person = self.one(Person, number)
        if person:
            table = Dataset(headers=["slug", "name", "other_names", "country"])
            table.append([person.slug, name, "", person.country])
            with self.step():
                bring_in([("person", table)], by=self.by)

    @rule(number=NUMBER, is_event=st.booleans())
    def add(self, number: int, is_event: bool) -> None:
        """Add what the machine missed."""
        article, person = self.one(Article, number), self.one(Person, number)
        if article and person:
            parts = [Part(person=person.pk, role="" if is_event else "speaker")]
            with self.step():
                if is_event:
                    add_event(by=self.by, article=article, span=(0, 9), told=Told("meeting", "held", "", parts))
                else:
                    event = Event.objects.filter(reports__article=article).first()
                    add_statement(by=self.by, article=article, span=(0, 9), act="note", event=event, parts=parts)

    @rule(number=NUMBER, model=st.sampled_from([Event, Statement]))
    def delete(self, number: int, model: Any) -> None:
        """Delete a record, as the admin does."""
        record = self.one(model, number)
        if record:
            with self.step(), changing(user=self.by, action="delete"):
                events = [record.event_id] if isinstance(record, Statement) and record.event_id else []
                record.delete()
                refresh_search(events)

    @rule(number=NUMBER)
    def withdraw(self, number: int) -> None:
        """Take a whole batch back."""
        batch = self.one(Batch, number)
        if batch:
            with self.step(by_machine=True):
                undo_batch(batch, by=self.by, reason="twice")

    @invariant()
    def nothing_dangles(self) -> None:
        """Each reference leads somewhere; the queue holds what is undecided; no words without what they prove."""
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for model, name in ((Event, "event"), (Statement, "statement")):
            drafts = set(model._default_manager.filter(review="draft").values_list("pk", flat=True))
            queued = set(ReviewItem.objects.exclude(**{name: None}).values_list(f"{name}_id", flat=True))
            assert queued == drafts, name
        untold = Event.objects.filter(reports=None, review="draft", curated_fields=[])
        assert not untold.exists(), list(untold)

    @invariant()
    def evidence_stands(self) -> None:
        """Each quotation is what stands there in its text."""
        for proof in Evidence.objects.select_related("article"):
            assert proof.article.text[proof.start : proof.end] == proof.exact

    @invariant()
    def history_leads_back_to_the_beginning(self) -> None:
        """From the present all the way back: each row that was there is as it was."""
        if self.first:
            rows, mark = self.first
            then = rewound(present(), mark)
            for model in KEPT:
                assert {pk: then[model].get(pk) for pk in rows[model]} == rows[model], model


def told_of(article: Article, name: str, day: str) -> Sketch:
    """Sketch what another reading tells of a stored text."""
    sketch = told(1, name, day)
    old = sketch.text
    sketch.text = article.text
    moved = len(article.text) - len(old)
    assert moved == 0, "numbers of one digit keep every place"
    return sketch


def same(now: Rows, before: Rows) -> None:
    """Compare all rows; what follows from others and from time is left out."""
    for model in KEPT:
        assert now[model] == before[model], model


def keeps_what_curators_set(before: Rows, now: Rows) -> None:
    """Compare what curators have decided on or set."""
    for model in (Event, Statement):
        for pk, row in before[model].items():
            names = [name for name in row["curated_fields"] if name in row]
            names += ["review", "note"] if row["review"] != "draft" else []
            if names:
                left = now[model].get(pk)
                assert left is not None, f"{model.__name__} {row} is gone"
                assert {name: left[name] for name in names} == {name: row[name] for name in names}


@pytest.mark.django_db
def test_no_sequence_of_actions_loses_anything() -> None:
    run_state_machine_as_test(
        Desk,
        settings=settings(
            max_examples=SEQUENCES,
            stateful_step_count=STEPS,
            derandomize=SEQUENCES < 100,
            database=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate, Phase.shrink],
        ),  # fmt: skip
    )
