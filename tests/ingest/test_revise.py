"""A new text under a known address: a version of the same article, with all that it did to the facts listed."""

from datetime import UTC, datetime

import pytest

from tests import factories
from tests.ingest.sketch import CALL, Sketch, call
from timeline.ingest import Outcome, Visit, ingest, store
from timeline.ingest.known import conditions, unmodified
from timeline.models import Address, Article, Change, Event, Evidence, Person, Revision, Statement

pytestmark = pytest.mark.django_db

URL = "https://bay.example/calls/7"
# The same words one line further down.
SHIFTED = CALL.replace("Defense Minister Ana", "(Corrected)\nDefense Minister Ana")
REWORDED = CALL.replace("Ruiz reaffirmed the alliance", "Ruiz reaffirmed the old alliance")
AT = datetime(2024, 12, 21, 9, tzinfo=UTC)


def _first(**fields):
    return call().store(url=URL, **fields)


def _said(content: str) -> Statement:
    return Statement.objects.get(content=content)


def _changes() -> list[tuple[str, str, str]]:
    return [(change.kind, change.fact, change.now) for change in Change.objects.all()]


def _anchors(**target):
    return [(proof.exact, proof.stands) for proof in Evidence.objects.filter(**target).select_related("article")]


def test_a_new_text_under_a_known_address_is_a_revision():
    article = _first()

    outcome = store(call(SHIFTED).reading(url=URL + "?utm_source=feed"), SHIFTED, extractor="newer")[1]

    assert outcome == Outcome.REVISED
    assert (Article.objects.get().pk, Article.objects.get().text) == (article.pk, SHIFTED)
    revisions = Revision.objects.of(article)
    assert [(row.number, row.text, row.extractor) for row in revisions] == [(1, CALL, "test"), (2, SHIFTED, "newer")]
    assert revisions[1].sha256 == Article.objects.get().sha256
    assert revisions[0].taken_at == article.ingested_at


def test_rows_keep_their_identity_where_their_words_moved():
    _first()
    before = (Event.objects.get().pk, sorted(Statement.objects.values_list("pk", flat=True)))

    call(SHIFTED).store(url=URL)

    assert (Event.objects.get().pk, sorted(Statement.objects.values_list("pk", flat=True))) == before
    assert {proof.stands for proof in Evidence.objects.all()} == {True}
    assert Person.objects.count() == 2


def test_what_moved_is_listed():
    _first()

    call(SHIFTED).store(url=URL)

    assert {kind for kind, _, _ in _changes()} == {"moved"}
    assert {fact for _, fact, _ in _changes()} >= {
        "Reaffirm: the alliance",
        "Pledge: close cooperation",
        "Phone call of Ana Ruiz and Karl Weber, 2024-12-20, held",
    }


def test_what_stands_where_it_stood_is_not_listed():
    _first()

    call(CALL + "\nMore on this tomorrow.").store(url=URL)

    assert _changes() == []
    assert {proof.stands for proof in Evidence.objects.all()} == {True}


def test_what_changed_and_what_vanished_is_listed_with_its_words():
    _first()
    text = REWORDED.replace(" Weber pledged close cooperation.", "")
    sketch = Sketch(text)
    ruiz, weber = sketch.person("Ana Ruiz", "ESP"), sketch.person("Karl Weber", "DEU")
    event = sketch.event(ruiz, weber, edtf="2024-12-19")
    sketch.statement(ruiz, event=event, words="the old alliance")

    sketch.store(url=URL)

    rows = {change.fact: change for change in Change.objects.all()}
    vanished = rows["Pledge: close cooperation"]
    assert (vanished.kind, vanished.statement, vanished.words_before) == (
        "vanished",
        None,
        ["pledged", "close cooperation"],
    )
    event = rows["Phone call of Ana Ruiz and Karl Weber, 2024-12-20, held"]
    assert (event.kind, event.now) == ("changed", "Phone call of Ana Ruiz and Karl Weber, 2024-12-19, held")
    assert event.event == Event.objects.get()
    assert ("vanished", "Spain Ministry of Defense is named", "") in _changes()


def test_a_reworded_statement_is_another_one():
    _first()
    old, new = "the alliance", "the old alliance"
    sketch = Sketch(REWORDED)
    ruiz = sketch.person("Ana Ruiz", "ESP")
    sketch.statement(ruiz, words=new)

    sketch.store(url=URL)

    assert [fact for kind, fact, _ in _changes() if kind == "added"] == [f"Reaffirm: {new}"]
    assert ("vanished", f"Reaffirm: {old}", "") in _changes()


def test_the_same_text_is_no_revision():
    _first()

    outcome = store(call().reading(url=URL), CALL)[1]

    assert (outcome, Revision.objects.count()) == (Outcome.UNCHANGED, 0)


def test_back_and_forth_each_fetched_text_is_a_version():
    article = _first()

    call(SHIFTED).store(url=URL, visit=Visit(URL, AT))
    call(CALL).store(url=URL, visit=Visit(URL, AT))

    assert list(Revision.objects.of(article).values_list("text", flat=True)) == [CALL, SHIFTED, CALL]
    assert Article.objects.get().text == CALL


