"""Taking changes back: exactly, all or nothing, and never over what came since."""

from datetime import date

import pytest

from tests import factories
from timeline import actions, reverting
from timeline.history import changing
from timeline.history.steps import of_rows
from timeline.models import Event, Evidence, Participation, Person, RecordedChange, Statement
from timeline.review.adding import add_statement
from timeline.review.decisions import last_decision

pytestmark = pytest.mark.django_db


def state(row):
    """Give all columns of a row but the moment of its last writing."""
    row.refresh_from_db()
    return {field.column: getattr(row, field.attname) for field in row._meta.concrete_fields} | {"updated_at": None}


def edit(row, by, reason="", **fields):
    """Set fields as the admin's form does; give the change."""
    with changing(user=by, action="edit", reason=reason) as cause:
        for name, value in fields.items():
            setattr(row, name, value)
        row.save()
        actions.record_edit(record=row, fields=fields)
    return cause.id


def test_edit_taken_back_leaves_the_row_as_it_was() -> None:
    ada, event = factories.make_curator(), factories.make_event((factories.make_person(),))
    before = state(event)
    change = edit(event, ada, status="cancelled", edtf="2024-12-19")

    reverting.revert([change], by=ada, reason="it was held after all")

    assert state(event) == before
    newest = RecordedChange.objects.first()
    assert (newest.action, newest.who, newest.reason) == ("revert", ada.username, "it was held after all")


def test_preview_tells_each_field_and_writes_nothing() -> None:
    ada, event = factories.make_curator(), factories.make_event((factories.make_person(),))
    change = edit(event, ada, status="cancelled")
    count = RecordedChange.objects.count()

    plan = reverting.plan([change])

    assert plan.refusals == ()
    assert [(told.noun, [(line.field, line.before, line.after) for line in told.lines]) for told in plan.told] == [
        ("event", [("status", "Held", "Cancelled")]),
        ("event", [("curated fields", "–", "status")]),
    ]
    event.refresh_from_db()
    assert (event.status, RecordedChange.objects.count()) == ("cancelled", count)


def test_deleted_record_comes_back_with_its_parts() -> None:
    ada, person = factories.make_curator(), factories.make_person()
    event = factories.make_event((person,))
    factories.make_statement((person,), event)
    before, parties, words = state(event), list(event.participations.values()), event.search
    with changing(user=ada, action="delete") as cause:
        event.statements.all().delete()
        event.delete()

    reverting.revert([cause.id], by=ada, reason="deleted by mistake")

    event = Event.objects.get(slug=event.slug)
    assert {**state(event), "search": None} == {**before, "search": None}
    assert event.search == words
    assert list(event.participations.values()) == parties
    assert event.reports.get().evidence.count() == 1
    assert [str(actor) for actor in event.statements.get().actors.all()] == ["Kim Seon-ho"]


def test_added_record_goes() -> None:
    ada = factories.make_curator()
    with changing(user=ada, action="add") as cause:
        person = factories.make_person("Park Min")

    reverting.revert([cause.id], by=ada, reason="no such person")

    assert not Person.objects.filter(pk=person.pk).exists()


def test_what_was_changed_since_is_named_and_kept() -> None:
    ada, bo = factories.make_curator(username="ada"), factories.make_curator(username="bo")
    event = factories.make_event((factories.make_person(),))
    change = edit(event, ada, status="cancelled")
    edit(event, bo, status="planned")
    before = state(event)

    with pytest.raises(reverting.Refused) as refused:
        reverting.revert([change], by=ada, reason="oops")

    day = RecordedChange.objects.first().created_at
    assert [reason.rpartition(" on ")[0] for reason in refused.value.reasons] == [
        f"The event “{event.slug}” was changed since: status, by bo"
    ]
    assert f"{day:%-d %B %Y}" in refused.value.reasons[0]
    assert state(event) == before


