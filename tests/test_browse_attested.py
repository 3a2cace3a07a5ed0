"""An event told by several articles: statements told twice, what one side alone tells, differing days, reprints."""

from datetime import date

import pytest

from tests.factories import (
    make_article,
    make_event,
    make_organization,
    make_outlet,
    make_person,
    make_report,
    make_statement,
)
from timeline.browse.attested import story
from timeline.browse.event_page import event_page

pytestmark = pytest.mark.django_db

PLEDGE = "to raise trade in farm goods before winter"
SAME_PLEDGE = "that trade in farm goods would be raised before the winter"
STORY = """Ministers agree on apples
The ministers of both countries told reporters that a new rule on apples and pears would come into force before the
harvest, after eight months of talks in which neither side had wanted to give way on the question of who inspects them.
"""


def article(outlet, text="", day=20, **fields):
    """Make an article of a day of December 2024: the earlier one comes first on the page."""
    printed = date(2024, 12, day)
    days = {"published_edtf": printed.isoformat(), "published_min": printed, "published_max": printed}
    return make_article(text, outlet=make_outlet(outlet), **days, **fields)


@pytest.fixture
def call():
    """Make a call of two, told by an article of each capital."""
    lee, roy = make_person("Lee Min", "KOR"), make_person("Ann Roy", "FRA")
    event = make_event((lee, roy), article=article("Seoul Daily"))
    make_report(event, article("Paris Matin", day=21))
    return event, lee, roy


def said(event, speaker, content, number, reporter=None, **fields):
    reporters = [make_organization(f"Ministry {reporter}", reporter)] if reporter else []
    told = event.reports.order_by("article__published_max")[number].article
    return make_statement((speaker,), event, content, article=told, attributed_to=reporters, **fields)


def test_a_statement_of_two_articles_is_one_line_with_both_sources(call):
    event, lee, _ = call
    said(event, lee, PLEDGE, 0)
    other = said(event, lee, SAME_PLEDGE, 1)

    (line,) = event_page(event.slug).unattributed

    assert (line.said.plain, [(one.outlet, one.words, one.id) for one in line.also]) == (
        PLEDGE,
        [("Paris Matin", SAME_PLEDGE, other.pk)],
    )


def test_a_government_s_own_text_is_its_side_of_the_story():
    lee, roy = make_person("Lee Min", "KOR"), make_person("Ann Roy", "FRA")
    event = make_event((lee, roy), article=article("The Ministry of Foreign Affairs of Korea"))
    make_report(event, article("Le Quai", day=21, url="https://www.diplomatie.gouv.fr/en/news/1"))
    make_report(event, article("Korea Weekly", day=22, url="https://weekly.example/1"))
    said(event, lee, PLEDGE, 0)
    said(event, roy, "the wish for an early meeting of the two ministers", 1)
    said(event, roy, "the long way that both had come", 2)

    page = event_page(event.slug)

    assert [(side.key, side.told_by) for side in page.sides] == [
        ("KOR", ("The Ministry of Foreign Affairs of Korea",)),
        ("FRA", ("Le Quai",)),
    ]
    assert [line.said.plain for line in page.unattributed] == ["the long way that both had come"]
    assert all(line.is_one_sided for row in page.rows for cell in row.cells for line in cell.lines)


HEADS = {
    "a ministry's letterhead": ("", "Ministry of Foreign Affairs of Korea\nPress release\n\n", ["KOR"]),
    "a newspaper that prints the letterhead": ("Seoul Daily", "Ministry of Foreign Affairs of Korea\n\n", []),
    "a headline": ("", "Ministers speak by phone\n\n", []),
}


@pytest.mark.parametrize("case", HEADS)
def test_a_text_without_an_outlet_is_of_the_government_that_its_head_names(case):
    outlet, head, sides = HEADS[case]
    lee, roy = make_person("Lee Min", "KOR"), make_person("Ann Roy", "FRA")
    text = make_article(f"{head}Lee spoke with Roy.\n", outlet=make_outlet(outlet) if outlet else None)
    event = make_event((lee, roy), article=text)
    said(event, lee, PLEDGE, 0)

    assert [side.key for side in event_page(event.slug).sides] == sides


def test_what_both_sides_tell_stands_with_each_and_names_the_other(call):
    event, lee, _ = call
    said(event, lee, PLEDGE, 0, "KOR")
    said(event, lee, SAME_PLEDGE, 1, "FRA")

    (row,) = event_page(event.slug).rows

    assert [[(line.said.plain, line.told_too) for line in cell.lines] for cell in row.cells] == [
        [(PLEDGE, ("Paris",))],
        [(SAME_PLEDGE, ("Seoul",))],
    ]


def test_what_one_side_alone_tells_is_marked(call, client):
    event, lee, roy = call
    said(event, lee, PLEDGE, 0, "KOR")
    said(event, lee, SAME_PLEDGE, 1, "FRA")
    said(event, roy, "an end to the quarrel over islands", 1, "FRA")

    lines = [line for row in event_page(event.slug).rows for cell in row.cells for line in cell.lines]

    assert {line.said.plain: line.is_one_sided for line in lines} == {
        PLEDGE: False,
        SAME_PLEDGE: False,
        "an end to the quarrel over islands": True,
    }
    page = client.get(event.get_absolute_url()).content.decode()
    assert page.count("Each line is told by its own side only, unless it says who tells it too.") == 1
    assert (page.count("Told by Paris too"), page.count("Told by Seoul too")) == (1, 1)


def test_differing_days_stand_side_by_side_with_the_chosen_one_first(call, client):
    event, *_ = call
    event.reports.filter(article__outlet__name="Paris Matin").update(
        edtf="2024-12-19", date_min=date(2024, 12, 19), date_max=date(2024, 12, 19)
    )
    told = event.reports.get(article__outlet__name="Paris Matin").article
    told.reading = {"dateline": {"place": "PARIS"}}
    told.save()

    (conflict,) = event_page(event.slug).conflicts

    assert (conflict.fact, [(v.words, v.told_by, v.is_chosen) for v in conflict.versions]) == (
        "Date",
        [
            ("Friday 20 December 2024", ("Seoul Daily",), True),
            ("Thursday 19 December 2024", ("Paris Matin, Paris",), False),
        ],
    )
    page = " ".join(client.get(event.get_absolute_url()).content.decode().split())
    assert '<b>Friday 20 December 2024</b> <span class="hint">(Seoul Daily) – taken here</span>' in page


def test_reports_that_agree_or_give_no_day_do_not_contradict(call):
    event, *_ = call
    make_report(event, article("Lyon Soir"), edtf="", date_min=None, date_max=None, date_basis="unknown")

    assert event_page(event.slug).conflicts == ()


def test_a_reprint_stands_with_the_story_it_prints():
    event = make_event(article=article("Coast Wire", STORY))
    make_report(event, article("Valley Post", f"Apples at last\n\n{STORY}", day=21))
    make_report(event, article("Hill Echo", day=22))

    reports = event_page(event.slug).reports

    assert [(str(r.article.outlet), [one.outlet for one in r.reprints]) for r in reports] == [
        ("Coast Wire", ["Valley Post"]),
        ("Hill Echo", []),
    ]


def test_the_story_leaves_out_what_is_none_of_it():
    assert story(make_article("Menu\nA story.\nMore news", boilerplate=[[0, 5], [13, 23]])) == " A story. "
