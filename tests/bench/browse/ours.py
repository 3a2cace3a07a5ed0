"""What is measured of our own pages."""

import itertools
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence

from tests.bench.browse.clients import CLIENTS, Question, ask_at_once
from tests.bench.browse.figures import Row, Times, timed
from tests.bench.browse.processes import memory
from tests.bench.browse.questions import Menu, parameters, questions, some_day
from tests.bench.browse.site import Site, served
from timeline import browse
from timeline.browse.facets import SHOWN_VALUES
from timeline.browse.filters import MULTIPLE
from timeline.browse.index import making
from timeline.browse.index.live import live

# How long the clients of the throughput ask.
SECONDS = 10.0
# Edits that are timed in each worker.
EDITS = 25
# Questions that are asked again and again, and how often they are before that is timed.
KNOWN, ASKED_BEFORE = 100, 3
# Pages after which the memory of workers is compared.
ASKED_FOR_MEMORY = 20
# So many answers on end within so many seconds come from the index of all workers.
QUICK_ENOUGH, WITH_INDEX, WARM_SECONDS = 10, 4.0, 180
# What `crowd` writes: a word of almost no event, one of every tenth, two that stand side by side in as many.
RARE, COMMON, PHRASE = (
    "item{}",
    ("ceasefire", "summit", "alliance", "sanctions"),
    ('"lasting ceasefire"', '"joint statement"'),
)


def start() -> Iterator[Row]:
    """Measure the start from the snapshot, in a process that has done nothing yet."""
    times = Times()
    for _ in range(5):
        done = subprocess.run([sys.executable, "-c", _LOAD], capture_output=True, text=True, check=True)  # noqa: S603
        times.add(*(float(word) for word in done.stdout.split()))
    yield Row("start from the snapshot", str(times), "1 s")


_LOAD = """
import django, time
django.setup()
from timeline.browse.index import making
from django.db import connection
connection.ensure_connection()
start, processor = time.perf_counter(), time.process_time()
making.snapshot(stale=False)
print(time.perf_counter() - start, time.process_time() - processor)
"""


