"""Name the outlet of a text from its web address, its copyright line or its wire agency."""

import re
from functools import cache
from urllib.parse import urlsplit

from timeline.extraction.printed import DATA

_COPYRIGHT = re.compile(
    r"(?:©|\([cC]\)|Copyright)\s*(?:©\s*|\([cC]\)\s*)?(?:19|20)\d\d(?:-\d+)?,?\s*(?:by\s+)?"
    r"(?P<name>(?:The )?[A-Z][\w&.'’-]*(?: (?:of |the |and )?[A-Z][\w&.'’-]*){0,4})"
)
_COMPANY = re.compile(r",?\s+(?:LLC|Inc|Ltd|Corp|Co|All Rights.*|GmbH|plc|Cable News.*)\.?$")


@cache
def _outlets() -> dict[str, str]:
    rows = (line.split("\t") for line in (DATA / "outlets.tsv").read_text("utf-8").splitlines())
    return {row[0].lower(): row[1] for row in rows if not row[0].startswith("#")}


def outlet_of(text: str, url: str | None, agency: str | None) -> str | None:
    """Give the outlet's name, or None where neither address, copyright nor dateline tells it."""
    return _by_host(url) or _by_copyright(text) or (_outlets().get(agency.lower()) if agency else None)


def _by_host(url: str | None) -> str | None:
    try:
        host = (urlsplit(url or "").hostname or "").lower()
    except ValueError:
        return None
    parts = host.split(".")
    return next(
        (_outlets()[name] for name in (".".join(parts[n:]) for n in range(len(parts))) if name in _outlets()), None
    )


def _by_copyright(text: str) -> str | None:
    match = _COPYRIGHT.search(text, max(0, len(text) - 2000)) or _COPYRIGHT.search(text, 0, 1000)
    return _COMPANY.sub("", match["name"]).strip(" .") if match else None
