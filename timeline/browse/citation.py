"""How an event's page is cited: in words, and in the formats of reference managers.

The record is a web page of Readout's that changes, so it is dated by its last change; the day of the event is told as
such (`eventdate` of biblatex, `event-date` of CSL, a note in RIS) and never passed off as the day of publication.
"""

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from timeline.browse.cards import joined, parties_of, sources_of, title_of, with_card_parts
from timeline.browse.dates import date_words, plain_day
from timeline.models import Event

AUTHOR = "Readout"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Characters that TeX takes for commands, and how they are printed.
_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
}


@dataclass(frozen=True, slots=True)
class Citation:
    """What is cited: `changed` and `accessed` are days, `event_day` the event's day as far as it is known in EDTF."""

    key: str
    title: str
    event_day: str
    sources: tuple[str, ...]
    url: str
    changed: date
    accessed: date

    @property
    def note(self) -> str:
        """Say what the record was read from."""
        return f"Read from {joined(self.sources)}" if self.sources else ""

    @property
    def rest(self) -> str:
        """Give what follows the title and "Readout" in words."""
        note = f", {self.note[0].lower()}{self.note[1:]}" if self.note else ""
        return f"{note}. Accessed {plain_day(self.accessed)}. {self.url}"

    @property
    def coins(self) -> str:
        """Give what Zotero reads from the page itself (COinS: an OpenURL ContextObject in a span)."""
        parts = {
            "ctx_ver": "Z39.88-2004",
            "rft_val_fmt": "info:ofi/fmt:kev:mtx:dc",
            "rft.type": "webpage",
            "rft.title": self.title,
            "rft.aucorp": AUTHOR,
            "rft.date": self.changed.isoformat(),
            "rft.description": self.note,
            "rft.identifier": self.url,
        }
        return urlencode(parts)


def citation(slug: str, site: str, accessed: date) -> Citation | None:
    """Cite the event of a slug, None if there is none or a curator rejected it; `site` is what addresses begin with."""
    event = with_card_parts(Event.objects.public()).filter(slug=slug).first()
    return citation_of(event, site, accessed) if event else None


def citation_of(event: Event, site: str, accessed: date) -> Citation:
    """Cite an event of `with_card_parts`."""
    kind = event.get_type_display()
    return Citation(
        key=f"readout-{event.slug}",
        title=_line(f"{kind}: {title_of(parties_of(event), kind)}, {date_words(event).long}"),
        event_day=event.edtf,
        sources=tuple(
            _line(f"“{source.title}”{f' ({source.outlet})' if source.outlet else ''}") for source in sources_of(event)
        ),
        url=site + event.get_absolute_url(),
        changed=event.updated_at.date(),
        accessed=accessed,
    )


def bibtex(cited: Citation) -> str:
    """Write it for BibTeX and biblatex, in UTF-8."""
    fields = {
        "author": f"{{{AUTHOR}}}",
        # Braces keep the capitals of names.
        "title": f"{{{_tex(cited.title)}}}",
        "year": str(cited.changed.year),
        "eventdate": cited.event_day,
        "note": _tex(cited.note),
        "url": cited.url,
        "urldate": cited.accessed.isoformat(),
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    # The month is a macro of every style, so it stands without braces.
    lines.insert(3, f"  month = {_MONTHS[cited.changed.month - 1]},\n")
    return f"@online{{{cited.key},\n{''.join(lines)}}}\n"


def ris(cited: Citation) -> str:
    """Write it in RIS, a tag a line."""
    tags = [
        ("TY", "ELEC"),
        ("AU", AUTHOR),
        ("TI", cited.title),
        ("PY", str(cited.changed.year)),
        ("DA", f"{cited.changed:%Y/%m/%d}"),
        ("N1", f"Day of the event: {cited.event_day}" if cited.event_day else "The event is undated"),
        ("N1", cited.note),
        ("UR", cited.url),
        ("Y2", f"{cited.accessed:%Y/%m/%d}"),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in tags if value or tag == "ER")


def csl(cited: Citation) -> str:
    """Write it in CSL-JSON, a list of one item."""
    item: dict[str, Any] = {
        "id": cited.key,
        "type": "webpage",
        "author": [{"literal": AUTHOR}],
        "container-title": AUTHOR,
        "title": cited.title,
        "issued": _parts(cited.changed),
        "accessed": _parts(cited.accessed),
        "URL": cited.url,
    }
    if cited.event_day:
        plain = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", cited.event_day)
        known = [int(part) for part in plain.groups() if part] if plain else []
        item["event-date"] = {"date-parts": [known]} if known else {"raw": cited.event_day}
    if cited.note:
        item["note"] = cited.note
    return json.dumps([item], ensure_ascii=False, indent=2) + "\n"


def _parts(day: date) -> dict[str, list[list[int]]]:
    return {"date-parts": [[day.year, day.month, day.day]]}


def _tex(text: str) -> str:
    return "".join(_TEX.get(letter, letter) for letter in text)


def _line(text: str) -> str:
    """Put a text into one line, without characters that cannot be printed: both end a field in some of the formats."""
    return "".join(letter for letter in " ".join(text.split()) if letter.isprintable())
