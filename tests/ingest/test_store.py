"""One article becomes rows, once."""

from datetime import date

import pytest
from django.db import IntegrityError

from tests.ingest.sketch import CALL, Sketch, call, minister, retold
from timeline.browse import Filters
from timeline.browse.cards import cards
from timeline.extraction import read
from timeline.extraction.reading import Passage, PhraseUse, Published
from timeline.ingest import Outcome, store
from timeline.models import (
    Article,
    Event,
    Evidence,
    Membership,
    Organization,
    Outlet,
    Participation,
    Person,
    PersonName,
    Post,
    Report,
    Statement,
    StatementActor,
)

pytestmark = pytest.mark.django_db

MODELS = (Article, Event, Evidence, Membership, Organization, Outlet, Participation, Person, PersonName, Post, Report)
MODELS += (Statement, StatementActor)


def snapshot():
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in MODELS}


def test_an_article_keeps_its_text_and_what_is_known_of_it():
    published = Published("2024-12-20", "2024-12-20T10:28+09:00", "stated", ("printed in line 3",), 0, 9)

    article = call().store(published=published, byline=(Passage("Ana Poe", 0, 7),), outlet="The Bay", warnings=("w",))

    article.refresh_from_db()
    assert (article.text, article.title, article.file) == (CALL, "Ministers speak by phone", "hand.txt")
    assert (article.published_min, article.published_max) == (date(2024, 12, 20), date(2024, 12, 20))
    assert article.published_at.isoformat() == "2024-12-20T01:28:00+00:00"
    assert (article.published_basis, article.published_why) == ("stated", ["printed in line 3"])
    assert (article.byline, article.outlet.name, article.outlet.slug) == (["Ana Poe"], "The Bay", "the-bay")
    assert (article.warnings, article.extractor, article.reading["events"][0]["id"]) == (["w"], "test", "e1")
    assert article.evidence.get(role="published").exact == "Ministers"


def test_an_event_has_its_account_its_parties_and_its_report():
    article = call(first=True, type="video_call").store()

    event = Event.objects.get()
    assert (event.slug, event.type, event.status) == ("2024-12-20-ana-ruiz-karl-weber-video-call", "video_call", "held")
    assert (event.edtf, event.date_min, event.date_max, event.date_basis) == (
        "2024-12-20",
        date(2024, 12, 20),
        date(2024, 12, 20),
        "explicit",
    )
    assert (event.is_first, event.is_domestic, event.confidence) == (True, False, 0.9)
    assert (event.cameo_code, event.plover_event, event.plover_mode) == ("041", "CONSULT", ["phone"])
    assert [(str(p.person), p.country) for p in event.participations.all()] == [
        ("Ana Ruiz", "ESP"),
        ("Karl Weber", "DEU"),
    ]
    report = event.reports.get()
    assert (report.article, report.is_main, str(report.readouts.get())) == (article, True, "Spain Ministry of Defense")
    assert Event.objects.filter(search="ruiz alliance").count() == 1


def test_statements_have_their_actors_and_their_event():
    call().store()

    first, second = Statement.objects.all()
    assert (first.act, first.content, first.cue, first.topics) == (
        "reaffirm",
        "the alliance",
        "reaffirmed",
        ["alliance"],
    )
    assert [(actor.role, str(actor)) for actor in first.actors.all()] == [
        ("reporter", "Spain Ministry of Defense"),
        ("speaker", "Ana Ruiz"),
    ]
    assert [(actor.role, str(actor)) for actor in second.actors.all()] == [
        ("addressee", "Ana Ruiz"),
        ("speaker", "Karl Weber"),
    ]
    assert first.event == second.event == Event.objects.get()


def test_every_fact_has_the_words_that_prove_it():
    article = call().store()

    targets = ("report", "participation", "statement", "membership", "person", "organization")
    for model in (Report, Participation, Statement, Membership, Person, Organization):
        for row in model.objects.all():
            assert row.evidence.exists(), row
    for proof in Evidence.objects.all():
        assert article.text[proof.start : proof.end] == proof.exact
        assert article.text[: proof.start].endswith(proof.prefix)
        assert article.text[proof.end :].startswith(proof.suffix)
        assert proof.text_hash == article.sha256
        assert sum(getattr(proof, f"{target}_id") is not None for target in targets) == 1
    proofs = Evidence.objects.filter(statement__isnull=False, role="content")
    assert [proof.exact for proof in proofs] == ["the alliance", "close cooperation"]
    assert Evidence.objects.get(membership__person__name="Ana Ruiz").exact.endswith("Defense Minister Ana Ruiz")


def test_the_same_text_again_changes_nothing():
    call().store()
    before = snapshot()

    article, outcome = store(call(edtf="2024-12-19").reading(), CALL)

    assert (article, outcome) == (Article.objects.get(), Outcome.UNCHANGED)
    assert snapshot() == before


def test_the_same_reading_read_again_changes_no_fact():
    call().store()
    before = snapshot()

    call().store(reread=True)

    after = snapshot()
    fresh = {"id", "updated_at", "report_id", "statement_id", "participation_id"}
    for name in before:
        assert [{k: v for k, v in row.items() if k not in fresh} for row in after[name]] == [
            {k: v for k, v in row.items() if k not in fresh} for row in before[name]
        ]
    for kept in ("Event", "Person", "Organization", "Statement", "Participation", "Membership"):
        assert [row["id"] for row in after[kept]] == [row["id"] for row in before[kept]]


