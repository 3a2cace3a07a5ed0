"""What is measured of the desk."""

import os
import time
from collections.abc import Callable, Iterator
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse

from tests.bench.browse.figures import Times
from tests.bench.browse.site import served
from tests.browser.chromium import CHROMIUM, LAUNCH
from timeline.models import Batch, Decision, Participation, Report
from timeline.review.queue import ALL, Filters, claim_next, count_left

Row = tuple[str, str]
NAME, PASSWORD = "bench-curator", "bench-curator-secret"  # noqa: S105 (of a database of made-up events)
# How often each question is asked: the first time fills PostgreSQL's memory.
ROUNDS = 15
# From the key to the moment in which the next item stands in the page and has the focus.
WATCH = """() => {
    window.times = [];
    let start = 0;
    document.addEventListener("keydown", event => {
        if (event.key === "a" && event.target.id !== "id_reason") start = performance.now();
    }, true);
    document.addEventListener("htmx:afterSettle", event => {
        if (start && event.target.id === "review") requestAnimationFrame(() => {
            window.times.push(performance.now() - start);
            start = 0;
        });
    });
}"""
# Nobody decides faster than this with the text in view.
LOOK_SECONDS = 1.0
# What stands in the page once the item has come, and once the one after it has been fetched.
COME = "number => window.times.length > number"
NEXT = """item => document.querySelector("#review").dataset.item !== item
    && document.activeElement.id === "review-heading" """
FETCHED = "() => document.querySelector('#review[data-ahead]:not([data-is-old])')"


def curator() -> User:
    """Give the curator of the benchmark."""
    user, _ = User.objects.get_or_create(username=NAME, defaults={"is_staff": True, "is_superuser": True})
    user.set_password(PASSWORD)
    user.save()
    return user


def next_items(_: int) -> Iterator[Row]:
    """Ask for the next item and for how many are left, by filters that leave many, few and no items."""
    by = curator()
    common = Participation.objects.exclude(person=None).order_by("person_id").values_list("person_id", flat=True)
    rare = Participation.objects.exclude(person=None).order_by("-person_id").values_list("person_id", flat=True)
    outlets = Report.objects.exclude(article__outlet=None).values_list("article__outlet", flat=True)
    batch = Batch.objects.values_list("pk", flat=True).first()
    cases: dict[str, Filters] = {
        "the whole queue": ALL,
        "statements": Filters(kind="statement"),
        "a rare type": Filters(type="martial_law"),
        "high confidence": Filters(sureness="high"),
        "a person of many events": Filters(person=common.first()),
        "a person of few": Filters(person=rare.first()),
        "an outlet": Filters(outlet=outlets.first()),
        "an outlet, a type, statements": Filters(kind="statement", type="summit", outlet=outlets.first()),
        "nobody": Filters(person=0x7FFFFFFF),
    }
    if batch:
        cases["a batch"] = Filters(batch=batch)
    for name, filters in cases.items():
        yield f"next: {name}", str(_times(lambda filters=filters: _claimed(by, filters)))
        yield f"left: {name}", str(_times(lambda filters=filters: count_left(by=by, filters=filters)))


def _claimed(by: User, filters: Filters) -> None:
    """Claim as for a curator, and give back."""
    with transaction.atomic():
        claim_next(by=by, filters=filters)
        transaction.set_rollback(True)


def lists(_: int) -> Iterator[Row]:
    """Take the first page of each list in the admin."""
    client = Client()
    client.force_login(curator())
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        for model in sorted(admin.site._registry, key=lambda model: model._meta.label):
            address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                answer = client.get(address)
                asked = len(queries)
            times = _times(lambda address=address: client.get(address), 5)
            yield f"list: {model._meta.verbose_name_plural}", f"{times}, {asked} queries, {answer.status_code}"


def review(items: int) -> Iterator[Row]:
    """Sign in and review by keys alone in a real browser; what was decided is undone afterwards."""
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    by = curator()
    with served() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=LAUNCH)
        page = browser.new_page(base_url=f"http://127.0.0.1:{site.port}", viewport={"width": 1280, "height": 900})
        page.set_default_timeout(30_000)
        mark = Decision.objects.filter(by=by).count()
        start = time.perf_counter()
        _sign_in(page)
        for number in range(items):
            _decide(page, number)
        seconds = time.perf_counter() - start
        done = Decision.objects.filter(by=by).count() - mark
        yield "sign-in and items by keys alone", f"{done} decisions on {items} items in {seconds:.0f} s"
        for what, look in (("a second an item", LOOK_SECONDS), ("as fast as keys go", 0.0)):
            times = Times(wall=[_accept(page, look) for _ in range(items)])
            yield f"from accept to the next item, {what}", f"{times}, {items} times"
        _undo(page, Decision.objects.filter(by=by).count() - mark)
        yield "left decided on after undoing", str(Decision.objects.filter(by=by, undone_at=None).count())
        browser.close()


def _sign_in(page: Any) -> None:
    page.goto("/admin/review/")
    while page.evaluate("document.activeElement.type") != "text":
        page.keyboard.press("Tab")
    page.keyboard.type(NAME)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.locator("#review-heading").wait_for()
    page.wait_for_load_state()
    page.evaluate(WATCH)


def _decide(page: Any, number: int) -> None:
    """Accept most items, reject some with a reason, confirm a field of some before."""
    before = page.locator("#review").get_attribute("data-item")
    if number % 7 == 6:
        page.keyboard.press("j")
        page.keyboard.press("c")
        page.locator(".review-set").first.wait_for()
    if number % 5 == 4:
        page.keyboard.press("r")
        page.keyboard.type("tried by the benchmark")
        page.keyboard.press("Enter")
    else:
        page.keyboard.press("a")
    _wait(page, NEXT, before)


def _accept(page: Any, look: float) -> float:
    """Accept the item on screen after a look at it; give the milliseconds until the next one is ready."""
    if look:
        time.sleep(look)
    number = page.evaluate("window.times.length")
    page.keyboard.press("a")
    _wait(page, COME, number)
    return float(page.evaluate("window.times.at(-1)"))


def _wait(page: Any, condition: str, arg: Any = None) -> None:
    """Wait until the page is so; raise SystemExit that says how it stands instead."""
    from playwright.sync_api import TimeoutError as StandsStill

    try:
        page.wait_for_function(condition, arg=arg)
    except StandsStill:
        focus = page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        said = page.locator("#review-status, .errornote, .review-warning").all_inner_texts()
        raise SystemExit(f"The page stands still at {page.url}: {said}, with the focus on {focus}") from None


def _undo(page: Any, number: int) -> None:
    for _ in range(number):
        page.evaluate("document.querySelector('#review').dataset.isOld = true")
        page.keyboard.press("u")
        _wait(page, FETCHED)


def _times(do: Callable[[], Any], rounds: int = ROUNDS) -> Times:
    do()
    times = Times()
    for _ in range(rounds):
        start = time.perf_counter()
        do()
        times.add(time.perf_counter() - start)
    return times
