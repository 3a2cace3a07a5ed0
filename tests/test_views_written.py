"""Cards that are kept stand on a page as if they were written anew, whatever is asked and whatever was changed."""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import set_script_prefix
from hypothesis import example, given, settings
from hypothesis import strategies as st

from diplomacy.prepared import ask
from tests.factories import make_event, make_organization, make_person, make_statement
from tests.test_browse_index import asked, edit, take, world
from timeline.browse import Filters, answer, facets
from timeline.browse import highlight as highlighting
from timeline.browse.highlight import highlight
from timeline.browse.index import filed, making
from timeline.browse.index import snapshot as stored
from timeline.browse.index.build import build
from timeline.browse.index.live import live
from timeline.browse.index.snapshot import Snapshot, SnapshotError
from timeline.browse.plain import PlainAnswer
from timeline.browse.segments import hits
from timeline.browse.words import tsquery
from timeline.models import Article, Event, Evidence, Organization, Outlet, Person, Report, Statement
from timeline.models.search import refresh_search
from timeline.views import written


@pytest.fixture(autouse=True)
def taken() -> Iterator[None]:
    """Leave the answers to the database again when a test ends."""
    yield
    live.forget()


def compare(filters: Filters) -> int:
    """Compare all cards of an answer with those written anew; give their number."""
    found = answer(filters)
    assert found.kept is not None
    events = found.page(None, 100)
    shown = written.look(found, "?q=a&b=c")(events, filters)
    anew = written.look(PlainAnswer(filters), "?q=a&b=c")(events, filters)
    assert [(one.id, one.day) for one in shown] == [(one.id, one.day) for one in anew]
    for kept, plain in zip(shown, anew, strict=True):
        assert kept.html.split() == plain.html.split(), filters
    return len(shown)


def change(chance: random.Random) -> None:
    """Change what cards show beside what the index holds."""

    def one_of(model) -> object:
        return model.objects.filter(pk=chance.choice(list(model.objects.values_list("pk", flat=True))))

    name = f"Renamed & {chance.randint(0, 999)}"
    chance.choice(
        [
            lambda: one_of(Person).update(name=name),
            lambda: one_of(Person).update(slug=f"other-{chance.randint(0, 10**9)}"),
            lambda: one_of(Organization).update(name=name),
            lambda: one_of(Organization).update(review="rejected"),
            lambda: one_of(Article).update(title=name),
            lambda: one_of(Outlet).update(name=name),
            lambda: one_of(Outlet).update(slug=f"other-{chance.randint(0, 10**9)}"),
            lambda: one_of(Evidence).update(prefix=f"{name} "),
            lambda: one_of(Evidence).delete(),
            lambda: Report.objects.order_by("?").first().readouts.set(Organization.objects.all()[:2]),
            lambda: one_of(Statement).update(act="warn"),
            lambda: one_of(Event).update(is_first=True, status="denied"),
        ]
    )()


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(2))
def test_kept_cards_are_as_written_anew(seed: int) -> None:
    chance = random.Random(seed)
    people = world(chance, 40)
    take()

    assert compare(Filters(domestic=True)) > 20
    assert sum(compare(asked(chance, people)) for _ in range(40)) > 20


# Each change is its own transaction here: the feed is of what transactions did.
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", range(20, 22))
def test_kept_cards_follow_every_change(seed: int) -> None:
    chance = random.Random(seed)
    people = world(chance, 20)
    take()

    for _ in range(25):
        chance.choice([lambda: edit(chance, people), lambda: change(chance), lambda: change(chance)])()
        compare(Filters(domestic=True))
        everything = Filters(domestic=True)
        counted = [facets(everything, one) for one in (answer(everything), PlainAnswer(everything))]
        assert [one.values for one in counted[0]] == [one.values for one in counted[1]]


def nothing_known(horizon: str, made: float) -> None:
    """Tell of no change, as a feed does that does not go back so far."""


@pytest.fixture
def saved(tmp_path: Path, transactional_db: None) -> Callable[[], Snapshot]:
    """Give a function that puts a snapshot of all events on disk, in the place of the one before."""

    def save() -> Snapshot:
        take()
        stored.save(Snapshot(build(), {}, live.state().horizon), tmp_path / "one")
        return stored.load(tmp_path / "one")

    return save


def file(snapshot: Snapshot, most: int | None = None, changed: filed.Changed = nothing_known) -> int:
    """File cards; give how many were written."""
    return filed.file(snapshot, written.kind(), written.write_all, changed, most)


