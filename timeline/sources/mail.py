"""Read an e-mail (.eml): a press office's release or a newsletter. Runs in the child process of `sandbox`."""

import re
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr
from typing import cast

from timeline.extraction.source import SourceError, decode
from timeline.sources import fragment
from timeline.sources.compose import clean_title, compose
from timeline.sources.document import Document
from timeline.sources.moments import moment
from timeline.sources.unwrap import MAILED, unwrap

# Marks that mail programs and gateways set before the subject.
_MARKS = re.compile(r"(?i)^\s*(?:(?:re|fwd?|aw|wg)\s*:|\[ext(?:ernal)?\])\s*")
_FORWARDED = re.compile(r"(?i)^\s*(?:\[ext(?:ernal)?\]\s*)?(?:fwd?|wg)\s*:")
# A text part shorter than this only says that the mail is to be read as HTML.
MIN_TEXT = 200
# The line before a signature (RFC 3676, 4.3).
_SIGNATURE = re.compile(r"(?m)^-- ?$")


def read(data: bytes, name: str, *, today: str) -> Document:
    """Take an e-mail apart: subject, sender, date and the text; SourceError where there is none."""
    mail = message_from_bytes(data, policy=policy.default)
    subject = str(mail["subject"] or "")
    title = subject
    while _MARKS.search(title):
        title = _MARKS.sub("", title)
    body, notes = _body(mail, name, today)
    published, why, doubts = _date(mail, date.fromisoformat(today))
    attached = [part.get_filename() or part.get_content_type() for part in mail.iter_attachments()]
    if attached:
        notes += (f"the e-mail's attachments were not read: {', '.join(attached)[:200]}",)
    return Document(
        text=compose(clean_title(title), (), body),
        name=name,
        # Who forwards a release is not who published it.
        outlet=None if _FORWARDED.search(subject) else _sender(mail),
        published=published,
        published_why=why,
        title=clean_title(title),
        notes=notes + doubts,
    )


def _body(mail: EmailMessage, name: str, today: str) -> tuple[str, tuple[str, ...]]:
    plain, rich = mail.get_body(("plain",)), mail.get_body(("html",))
    text, notes = _content(plain) if plain else ("", ())
    text = _SIGNATURE.split(text)[0]
    if rich and len(text.strip()) < MIN_TEXT:
        page = fragment.read(_payload(rich), name, charset=rich.get_content_charset() or "", today=today)
        return page.text, page.notes
    if not text.strip():
        raise SourceError("there is no text in this e-mail")
    return unwrap(text, MAILED), notes


def _content(part: MIMEPart) -> tuple[str, tuple[str, ...]]:
    """Give the text of a part; one that lies about its encoding is read as a file would be."""
    data = _payload(part)
    try:
        return data.decode(part.get_content_charset() or "utf-8"), ()
    except (LookupError, UnicodeError):
        return decode(data, len(data))


def _payload(part: MIMEPart) -> bytes:
    return cast(bytes, part.get_payload(decode=True) or b"")


def _sender(mail: EmailMessage) -> str | None:
    """Give the sender's name, or the host of the address."""
    name, address = parseaddr(str(mail["from"] or ""))
    return " ".join(name.split()) or address.rpartition("@")[2] or None


def _date(mail: EmailMessage, today: date) -> tuple[str | None, str | None, tuple[str, ...]]:
    value = str(mail["date"] or "").strip()
    if not value:
        return None, None, ()
    try:
        return moment(value, today), f"The e-mail was sent on {value}.", ()
    except SourceError as error:
        return None, None, (f"the e-mail's date was not taken: {error}",)