def full_build() -> Iterator[Row]:
    """Measure `manage.py buildindex`, the start of its process included."""
    begin = time.perf_counter()
    before = os.times()
    subprocess.run([sys.executable, "manage.py", "buildindex"], check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    after = os.times()
    processor = after.children_user + after.children_system - before.children_user - before.children_system
    yield Row("full build", f"{time.perf_counter() - begin:.1f} s (its process {processor:.1f} s of a core)", "20 s")


def pages(site: Site, menu: Menu, number: int) -> Iterator[Row]:
    """Measure whole result pages, fresh questions each."""
    asked = [("/", parameters(one)) for one in questions(menu, number, seed=1)]
    times = _asked(site, asked)
    yield Row("result page, any filters", str(times), "p50 8, p95 25", times.cost)
    # Whichever worker is asked, it has answered this before.
    for _ in range(ASKED_BEFORE):
        _asked(site, asked)
    yield Row("result page, asked before", str(_asked(site, asked)))


def more(site: Site, menu: Menu, number: int) -> Iterator[Row]:
    """Measure the next events at any depth, as “Show more” asks for them."""
    chance = random.Random(2)
    asked = []
    for filters in questions(menu, number, seed=2):
        place = browse.Cursor(some_day(chance), chance.randint(1, 10**6))
        asked.append(("/more/", parameters(filters, ("after", str(place)))))
    times = _asked(site, asked)
    yield Row("show more, any depth", str(times), "p50 4, p95 15", times.cost)


def words(site: Site, menu: Menu, number: int) -> Iterator[Row]:
    """Measure pages of words, alone and with a filter."""
    chance = random.Random(3)
    kinds: dict[str, Callable[[], str]] = {
        "rare": lambda: RARE.format(chance.randint(20_000, 39_999)),
        "common": lambda: chance.choice(COMMON),
        "phrase": lambda: chance.choice(PHRASE),
    }
    bars = {"rare": "p50 8, p95 25", "common": "p50 8, p95 25", "phrase": "p50 30, p95 80"}
    for kind, word in kinds.items():
        asked = []
        for filters in questions(menu, number // 3, seed=4):
            beside = parameters(filters) if chance.random() < 0.5 else ()
            asked.append(("/", [("q", word()), *beside]))
        times = _asked(site, asked)
        yield Row(f"words: {kind}", str(times), bars[kind], times.cost)


def inside(menu: Menu, number: int) -> Iterator[Row]:
    """Measure facet counts and the histogram alone, in this process."""
    live.take(making.snapshot(stale=False))
    counts, months = Times(), Times()
    for filters in questions(menu, number, seed=5):
        found = browse.answer(filters)
        with timed(counts):
            for facet in MULTIPLE:
                found.counts(facet, SHOWN_VALUES + 1)
        found = browse.answer(filters)
        with timed(months):
            found.months()
    yield Row("facet counts alone, all facets", str(counts), "p50 2, p95 16", counts.cost)
    yield Row("histogram by month alone", str(months), "p50 0.5, p95 5", months.cost)


def edit(site: Site) -> Iterator[Row]:
    """Edit events and ask each worker for the count that changes: it must be there in the next answer."""
    from timeline.models import Event

    plain, after = Times(), Times()
    event = Event.objects.public().filter(is_domestic=False, type="phone_call").earliest("pk")
    wrong = 0
    years = itertools.count(1001)

    def calls() -> Sequence[tuple[str, str]]:
        # From a year before all: an answer that was never given, of the same events.
        return [("type", "phone_call"), ("from", str(next(years)))]

    for number in range(EDITS):
        for worker in site.workers:
            with site.only(worker):
                first, before = site.ask("/", calls()), site.ask("/", calls())
                plain.add(before.seconds, before.processor)
                Event.objects.filter(pk=event.pk).update(type="meeting")
                changed = site.ask("/", calls())
                after.add(changed.seconds, changed.processor)
                wrong += _calls(first.body) != _calls(before.body) or _calls(changed.body) != _calls(before.body) - 1
                Event.objects.filter(pk=event.pk).update(type="phone_call")
        if number == 0:
            # The first edit of a run makes things that stay.
            plain, after = Times(), Times()
    more = statistics.median(after.wall) - statistics.median(plain.wall)
    told = f"{more:+.1f} ms (processor {after.cost - plain.cost:+.1f} ms); {wrong} of {EDITS * 2} not seen"
    yield Row("the first page after an edit", told, "+2 ms, 0")


def worker_memory(site: Site, menu: Menu) -> Iterator[Row]:
    """Compare the workers with those of a site without an index, all after some pages."""
    narrow = [("q", RARE.format(number)) for number in range(20_000, 20_000 + ASKED_FOR_MEMORY)]
    with served(READOUT_INDEX_FROM="1000000000") as plain:
        for word in narrow:
            plain.plain("/", [word])
        before = [memory(pid) for pid in plain.workers]
    for filters in questions(menu, ASKED_FOR_MEMORY, seed=7):
        site.plain("/", parameters(filters))
    now = [memory(pid) for pid in site.workers]
    grown, own = (max(one[kind] for one in now) - min(one[kind] for one in before) for kind in (0, 1))
    yield Row("memory more than without index, a worker", f"{grown} MiB ({own} its own share)", "250 MiB")


def throughput(site: Site, menu: Menu) -> Iterator[Row]:
    """Let clients ask at once for a while: whole pages, then the parts that “Show more” takes."""
    chance = random.Random(6)
    filters = questions(menu, 2000, seed=6)
    whole = [("/", parameters(one)) for one in filters]
    part = [("/more/", parameters(one, ("after", f"{some_day(chance)}.1"))) for one in filters]
    known = part[:KNOWN]
    for _ in range(ASKED_BEFORE):
        _asked(site, known)
    for what, asked, bar in (("pages", whole, ""), ("parts", part, "300"), ("parts asked before", known, "")):
        yield Row(f"{what} a second, {CLIENTS} clients", _rate(site, asked), bar)


def _rate(site: Site, asked: Sequence[Question]) -> str:
    times, failed = ask_at_once(site, asked, SECONDS)
    return f"{len(times.wall) / SECONDS:.0f} ({times}; {failed} failed)"


def _asked(site: Site, asked: Sequence[Question]) -> Times:
    times = Times()
    for path, query in asked:
        answer = site.ask(path, query)
        times.add(answer.seconds, answer.processor)
    return times


def _calls(body: bytes) -> int:
    """Read the number of events in the heading of a page."""
    title = body.split(b"<title>")[1].split(b" phone call")[0]
    return int(title.replace(b",", b""))


def warm(site: Site) -> None:
    """Ask for the first page until all workers answer from their index."""
    quick = 0
    until = time.monotonic() + WARM_SECONDS
    while quick < QUICK_ENOUGH and time.monotonic() < until:
        quick = quick + 1 if site.plain("/").seconds < WITH_INDEX else 0
    if quick < QUICK_ENOUGH:
        raise SystemExit(f"The first page still takes {WITH_INDEX} s after {WARM_SECONDS} s: is there no index?")
