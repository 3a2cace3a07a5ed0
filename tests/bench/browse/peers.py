"""Other ways to the same page, measured in turns with ours: Datasette, and Django as it is usually written."""

import json
import os
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
import venv
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import chain, cycle
from pathlib import Path
from urllib.parse import urlencode

from diplomacy.postgres import server
from tests.bench.browse.clients import CLIENTS, at_once
from tests.bench.browse.figures import Row, geometric_mean
from tests.bench.browse.questions import Menu, parameters, questions
from tests.bench.browse.site import Site
from timeline import browse
from timeline.browse import Filters
from timeline.browse.filters import MULTIPLE
from timeline.browse.plain import PlainAnswer

DATASETTE = "datasette>=0.65,<0.66"
ONE_VALUE = ("type", "status", "certainty", "basis", "review")
# Facets of which an event has any number of values; Datasette counts them as arrays.
MANY = {
    "country": "SELECT event_id, country FROM timeline_participation WHERE country <> ''",
    "person": "SELECT event_id, person.slug FROM timeline_participation"
    " JOIN timeline_person person ON person.id = person_id",
    "office": "SELECT event_id, role FROM timeline_participation WHERE role <> ''",
    "outlet": "SELECT event_id, outlet.slug FROM timeline_report"
    " JOIN timeline_article article ON article.id = article_id JOIN timeline_outlet outlet ON outlet.id = outlet_id",
    "act": "SELECT event_id, act FROM timeline_statement WHERE review <> 'rejected'",
    "topic": "SELECT event_id, unnest(topics) FROM timeline_statement WHERE review <> 'rejected'",
    "phrase": "SELECT event_id, unnest(phrases) FROM timeline_statement WHERE review <> 'rejected'",
    "pair": "SELECT one.event_id, one.country || '-' || other.country FROM timeline_participation one"
    " JOIN timeline_participation other ON other.event_id = one.event_id AND other.country > one.country"
    " WHERE one.country <> ''",
}
NO_LIMIT = "100000000"
READY_SECONDS = 120
ENDING_SECONDS = 10
# A question that a peer has not answered by then is given up, and counts with that time.
PATIENCE = 60.0
# So long clients ask at once.
TOGETHER_SECONDS = 10.0

Ask = Callable[[str, Sequence[tuple[str, str]]], float]


def beside(site: Site, menu: Menu, number: int, folder: Path) -> Iterator[Row]:
    """Ask all sites the same questions, one after the other, and give the ratios of their times to ours.

    Each is asked once: an answer that we gave before would come from those kept.
    """
    asked = questions(menu, number, seed=11, single=True)
    words = [Filters(words=word) for word in ("ceasefire", "item31234", '"lasting ceasefire"')]
    with _datasette(folder) as datasette, _plain_django() as django:
        pages: dict[str, list[float]] = {"Datasette": [], "plain Django": []}
        found: list[float] = []
        for filters in asked:
            ours = site.plain("/", parameters(filters)).seconds
            pages["Datasette"].append(datasette("/bench/event", _datasette_query(filters)) / ours)
            pages["plain Django"].append(django("/", parameters(filters)) / ours)
        for filters in words:
            ours = site.plain("/", parameters(filters)).seconds
            found.append(datasette("/bench/event", _datasette_query(filters)) / ours)
        deep = []
        for filters in _long_lists(menu):
            ours = site.plain("/more/", parameters(filters, ("after", "1970-01-01.1"))).seconds
            deep.append(django("/list/", parameters(filters, ("depth", "90"))) / ours)
        part = [("/more/", parameters(one, ("after", "2000-01-01.1"))) for one in asked]
        first = [("/list/", parameters(one, ("depth", "0"))) for one in asked]
        ahead = _a_second(lambda path, query: site.plain(path, query).seconds, part) / _a_second(django, first)
    bars = {"Datasette": "100 x", "plain Django": "400 x"}
    for peer, ratios in pages.items():
        yield Row(f"page: {peer} over ours", _ratios(ratios), bars[peer])
    yield Row("words: Datasette over ours", _ratios(found), "100 x")
    yield Row("deep page: Django's offset over ours", _ratios(deep), "50 x")
    yield Row(f"a second, {CLIENTS} clients: parts over plain Django's", f"{ahead:.0f} x", "3 x")