def test_other_fields_changed_since_stay_as_they_are() -> None:
    ada, bo = factories.make_curator(), factories.make_curator()
    event = factories.make_event((factories.make_person(),))
    change = edit(event, ada, status="cancelled")
    edit(event, bo, is_first=True)

    reverting.revert([change], by=ada, reason="oops")

    event.refresh_from_db()
    assert (event.status, event.is_first, event.curated_fields) == ("held", True, ["is_first"])


def test_row_gone_since_is_not_made_anew() -> None:
    ada, event = factories.make_curator(), factories.make_event((factories.make_person(),))
    change = edit(event, ada, status="cancelled")
    with changing(action="delete"):
        event.delete()

    with pytest.raises(reverting.Refused, match="was changed since"):
        reverting.revert([change], by=ada, reason="oops")

    assert not Event.objects.exists()


def test_added_record_that_others_lean_on_since_stays() -> None:
    ada = factories.make_curator()
    with changing(user=ada, action="add") as cause:
        person = factories.make_person("Park Min")
    factories.make_event((person,))

    with pytest.raises(reverting.Refused, match="cannot stand beside what came since"):
        reverting.revert([cause.id], by=ada, reason="no such person")

    assert Person.objects.filter(pk=person.pk).exists()


def test_all_changes_of_a_person_go_together() -> None:
    ada, bo = factories.make_curator(), factories.make_curator()
    event = factories.make_event((factories.make_person(),))
    before = state(event)
    edit(event, ada, status="cancelled")
    edit(event, ada, status="planned")
    with changing(user=ada, action="edit"):
        Participation.objects.update(office="President")
    edit(event, bo, is_first=True)

    reverting.revert([change.pk for change in RecordedChange.objects.by_user(ada.pk)], by=bo, reason="vandalism")

    assert state(event) == {**before, "is_first": True, "curated_fields": ["is_first"]}
    assert Participation.objects.get().office == "Minister of National Defense"


def test_decision_taken_back_is_open_again() -> None:
    ada, statement = factories.make_curator(), factories.make_statement((factories.make_person(),))
    actions.reject(records=Statement.objects.all(), by=ada, note="not said")
    change = RecordedChange.objects.first()

    reverting.revert([change.pk], by=ada, reason="said after all")

    assert (change.action, change.reason) == ("reject", "not said")
    statement.refresh_from_db()
    assert (statement.review, statement.note, statement.reviewed_by) == ("draft", "", None)


def test_revert_can_be_taken_back_itself() -> None:
    ada, event = factories.make_curator(), factories.make_event((factories.make_person(),))
    change = edit(event, ada, edtf="2024-12-18", date_min=date(2024, 12, 18), date_max=date(2024, 12, 18))
    after = state(event)
    reverting.revert([change], by=ada, reason="oops")

    reverting.revert([RecordedChange.objects.first().pk], by=ada, reason="right after all")

    assert state(event) == after


def test_steps_of_a_row_lead_from_each_state_to_the_next() -> None:
    with changing(action="add"):
        person = factories.make_person()
    for country in ("JPN", "FRA"):
        with changing(action="edit"):
            Person.objects.update(country=country)
    with changing(action="delete"):
        Person.objects.all().delete()

    steps = of_rows(Person, [person.pk])

    assert [step.kind for step in steps] == ["added", "changed", "changed", "removed"]
    assert [step.changed["country"] for step in steps] == [
        (None, "KOR"), ("KOR", "JPN"), ("JPN", "FRA"), ("FRA", None),
    ]  # fmt: skip


def test_nothing_known_of_a_change_is_nothing_to_take_back() -> None:
    with pytest.raises(reverting.Refused, match="There is nothing to take back"):
        reverting.revert([], by=factories.make_curator(), reason="oops")


def test_what_was_added_in_review_goes_when_its_change_is_taken_back() -> None:
    ada, article = factories.make_curator(), factories.make_article()
    row = add_statement(by=ada, article=article, span=(0, 9), act="note", event=None, parts=[])
    change = of_rows(Statement, [row.pk])[0].change

    reverting.revert([change], by=ada, reason="said nowhere")

    assert not Statement.objects.exists()
    assert not Evidence.objects.exists()
    # There is nothing left that the curator could undo in the queue.
    assert last_decision(by=ada) is None