def test_cards_of_a_file_are_as_written_anew_until_they_change(saved: Callable[[], Snapshot]) -> None:
    chance = random.Random(5)
    people = world(chance, 25)
    snapshot = saved()
    file(snapshot)
    live.take(snapshot)

    assert compare(Filters(domestic=True)) > 10
    assert not live.state().texts._kept
    for _ in range(10):
        edit(chance, people)
        compare(asked(chance, people))
    compare(Filters(domestic=True))
    assert live.state().texts._kept


def test_a_file_of_another_snapshot_or_of_other_templates_is_not_read(saved: Callable[[], Snapshot]) -> None:
    event = make_event((make_person("Lee Min"),))
    snapshot = saved()
    file(snapshot)
    name = written.kind()

    for folder, token, kind, expected in (
        (snapshot.folder, snapshot.token, name, {event.pk}),
        (snapshot.folder, "other", name, set()),
        (snapshot.folder, snapshot.token, "cards-older", set()),
        (None, snapshot.token, name, set()),
    ):
        live.take(replace(snapshot, folder=folder, token=token))
        assert set(answer(Filters()).kept.get(kind, [event.pk])) == expected


def test_a_file_that_was_cut_is_not_read(saved: Callable[[], Snapshot]) -> None:
    event = make_event((make_person("Lee Min"),))
    snapshot = saved()
    file(snapshot)
    path = filed.path_of(snapshot.folder, written.kind(), snapshot.token)
    path.write_bytes(path.read_bytes()[:-1])
    live.take(snapshot)

    assert answer(Filters()).kept.get(written.kind(), [event.pk]) == {}
    assert compare(Filters()) == 1


@pytest.mark.parametrize("damage", [b"\xff", b"\x00"], ids=["no text", "a text without its end"])
def test_a_text_that_is_damaged_is_written_anew(saved: Callable[[], Snapshot], damage: bytes) -> None:
    event = make_event((make_person("Lee Min"),))
    snapshot = saved()
    file(snapshot)
    path = filed.path_of(snapshot.folder, written.kind(), snapshot.token)
    path.write_bytes(damage * path.stat().st_size)
    live.take(snapshot)

    assert answer(Filters()).kept.get(written.kind(), [event.pk]) == {}
    assert compare(Filters()) == 1


def test_a_file_of_some_events_leaves_the_others_to_the_database_and_is_gone_on_with(
    saved: Callable[[], Snapshot],
) -> None:
    for _ in range(3):
        make_event((make_person("Lee Min"),))
    snapshot = saved()
    events = snapshot.segment.ids.tolist()

    assert file(snapshot, most=2) == 2

    live.take(snapshot)
    assert set(answer(Filters()).kept.get(written.kind(), events)) == set(events[:2])
    assert compare(Filters()) == 3
    assert [file(snapshot), file(snapshot)] == [1, 0]
    live.take(snapshot)
    assert set(answer(Filters()).kept.get(written.kind(), events)) == set(events)


def test_cards_of_unchanged_events_are_carried_over_to_the_next_snapshot(saved: Callable[[], Snapshot]) -> None:
    world(random.Random(7), 20)
    first = saved()
    file(first)
    Event.objects.filter(pk=first.segment.ids[3]).update(is_first=True)
    second = saved()

    assert file(second, changed=making.changed_since) == 1
    live.take(second)
    assert compare(Filters(domestic=True)) > 10
    assert not live.state().texts._kept
    own = filed.path_of(second.folder, written.kind(), second.token)
    assert all(one.name.startswith(own.name) for one in own.parent.iterdir())


def test_cards_of_a_snapshot_that_was_replaced_are_not_written_on(saved: Callable[[], Snapshot]) -> None:
    make_event((make_person("Lee Min"),))
    first = saved()
    saved()

    with pytest.raises(SnapshotError, match="made anew"):
        file(first)


def test_cards_for_other_addresses_are_of_another_kind() -> None:
    here = written.kind()
    set_script_prefix("/elsewhere/")
    try:
        assert written.kind() != here
    finally:
        set_script_prefix("/")
    assert written.kind() == here


@pytest.mark.django_db
def test_a_card_with_a_sign_of_its_own_or_very_much_said_is_written_anew() -> None:
    person = make_person(f"Lee {written.WORDS}")
    signed = make_event((person,))
    make_statement((person,), signed, "an alliance")
    cut = make_event((make_person(f"Ann{written.PIECE}Roy"),))
    parted = make_event((person_of := make_person("Ann Roy"),))
    make_statement((person_of,), parted, f"an {written.PART}alliance")
    long = make_event((make_organization("NATO", ""),))
    for number in range(written.MOST_STATEMENTS + 1):
        make_statement((), long, f"item {number}")
    take()

    events = [signed.pk, cut.pk, parted.pk, long.pk]
    assert dict(written._made(events)) == dict.fromkeys(events)
    assert list(written.write_all(events)) == [b""] * 4
    assert compare(Filters()) == 4