def test_other_statements_are_not_stored():
    sketch = Sketch()
    coach = sketch.person("Karl Weber", "DEU")
    sketch.statement(coach, relevance="other")

    sketch.store()

    assert (Statement.objects.count(), Person.objects.count(), Article.objects.count()) == (0, 0, 1)


def test_a_broken_quotation_is_one_content_with_two_pieces_of_evidence():
    sketch = Sketch()
    ruiz = sketch.person("Ana Ruiz", "ESP")
    sketch.statement(ruiz)
    spans = (sketch.span("the alliance"), sketch.span("close cooperation"))
    sketch.statements = [type(sketch.statements[0])("s1", (ruiz,), "note", (), (), spans, True)]

    sketch.store()

    statement = Statement.objects.get()
    assert statement.content == "the alliance … close cooperation"
    assert [proof.exact for proof in statement.evidence.all()] == ["the alliance", "close cooperation"]


def test_what_is_too_long_for_its_column_is_cut_and_stays_whole_in_the_evidence():
    long = "very " * 80 + "long"
    sketch = Sketch(CALL + long)
    ruiz = sketch.person("Ana Ruiz", "ESP", minister("ESP", label="Minister " * 40))
    use = PhraseUse("phrase " * 30, 0, 9)
    sketch.statement(ruiz, cue=long, phrases=(use,), topics=("topic " * 20,))

    sketch.store()

    statement = Statement.objects.get()
    assert len(statement.cue) == 300
    assert statement.evidence.get(role="cue").exact == long
    assert len(Post.objects.get().label) == 200


def test_a_day_whose_basis_is_unknown_is_no_day():
    call(basis="unknown").store()

    event = Event.objects.get()
    assert (event.date_min, event.date_basis, event.slug) == (None, "unknown", "undated-ana-ruiz-karl-weber-phone-call")


def test_an_undated_article_without_facts_is_stored():
    sketch = Sketch(published=None)

    article = sketch.store()

    assert (article.published_edtf, article.published_basis, article.published_min) == ("", "unknown", None)
    assert Evidence.objects.count() == 0


def test_a_reading_of_another_text_is_refused():
    with pytest.raises(ValueError, match="another text"):
        store(call().reading(), CALL + "x")


def test_nothing_is_stored_where_one_row_fails():
    with pytest.raises(IntegrityError):
        call(confidence=2.0).store()

    assert (Article.objects.count(), Person.objects.count()) == (0, 0)


# Thirty given names that sound unlike each other.
GIVEN = [
    head + tail
    for head in ("Bak", "Dil", "Fom", "Gar", "Hen", "Jut")
    for tail in ("ane", "ipo", "oruk", "ulol", "ethem")
]


def test_the_number_of_sql_statements_does_not_grow_with_the_article(django_assert_num_queries):
    def crowd(count: int) -> Sketch:
        sketch = Sketch(CALL + "".join(f"Minister {name} of {name} said: point{name}.\n" for name in GIVEN[:count]))
        for n, name in enumerate(GIVEN[:count]):
            office = minister("FRA", label=f"Minister {n}", role=f"role_{n}")
            one = sketch.person(f"{name} {name[::-1].title()}", "FRA", office, words=name)
            event = sketch.event(one, words=f"Minister {name}", edtf=f"2024-12-{n % 28 + 1:02}")
            sketch.statement(one, words=f"point{name}", cue=f"of {name} said", event=event)
        return sketch

    crowd(1).store()

    with django_assert_num_queries(43):
        crowd(3).store()
    with django_assert_num_queries(43):
        crowd(30).store()


def test_slugs_of_equal_events_are_told_apart_by_a_number():
    call().store()
    call(retold(1), edtf="2024-11-01").store()
    call(retold(2), edtf="2024-11-01", type="letter").store()
    other = Sketch(retold(3))
    other.event(other.person("Ana Ruiz", "ESP", minister("ESP")), other.person("Karl Weber", "AUT", minister("AUT")))
    other.store()

    assert sorted(Event.objects.values_list("slug", flat=True)) == [
        "2024-11-01-ana-ruiz-karl-weber-letter",
        "2024-11-01-ana-ruiz-karl-weber-phone-call",
        "2024-12-20-ana-ruiz-karl-weber-phone-call",
        "2024-12-20-ana-ruiz-karl-weber-phone-call-2",
    ]


def test_the_head_of_a_body_takes_part_for_no_country_in_later_articles_too():
    text = (
        "Talks Held\n\nBRUSSELS, March {}, 2021 - {} held a phone call with Armenian Prime Minister Nikol Pashinyan on "
        "Thursday.\n"
    )
    texts = (
        text.format(4, "European Council President Charles Michel of Belgium"),
        text.format(11, "European Council President Charles Michel"),
    )
    for one in texts:
        store(read(one), one)

    parties = Participation.objects.filter(person__name="Charles Michel")
    assert [(party.role, party.country) for party in parties] == [("council_president", "")] * 2
    assert Person.objects.get(name="Charles Michel").country == "BEL"
    assert [card.standing[0] for card in cards(list(Event.objects.values_list("pk", flat=True)), Filters())] == [
        "European Council President"
    ] * 2
