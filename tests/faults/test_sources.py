"""Hostile sources through the `ingest` command: each is named in one line, nothing is stored, the rest is."""

import gzip
import tracemalloc
import zipfile
import zlib
from contextlib import suppress
from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.ingest.sketch import CALL
from tests.sources.pdfs import assemble
from tests.web import serve
from timeline.models import Article

PIECE = b"<b>word</b> " * 5000
LIMIT = 2_000_000
# What a run may need beside the limit of a page: pieces on their way, the command's own rows.
MOST_MEMORY = 4 * LIMIT


@pytest.fixture
def site(settings):
    with serve() as site:
        settings.FETCH_POLICY = replace(site.policy, max_bytes=LIMIT, patience=0.5, total=1)
        yield site


def run(*sources):
    """Run `ingest`; give its output and its error output."""
    out, err = StringIO(), StringIO()
    with suppress(CommandError):
        call_command("ingest", *map(str, sources), stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def traced(*sources):
    """Run `ingest`; give its output, its error output, and its peak of memory in bytes."""
    tracemalloc.start()
    try:
        return *run(*sources), tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def endless(handler):
    """Send two gigabytes, or as much as is taken."""
    handler.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n")
    for _ in range(2_000_000_000 // len(PIECE)):
        handler.wfile.write(PIECE)


def silent(handler):
    handler.rfile.read(1)


def answer(**options):
    return lambda site: site.page("/a", **options)


def by(function):
    return lambda site: site.answer("/a", function)


SERVERS = {
    "answers 500": (answer(status=500), "the server answered 500 (Internal Server Error); try again later"),
    "hangs": (by(silent), "no answer from 127.0.0.1 within 0.5 seconds; try again later"),
    "sends 2 GB": (by(endless), "too large: more than 2,000,000 bytes"),
    "sends a bomb": (
        answer(body=gzip.compress(b"\0" * 200_000_000, 1), Content_Encoding="gzip"),
        "too large: more than 2,000,000 bytes",
    ),
    "leads to this machine": (
        answer(status=302, Location="http://127.0.0.1/"),
        "127.0.0.1 is 127.0.0.1, which is no public address; it is not asked",
    ),
    "leads to a cloud's secrets": (
        answer(status=302, Location="http://169.254.169.254/latest/meta-data"),
        "169.254.169.254 is 169.254.169.254, which is no public address; it is not asked",
    ),
    "leads to a file": (
        answer(status=302, Location="file:///etc/passwd"),
        "only http and https addresses are read, not file",
    ),
    "sends a program": (
        answer(body=b"\x7fELF\0\0\0", type="application/octet-stream"),
        "binary: this is no plain text; save the article as text first",
    ),
    "sends nothing": (answer(), "empty: there is no text in it"),
    "sends a PDF that is none": (answer(body=b"%PDF-1.7 \0\0", type="application/pdf"), "broken, this PDF cannot be"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("case", SERVERS)
def test_a_hostile_server_is_named_and_nothing_is_stored(site, case):
    make, reason = SERVERS[case]
    url = make(site)

    out, err, peak = traced(url)

    assert out == "0 read: 0 new, 0 unchanged, 1 failed.\n"
    assert err.startswith(f"{url}: {reason}")
    assert err.count("\n") == 1
    assert Article.objects.count() == 0
    assert peak < MOST_MEMORY


ADDRESSES = {
    "a file": ("file:///etc/passwd", "only http and https addresses are read, not file"),
    "this machine": ("http://localhost:8000/", "localhost is "),
    "a private network": ("http://192.168.1.1/", "192.168.1.1 is 192.168.1.1, which is no public address"),
    "a password": ("https://me:secret@news.example/", "the address carries a user name or password"),
    "no host": ("http://no-such-host.invalid/a", "the host no-such-host.invalid is not known"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("case", ADDRESSES)
def test_a_bad_address_is_named(case):
    url, reason = ADDRESSES[case]

    out, err = run(url)

    assert out == "0 read: 0 new, 0 unchanged, 1 failed.\n"
    assert err.startswith(f"{url}: {reason}")


def large_page(path):
    with path.open("wb") as file:
        for _ in range(1000):
            file.write(b"<div><table><tr><td>" * 5000)


def bomb_in_a_pdf(path):
    packed = zlib.compress(b"\0" * 200_000_000, 1)
    font = b"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
    path.write_bytes(
        assemble(
            [
                b"<< /Type /Catalog /Pages 2 0 R >>",
                b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources %s /Contents 4 0 R >>" % font,
                b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
            ]
        )
    )


def bomb_in_a_zip(path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a.txt", "w") as member:
        for _ in range(200):
            member.write(b"\0" * 1_000_000)


def nested_page(path):
    path.write_bytes(b"<div><ul><li>" * 300_000 + b"word")


def nested_mail(path):
    part = "".join(f'Content-Type: multipart/mixed; boundary="{n}"\n\n--{n}\n' for n in range(2000))
    path.write_text(f"From: a@b.example\nMIME-Version: 1.0\n{part}Content-Type: text/plain\n\nword\n")


FILES = {
    "100 MB of nested tags": ("a.html", large_page, "too large: 100,000,000 bytes; the limit is 10,000,000"),
    "tags nested without end": ("a.html", nested_page, "no article was found on this page"),
    "a PDF that unpacks without end": ("a.pdf", bomb_in_a_pdf, "broken, cannot be taken apart"),
    "a zip bomb": ("a.zip", bomb_in_a_zip, "unpacks to 200,000,000 bytes, over 200 times its size"),
    "an e-mail in an e-mail in an e-mail": ("a.eml", nested_mail, "nested too deeply to take apart"),
    "a picture as text": (
        "a.txt",
        lambda path: path.write_bytes(b"\xff\xd8\xff\xe0\0\x10JFIF\0"),
        "binary: this is no",
    ),
    "nothing": ("a.html", lambda path: path.write_bytes(b""), "empty: there is no text in it"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("case", FILES)
def test_a_hostile_file_is_named_and_the_rest_is_stored(tmp_path, case):
    name, make, reason = FILES[case]
    make(tmp_path / name)
    (tmp_path / "z.txt").write_text(CALL)

    out, err, peak = traced(tmp_path / name)
    after, _ = run(tmp_path / "z.txt")

    assert out == "0 read: 0 new, 0 unchanged, 1 failed.\n"
    assert err.startswith(name)
    assert f": {reason}" in err
    assert err.count("\n") == 1
    assert peak < 40_000_000
    assert after == "1 read: 1 new, 0 unchanged, 0 failed.\n"
    assert Article.objects.count() == 1


@pytest.mark.django_db
def test_a_page_is_stored_with_what_its_metadata_tells(site):
    page = (
        '<html><head><meta property="og:site_name" content="The Bay">'
        '<meta property="article:published_time" content="2024-12-20T10:28:00+09:00">'
        "<title>Ministers speak by telephone</title></head>"
        f"<body><main><article>{''.join(f'<p>{line}</p>' for line in CALL.splitlines())}</article></main></body></html>"
    )
    url = site.page("/2024/a.html", page.encode())

    assert run(url)[0] == "1 read: 1 new, 0 unchanged, 0 failed.\n"

    article = Article.objects.get()
    assert (article.url, str(article.outlet)) == (url, "The Bay")
    assert (article.published_edtf, article.published_basis) == ("2024-12-20", "supplied")
    assert article.published_why == ["The page's metadata gives 2024-12-20T10:28:00+09:00 (article:published_time)."]
    call_command("ingest", url, reread=True, stdout=StringIO())
    article.refresh_from_db()
    assert article.published_why == ["The page's metadata gives 2024-12-20T10:28:00+09:00 (article:published_time)."]
