"""Pages of our own to sign in by and to work on: axe in both schemes, CSP, and no scrolling sideways on a phone."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser.axe import COLOURS, RULES, check_reflow, violations
from tests.browser.test_admin import DJANGOS_OWN
from tests.browser.test_passkeys import PASSWORD, add_passkey, give_key, sign_in
from tests.browser.world import World, make_world
from tests.ingest.sketch import CALL, Sketch, call, retold
from timeline.history import changing
from timeline.mending.merging import merge
from timeline.models import Batch, BatchItem, Doubt, Event, Membership, Mend, Person, RecordedChange

FACTORS = "/admin/account/factors/"
BOTH = {"light": RULES, "dark": COLOURS}
LISTS = ["recordedchange", "mend", "batch", "doubt"]
# The stock admin's own; the links of lists are mended by our style sheet.
OF_LISTS = DJANGOS_OWN - {"link-in-text-block"}


@dataclass
class Desk:
    """What there is to look at."""

    world: World
    change: RecordedChange
    mend: Mend
    batch: Batch
    doubt: Doubt
    disputed: Event


@pytest.fixture
def desk(transactional_db) -> Desk:
    """Store a correction, a merge, a batch, a doubt and two articles that differ about one event."""
    ada = get_user_model().objects.create_superuser("ada", password=PASSWORD)
    for number, day in enumerate(("2024-12-19", "2024-12-20", "2024-12-21")):
        sketch = Sketch(retold(number))
        sketch.event(sketch.person("Ana Ruiz", "KOR"), sketch.person("Karl Weber", "USA"), edtf=day)
        sketch.store()
    call(CALL, edtf="2025-03-05", published="2025-03-05").store()
    call(retold(12), edtf="2025-03-03/2025-03-09", status="planned", published="2025-03-05").store()
    world = make_world()
    with changing(user=ada, action="edit", reason="the ministry said so") as cause:
        world.call.participations.update(office="President of the Council of Ministers")
    keep, gone = Person.objects.order_by("-pk")[:2]
    now = timezone.now()
    batch = Batch.objects.create(sources=["folder"], started_by="ada", is_queued=True, total=1, ended_at=now)
    BatchItem.objects.create(batch=batch, number=1, name="1.txt", outcome="failed", problem="bad " * 99, ended_at=now)
    return Desk(
        world=world,
        change=RecordedChange.objects.get(pk=cause.id),
        mend=merge(keep, [gone], by=ada, reason="one person"),
        batch=batch,
        doubt=Doubt.objects.all()[0],
        disputed=Event.objects.get(reports__status="planned"),
    )


def look(
    page: Page, name: str, *, schemes: dict[str, Any] = BOTH, stock: Collection[str] = ()
) -> dict[tuple[str, str, str], list[str]]:
    """Give what axe finds on the open page, but for rules the stock admin breaks; fail if it does not fit a phone."""
    found = {}
    for scheme, rules in schemes.items():
        page.emulate_media(color_scheme=scheme)
        broken = violations(page, rules=rules).items()
        found |= {(name, scheme, rule): nodes for rule, nodes in broken if rule not in stock}
    page.set_viewport_size({"width": 380, "height": 900})
    check_reflow(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    return found


def test_pages_of_the_account_are_for_everybody(visit, transactional_db):
    get_user_model().objects.create_superuser("ada", password=PASSWORD)
    page = visit("/admin/login/")
    give_key(page)
    found = look(page, "login")
    sign_in(page)
    page.goto(FACTORS + "webauthn/add/")
    found |= look(page, "password again")
    add_passkey(page)
    key = Authenticator.objects.get(type="webauthn").pk

    for path in (
        "", "recovery-codes/", "recovery-codes/generate/", "totp/activate/", "webauthn/", "webauthn/add/",
        f"webauthn/keys/{key}/edit/", f"webauthn/keys/{key}/remove/", "webauthn/reauthenticate/",
    ):  # fmt: skip
        page.goto(FACTORS + path)
        found |= look(page, path)
    page.get_by_role("button", name="Log out").click()
    found |= look(page, "logged out")
    page.goto("/admin/login/")
    sign_in(page)
    expect(page.get_by_role("button", name="Use a security key")).to_be_visible()
    found |= look(page, "second factor")

    assert found == {}


def test_pages_of_the_desk_are_for_everybody(visit, desk):
    page = visit("/admin/login/")
    sign_in(page)
    people = ",".join(str(pk) for pk in Person.objects.order_by("pk").values_list("pk", flat=True)[:2])
    events = ",".join(str(pk) for pk in Event.objects.order_by("pk").values_list("pk", flat=True)[:2])
    found = {}

    for path in (
        f"event/{desk.world.call.pk}/history/",
        f"recordedchange/{desk.change.pk}/change/",
        f"recordedchange/revert/?changes={desk.change.pk}",
        f"event/merge/?ids={events}",
        f"mend/{desk.mend.pk}/undo/",
        f"batch/{desk.batch.pk}/undo/",
        f"article/{desk.world.article.pk}/reread/",
    ):
        page.goto(f"/admin/timeline/{path}")
        found |= look(page, path)
    # The tests of what these do look at them in light colours.
    for path in (
        f"person/merge/?ids={people}",
        f"event/{desk.disputed.pk}/split/",
        f"event/{desk.disputed.pk}/choose/",
        f"membership/{Membership.objects.all()[0].pk}/term/",
        f"doubt/{desk.doubt.pk}/decide/",
        "batch/give/",
    ):
        page.goto(f"/admin/timeline/{path}")
        found |= look(page, path, schemes={"dark": RULES})
    # The lists of other records are looked at in dark colours with the rest of the admin.
    for path in (
        *(f"timeline/{name}/" for name in LISTS),
        f"timeline/batch/{desk.batch.pk}/change/",
        "accounts/signin/",
    ):
        page.goto(f"/admin/{path}")
        found |= look(page, path, schemes={"light": RULES}, stock=OF_LISTS)

    assert found == {}