@pytest.mark.django_db
def test_words_are_marked_in_titles_and_quotes() -> None:
    event = make_event((make_person("Ann & Roy"),))
    make_statement((), event, "dying skies & an alliance")
    refresh_search([event.pk])
    take()

    for words, hit in (("die", "dying"), ("sky", "skies"), ("allied or alliances", "alliance"), ("roy", "Roy")):
        filters = Filters(words=words)
        (shown,) = written.look(answer(filters), "")(answer(filters).page(None, 9), filters)
        assert f'<b class="hit">{hit}</b>' in shown.html
        assert compare(filters) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("is_kept", [True, False], ids=["kept", "anew"])
def test_statements_with_most_of_the_words_come_first(is_kept: bool) -> None:
    person = make_person("Ann Roy")
    event = make_event((person,))
    for said in ("a calm sea", "a long road", "a small port", "the port of the north", "a port and a road"):
        make_statement((person,), event, said, act="pledge" if "sea" in said else "note")
    refresh_search([event.pk])
    take()

    def shown(**asked) -> list[str]:
        filters = Filters(**asked)
        found = answer(filters) if is_kept else PlainAnswer(filters)
        html = written.look(found, "")(found.page(None, 9), filters)[0].html
        words = re.findall(r'class="evidence"[^>]*>(.*?)</', re.sub(r"</?b[^>]*>", "", html))
        return [" ".join(one.split()) for one in words]

    assert shown() == ["a calm sea", "a long road", "a small port"]
    assert shown(words="port road") == ["a port and a road", "a long road", "a small port"]
    assert shown(words="port", act=("pledge",)) == ["a calm sea", "a small port", "the port of the north"]


@pytest.mark.django_db
def test_texts_are_marked_once_for_the_same_words() -> None:
    texts = ["an alliance of alliances", "nothing of it", "the alliance", "the alliance"]
    for known in (highlighting._marked, highlighting._lexemes):
        known.clear()

    def marked(texts: list[str], words: str) -> tuple[list[list[str]], int]:
        tsquery(words)
        with CaptureQueriesContext(connection) as captured:
            found = highlight(texts, words)
        return [[part.text for part in parts if part.is_hit] for parts in found], len(captured)

    assert marked(texts, "allianced") == ([["alliance", "alliances"], [], ["alliance"], ["alliance"]], 1)
    assert marked(texts[::-1], "allianced") == ([["alliance"], ["alliance"], [], ["alliance", "alliances"]], 0)
    assert marked([*texts, "Alliance"], "allianced") == ([*marked(texts, "allianced")[0], ["Alliance"]], 1)
    assert marked(["alliances and alliance"], "allianced") == ([["alliances", "alliance"]], 0)
    assert marked(["alliance-like"], "allianced") == ([["alliance"]], 1)
    # What was typed is known from the query.
    assert marked(texts, "nothing") == ([[], ["nothing"], [], []], 0)


# Words, and what may stand around and between them: each of these has made the database's parser read otherwise than
# from space to space.
PIECES = (
    *("alliance", "Alliances", "ALLIED", "ally", "G7", "item21", "the", "s", "Kim's", "Lee’s", "résumé", "2024", "3.5"),
    *(" ", "  ", "\n", "\xa0", "\u2009", "-", "–", "—", "/", "//", ":", "://", ".", "..", "...", ",", ";", "!", "?"),
    *("'", '"', "“", "”", "‘", "’", "(", ")", "[", "]", "<", ">", "<b>", "</b>", "&", "&amp;", "@", "#", "_", "+", "%"),
    *("www.", ".com", "e.g.", "U.S.", "\\", "~", "=", "*", "\u200b", "\u0301"),
)
QUERIES = (
    "allied",
    "ally or the",
    '"allied alliance" -item21',
    "alli*",
    "-ally G7",
    "al* s* or item21",
    "résumé kim",
    "'s",
)


@pytest.mark.django_db
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), st.sampled_from(QUERIES))
@example("ALLIED”", "allied")
@example("“allied ally’s (allies).", "allied")
@settings(max_examples=200, deadline=None)
def test_words_are_marked_as_the_database_marks_them(text: str, words: str) -> None:
    ((marked,),) = ask(highlighting.QUERY, tsquery(words), highlighting.OPTIONS, [text])

    assert highlighting._cut(tsquery(words), [text]) == [hits(marked)]
