"""What a curator changes in a record: its fields, its parties or speakers, and the words that prove a content."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from timeline import actions
from timeline.ingest.draft import quote
from timeline.ingest.statements import words
from timeline.models import Event, Evidence, Participation, Statement, StatementActor
from timeline.models.search import refresh_search
from timeline.review.state import PARTS, Record

Span = tuple[int, int]
QUOTATION_MARKS = '“”"'


@dataclass(frozen=True, slots=True)
class Part:
    """A party (office, country) or an actor of a statement (role); `pk` is None for a new one."""

    pk: int | None = None
    person: int | None = None
    organization: int | None = None
    office: str = ""
    country: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """The changes of one form: `values` are the fields that differ, `parts` all parts or None where none differs.

    `content` are the spans of the article's text that a statement's content is from now on. `confirmed` names fields
    that a curator vouches for as they are. `proofs` are words that prove it, not yet stored.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    parts: Sequence[Part] | None = None
    content: Sequence[Span] = ()
    confirmed: Sequence[str] = ()
    proofs: Sequence[Evidence] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether it changes nothing."""
        return not (self.values or self.parts is not None or self.content or self.confirmed)


def apply(record: Record, edit: Edit) -> None:
    """Change a locked record; each field that is set or confirmed is a curator's from now on."""
    events = {_event_of(record)}
    fields = [*edit.values, *edit.confirmed]
    for name, value in edit.values.items():
        setattr(record, name, value)
    if edit.content and isinstance(record, Statement):
        _quote_anew(record, edit.content)
        fields.append("content")
    if edit.values or edit.content:
        record.save()
    if edit.parts is not None:
        _write_parts(record, edit.parts)
        fields.append(PARTS[type(record)][0])
    Evidence.objects.bulk_create(edit.proofs)
    if fields:
        actions.record_edit(record=record, fields=fields)
    refresh_search((events | {_event_of(record)}) - {0})


def _event_of(record: Record) -> int:
    return (record.pk if isinstance(record, Event) else record.event_id) or 0


def _quote_anew(statement: Statement, spans: Sequence[Span]) -> None:
    """Let the content of a statement be other words of its article."""
    article = statement.article
    statement.content = words(article.text, spans)
    statement.start = min(start for start, _ in spans)
    statement.has_quote = is_quoted(article.text, spans)
    statement.evidence.filter(role=Evidence.Role.CONTENT).delete()
    proofs = [quote(article, *span, Evidence.Role.CONTENT, statement=statement) for span in sorted(spans)]
    Evidence.objects.bulk_create(proofs)


def is_quoted(text: str, spans: Sequence[Span]) -> bool:
    """Tell whether some of the words are in quotation marks."""
    return any(mark in text[max(start - 1, 0) : end + 1] for start, end in spans for mark in QUOTATION_MARKS)


def _write_parts(record: Record, parts: Sequence[Part]) -> None:
    """Bring the list of parts in line; those that are there keep their rows, and the words that prove them."""
    name, _ = PARTS[type(record)]
    rows = {row.pk: row for row in getattr(record, name).all()}
    kept = {part.pk for part in parts if part.pk}
    for pk, row in rows.items():
        if pk not in kept:
            row.delete()
    for position, part in enumerate(parts):
        row = rows.get(part.pk or 0) or _new(record)
        row.person_id, row.organization_id, row.position = part.person, part.organization, position
        if isinstance(row, Participation):
            row.office, row.country = part.office, part.country
        else:
            row.role = part.role
        row.save()


def _new(record: Record) -> Any:
    return Participation(event=record) if isinstance(record, Event) else StatementActor(statement=record)