def test_an_old_text_from_a_file_is_no_news():
    article = _first()
    call(SHIFTED).store(url=URL)

    outcomes = [
        store(call().reading(**given), CALL)[1] for given in ({"url": URL}, {}, {"url": "https://else.example/x"})
    ]

    assert outcomes == [Outcome.UNCHANGED] * 3
    assert (Article.objects.get(pk=article.pk).text, Revision.objects.count()) == (SHIFTED, 2)


def test_two_addresses_of_different_age_do_not_take_turns():
    _first()
    mirror = Visit("https://mirror.example/7", AT)
    call().store(url=URL, visit=mirror)
    call(SHIFTED).store(url=URL, visit=Visit(URL, AT))

    outcome = store(call().reading(url="https://mirror.example/7"), CALL, visit=mirror)[1]

    assert (outcome, Article.objects.get().text) == (Outcome.UNCHANGED, SHIFTED)


def test_one_text_under_two_addresses_is_one_article():
    article = _first()

    result = ingest(CALL, url="https://mirror.example/calls")

    assert (result.article, result.outcome) == (article, Outcome.UNCHANGED)
    assert [row.url for row in article.addresses.all()] == [URL, "https://mirror.example/calls"]


def test_an_address_that_shows_another_article_now_changes_neither():
    _first()
    other = factories.make_article()

    result = ingest(other.text, url=URL, visit=Visit(URL, AT))

    assert (result.article, result.outcome) == (other, Outcome.UNCHANGED)
    assert result.note.startswith("The address is that of another article")
    assert Article.objects.get(text=CALL).addresses.get().url == URL


def test_the_front_page_of_a_site_makes_no_versions():
    call().store(url="https://bay.example/")

    outcome = store(call(SHIFTED).reading(url="https://bay.example"), SHIFTED)[1]

    assert (outcome, Article.objects.count(), Address.objects.count()) == (Outcome.NEW, 2, 0)


def test_what_the_server_said_is_kept_for_the_next_request():
    article = _first(visit=Visit(URL + "?utm_medium=rss", AT, '"v1"', "Fri, 20 Dec 2024 10:00:00 GMT"))

    assert conditions(URL) == ('"v1"', "Fri, 20 Dec 2024 10:00:00 GMT")
    assert conditions("https://bay.example/other") == ("", "")
    later = datetime(2024, 12, 22, tzinfo=UTC)
    assert (unmodified(URL, later), Address.objects.get().visited_at) == (article, later)
    assert unmodified("https://bay.example/other", later) is None


@pytest.mark.parametrize("review", ["accepted", "rejected"])
def test_evidence_that_a_curator_vouches_for_keeps_its_anchor(review):
    article = _first()
    Statement.objects.update(review=review)
    Event.objects.update(review=review)
    old = article.sha256

    call(SHIFTED).store(url=URL)

    drifted = Evidence.objects.exclude(text_hash=Article.objects.get().sha256)
    assert {proof.text_hash for proof in drifted} == {old}
    assert _anchors(statement=_said("the alliance")) == [("reaffirmed", False), ("the alliance", False)]
    assert _anchors(report__isnull=False) == [("spoke by phone", False)]
    assert Statement.objects.count() == 2
    assert {change.is_vouched for change in Change.objects.filter(fact__contains=": ", membership=None)} == {True}


def test_a_drifted_anchor_outlives_a_new_reading():
    _first()
    Statement.objects.update(review="accepted")
    Event.objects.update(review="accepted")
    call(SHIFTED).store(url=URL)
    before = sorted(Evidence.objects.values_list("role", "exact", "start", "text_hash"))

    call(SHIFTED).store(url=URL, reread=True)

    assert sorted(Evidence.objects.values_list("role", "exact", "start", "text_hash")) == before


def test_what_a_curator_vouches_for_stays_when_the_text_drops_it():
    _first()
    Statement.objects.filter(act="pledge").update(review="accepted")
    text = CALL.replace(" Weber pledged close cooperation.", "")
    sketch = Sketch(text)
    sketch.person("Ana Ruiz", "ESP")

    sketch.store(url=URL)

    assert Statement.objects.get().content == "close cooperation"
    assert _anchors(statement__isnull=False) == [("pledged", False), ("close cooperation", False)]
    assert Change.objects.get(statement=Statement.objects.get()).kind == "vanished"


def test_an_anchor_that_matches_both_texts_is_not_drifted():
    _first()
    Statement.objects.update(review="accepted")

    call(CALL + "\nMore on this tomorrow.").store(url=URL)

    assert {proof.stands for proof in Evidence.objects.all()} == {True}
    assert Evidence.objects.filter(statement=_said("the alliance")).count() == 2


def test_an_anchor_back_in_its_own_text_stands_again():
    _first()
    Statement.objects.update(review="accepted")

    call(SHIFTED).store(url=URL, visit=Visit(URL, AT))
    call(CALL).store(url=URL, visit=Visit(URL, AT))

    assert _anchors(statement=_said("the alliance")) == [("reaffirmed", True), ("the alliance", True)]
