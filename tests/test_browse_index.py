"""The index in memory answers as the database does, whatever is asked and whatever was changed since it was made."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from django.db import connection
from pyroaring import BitMap

from tests.factories import (
    make_article,
    make_event,
    make_organization,
    make_outlet,
    make_person,
    make_report,
    make_statement,
)
from timeline.browse import Cursor, Filters, PartialDate, labels, relevance
from timeline.browse.filters import MULTIPLE
from timeline.browse.index import snapshot as stored
from timeline.browse.index.build import build
from timeline.browse.index.columns import Chosen, as_bitmap, make_column, most_frequent
from timeline.browse.index.found import Shared
from timeline.browse.index.live import Live, answer, live
from timeline.browse.index.snapshot import Snapshot, SnapshotError
from timeline.browse.index.tallies import tally_of
from timeline.browse.index.words import Words, common_words, parse
from timeline.browse.plain import PlainAnswer
from timeline.models import Event, Participation, Person, Statement
from timeline.models.search import refresh_search

# More values than any facet has here: every count is compared.
ALL = 10_000
DAYS = ("2019", "2020-02", "2020-02-11", "2021", "2022-06")
WORDS = (
    "talks",
    "trade",
    '"steadfast alliance"',
    "alliance -trade",
    "trade or border",
    "stead*",
    "all* -tra* or bord*",
    "steadfastn* or tradi* -bordere*",
    "of",
    "nowhere",
    "O'Brien",
)
ROLES = ("", "president", "foreign_minister")
CONTENTS = ("the steadfast alliance", "talks on trade", "the border and trade", "an alliance so steadfast", "grain")


@pytest.fixture
def taken() -> Iterator[None]:
    """Leave the answers to the database again when a test ends."""
    yield
    live.forget()


def take() -> None:
    """Index the database as it is."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text")
        (horizon,) = cursor.fetchone()
    segment = build()
    live.take(Snapshot(segment, common_words(segment), horizon))


def world(chance: random.Random, events: int) -> list[Person]:
    """Make events of every kind: undated, by the month, domestic, rejected, of up to four parties."""
    people = [make_person(f"Person {n}", chance.choice(["KOR", "JPN", "FRA", "USA"])) for n in range(7)]
    articles = [make_article(outlet=make_outlet(name)) for name in ("The Gazette", "Le Kurier")] + [make_article()]
    for _ in range(events):
        parties = tuple(chance.sample(people, chance.randint(0, 4)))
        if chance.random() < 0.2:
            parties += (make_organization("NATO", ""),)
        event = make_event(parties, **when(chance), **kinds(chance), article=chance.choice(articles))
        event.participations.filter(person__isnull=False).update(role=chance.choice(ROLES))
        if chance.random() < 0.3:
            make_report(event, next(one for one in articles if not event.reports.filter(article=one)))
        for _ in range(chance.randint(0, 3)):
            said(chance, people, event)
    return people


def when(chance: random.Random) -> dict[str, object]:
    day = date(2019, 11, 20) + timedelta(days=chance.randint(0, 1000))
    last = day + timedelta(days=chance.randint(1, 400))
    span = {"edtf": f"{day}/{last}", "date_min": day, "date_max": last}
    return chance.choice(
        [
            {"day": day},
            {"day": day, "date_basis": "reported_on", "edtf": f"{day}?"},
            {"day": None},
            {"day": day, **span},
            {"day": day, **span, "date_min": None},
            {"day": day, **span, "date_max": None},
        ]
    )


def kinds(chance: random.Random) -> dict[str, object]:
    return {
        "type": chance.choice(["phone_call", "meeting", "visit"]),
        "status": chance.choice(["held", "planned"]),
        "review": chance.choice(["draft", "draft", "accepted", "rejected"]),
        "is_domestic": chance.random() < 0.2,
    }


