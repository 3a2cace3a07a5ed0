"""Pages made of parts are what the template alone writes."""

import pytest
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import resolve, set_script_prefix
from django.utils.safestring import mark_safe

from timeline.views import framed as module
from timeline.views.framed import FIRST_SIGN, framed

TEMPLATE = "timeline/timeline.html"
NAMES = ("title", "links", "also_changed", "finder", "results")


@pytest.fixture
def request_of_page() -> HttpRequest:
    request = RequestFactory().get("/")
    request.resolver_match = resolve("/")
    return request


PARTS = {
    "plain words": dict.fromkeys(NAMES, "words"),
    "words with signs of markup": {name: f'<{name}> & "it\'s"' for name in NAMES},
    "markup": {name: mark_safe(f"<b>{name}</b>") for name in NAMES},
    "empty": dict.fromkeys(NAMES, ""),
}


@pytest.mark.parametrize("name", PARTS)
def test_page_is_what_its_template_alone_writes(request_of_page: HttpRequest, name: str) -> None:
    for _ in range(2):
        page = framed(request_of_page, TEMPLATE, **PARTS[name])

        assert page == render_to_string(TEMPLATE, PARTS[name], request_of_page)


def test_a_sign_of_the_frame_within_a_part_stays_itself(request_of_page: HttpRequest) -> None:
    signs = {name: chr(FIRST_SIGN + number) * 2 for number, name in enumerate(reversed(NAMES))}

    page = framed(request_of_page, TEMPLATE, **signs)

    assert page == render_to_string(TEMPLATE, signs, request_of_page)


def test_sites_below_other_addresses_have_frames_of_their_own(request_of_page: HttpRequest) -> None:
    parts = PARTS["plain words"]
    framed(request_of_page, TEMPLATE, **parts)
    set_script_prefix("/elsewhere/")
    try:
        page = framed(request_of_page, TEMPLATE, **parts)
    finally:
        set_script_prefix("/")

    assert 'href="/elsewhere/people/"' in page
    assert 'href="/people/"' not in page


def test_pages_of_other_names_have_frames_of_their_own(request_of_page: HttpRequest) -> None:
    parts = PARTS["plain words"]
    framed(request_of_page, TEMPLATE, **parts)
    request_of_page.resolver_match = resolve("/people/")

    page = framed(request_of_page, TEMPLATE, **parts)

    assert page == render_to_string(TEMPLATE, parts, request_of_page)
    assert page.count('aria-current="page"') == 1


@pytest.mark.django_db
def test_the_frame_is_the_same_whoever_asks_first(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_frames", {})
    signed_in = Client()
    signed_in.force_login(User.objects.create_superuser("ann"))

    pages = [signed_in.get("/").content, client.get("/").content]

    monkeypatch.setattr(module, "_frames", {})
    assert [client.get("/").content, signed_in.get("/").content] == pages
    assert pages[0] == pages[1]
