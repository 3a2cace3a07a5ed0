"""`ingest https://…`, again and again: a page that has not changed is not sent, one that has is a revision."""

from hashlib import sha256

import pytest
from django.core.management import call_command

from tests.web import serve
from timeline.models import Address, Article, BatchItem, Revision

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = (
    "Defense Minister Ana Ruiz of Spain and her German counterpart Karl Weber spoke by phone on Friday. "
    "Ruiz reaffirmed the alliance, the ministry in Madrid said. Weber pledged close cooperation with Madrid."
)


@pytest.fixture
def site(settings):
    with serve() as site:
        settings.FETCH_POLICY = site.policy
        yield site


def serve_version(site, tag, words=WORDS):
    """Serve a page that is sent only to those who have another version."""

    def answer(handler):
        is_known = handler.headers.get("If-None-Match") == tag
        handler.send_response(304 if is_known else 200)
        handler.send_header("ETag", tag)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        handler.wfile.write(
            b"" if is_known else f"<html><body><article><p>{words}</p></article></body></html>".encode()
        )

    return site.answer("/call", answer)


def test_a_page_is_asked_for_again_by_its_version(site, capsys):
    url = serve_version(site, '"v1"')

    for _ in range(2):
        call_command("ingest", url)

    assert [headers.get("If-None-Match") for _, headers in site.asked] == [None, '"v1"']
    assert "1 read: 0 new, 1 unchanged, 0 failed." in capsys.readouterr().out
    assert (Article.objects.count(), Address.objects.get().etag) == (1, '"v1"')


def test_a_page_that_changed_is_a_revision_and_so_is_its_way_back(site):
    url = serve_version(site, '"v1"')
    call_command("ingest", url)
    serve_version(site, '"v2"', WORDS + " They will meet soon.")
    call_command("ingest", url)
    serve_version(site, '"v1"')
    call_command("ingest", url)

    texts = list(Revision.objects.of(Article.objects.get()).values_list("text", flat=True))
    assert ["soon" in text for text in texts] == [False, True, False]
    assert Address.objects.get().etag == '"v1"'


def test_an_address_that_shows_another_article_is_said_to(site):
    url = serve_version(site, '"v1"')
    call_command("ingest", url)
    other = Article.objects.create(text=WORDS + " Other.\n", sha256=sha256(f"{WORDS} Other.\n".encode()).hexdigest())
    serve_version(site, '"v2"', WORDS + " Other.")

    call_command("ingest", url)

    item = BatchItem.objects.latest("pk")
    assert (item.outcome, item.article) == ("unchanged", other)
    assert item.problem.startswith("The address is that of another article")