def said(chance: random.Random, people: list[Person], event: Event) -> Statement:
    return make_statement(
        tuple(chance.sample(people, chance.randint(0, 2))),
        event,
        chance.choice(CONTENTS),
        act=chance.choice(["pledge", "reaffirm", "note"]),
        topics=chance.sample(["trade", "alliance", "nuclear"], chance.randint(0, 2)),
        phrases=chance.sample(["ironclad", "steadfast support"], chance.randint(0, 1)),
        review=chance.choice(["draft", "draft", "draft", "rejected"]),
    )


def asked(chance: random.Random, people: list[Person]) -> Filters:
    """Ask for anything."""
    values = {
        "type": ["phone_call", "meeting", "summit"],
        "status": ["held", "planned"],
        "act": ["pledge", "reaffirm", "warn"],
        "topic": ["trade", "alliance", "unheard_of"],
        "phrase": ["ironclad", "steadfast support"],
        "country": ["KOR", "JPN", "FRA", "DEU"],
        "pair": ["JPN-KOR", "FRA-USA", "USA-KOR"],
        # Who was rejected cannot be asked for.
        "person": [one.slug for one in Person.objects.public().filter(pk__in=[one.pk for one in people])] or ["-"],
        "office": ["foreign_minister", "president", "king"],
        "outlet": ["the-gazette-1", *(one.slug for one in (make_outlet("The Gazette"), make_outlet("Le Kurier")))],
        "certainty": ["certain", "reported", "approximate", "undated"],
        "basis": ["explicit", "reported_on", "unknown"],
        "review": ["draft", "accepted"],
    }
    chosen = {
        name: tuple(chance.sample(values[name], chance.choice([1, 1, 2])))
        for name in MULTIPLE
        if chance.random() < 0.13
    }
    days = [PartialDate.parse(day) for day in sorted(chance.sample(DAYS, 2))]
    return Filters(
        **chosen,
        words=chance.choice(WORDS) if chance.random() < 0.3 else "",
        since=days[0] if chance.random() < 0.3 else None,
        until=days[1] if chance.random() < 0.3 else None,
        domestic=chance.random() < 0.3,
        oldest_first=chance.random() < 0.4,
        best_first=chance.random() < 0.2,
    )


def compare(filters: Filters) -> int:
    """Compare every answer about these filters; give the number of events found."""
    found, plain = answer(filters), PlainAnswer(filters)
    assert found is not None
    assert found.total() == plain.total(), filters
    assert found.domestic_left_out() == plain.domestic_left_out(), filters
    assert found.months() == plain.months(), filters
    span = date(2019, 12, 1), date(2020, 3, 1)
    assert found.days(*span) == plain.days(*span), filters
    for facet in MULTIPLE:
        true = plain.counts(facet, ALL)
        assert answer(filters).counts(facet, ALL) == true, (facet, filters)
        for most, also in ((1, ()), (2, getattr(filters, facet)), (None, ())):
            compare_top(found.counts(facet, most, list(labels.keys(facet, also, found.rows).values())), true, most)
    ids = plain.page(None, ALL)
    assert found.page(None, ALL) == ids, filters
    for event in Event.objects.filter(pk__in=ids[1::7]):
        place = Cursor(event.date_min or event.date_max, event.pk)
        if filters.by_relevance:
            place = relevance.place_of(event.pk, filters.words)
        assert found.page(place, 5) == plain.page(place, 5), (place, filters)
    return plain.total()


def compare_top(found: dict[object, int], true: dict[object, int], most: int | None) -> None:
    """Compare the most frequent values with the true counts: all of those, each count right, none of nothing."""
    least = sorted(true.values(), reverse=True)[most - 1] if most and most <= len(true) else 1
    assert {value: count for value, count in true.items() if count >= least}.items() <= found.items()
    assert found.items() <= true.items()


