"""Signing in: by password, with a second factor, locked after failures, and what is written down of it."""

import re
from datetime import timedelta
from html import unescape

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from diplomacy.accounts import locking
from diplomacy.accounts.models import Outcome, SignIn

pytestmark = pytest.mark.django_db
LOGIN = "/admin/login/"
PASSWORD = "harbour-lantern-7"


@pytest.fixture
def ada():
    return get_user_model().objects.create_user("ada", password=PASSWORD, is_staff=True)


def sign_in(client: Client, password: str = PASSWORD, name: str = "ada", next_: str = "/admin/"):
    return client.post(LOGIN, {"login": name, "password": password, "next": next_})


def outcomes() -> list[tuple[str, str]]:
    return [(row.name, row.outcome) for row in SignIn.objects.order_by("pk")]


def words(answer) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def later(minutes: float) -> None:
    """Let time pass: all that was written down is so much older."""
    for row in SignIn.objects.all():
        SignIn.objects.filter(pk=row.pk).update(at=row.at - timedelta(minutes=minutes))


def code_of(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def test_password_leads_to_the_page_that_was_asked_for(client: Client, ada) -> None:
    asked = client.get("/admin/timeline/event/", follow=True)
    answer = sign_in(client, next_="/admin/timeline/event/")

    assert asked.redirect_chain == [("/admin/login/?next=/admin/timeline/event/", 302)]
    assert answer["Location"] == "/admin/timeline/event/"
    assert outcomes() == [("ada", "success")]
    assert SignIn.objects.get().address == "127.0.0.1"


def test_no_page_of_another_site_is_led_to(client: Client, ada) -> None:
    assert sign_in(client, next_="https://evil.example/")["Location"] == "/admin/"


def test_wrong_password_is_refused_and_written_down(client: Client, ada) -> None:
    answer = sign_in(client, "wrong")

    assert "Please enter the correct username and password" in words(answer)
    assert outcomes() == [("ada", "failure")]


def test_name_without_an_account_is_not_written_down(client: Client) -> None:
    sign_in(client, name="my-secret-password")

    assert re.fullmatch(r"no account \([0-9a-f]{12}\)", SignIn.objects.get().name)


def test_account_is_locked_after_five_failures_and_says_until_when(client: Client, ada) -> None:
    for _ in range(5):
        sign_in(client, "wrong")

    answer = sign_in(client)

    assert "Too many attempts failed. Try again in 15 minutes, at " in words(answer)
    assert outcomes()[-1] == ("ada", "locked")
    assert client.get("/admin/").status_code == 302


def test_lock_ends_by_itself_and_is_not_made_longer_by_trying(client: Client, ada) -> None:
    for _ in range(5):
        sign_in(client, "wrong")
    later(10)
    sign_in(client)
    later(5.1)

    assert sign_in(client).status_code == 302


def test_sign_in_wipes_earlier_failures_out(client: Client, ada) -> None:
    for _ in range(4):
        sign_in(client, "wrong")
    sign_in(client)
    client.logout()
    for _ in range(4):
        sign_in(client, "wrong")

    assert sign_in(client).status_code == 302


def test_names_are_locked_alike_whether_they_have_an_account_or_not(client: Client) -> None:
    for _ in range(5):
        sign_in(client, name="nobody")

    assert "Too many attempts failed." in words(sign_in(client, name="Nobody"))


def test_address_is_locked_after_failures_with_many_names(client: Client, ada) -> None:
    SignIn.objects.bulk_create(
        SignIn(name=f"name {number}", address="127.0.0.1", outcome=Outcome.FAILURE)
        for number in range(locking.MOST_OF_ADDRESS)
    )

    assert "Too many attempts failed." in words(sign_in(client))


def test_administrator_unlocks_an_account(client: Client, ada) -> None:
    for _ in range(5):
        sign_in(client, "wrong")
    boss = get_user_model().objects.create_user("boss", is_staff=True)
    boss.groups.add(Group.objects.get(name="administrator"))
    desk = Client()
    desk.force_login(boss)
    row = SignIn.objects.first()

    page = desk.post(
        reverse("admin:accounts_signin_changelist"), {"action": "unlock", "_selected_action": [row.pk]}, follow=True
    )

    assert "Unlocked: ada." in words(page)
    assert sign_in(client).status_code == 302


def test_second_factor_is_asked_for(client: Client, ada) -> None:
    secret = generate_totp_secret()
    TOTP.activate(ada, secret)

    first = sign_in(client)
    wrong = client.post(first["Location"], {"code": "000000"})
    right = client.post(first["Location"], {"code": code_of(secret)})

    assert first["Location"].startswith("/admin/account/factors/authenticate/")
    assert "Incorrect code." in words(wrong)
    assert right["Location"] == "/admin/"
    assert outcomes() == [("ada", "code"), ("ada", "success")]


def test_wrong_codes_lock_too(client: Client, ada) -> None:
    secret = generate_totp_secret()
    TOTP.activate(ada, secret)
    page = sign_in(client)["Location"]
    for _ in range(5):
        client.post(page, {"code": "000000"})

    assert "Too many attempts failed." in words(client.post(page, {"code": code_of(secret)}))
    assert client.get("/admin/").status_code == 302


def test_recovery_code_signs_in_once(client: Client, ada) -> None:
    TOTP.activate(ada, generate_totp_secret())
    codes = RecoveryCodes.activate(ada).get_unused_codes()
    page = sign_in(client)["Location"]

    assert client.post(page, {"code": codes[0]})["Location"] == "/admin/"
    client.logout()
    page = sign_in(client)["Location"]
    assert client.post(page, {"code": codes[0]}).status_code == 200


def test_app_is_activated_with_a_code_from_it(client: Client, ada) -> None:
    sign_in(client)
    assert client.get(reverse("mfa_activate_totp"))["Location"].startswith(reverse("account_reauthenticate"))
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret

    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})

    assert "<svg" in page.content.decode()
    assert "data:image" not in page.content.decode()
    assert Authenticator.objects.filter(user=ada, type=Authenticator.Type.TOTP).exists()


