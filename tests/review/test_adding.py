"""What the machine missed, added by a curator: proved by the marked words, and kept by every later reading."""

import re

import pytest

from tests.factories import make_article, make_event, make_organization, make_person
from tests.ingest.sketch import Sketch, minister, retold
from tests.ingest.sketch import call as sketch_call
from timeline import reverting
from timeline.ingest import rejoin
from timeline.models import Event, Evidence, Person, Statement
from timeline.review import adding, decisions
from timeline.review.adding import Told
from timeline.review.edits import Part

pytestmark = pytest.mark.django_db
TEXT = """Ministers talk
Ann Lee rang Bob Ray on Friday. She hailed the harbour. He hailed the harbour, too.
Both met in May."""


@pytest.fixture
def article():
    """Store an article of which the machine read nothing."""
    return make_article(TEXT)


def span(words, start=0):
    """Give where words stand."""
    at = TEXT.index(words, start)
    return at, at + len(words)


def page(article, **query):
    """Give the address of the page."""
    from urllib.parse import urlencode

    return f"/admin/review/add/{article.pk}/?{urlencode(query)}"


def chosen(article, what, words):
    """Give the address of the page with some words chosen."""
    start, end = span(words)
    return page(article, what=what, start=start, end=end)


NO_ROWS = {"part-TOTAL_FORMS": "3", "part-INITIAL_FORMS": "0"}


def test_words_that_stand_in_several_places_are_asked_about(client, ada, article):
    once = client.get(page(article, words="She  hailed")).content.decode()
    twice = client.get(page(article, words="hailed the harbour")).content.decode()
    nowhere = client.get(page(article, words="hailed the port")).content.decode()

    assert "“She hailed”" in once
    assert "They stand in 2 places." in twice
    assert f"start={TEXT.rindex('hailed')}" in twice
    assert "They do not stand in the text." in nowhere


def test_offsets_beyond_the_text_are_refused(client, ada, article):
    body = client.get(page(article, start=5, end=5000)).content.decode()

    assert "These words are not in the text" in body


def test_a_statement_is_added_with_speakers_and_event(client, ada, article):
    ann, call = make_person("Ann Lee"), make_event(article=article)
    rows = NO_ROWS | {"part-0-role": "speaker", "part-0-other": "Ann Lee"}

    client.post(chosen(article, "statement", "the harbour"), rows | {"act": "welcome", "event": str(call.pk)})

    said = Statement.objects.get()
    assert (said.content, said.start, said.act, said.event) == (
        "the harbour",
        TEXT.index("the harbour"),
        "welcome",
        call,
    )
    assert [(actor.role, actor.person) for actor in said.actors.all()] == [("speaker", ann)]
    assert (said.review, said.reviewed_by) == ("accepted", ada)
    assert [(proof.role, proof.exact) for proof in said.evidence.all()] == [("content", "the harbour")]


def test_an_event_is_added_with_parties_and_day(client, ada, article):
    make_person("Ann Lee")
    body = make_organization("Ministry of Ports")
    rows = NO_ROWS | {"part-0-other": "Ann Lee", "part-0-office": "Envoy", "part-1-who": "", "part-1-other": body.name}

    client.post(
        chosen(article, "event", "Both met in May."), rows | {"type": "meeting", "status": "held", "edtf": "2024-05"}
    )

    event = Event.objects.get()
    assert (event.type, event.edtf, str(event.date_max), event.date_basis) == (
        "meeting", "2024-05", "2024-05-31", "curator",
    )  # fmt: skip
    assert event.slug == "2024-05-ann-lee-meeting"
    assert [(str(party), party.office) for party in event.participations.all()] == [
        ("Ann Lee", "Envoy"), ("Ministry of Ports", ""),
    ]  # fmt: skip
    assert [proof.exact for proof in Evidence.objects.filter(report__event=event)] == ["Both met in May."]


def test_a_person_is_known_or_new(client, ada, article):
    ann = make_person("Ann Lee")

    client.post(chosen(article, "person", "Ann Lee"), {"person": "Ann Lee"})
    refused = client.post(chosen(article, "person", "Bob Ray"), {"person": "Robert Ray"}).content.decode()
    new = {"person": "Robert Ray", "is_new": "on", "country": "USA"}
    told = client.post(chosen(article, "person", "Bob Ray"), new, follow=True).content.decode()

    assert "Nobody in the records is called so." in refused
    named = Evidence.objects.filter(role="mention").values_list("person__name", "exact").order_by("start")
    assert [*named] == [("Ann Lee", "Ann Lee"), ("Robert Ray", "Bob Ray")]
    new = Person.objects.exclude(pk=ann.pk).get()
    assert (new.country, new.review, sorted(new.names.values_list("name", flat=True))) == (
        "USA", "accepted", ["Bob Ray", "Robert Ray"],
    )  # fmt: skip
    address, changes = re.search(r'Robert Ray. <a href="([^"?]*)\?changes=([^"]*)">Take back…', told).groups()
    client.post(address, {"changes": changes, "reason": "somebody else"})
    assert [*named.all()] == [("Ann Lee", "Ann Lee")]
    assert not Person.objects.filter(pk=new.pk).exists()


