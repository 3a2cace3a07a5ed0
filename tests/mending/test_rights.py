"""Who may mend, import, export and ingest: each page, for each group, asked directly."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from tests import factories
from timeline.mending.parting import tell_two
from timeline.models import Batch, Doubt
from timeline.rights import ADMINISTRATOR, CURATOR, GROUPS, LEAD, VIEWER

pytestmark = pytest.mark.django_db

# The lowest group that may open each page; all above it may as well.
PAGES = {
    "person_merge": LEAD,
    "person_split": LEAD,
    "event_merge": LEAD,
    "organization_split": LEAD,
    "doubt_decide": LEAD,
    "mend_undo": LEAD,
    "batch_undo": LEAD,
    "person_import": LEAD,
    "person_export": CURATOR,
    "membership_export": CURATOR,
    "batch_give": CURATOR,
    "batch_look": CURATOR,
    "article_reread": CURATOR,
    "event_choose": CURATOR,
    "membership_term": CURATOR,
}


@pytest.fixture
def addresses():
    """Give the address of each page, of records that are there."""
    one, other = factories.make_person("Kim Seon-ho"), factories.make_person("Kim Sun-ho")
    events = [factories.make_event((one,)), factories.make_event((other,))]
    doubt = Doubt.objects.create(person=one, other_person=other, score=0.5)
    mend = tell_two(events[0], events[1], by=factories.make_curator())
    held = Batch.objects.create(sources=["text"], started_by="ada", total=0, is_held=True)
    ended = Batch.objects.create(sources=["text"], started_by="ada", total=0, ended_at=timezone.now())
    keys = {
        "person_split": one.pk,
        "organization_split": factories.make_organization().pk,
        "doubt_decide": doubt.pk,
        "mend_undo": mend.pk,
        "batch_undo": ended.pk,
        "batch_look": held.pk,
        "person_export": "csv",
        "membership_export": "csv",
        "article_reread": factories.make_article().pk,
        "event_choose": events[0].pk,
        "membership_term": factories.make_membership(one).pk,
    }
    pairs = {"person_merge": (one, other), "event_merge": events}
    found = {name: reverse(f"admin:timeline_{name}", args=[keys[name]] if name in keys else []) for name in PAGES}
    return found | {name: f"{found[name]}?ids={a.pk},{b.pk}" for name, (a, b) in pairs.items()}


@pytest.mark.parametrize("group", [VIEWER, CURATOR, LEAD, ADMINISTRATOR])
def test_pages_open_only_to_those_who_may(client, addresses, group):
    user = factories.make_curator()
    user.is_superuser = False
    user.save()
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)

    answers = {name: client.get(address).status_code for name, address in addresses.items()}

    rank = GROUPS.index(group)
    assert answers == {name: 200 if rank >= GROUPS.index(lowest) else 403 for name, lowest in PAGES.items()}


def test_who_may_not_changes_nothing_by_posting(client, addresses):
    user = factories.make_curator()
    user.is_superuser = False
    user.save()
    user.groups.add(Group.objects.get(name=CURATOR))
    client.force_login(user)
    held = [name for name, lowest in PAGES.items() if lowest == LEAD]

    answers = {name: client.post(addresses[name], {"reason": "x", "confirm": "1"}).status_code for name in held}

    assert answers == dict.fromkeys(held, 403)