def edit(chance: random.Random, people: list[Person]) -> None:
    """Change something as a curator or an ingest would, also by statements that no model sees."""
    event = chance.choice(list(Event.objects.order_by("pk")))
    statement = chance.choice(list(Statement.objects.order_by("pk")))
    person = chance.choice(people)

    moved = {"edtf": "2018-01-01/2018-01-03", "date_basis": "explicit"}
    moved |= {"date_min": date(2018, 1, 1), "date_max": date(2018, 1, 3)}

    def add_party() -> None:
        if not event.participations.filter(person=person):
            Participation.objects.create(event=event, person=person, country=person.country)

    def reject_statement() -> None:
        Statement.objects.filter(pk=statement.pk).update(review="rejected")
        refresh_search([statement.event_id] if statement.event_id else [])

    chance.choice(
        [
            lambda: make_event((person,), **when(chance), **kinds(chance)),
            lambda: Event.objects.filter(pk=event.pk).update(**kinds(chance)),
            lambda: Event.objects.filter(pk=event.pk).update(**moved),
            event.delete,
            add_party,
            lambda: event.participations.all().delete(),
            lambda: event.participations.update(role=chance.choice(ROLES)),
            lambda: said(chance, people, event),
            reject_statement,
            lambda: Person.objects.filter(pk=person.pk).update(review=chance.choice(["rejected", "draft"])),
            lambda: make_report(event, make_article(outlet=make_outlet("Third Paper"))),
        ]
    )()


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(4))
def test_index_answers_as_the_database_does(seed: int, taken: None) -> None:
    chance = random.Random(seed)
    people = world(chance, 40)
    take()

    totals = [compare(asked(chance, people)) for _ in range(15)]

    assert compare(Filters()) > 0
    assert len(set(totals)) > 4


# Each change is its own transaction here: the feed is of what transactions did.
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", range(10, 13))
def test_index_follows_every_change(seed: int, taken: None) -> None:
    chance = random.Random(seed)
    people = world(chance, 25)
    take()

    for _ in range(12):
        for _ in range(chance.randint(1, 3)):
            edit(chance, people)
        compare(Filters(domestic=True))
        compare(asked(chance, people))
    assert live.state().changed