def test_the_day_of_an_event_is_set_by_its_words(client, ada, article):
    article.reading = {"dates": [{"start": span("Friday")[0], "end": span("Friday")[1], "edtf": "2024-12-20"}]}
    article.save()
    call = make_event(article=article, day=None)

    body = client.get(chosen(article, "date", "Friday")).content.decode()
    assert 'value="2024-12-20"' in body
    client.post(chosen(article, "date", "Friday"), {"event": str(call.pk), "edtf": "2024-12-20"})

    call.refresh_from_db()
    assert (call.edtf, call.date_basis, call.raw_date, call.review) == ("2024-12-20", "curator", "Friday", "draft")
    assert [proof.exact for proof in Evidence.objects.filter(role="date")] == ["Friday"]
    client.post("/admin/review/undo/")
    call.refresh_from_db()
    assert (call.edtf, Evidence.objects.filter(role="date").count()) == ("", 0)


def test_what_was_added_is_taken_away_by_undoing(ada, article):
    adding.add_statement(by=ada, article=article, span=span("the harbour"), act="note", event=None, parts=())
    adding.add_event(by=ada, article=article, span=span("Both met"), told=Told("meeting", "held"))

    decisions.undo(by=ada)
    decisions.undo(by=ada)

    assert (Event.objects.count(), Statement.objects.count(), decisions.undo(by=ada)) == (0, 0, None)
    assert Evidence.objects.count() == 0


def test_no_later_reading_removes_what_was_added(ada):
    """A second person and event are added in a read article, a day is set; the article is read again, with less."""
    article = sketch_call(edtf=None).store()
    text = article.text
    call = Event.objects.get()
    at = {
        words: (text.index(words), text.index(words) + len(words)) for words in ("Friday", "Madrid", "Weber", "Defense")
    }
    adding.add_date(by=ada, article=article, span=at["Friday"], event=call, edtf="2024-12-20")
    adding.add_person(by=ada, article=article, span=at["Madrid"], known=None, name="Max Madrid", country="ESP")
    ruiz = Part(person=Person.objects.get(name="Ana Ruiz").pk)
    adding.add_event(by=ada, article=article, span=at["Weber"], told=Told("meeting", "held", parts=[ruiz]))
    said = adding.add_statement(by=ada, article=article, span=at["Defense"], act="note", event=call, parts=())
    before = _proofs()

    for _ in range(2):
        sketch_call(edtf=None).store(reread=True)

    assert _proofs() == before
    assert Statement.objects.filter(pk=said.pk, content=said.content, event=call).exists()
    assert Event.objects.get(pk=call.pk).edtf == "2024-12-20"


def test_marked_words_follow_a_new_version_or_are_kept_as_drifted(ada):
    article = sketch_call().store(url="https://example.org/call")
    text, call = article.text, Event.objects.get()
    for words, day in (("Friday", "2024-12-20"),):
        start = text.index(words)
        adding.add_date(by=ada, article=article, span=(start, start + len(words)), event=call, edtf=day)

    revised = sketch_call(text.replace("Ministers speak", "The ministers speak"))
    revised.store(url="https://example.org/call")

    proof = Evidence.objects.get(is_curated=True, role="date")
    assert (proof.exact, proof.report.event_id) == ("Friday", call.pk)


def _proofs():
    """Give all evidence that a curator marked, with what it proves."""
    rows = Evidence.objects.filter(is_curated=True).order_by("start", "role")
    return [
        (row.role, row.start, row.exact, row.person_id, row.statement_id, row.report and row.report.event_id)
        for row in rows
    ]


def _told(day="2024-12-20"):
    parts = [Part(person=person.pk) for person in Person.objects.filter(name__in=["Ana Ruiz", "Karl Weber"])]
    return Told("phone_call", "held", day, parts)


def _without_call():
    """Sketch an article that quotes both ministers; that they spoke with each other is missed."""
    first = Sketch(retold(1))
    first.statement(first.person("Ana Ruiz", "ESP", minister("ESP")))
    first.statement(first.person("Karl Weber", "DEU", minister("DEU")), words="close cooperation", cue="pledged")
    return first


def _words(article, words="spoke by phone"):
    start = article.text.index(words)
    return start, start + len(words)


def test_a_later_report_of_a_call_added_by_hand_joins_it(ada):
    """Another article tells it, too; then all is read and joined anew, twice."""
    first = _without_call()
    article = first.store()
    added, change = adding.add_event(by=ada, article=article, span=_words(article), told=_told())

    sketch_call(retold(2)).store()
    for _ in range(2):
        first.store(reread=True)
        [*rejoin()]

    assert (Event.objects.get(), change) == (added, None)
    assert {*added.reports.values_list("article__title", flat=True)} == {
        "Ministers speak by phone, 1", "Ministers speak by phone, 2",
    }  # fmt: skip
    assert added.statements.count() == 2
    with pytest.raises(decisions.ChangedSince):
        decisions.undo(by=ada)


def test_a_call_added_by_hand_that_is_known_gives_it_a_report_more(ada):
    sketch_call(retold(2)).store()
    known = Event.objects.get()
    first = _without_call()
    article = first.store()

    added, change = adding.add_event(by=ada, article=article, span=_words(article), told=_told())
    first.store(reread=True)

    assert added == Event.objects.get() == known
    assert (added.review, added.reports.count(), added.participations.count()) == ("draft", 2, 2)
    reverting.revert([change], by=ada, reason="not there")
    assert (Event.objects.get().reports.count(), Event.objects.get().curated_fields) == (1, [])


def test_a_call_added_by_hand_to_an_article_that_tells_it_is_another_one(ada):
    article = sketch_call(retold(1)).store()

    added, _ = adding.add_event(by=ada, article=article, span=_words(article), told=_told())

    assert Event.objects.exclude(pk=added.pk).get().reports.count() == added.reports.count() == 1
