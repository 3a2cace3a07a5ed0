"""The first page in a browser, beside the usual timelines of the web with ten thousand events in them."""

import functools
import gzip
import json
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.bench.browse.figures import Row, Times, percentile
from tests.bench.browse.site import Site
from tests.browser.chromium import CHROMIUM, LAUNCH

PACKAGES = ("vis-timeline@8.5.4", "@knight-lab/timelinejs@3.9.11")
# What each is called, its page, and how many times as long as ours it should take.
PEERS = (("vis-timeline", "vis_timeline.html", 40), ("TimelineJS3", "timelinejs.html", 200))
EVENTS = 10_000
# Visits of our page before each peer, each with an empty cache.
VISITS = 8
# A page that is not usable by then is given up, and counts with that time.
PATIENCE = 180.0
USABLE = """addEventListener("load", () => requestAnimationFrame(() => requestAnimationFrame(() => {
    window.usable = performance.now();
})))"""
# Of what the page fetches, fonts aside.
BYTES = """performance.getEntriesByType("resource")
    .filter(entry => !entry.name.includes(".woff2")).reduce((sum, entry) => sum + entry.transferSize, 0)"""


def in_browser(site: Site, folder: Path) -> Iterator[Row]:
    """Visit our first page and each peer's, in turns."""
    from playwright.sync_api import sync_playwright

    root = _laid_out(folder / "timelines")
    times, beside = Times(), []
    with sync_playwright() as playwright, _files(root) as peers:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=LAUNCH)
        for name, page, bar in PEERS:
            for _ in range(VISITS):
                seconds, elements, size = _visit(browser, f"http://127.0.0.1:{site.port}/", USABLE)
                times.add(seconds)
            seconds, peer_elements, _ = _visit(browser, f"{peers}/{page}", "")
            ratio = seconds * 1e3 / percentile(times.wall, 50)
            figures = f"{seconds:.1f} s, {ratio:.0f} x ours; {peer_elements:,} elements"
            beside.append(Row(f"{name}, {EVENTS:,} events", figures, f"{bar} x"))
        browser.close()
    yield Row("browser: first usable", str(times), "p50 300, p95 500")
    body = site.plain("/").body
    whole = (size + len(gzip.compress(body))) / 1e3
    told = f"{elements:,}; {whole:.0f} KB, the page zipped, which is {len(body) / 1e3:.0f} KB"
    yield Row("browser: elements; bytes, fonts aside", told, "2,500; 60 KB")
    yield from beside


def _visit(browser: Any, address: str, script: str) -> tuple[float, int, int]:
    """Give the seconds until a page is usable, its elements, and the bytes that it fetched."""
    from playwright.sync_api import TimeoutError as TooLong

    # Our pages let no script be made of strings, which is how Playwright waits.
    page = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True).new_page()
    page.set_default_timeout(PATIENCE * 1e3)
    try:
        if script:
            page.add_init_script(script)
        page.goto(address, wait_until="commit")
        page.wait_for_function("window.usable")
        return page.evaluate("window.usable") / 1e3, *page.evaluate(f"[document.querySelectorAll('*').length, {BYTES}]")
    except TooLong:
        return PATIENCE, 0, 0
    finally:
        page.context.close()


def _laid_out(root: Path) -> Path:
    """Give a folder with the peers' programs, their pages and the events; programs come from npm at first."""
    from timeline.models import Event

    root.mkdir(exist_ok=True)
    if not (root / "node_modules").exists():
        npm = shutil.which("npm")
        if not npm:
            raise SystemExit("The part “timelines” needs npm, which comes with Node.js.")
        subprocess.run([npm, "install", "--silent", "--no-audit", "--no-fund", *PACKAGES], cwd=root, check=True)  # noqa: S603
    for _, page, _ in PEERS:
        shutil.copy(Path(__file__).with_name(page), root / page)
    events = Event.objects.public().filter(is_domestic=False, date_min__isnull=False).order_by("-date_min", "-pk")
    told = [{"id": one.pk, "title": one.get_type_display(), "day": str(one.date_min)} for one in events[:EVENTS]]
    (root / "events.json").write_text(json.dumps(told), "utf-8")
    return root


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def _files(root: Path) -> Iterator[str]:
    """Serve the files of a folder; give the address of its root."""
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(root))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
