"""Who may do what, tried at each address by a member of each group; docs/rights.md says the same."""

import re
from collections.abc import Callable

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from diplomacy.folders import ROOT
from tests import factories
from timeline.rights import ADMINISTRATOR, CURATOR, GROUPS, LEAD, VIEWER

pytestmark = pytest.mark.django_db
Ask = Callable[[Client], int]


def get(name: str, *args: object, **query: str) -> Ask:
    return lambda client: client.get(reverse(f"admin:{name}", args=args), query).status_code


def post(name: str, *args: object) -> Ask:
    return lambda client: client.post(reverse(f"admin:{name}", args=args), {}).status_code


# What is done, the first group that may do it (each later one may, too), and how it is tried.
ACTIONS: dict[str, tuple[str, Ask]] = {
    "See records, their evidence and batches": (VIEWER, get("timeline_event_changelist")),
    "See who changed what and why": (VIEWER, get("timeline_recordedchange_changelist")),
    "Correct a record": (CURATOR, lambda client: post("timeline_person_change", make_person())(client)),
    "Add a record": (CURATOR, get("timeline_person_add")),
    "Review items one after the other": (CURATOR, lambda client: client.get("/admin/review/").status_code),
    "Read texts from the admin": (CURATOR, get("timeline_batch_give")),
    "Take tables out": (CURATOR, get("timeline_person_export", "csv")),
    "Delete a record": (LEAD, lambda client: get("timeline_person_delete", make_person())(client)),
    "Accept many items at once": (LEAD, lambda client: client.get("/admin/review/accept-all/").status_code),
    "Merge records": (LEAD, get("timeline_person_merge")),
    "Split records": (LEAD, get("timeline_person_split", 0)),
    "Decide doubts": (LEAD, get("timeline_doubt_decide", 0)),
    "Take back a mending": (LEAD, get("timeline_mend_undo", 0)),
    "Take back changes": (LEAD, get("timeline_recordedchange_revert")),
    "Take back a whole batch": (LEAD, get("timeline_batch_undo", 0)),
    "Bring tables in": (LEAD, get("timeline_person_import")),
    "Make and change accounts": (ADMINISTRATOR, get("auth_user_add")),
    "Read sign-ins and unlock accounts": (ADMINISTRATOR, get("accounts_signin_changelist")),
    "Delete a lost second factor": (ADMINISTRATOR, get("mfa_authenticator_changelist")),
}


def make_person() -> int:
    return factories.make_person().pk


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("action", ACTIONS)
def test_address_answers_those_who_may_and_refuses_the_others(
    action: str, group: str, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    first, ask = ACTIONS[action]
    user = get_user_model().objects.create_user("bo", is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)

    status = ask(client)

    may = GROUPS.index(group) >= GROUPS.index(first)
    assert (status != 403) is may, status
    assert status in ((200, 302, 404) if may else (403,))
    refusals = [record for record in caplog.records if record.name == "timeline.rights"]
    assert [record.getMessage().partition(" may not ")[0] for record in refusals] == ([] if may else ["bo"])


def test_document_says_the_same() -> None:
    text = (ROOT / "docs" / "rights.md").read_text()
    rows = [re.split(r" *\| *", line.strip("| ")) for line in text.splitlines() if line.startswith("| ")]

    assert rows[0] == ["action", *GROUPS]
    expected = [
        [action, *("yes" if GROUPS.index(group) >= GROUPS.index(first) else "no" for group in GROUPS)]
        for action, (first, _) in ACTIONS.items()
    ]
    assert rows[2:] == expected