@pytest.mark.django_db(transaction=True)
def test_counts_made_beforehand_are_those_of_the_database(taken: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline.browse.index.alone.LEAST_EVENTS", 1)
    monkeypatch.setattr("timeline.browse.index.alone.KEPT", 3)
    chance = random.Random(17)
    people = world(chance, 40)
    take()
    everything = answer(Filters(domestic=True))
    alone = everything._found[0].part.segment.alone

    for _ in range(2):
        for facet in MULTIPLE:
            for key in list(everything.counts(facet, ALL))[:2]:
                compare_counts(Filters(**{facet: (labels.named(facet, [key]).get(key, ("gone",))[0],)}))
        edit(chance, people)
        some = chance.sample(list(Event.objects.values_list("pk", flat=True)), 8)
        Event.objects.filter(pk__in=some).update(**kinds(chance))

    assert len(alone.frequent) == len(MULTIPLE)
    assert {1, 3} <= set(np.diff(alone.ends).tolist())


@pytest.mark.django_db(transaction=True)
def test_counts_of_a_single_filter_are_kept_over_edits(taken: None) -> None:
    chance = random.Random(23)
    people = world(chance, 30)
    take()
    alone = [
        Filters(type=("meeting",)),
        Filters(status=("held",), domestic=True),
        Filters(since=PartialDate.parse("2020")),
    ]
    singles = live.state().parts[0].singles

    for filters in alone:
        compare(filters)
    known = set(singles._kept)
    for _ in range(4):
        edit(chance, people)
        Event.objects.filter(pk=chance.choice(Event.objects.values_list("pk", flat=True))).update(**kinds(chance))
        for filters in alone:
            compare(filters)

    assert live.state().parts[0].gone
    assert live.state().parts[0].singles is singles
    assert known
    assert known <= set(singles._kept)


def compare_counts(filters: Filters) -> None:
    """Compare the most frequent values of all facets, asked for in an order in which fewer come first and last."""
    found, plain = answer(filters), PlainAnswer(filters)
    for facet in MULTIPLE:
        true = plain.counts(facet, ALL)
        for most in (1, 3, 2, 5):
            compare_top(found.counts(facet, most), true, most)


@pytest.mark.django_db(transaction=True)
def test_segments_of_changes_stay_few_and_none_is_made_anew_with_each_change(taken: None) -> None:
    events = [make_event((make_person(f"Lee {number}"),)) for number in range(10)]
    take()

    sizes = []
    for event in events:
        Event.objects.filter(pk=event.pk).update(type="meeting")
        sizes.append([len(part.live) for part in live.state().parts])

    assert [one[1:] for one in sizes] == [[1], [2], [3], [4], [4, 1], [6], [6, 1], [8], [8, 1], [8, 2]]
    assert {sum(one) for one in sizes} == {10}
    compare(Filters(type=("meeting",)))


@pytest.mark.django_db
def test_snapshot_comes_back_as_it_was(tmp_path: Path, taken: None) -> None:
    chance = random.Random(3)
    people = world(chance, 30)
    segment = build()
    stored.save(Snapshot(segment, common_words(segment), "700"), tmp_path / "one")

    found = stored.load(tmp_path / "one")

    assert found.horizon == "700"
    assert [path.name for path in tmp_path.iterdir()] == ["one"]
    live.take(replace(found, horizon="9223372036854775807"))
    assert [compare(asked(chance, people)) for _ in range(10)]


@pytest.mark.parametrize("content", ["", "{", '{"format": 0}', '{"format": 1}'], ids=["empty", "cut", "old", "bare"])
def test_snapshot_that_cannot_be_read_says_so(tmp_path: Path, content: str) -> None:
    (tmp_path / "about.json").write_text(content)

    with pytest.raises(SnapshotError, match=str(tmp_path)):
        stored.load(tmp_path)


@pytest.mark.django_db
def test_small_data_has_no_index() -> None:
    assert Live().state() is None
    assert answer(Filters()) is None


def test_column_gives_the_most_frequent_values_exactly() -> None:
    chance = np.random.default_rng(5)
    size, values = 5000, 300
    places = chance.integers(0, size, 20_000)
    numbers = np.minimum(chance.geometric(0.02, 20_000), values) - 1
    column = make_column(size, places, numbers, [f"v{n}" for n in range(values)])
    chosen = np.unique(chance.integers(0, size, 2000))
    pairs = {(int(p), int(v)) for p, v in zip(places, numbers, strict=True) if p in set(chosen.tolist())}
    true = {f"v{n}": sum(v == n for _, v in pairs) for n in range(values)}
    events = Chosen(as_bitmap(chosen), size)

    assert column.counts(events) == {name: count for name, count in true.items() if count}
    top = column.counts(events, 10)
    least = sorted(true.values(), reverse=True)[9]
    assert top == {name: count for name, count in true.items() if count >= least}
    by_value = most_frequent(column._by_values(events), column.totals, 10)
    assert {column.values[n]: count for n, count in enumerate(by_value.tolist()) if column.values[n] in top} == top
    assert column.counts(Chosen(BitMap(range(size)), size))["v0"] == column.totals[column.numbers["v0"]]
    assert column.counts(events, 0, ["v0", "v299", "none"]) == {
        name: true[name] for name in ("v0", "v299") if true[name]
    }


@pytest.mark.parametrize("widest", [1, 2, 3, 6])
def test_column_of_very_many_values_counts_as_one_of_few(widest: int) -> None:
    chance = np.random.default_rng(widest)
    size, values = 40_000, 70_000
    places = np.repeat(np.arange(size), chance.integers(0, widest + 1, size))
    numbers = chance.integers(0, 30, len(places))
    few = make_column(size, places, numbers, list(range(30)))
    # Each value once more than those that are counted, so that all of them have a number.
    many = make_column(
        size * 2,
        np.append(places, np.arange(values) % size + size),
        np.append(numbers, np.arange(values)),
        list(range(values)),
    )
    chosen = as_bitmap(np.unique(chance.integers(0, size, 500)))

    assert many.rows.cells.dtype == np.uint32
    assert many.counts(Chosen(chosen, size * 2)) == few.counts(Chosen(chosen, size))


def test_counts_known_of_some_values_serve_whoever_asks_for_fewer() -> None:
    chance = np.random.default_rng(3)
    # So many that they are counted value by value.
    size = 60_000
    column = make_column(size, np.arange(size), np.minimum(chance.geometric(0.5, size), 6), list("0123456"))
    events = as_bitmap(np.unique(chance.integers(0, size, 30_000)))
    chosen = Chosen(events, size)

    for most, counted in ((2, 3), (1, 3), (3, 4), (2, 4), (None, 6)):
        assert column.counts(chosen, most, ["6"]) == column.counts(Chosen(events, size), most, ["6"])
        assert [len(tally.numbers) for tally in chosen.known.values()] == [counted]


@pytest.mark.parametrize(
    ("widest", "most_sets"), [(1, 9), (2, 900), (2, 9), (5, 60_000), (5, 9), (12, 60_000), (12, 9)]
)
def test_rows_count_as_the_bitmaps_of_values_do(widest: int, most_sets: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline.browse.index.rows.LEAST_EVENTS", 1)
    monkeypatch.setattr("timeline.browse.index.rows.MOST_SETS", most_sets)
    chance = np.random.default_rng(widest)
    size, values = 3000, 25
    places = np.repeat(np.arange(size), chance.integers(0, widest + 1, size))
    column = make_column(size, places, np.minimum(chance.geometric(0.2, len(places)), values) - 1, list(range(values)))

    # A cell an event where there are few sets, else a row, with the rest beside it.
    assert column.rows.width == (1 if most_sets > 9 or widest == 1 else 2 if widest == 2 else 8)
    assert bool(len(column.rows.beside)) == (widest > 8 and most_sets == 9)
    for number in (0, 1, 40, 2500):
        events = as_bitmap(np.unique(chance.integers(0, size, number)))
        chosen = Chosen(events, size)
        true = [events.intersection_cardinality(bitmap) for bitmap in column.bitmaps]
        assert column.of_each(chosen).tolist() == true
        assert list(column._by_values(chosen)) == true
        assert np.bincount(column.rows.values(chosen.places), minlength=len(true)).tolist() == true


@pytest.mark.parametrize("number", [0, 1, 2_000, 6_000, 60_000])
@pytest.mark.parametrize("size", [70_000, 200_000])
def test_events_meet_others_alike_be_they_sparse_or_dense(number: int, size: int) -> None:
    chance = np.random.default_rng(number)
    events, wide, narrow = (as_bitmap(chance.choice(size, n, replace=False)) for n in (number, size // 2, 900))
    chosen = Chosen(events, size)

    assert [chosen.meeting(other) for other in (wide, narrow, BitMap())] == [
        len(events & wide),
        len(events & narrow),
        0,
    ]
    assert chosen.is_dense == (number <= 1 or number * 16 >= size)


def test_tally_of_the_most_frequent_values_tells_how_many_stay_certain() -> None:
    counts = np.array([9, 4, 0, 7, 7, 2, 4])
    whole = tally_of(counts)
    top = whole.top(3)

    assert (top.numbers.tolist(), top.counts.tolist(), top.most) == ([0, 3, 4], [9, 7, 7], 3)
    # Of the two that are taken down, one falls below what may not be here.
    left = top.less(tally_of(np.array([2, 1, 0, 1])))
    assert (left.numbers.tolist(), left.counts.tolist(), left.most) == ([0, 3, 4], [7, 6, 7], 2)
    assert left.top(2).numbers.tolist() == [0, 4]
    all_left = whole.less(tally_of(np.array([9, 0, 0, 0, 0, 2])))
    assert (all_left.numbers.tolist(), all_left.counts.tolist()) == ([1, 3, 4, 6], [4, 7, 7, 4])
    assert all_left.most > len(counts)
    assert whole.top(4).numbers.tolist() == [0, 1, 3, 4, 6]


@pytest.mark.parametrize("widest", [1, 2, 3, 6, 9])
def test_lasting_counts_follow_what_is_taken_out(widest: int) -> None:
    chance = np.random.default_rng(widest)
    size = 4000
    places = np.repeat(np.arange(size), chance.integers(0, widest + 1, size))
    column = make_column(size, places, chance.integers(0, 400, len(places)), list(range(400)))
    chosen = Chosen(as_bitmap(np.unique(chance.integers(0, size, 6000))), size, is_lasting=True)

    for gone in (chance.integers(0, size, number) for number in (0, 1, 30, 2500)):
        before = column.counts(chosen, 5)
        chosen = chosen.without(as_bitmap(np.unique(gone)))

        assert list(chosen.known) == [column]
        fresh = Chosen(chosen.events, size)
        assert column.counts(chosen) == column.counts(fresh)
        assert column.counts(fresh) == {v: n for v in range(400) if (n := column.count(chosen.events, v))}
        assert sum(before.values()) > 0


TREES = {
    "one word": ("'talk'", "talk"),
    "all of them": ("'a' & 'b' & 'c'", "(a & b & c)"),
    "either": ("'a' & 'b' | 'c'", "((a & b) | c)"),
    "not": ("!'a' & 'b'", "(!a & b)"),
    "phrase": ("'a' <-> 'b' <2> 'c'", "<a b c>"),
    "brackets": ("'a' & ( 'b' | !( 'c' & 'd' ) )", "(a & (b | !(c & d)))"),
    "quotes in a word": ("'o''clock'", "o''clock"),
    "prefix": ("'dipl':*", "dipl:*"),
}


@pytest.mark.parametrize(("query", "tree"), TREES.values(), ids=TREES)
def test_query_is_taken_apart(query: str, tree: str) -> None:
    def shown(node) -> str:
        parts = [shown(part) for part in node.parts]
        if node.kind == "word":
            return node.text.replace("':*", ":*").strip("'")
        joined = {"!": "!" + "".join(parts), "phrase": f"<{' '.join(parts)}>"}
        return joined.get(node.kind, f"({f' {node.kind} '.join(parts)})")

    assert shown(parse(query)) == tree


@pytest.mark.parametrize("query", ["'a", "'a' 'b'", "( 'a'", "'a' &", "a", ""])
def test_what_is_no_query_is_refused(query: str) -> None:
    with pytest.raises(ValueError):
        parse(query)


@pytest.mark.django_db
def test_words_are_asked_once_and_phrases_are_proved(taken: None) -> None:
    both = make_event((make_person("Lee Min"),))
    other = make_event((make_person("Ann Roy"),))
    make_statement((), both, "the steadfast alliance")
    make_statement((), other, "an alliance so steadfast")
    segment = build()
    words = Words(segment, {})
    take()
    parts = live.state().parts

    assert len(words.found("steadfast alliance", parts)[0]) == 2
    assert segment.ids[list(words.found('"steadfast alliance"', parts)[0])].tolist() == [both.pk]
    assert words.found("of", parts) == [BitMap()] * len(parts)


@pytest.mark.django_db
def test_what_another_process_found_is_not_asked_again(tmp_path: Path) -> None:
    shared, phrase = Shared(tmp_path, "one"), "'joint' <-> 'statement'"
    shared.put(phrase, BitMap([1, 2]))

    assert Shared(tmp_path, "one").get(phrase) == BitMap([1, 2])
    assert Shared(tmp_path, "another").get(phrase) is None
    assert Words(build(), {}, shared)._evaluate(parse(phrase)) == BitMap([1, 2])
    # The folder goes with its snapshot.
    Shared(tmp_path / "gone" / "one", "one").put(phrase, BitMap([1]))


@pytest.mark.django_db
def test_what_took_long_to_find_is_told_to_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    event = make_event((make_person("Lee Min"),))
    make_statement((), event, "a joint statement")
    refresh_search([event.pk])
    segment, shared, phrase = build(), Shared(tmp_path, "one"), "'joint' <-> 'statement'"

    Words(segment, {}, shared)._evaluate(parse(phrase))
    assert shared.get(phrase) is None
    monkeypatch.setattr("timeline.browse.index.words.LONG", 0.0)
    Words(segment, {}, shared)._evaluate(parse(phrase))
    assert shared.get(phrase) == BitMap([0])