PAGES = ("mfa_index", "mfa_activate_totp", "mfa_list_webauthn", "mfa_add_webauthn", "account_reauthenticate")


@pytest.mark.parametrize("page", PAGES)
def test_page_of_the_account_needs_a_sign_in_and_has_no_inline_code(page: str, client: Client, ada) -> None:
    assert client.get(reverse(page)).status_code == 302
    sign_in(client)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    answer = client.get(reverse(page))
    text = answer.content.decode()

    assert answer.status_code == 200
    assert re.findall(r"<script(?![^>]*(?:src=|application/json))", text) == []
    assert " style=" not in text
    assert " onclick=" not in text


@pytest.mark.parametrize("page", ["signup", "email"])
def test_pages_that_this_site_does_not_have_are_not_there(page: str, client: Client, ada) -> None:
    assert client.get(f"/admin/account/{page}/").status_code == 404


def test_account_without_staff_status_is_told_so_and_not_sent_in_circles(client: Client, ada) -> None:
    ada.is_staff = False
    ada.save()
    sign_in(client)

    assert client.get("/admin/", follow=True).status_code == 403


def test_session_ends_after_a_working_day(client: Client, ada) -> None:
    sign_in(client)

    age = client.session.get_expiry_date() - timezone.now()
    assert timedelta(hours=11, minutes=59) < age <= timedelta(hours=12)


def test_administrator_cannot_touch_a_superuser_nor_become_one(client: Client) -> None:
    users = get_user_model().objects
    root = users.create_superuser("root", password=PASSWORD)
    boss = users.create_user("boss", is_staff=True)
    boss.groups.add(Group.objects.get(name="administrator"))
    client.force_login(boss)

    own = client.get(reverse("admin:auth_user_change", args=[boss.pk])).content.decode()

    assert 'name="is_superuser"' not in own
    assert 'name="groups"' in own
    assert client.post(reverse("admin:auth_user_change", args=[root.pk]), {"username": "x"}).status_code == 403
    assert client.get(reverse("admin:auth_user_password_change", args=[root.pk])).status_code == 403


@pytest.mark.parametrize("group", ["viewer", "curator", "lead curator"])
def test_only_administrators_read_sign_ins(group: str, client: Client) -> None:
    user = get_user_model().objects.create_user("bo", is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)

    assert client.get(reverse("admin:accounts_signin_changelist")).status_code == 403


@pytest.mark.parametrize("page", PAGES)
def test_headings_of_account_pages_are_sentences_as_everywhere(page: str, client: Client, ada) -> None:
    client.force_login(ada)

    body = client.get(reverse(page), follow=True).content.decode()

    headings = re.findall(r"<(?:title|h1|h2)[^>]*>\s*(.*?)\s*</", body, re.DOTALL)
    assert headings
    assert [words for words in headings if re.search(r"[a-z][ -][A-Z][a-z]", words)] == []
