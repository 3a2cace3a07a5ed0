"""The first account for the admin."""

import re
from io import StringIO

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db


def create() -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("createcurator", stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_first_account_can_sign_in_with_the_password_that_is_printed() -> None:
    said, _ = create()

    name, password = re.findall(r"^Curator +(\w+), password (\S+)  \(shown this once;", said)[0]
    user = authenticate(username=name, password=password)
    assert user is not None
    assert (user.get_username(), user.is_staff, user.is_superuser) == ("curator", True, True)


def test_nothing_is_made_once_somebody_can_sign_in() -> None:
    get_user_model().objects.create_user("ann", password="x", is_staff=True)

    assert create() == ("", "")
    assert get_user_model().objects.count() == 1


def test_account_that_was_switched_off_is_left_alone() -> None:
    get_user_model().objects.create_user("curator", password="x", is_staff=True, is_active=False)

    said, complaint = create()

    assert said == ""
    assert complaint == "The account curator is switched off: `manage.py createsuperuser` makes another one.\n"
    assert not get_user_model().objects.get().is_active


def test_account_of_a_name_is_made_with_its_group() -> None:
    out = StringIO()
    call_command("createcurator", "bo", "--group", "lead", stdout=out)

    name, group, password = re.findall(
        r"^Account +(\w+) \((.+)\), password (\S+)  \(shown this once\)$", out.getvalue()
    )[0]
    user = authenticate(username=name, password=password)
    assert user is not None
    assert (group, user.is_staff, user.is_superuser) == ("lead curator", True, False)
    assert [row.name for row in user.groups.all()] == ["lead curator"]


REFUSED = {"taken": ("Bo", "There is an account Bo already"), "no name": ("b o", "'b o' cannot be a name")}


@pytest.mark.parametrize("case", REFUSED)
def test_name_that_cannot_be_is_refused_with_the_reason(case: str) -> None:
    get_user_model().objects.create_user("bo", password="x", is_staff=True)
    name, said = REFUSED[case]

    with pytest.raises(CommandError, match=said):
        call_command("createcurator", name)
    assert get_user_model().objects.count() == 1


def test_database_without_groups_is_named() -> None:
    Group.objects.all().delete()

    with pytest.raises(CommandError, match="run `manage.py migrate` first"):
        call_command("createcurator", "bo")
    assert not get_user_model().objects.exists()
