"""A real browser on a real server: what all browser tests share.

Every test that opens a window fails on a CSP violation, an error in the console, an uncaught exception, a request that
came to nothing and an answer of 400 or more that the test did not announce.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from playwright.sync_api import Page, expect

from tests.browser.chromium import CHROMIUM, LAUNCH
from tests.browser.faults import Faults
from tests.browser.world import World, make_world
from timeline import extraction
from timeline.extraction.reading import Reading
from timeline.extraction.source import decode
from timeline.ingest import store
from timeline.models import Article

# Playwright's sync interface keeps an event loop running in the thread in which tests use the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

NO_CHROMIUM = "Browser tests need Chromium, which is not installed: apt-get install chromium"
IS_QUIET = """() => {
    const { item, ahead } = document.querySelector("#review")?.dataset ?? {};
    return !item || ahead !== undefined;
}"""
SEEDS = Path(__file__).parents[2] / "seeds"
# Many times what a page needs, as a busy machine must not fail a test.
PATIENCE_MS = 60_000
expect.set_options(timeout=PATIENCE_MS)


def pytest_configure(config: Any) -> None:
    """Be silent about a fixture of the plug-in pytest-base-url, which we cannot mend."""
    config.addinivalue_line("filterwarnings", "ignore:Session-scoped fixtures defined as instance methods")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: Any) -> None:
    """Skip what needs a browser before anything is set up for it; where CI is set, fail instead."""
    if "browser" in item.fixturenames and not CHROMIUM:
        if os.environ.get("CI"):
            pytest.fail(NO_CHROMIUM, pytrace=False)
        pytest.skip(NO_CHROMIUM)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say once how to get the browser, if tests were skipped for want of it."""
    skipped = [report for report in terminalreporter.stats.get("skipped", []) if NO_CHROMIUM in str(report.longrepr)]
    if skipped:
        terminalreporter.write_line(f"{len(skipped)} skipped. {NO_CHROMIUM}", yellow=True)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Take the machine's own Chromium."""
    return browser_type_launch_args | {"executable_path": CHROMIUM, "args": LAUNCH}


@pytest.fixture
def faults(new_context: Any) -> Iterator[Faults]:
    """Watch all windows of a test; fail it at its end if anything went wrong in one of them."""
    faults = Faults()
    yield faults
    assert faults.seen() == []


Visit = Callable[..., Page]


@pytest.fixture
def visit(new_context: Any, faults: Faults, live_server: Any) -> Iterator[Visit]:
    """Give a function that opens a page in a window of its own."""
    opened = []

    def open_(path: str = "/", *, javascript: bool = True, scheme: str = "light", width: int = 1280) -> Page:
        context = new_context(
            base_url=live_server.url,
            java_script_enabled=javascript,
            color_scheme=scheme,
            viewport={"width": width, "height": 900},
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE_MS)
        faults.watch(context)
        page = context.new_page()
        page.goto(path)
        if javascript:
            opened.append(page)
        return page

    with _answering() as open_requests:
        yield open_
        # What is fetched ahead would be written into the database of the next test.
        for page in opened:
            if not page.is_closed():
                page.wait_for_function(IS_QUIET)
        until = time.monotonic() + PATIENCE_MS / 1000
        while open_requests and time.monotonic() < until:
            time.sleep(0.02)


@contextmanager
def _answering() -> Iterator[list[None]]:
    """Keep a list as long as there are requests that the server has not answered, also of pages that were left."""
    open_requests: list[None] = []

    def begun(**_: Any) -> None:
        open_requests.append(None)

    def ended(**_: Any) -> None:
        if open_requests:
            open_requests.pop()

    request_started.connect(begun)
    request_finished.connect(ended)
    yield open_requests
    request_started.disconnect(begun)
    request_finished.disconnect(ended)


@pytest.fixture(scope="session")
def seed_readings() -> list[tuple[Reading, str]]:
    """Read the seed articles, once for all tests."""
    texts = [(file.name, decode(file.read_bytes())[0]) for file in sorted(SEEDS.glob("*.txt"))]
    return [(extraction.read(text, file=name), text) for name, text in texts]


@pytest.fixture
def seeds(transactional_db: None, seed_readings: list[tuple[Reading, str]]) -> list[Article]:
    """Store the seed articles as `ingest` does."""
    return [store(reading, text, extractor=extraction.version())[0] for reading, text in seed_readings]


@pytest.fixture
def world(transactional_db: None) -> World:
    """Store a small made-up world whose every count is known."""
    return make_world()
