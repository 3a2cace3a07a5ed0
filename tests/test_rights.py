"""Who may do what: the groups, the guard before each action, and what is written down of a refusal."""

import logging

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser, Group
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from timeline import rights
from timeline.rights import Right

pytestmark = pytest.mark.django_db


def member(group: str, name: str = "bo"):
    user = get_user_model().objects.create_user(name, is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    return user


@rights.needs(Right.MERGE_RECORDS)
def merge(request: HttpRequest) -> HttpResponse:
    return HttpResponse("merged")


class Desk:
    @rights.needs(Right.MERGE_RECORDS)
    def merge(self, request: HttpRequest, pk: int) -> int:
        return pk


def test_guard_lets_through_who_has_the_right(rf: RequestFactory) -> None:
    request = rf.post("/merge")
    request.user = member("lead curator")

    assert merge(request).content == b"merged"
    assert Desk().merge(request, 5) == 5


@pytest.mark.parametrize("group", ["viewer", "curator"])
def test_guard_refuses_who_has_it_not(group: str, rf: RequestFactory) -> None:
    request = rf.post("/merge")
    request.user = member(group)

    with pytest.raises(PermissionDenied, match="needs the right merge_records"):
        merge(request)
    with pytest.raises(PermissionDenied):
        Desk().merge(request, 5)


def test_guard_refuses_who_has_not_signed_in(rf: RequestFactory) -> None:
    request = rf.post("/merge")
    request.user = AnonymousUser()

    with pytest.raises(PermissionDenied):
        merge(request)


def test_refusal_is_logged_once_with_who_and_what(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    client.force_login(member("viewer", "vera"))
    address = reverse("admin:timeline_event_add")

    with caplog.at_level(logging.WARNING, "timeline.rights"):
        answer = client.post(address)

    assert answer.status_code == 403
    assert [record.getMessage() for record in caplog.records if record.name == "timeline.rights"] == [
        "vera may not POST /admin/timeline/event/add/: needs the right to do this to this record"
    ]


def test_each_group_may_what_the_one_before_it_may() -> None:
    held = [rights.permissions_of(group) for group in rights.GROUPS]

    assert held[0] == set()
    assert all(less < more for less, more in zip(held, held[1:], strict=False))


def test_groups_hold_what_the_table_says_and_nothing_else() -> None:
    for group in rights.GROUPS:
        permissions = Group.objects.get(name=group).permissions.values_list("content_type__app_label", "codename")
        names = {f"{app}.{codename}" for app, codename in permissions}
        views = {name for name in names if name.startswith("timeline.view_")}

        assert "timeline.view_event" in views
        assert names - views == rights.permissions_of(group)