def _long_lists(menu: Menu) -> list[Filters]:
    """Give questions of which 90 % of the pages is deep: all events, those of the most frequent kind and country."""
    return [Filters(), Filters(type=(menu.values["type"][0][0],)), Filters(country=(menu.values["country"][0][0],))]


def _a_second(ask: Ask, asked: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> float:
    """Count the answers a second when all clients ask at once for a while."""
    times: list[float] = []
    start = time.monotonic()

    def client(number: int) -> None:
        for path, query in chain(asked[number % len(asked) :], cycle(asked)):
            times.append(ask(path, query))
            if time.monotonic() - start > TOGETHER_SECONDS:
                return

    at_once(client)
    return len(times) / (time.monotonic() - start)


def in_sql(menu: Menu, number: int) -> Iterator[Row]:
    """Compare facet counts and histogram with the same questions in SQL."""
    counts, months = [], []
    for filters in questions(menu, number, seed=12, single=True):
        found, plain = browse.answer(filters), PlainAnswer(filters)
        counts.append(_counting(plain) / _counting(found))
        ours = min(_seconds(browse.answer(filters).months) for _ in range(3))
        months.append(_seconds(plain.months) / ours)
    yield Row("facet counts: SQL over ours", _ratios(counts), "60 x")
    yield Row("histogram: SQL over ours", _ratios(months), "25 x")


def _counting(found: browse.Answer) -> float:
    return _seconds(lambda: [found.counts(facet, 21) for facet in MULTIPLE])


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _ratios(ratios: Sequence[float]) -> str:
    return f"{geometric_mean(ratios):.0f} x (geometric mean of {len(ratios)}; least {min(ratios):.0f} x)"


def _datasette_query(filters: Filters) -> list[tuple[str, str]]:
    query = [("_sort_desc", "day"), ("_size", "25"), ("_facet_size", "21")]
    query += [("_facet", name) for name in ONE_VALUE] + [("_facet_array", name) for name in MANY]
    for name, value in filters.chosen:
        query.append((name if name in ONE_VALUE else f"{name}__arraycontains", value))
    query += [("day__gte", filters.since.first.isoformat())] if filters.since else []
    query += [("day__lte", filters.until.last.isoformat())] if filters.until else []
    return query + ([("_search", filters.words)] if filters.words else [])


@contextmanager
def _datasette(folder: Path) -> Iterator[Ask]:
    program = _installed(folder.parent / "peers")
    file = folder / "datasette" / "bench.db"
    if not _has_all_facets(file):
        _export(file)
    settings = {"sql_time_limit_ms": NO_LIMIT, "facet_time_limit_ms": NO_LIMIT, "suggest_facets": "off"}
    words = [word for name, value in settings.items() for word in ("--setting", name, value)]
    with _free_port() as port:
        pass
    command = [str(program), "serve", "--immutable", str(file), "--port", str(port), *words]
    with _running(command, port) as ask:
        yield ask


def _installed(folder: Path) -> Path:
    """Give Datasette's program, installed in an environment of its own at first."""
    program = folder / "datasette" / "bin" / "datasette"
    if not program.exists():
        venv.create(folder / "datasette", with_pip=True)
        pip = [str(program.with_name("pip")), "install", "--quiet", "--disable-pip-version-check", DATASETTE]
        subprocess.run(pip, check=True)  # noqa: S603
    return program


def _has_all_facets(file: Path) -> bool:
    """Tell whether the file is there, written with the facets of today."""
    if not file.exists():
        return False
    with closing(sqlite3.connect(file)) as lite:
        columns = {name for _, name, *_ in lite.execute("PRAGMA table_info(event)")}
    return columns >= {*ONE_VALUE, *MANY}


def _export(file: Path) -> None:
    """Write the public diplomatic events into an SQLite file: a row an event, indexes on all that can have one."""
    from django.db import connection

    file.parent.mkdir(exist_ok=True)
    made = file.with_suffix(".part")
    made.unlink(missing_ok=True)
    names = [*ONE_VALUE, *MANY]
    with sqlite3.connect(made) as lite, connection.cursor() as cursor:
        lite.execute(f"CREATE TABLE event (id INTEGER PRIMARY KEY, day TEXT, words TEXT, {', '.join(names)})")
        places = ", ".join("?" * (3 + len(names)))
        cursor.execute(_rows_to_export())
        for rows in iter(lambda: cursor.fetchmany(20_000), []):
            lite.executemany(f"INSERT INTO event VALUES ({places})", map(_as_text, rows))
        for name in ("day", *ONE_VALUE, *MANY):
            lite.execute(f"CREATE INDEX event_{name} ON event ({name})")
        lite.execute(
            "CREATE VIRTUAL TABLE event_fts USING fts5 (words, tokenize='porter', content='event', content_rowid='id')"
        )
        lite.execute("INSERT INTO event_fts (event_fts) VALUES ('rebuild')")
        lite.execute("ANALYZE")
    lite.close()
    made.rename(file)


def _as_text(row: Sequence[object]) -> tuple[object, ...]:
    return tuple(json.dumps(value) if isinstance(value, list) else value for value in row)


def _rows_to_export() -> str:
    lists = ", ".join(f"coalesce({name}.found, '{{}}')" for name in MANY)
    joins = " ".join(
        f"LEFT JOIN (SELECT event_id, array_agg(DISTINCT value::text) AS found FROM ({query}) AS one (event_id, value)"
        f" GROUP BY event_id) {name} ON {name}.event_id = event.id"
        for name, query in MANY.items()
    )
    return f"""
        SELECT event.id, coalesce(date_min, date_max)::text, said.words, event.type, event.status,
            CASE WHEN date_min IS NULL AND date_max IS NULL THEN 'undated'
                WHEN date_basis = 'reported_on' THEN 'reported'
                WHEN date_min = date_max AND edtf !~ '[?~%]' THEN 'certain' ELSE 'approximate' END,
            event.date_basis, event.review, {lists}
        FROM timeline_event event
        LEFT JOIN (
            SELECT event_id, string_agg(content, ' ') AS words FROM timeline_statement
            WHERE review <> 'rejected' GROUP BY 1
        ) said ON said.event_id = event.id
        {joins} WHERE event.review <> 'rejected' AND NOT event.is_domestic
    """  # noqa: S608 - all pieces are constants of this module


@contextmanager
def _plain_django() -> Iterator[Ask]:
    with _free_port() as port:
        pass
    command = [sys.executable, "-m", "gunicorn", f"--bind=127.0.0.1:{port}", "--workers=2", "--threads=4", "--preload"]
    command += ["--timeout=900", "--log-level=warning", "--no-control-socket", "diplomacy.wsgi"]
    settings = {"READOUT_STATEMENT_TIMEOUT": "0", "DJANGO_SETTINGS_MODULE": "tests.bench.browse.plain_settings"}
    with _running(command, port, **settings) as ask:
        yield ask


@contextmanager
def _running(command: Sequence[str], port: int, **settings: str) -> Iterator[Ask]:
    quiet = subprocess.DEVNULL
    command = [*server.ends_with_us("TERM"), "--", *command]
    process = subprocess.Popen(command, env=os.environ | settings, stdout=quiet, stderr=quiet)  # noqa: S603
    try:
        until = time.monotonic() + READY_SECONDS
        while not _answers(port):
            if process.poll() is not None or time.monotonic() > until:
                raise SystemExit(f"{command[0]} does not answer")
            time.sleep(0.2)
        yield lambda path, query: _ask(port, path, query)
    finally:
        process.terminate()
        try:
            process.wait(ENDING_SECONDS)
        except subprocess.TimeoutExpired:
            # It still works on a question that was given up.
            process.kill()
            process.wait()


def _ask(port: int, path: str, query: Sequence[tuple[str, str]]) -> float:
    start = time.perf_counter()
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}?{urlencode(query)}", timeout=PATIENCE) as answer:  # noqa: S310
            answer.read()
    except TimeoutError:
        pass
    return time.perf_counter() - start


def _answers(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def _free_port() -> Iterator[int]:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        yield one.getsockname()[1]


assert not set(chain(ONE_VALUE, MANY)) - set(MULTIPLE)
