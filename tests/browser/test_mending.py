"""Merging, splitting and deciding doubts in a browser: by mouse, by key, without a rule of access or of CSP broken."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import check_axe, check_reflow
from tests.browser.test_admin import desk  # noqa: F401  (a fixture)
from tests.ingest.sketch import Sketch, call, retold
from timeline.models import Article, Doubt, Event, Membership, Person


def test_two_persons_are_merged_and_taken_apart_again(desk):  # noqa: F811
    call().store()
    names = sorted(Person.objects.values_list("name", flat=True))
    first, second = Person.objects.order_by("pk")[:2]
    desk.goto(f"/admin/timeline/person/merge/?ids={first.pk},{second.pk}")
    expect(desk.get_by_role("heading", level=1)).to_have_text("Merge people")
    check_axe(desk, "#content")
    check_reflow(desk)

    desk.get_by_role("group", name="Name").get_by_label(second.name).check()
    desk.get_by_label("Reason").fill("one person, two spellings")
    desk.get_by_role("button", name="Merge").click()
    expect(desk.get_by_role("listitem").filter(has_text="Merged:")).to_be_visible()
    assert Person.objects.count() == len(names) - 1
    assert Person.objects.get(pk=first.pk).name == second.name
    desk.get_by_role("link", name="Take back…").click()
    check_axe(desk, "#content")
    desk.get_by_label("Reason").fill("they are two")
    desk.get_by_role("button", name="Take back").click()

    expect(desk.get_by_role("listitem").filter(has_text="Taken back:")).to_be_visible()
    assert sorted(Person.objects.values_list("name", flat=True)) == names


def test_a_person_is_split_by_articles(desk):  # noqa: F811
    call().store()
    call(retold(2), edtf="2025-03-03").store()
    ruiz = Person.objects.get(name="Ana Ruiz")
    desk.goto(f"/admin/timeline/person/{ruiz.pk}/change/")
    desk.get_by_role("link", name="Split…").click()
    check_axe(desk, "#content")
    check_reflow(desk)

    desk.get_by_label("Ministers speak by phone, 2").check()
    desk.get_by_label("Reason").fill("a namesake")
    desk.get_by_role("button", name="Split").click()

    expect(desk.get_by_role("listitem").filter(has_text="Split:")).to_be_visible()
    assert Person.objects.filter(name="Ana Ruiz").count() == 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_doubts_are_decided_by_key(desk, scheme):  # noqa: F811
    for number, day in enumerate(("2024-12-19", "2024-12-20", "2024-12-21")):
        sketch = Sketch(retold(number))
        sketch.event(sketch.person("Ana Ruiz", "KOR"), sketch.person("Karl Weber", "USA"), edtf=day)
        sketch.store()
    events, first = Event.objects.count(), Doubt.objects.first()
    desk.emulate_media(color_scheme=scheme)
    desk.goto(f"/admin/timeline/doubt/{first.pk}/decide/")
    check_axe(desk, "#content")
    check_reflow(desk)

    desk.keyboard.press("n")
    expect(desk.get_by_role("listitem").filter(has_text="Told apart:")).to_be_visible()
    desk.get_by_label("Reason").fill("sn")
    desk.get_by_role("heading", level=1).click()
    desk.keyboard.press("s")

    expect(desk.get_by_role("listitem").filter(has_text="Merged:")).to_be_visible()
    assert (Event.objects.count(), Doubt.objects.count()) == (events - 1, 0)


STORY = (
    "Ministers speak by phone\n\n"
    "MADRID, Dec. 20, 2024 -- Spanish Defense Minister Margarita Robles spoke by phone with her German counterpart "
    "Boris Pistorius on Friday. Robles reaffirmed the alliance between the two countries, the ministry said.\n"
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_text_is_read_looked_at_stored_and_taken_back(desk, scheme):  # noqa: F811
    articles = Article.objects.count()
    desk.emulate_media(color_scheme=scheme)
    desk.goto("/admin/timeline/batch/")
    desk.get_by_role("link", name="Ingest articles").click()
    check_axe(desk, "#content")
    check_reflow(desk)
    desk.get_by_label("Text:").fill(STORY)
    desk.get_by_role("button", name="Read").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("What was read; nothing is stored yet")
    expect(desk.locator(".m-content").first).to_have_text("the alliance between the two countries")
    check_axe(desk, "#content")
    check_reflow(desk)
    assert Article.objects.count() == articles

    desk.get_by_role("button", name="Store").click()
    expect(desk.get_by_role("listitem").filter(has_text="is stored.")).to_be_visible()
    assert Article.objects.count() == articles + 1
    desk.get_by_role("link", name="Take back…").click()
    check_axe(desk, "#content")
    desk.get_by_label("Reason").fill("only a trial")
    desk.get_by_role("button", name="Take back").click()

    expect(desk.get_by_role("listitem").filter(has_text="Took back a batch:")).to_be_visible()
    assert Article.objects.count() == articles


def test_pages_for_tables_choices_and_terms_are_for_everybody(desk, tmp_path):  # noqa: F811
    call().store()
    call(retold(2), edtf="2024-12-16/2024-12-22", status="planned").store()
    event, term = Event.objects.get(reports__status="planned"), Membership.objects.first()
    rows = tmp_path / "people.csv"
    rows.write_text(f"slug,name,other_names,country\n{Person.objects.first().slug},Another Name,,\n")

    desk.goto(f"/admin/timeline/event/{event.pk}/choose/")
    expect(desk.get_by_role("radio", name="Planned")).to_be_visible()
    check_axe(desk, "#content")
    check_reflow(desk)
    desk.goto(f"/admin/timeline/membership/{term.pk}/term/")
    check_axe(desk, "#content")
    check_reflow(desk)
    desk.goto("/admin/timeline/person/")
    desk.get_by_role("link", name="Import…").click()
    check_axe(desk, "#content")
    desk.get_by_label("File").set_input_files(rows)
    desk.get_by_role("button", name="See what it changes").click()
    expect(desk.get_by_role("cell", name="Another Name")).to_be_visible()
    check_axe(desk, "#content")
    check_reflow(desk)
    desk.get_by_role("button", name="Import", exact=True).click()

    expect(desk.get_by_role("listitem").filter(has_text="Imported: 0 people new, 1 changed.")).to_be_visible()
