"""Passkeys in a browser, with the authenticator that Chromium plays for tests: added, signed in with, refused."""

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import Page, expect

from diplomacy.accounts.models import SignIn

PASSWORD = "harbour-lantern-7"
# A key built into the machine that knows its owner, by a finger say, and keeps what it needs to tell who that is.
OWN_KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
}


@pytest.fixture
def page(visit, transactional_db) -> Page:
    """Open the page to sign in on, in a window with an authenticator."""
    get_user_model().objects.create_superuser("ada", password=PASSWORD)
    page = visit("/admin/login/")
    give_key(page)
    return page


def give_key(page: Page) -> None:
    """Put an authenticator into the machine that the window runs on."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": OWN_KEY})


def sign_in(page: Page) -> None:
    """Sign in by name and password."""
    page.get_by_label("Username").fill("ada")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


def add_passkey(page: Page) -> None:
    """Add a passkey to the account that is signed in."""
    page.get_by_role("link", name="Second factors").first.click()
    page.get_by_role("link", name="Add", exact=True).click()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    page.get_by_label("Name").fill("Laptop")
    page.get_by_label("Passkey").check()
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")


def test_who_added_a_passkey_signs_in_with_it_alone(page):
    sign_in(page)
    add_passkey(page)
    page.get_by_role("button", name="Log out").click()

    page.goto("/admin/login/?next=/admin/timeline/event/")
    page.get_by_role("button", name="Use a passkey").click()

    expect(page).to_have_url(page.url.split("/admin/")[0] + "/admin/timeline/event/")
    expect(page.get_by_role("banner")).to_contain_text("ada")
    assert list(SignIn.objects.order_by("pk").values_list("name", "outcome")) == [("ada", "success")] * 2


def test_a_password_is_followed_by_the_key_as_second_factor(page):
    sign_in(page)
    add_passkey(page)
    page.get_by_role("button", name="Log out").click()
    page.goto("/admin/login/")

    sign_in(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Two-factor authentication")
    page.get_by_role("button", name="Use a security key").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Curators’ desk")


def test_a_passkey_that_is_not_there_is_told_on_the_page(page):
    page.get_by_role("button", name="Use a passkey").click()

    expect(page.get_by_role("alert")).to_contain_text("No passkey was used: there was none for this site")


def test_an_address_of_numbers_is_told_to_take_no_passkeys(page):
    page.goto(page.url.replace("//localhost", "//127.0.0.1"))

    page.get_by_role("button", name="Use a passkey").click()

    port = page.evaluate("location.port")
    expect(page.get_by_role("alert")).to_contain_text(f"open http://localhost:{port}/admin/ instead")
