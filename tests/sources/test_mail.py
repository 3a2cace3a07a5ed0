import pytest

from timeline.extraction.source import SourceError
from timeline.sources.mail import read

TODAY = "2026-01-31"
TEXT = (
    "The foreign ministers of Norway and Japan spoke by telephone on Friday and agreed to meet in Oslo in March.\n" * 2
)
PAGE = f"<html><body><div><p>{TEXT}</p></div></body></html>"


def mail(body=TEXT, subject="Readout of the call", kind="text/plain; charset=utf-8", **fields):
    """Give the bytes of an e-mail; `fields` have underscores for hyphens."""
    known = {"From": "Press Office <press@mfa.example>", "Date": "Fri, 20 Dec 2024 10:28:00 +0900"} | {
        name.replace("_", "-"): value for name, value in fields.items()
    }
    head = "".join(f"{name}: {value}\n" for name, value in known.items() if value)
    body = body if isinstance(body, bytes) else body.encode()
    return f"{head}Subject: {subject}\nMIME-Version: 1.0\nContent-Type: {kind}\n\n".encode() + body


def parts(*kinds_and_bodies):
    cut = "".join(f"--cut\nContent-Type: {kind}\n\n{body}\n" for kind, body in kinds_and_bodies)
    return {"kind": 'multipart/mixed; boundary="cut"', "body": cut + "--cut--\n"}


def test_an_e_mail_gives_subject_sender_day_and_text():
    found = read(mail(), "a.eml", today=TODAY)

    assert found.text == f"Readout of the call\n\n{TEXT}"
    assert (found.title, found.outlet) == ("Readout of the call", "Press Office")
    assert found.published == "2024-12-20T10:28:00+09:00"
    assert found.published_why == "The e-mail was sent on Fri, 20 Dec 2024 10:28:00 +0900."
    assert found.notes == ()


TITLES = {
    "forwarded": ("Fwd: [EXTERNAL] Readout of the call", "Readout of the call", None),
    "answered": ("RE: Re: Readout of the call", "Readout of the call", "Press Office"),
    "encoded": ("=?utf-8?q?Readout_of_Pe=C3=B1a's_call?=", "Readout of Peña's call", "Press Office"),
    "none": ("", None, "Press Office"),
}


@pytest.mark.parametrize("case", TITLES)
def test_the_subject_is_the_title_and_who_forwards_is_no_outlet(case):
    subject, title, outlet = TITLES[case]

    found = read(mail(subject=subject), "a.eml", today=TODAY)

    assert (found.title, found.outlet) == (title, outlet)


BODIES = {
    "lines broken by the mail program": (
        {"body": "The ministers of both countries spoke by telephone last Friday and\nagreed to meet in Oslo soon.\n"},
        ["The ministers of both countries spoke by telephone last Friday and agreed to meet in Oslo soon."],
    ),
    "a signature": ({"body": TEXT + "-- \nPress Office\n+47 00\n"}, TEXT.splitlines()),
    "an alternative in HTML": (
        parts(("text/plain", TEXT), ("text/html", "<p>Something else</p>")),
        TEXT.splitlines(),
    ),
    "HTML alone": ({"body": PAGE, "kind": "text/html; charset=utf-8"}, [TEXT.replace("\n", " ").strip()]),
    "a stub of text beside the HTML": (
        parts(("text/plain", "Read this in a browser."), ("text/html", PAGE)),
        [TEXT.replace("\n", " ").strip()],
    ),
    "a short page": ({"body": "<p>They spoke.</p>", "kind": "text/html"}, ["They spoke."]),
    "an encoding that is not the one it claims": (
        {"body": "Peña and Núñez spoke by telephone.".encode("cp1252"), "kind": "text/plain; charset=utf-8"},
        ["Peña and Núñez spoke by telephone."],
    ),
    "an encoding that nobody knows": ({"kind": "text/plain; charset=x-none"}, TEXT.splitlines()),
}


@pytest.mark.parametrize("case", BODIES)
def test_the_text_is_found(case):
    known, lines = BODIES[case]

    assert read(mail(**known), "a.eml", today=TODAY).text.splitlines()[2:] == lines


def test_attachments_are_named():
    data = mail(**parts(("text/plain", TEXT), ('application/pdf; name="call.pdf"', "%PDF")))

    assert read(data, "a.eml", today=TODAY).notes == ("the e-mail's attachments were not read: call.pdf",)


DATES = {
    "none": ("", None, 0),
    "nonsense": ("some day", None, 1),
    "the future": ("Fri, 20 Dec 2030 10:28:00 +0900", None, 1),
}


@pytest.mark.parametrize("case", DATES)
def test_a_day_that_cannot_be_is_not_taken(case):
    value, wanted, count = DATES[case]

    found = read(mail(Date=value), "a.eml", today=TODAY)

    assert (found.published, len(found.notes)) == (wanted, count)


@pytest.mark.parametrize("body", ["", "-- \nPress Office\n"])
def test_an_e_mail_without_text_is_refused(body):
    with pytest.raises(SourceError, match="there is no text in this e-mail"):
        read(mail(body=body), "a.eml", today=TODAY)
