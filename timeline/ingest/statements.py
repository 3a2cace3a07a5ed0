"""Who said what: the diplomatic statements of a Reading become rows, tied to the events they were said at."""

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.extraction import reading
from timeline.extraction.reading import Span
from timeline.ingest.draft import Draft, clip, may_write, overlap, write
from timeline.models import Evidence, Organization, Person, Statement, StatementActor

# Two readings of one text mean the same statement where they share this much of the shorter content.
SAME_CONTENT = 0.5
# Stands between the parts of a content that its cue breaks: "X," she said, "Y".
BREAK = " … "
FIELDS = ("event", "act", "modality", "content", "cue", "start", "has_quote", "topics", "phrases", "confidence")


@dataclass
class Slot:
    """A statement of the Reading on its way to its row."""

    said: reading.Statement
    row: Statement
    is_known: bool = False


def find_statements(draft: Draft) -> None:
    """Store the article's diplomatic statements; those of an earlier reading are brought up to date."""
    slots = [Slot(said, _row(draft, said)) for said in statements_to_store(draft.reading)]
    if draft.is_known:
        _take_over(draft, slots)
    draft.work.bulk.add(*(slot.row for slot in slots if not slot.is_known))
    _write_actors(draft, slots)
    for slot in slots:
        if may_write(slot.row, "content"):
            _prove(draft, slot)


def _take_over(draft: Draft, slots: Sequence[Slot]) -> None:
    """Bring the statements of an earlier reading up to date, and take back those that are read no more."""
    old = list(Statement.objects.filter(article=draft.article).select_for_update().prefetch_related("evidence"))
    _keep_own(slots, old)
    _drop(draft, slots, old)
    Statement.objects.bulk_update([slot.row for slot in slots if slot.is_known], [*FIELDS, "local_id"])


def statements_to_store(read: reading.Reading) -> list[reading.Statement]:
    """Choose the statements on diplomacy that have words."""
    return [said for said in read.statements if said.relevance == "diplomatic" and any(a < b for a, b in said.content)]


def words(text: str, spans: Sequence[Span]) -> str:
    """Give the words of spans in text order."""
    return BREAK.join(text[start:end] for start, end in sorted(spans) if start < end)


def _row(draft: Draft, said: reading.Statement) -> Statement:
    text = draft.article.text
    return Statement(
        article=draft.article,
        local_id=said.id,
        event=draft.events.get(said.event or ""),
        act=said.act,
        modality=said.modality,
        content=words(text, said.content),
        cue=clip(words(text, said.cue), 300),
        start=min(start for start, end in said.content if start < end),
        has_quote=said.direct_quote,
        topics=[clip(topic, 60) for topic in said.topics],
        phrases=sorted({clip(use.phrase, 120) for use in said.phrases}),
        confidence=said.confidence,
    )


def _keep_own(slots: Sequence[Slot], old: Sequence[Statement]) -> None:
    """Let statements that an earlier reading found in the same words keep their rows, and what curators did to them."""
    pairs = []
    for slot in slots:
        for row in old:
            share = _share(slot.said.content, content_spans(row))
            if share >= SAME_CONTENT:
                pairs.append((share, slot.row.act == row.act, slot.row.cue == row.cue, slot, row))
    free = {row.pk for row in old}
    pairs.sort(key=lambda pair: (pair[:3], -pair[4].pk), reverse=True)
    for *_, slot, row in pairs:
        if not slot.is_known and row.pk in free:
            free.remove(row.pk)
            write(row, {name: getattr(slot.row, name) for name in FIELDS})
            row.local_id = slot.row.local_id
            slot.row, slot.is_known = row, True


def content_spans(row: Statement) -> list[Span]:
    """Give where the words of a stored statement stand."""
    spans = [(proof.start, proof.end) for proof in row.evidence.all() if proof.role == Evidence.Role.CONTENT]
    return spans or [(row.start, row.start + len(row.content))]


def _share(one: Sequence[Span], other: Sequence[Span]) -> float:
    shorter = min(sum(end - start for start, end in spans) for spans in (one, other))
    return overlap(one, other) / shorter if shorter else 0.0


def _drop(draft: Draft, slots: Sequence[Slot], old: Sequence[Statement]) -> None:
    """Take back what the reading no longer gives, but for what a curator has touched or added."""
    known = {slot.row.pk for slot in slots if slot.is_known}
    missing = [row for row in old if row.pk not in known]
    kept = [row.pk for row in missing if row.is_protected or not row.local_id]
    draft.kept_statements = kept + [
        slot.row.pk for slot in slots if slot.is_known and not may_write(slot.row, "content")
    ]
    Statement.objects.filter(pk__in=[row.pk for row in missing if row.pk not in kept]).delete()
    # Ids of this reading are given anew below; those of the last one must be out of their way.
    Statement.objects.filter(pk__in=[row.pk for row in old]).update(local_id="")


def _write_actors(draft: Draft, slots: Sequence[Slot]) -> None:
    open_rows = [slot for slot in slots if may_write(slot.row, "actors")]
    if known := [slot.row.pk for slot in open_rows if slot.is_known]:
        StatementActor.objects.filter(statement__in=known).delete()
    draft.work.bulk.add(*(actor for slot in open_rows for actor in _actors(draft, slot)))


def _actors(draft: Draft, slot: Slot) -> list[StatementActor]:
    roles = {
        StatementActor.Role.SPEAKER: slot.said.speakers,
        StatementActor.Role.ADDRESSEE: slot.said.addressees,
        StatementActor.Role.REPORTER: slot.said.attributed_to,
    }
    out = []
    for role, ids in roles.items():
        rows = dict.fromkeys(row for local_id in ids if (row := draft.actor(local_id)))
        for position, row in enumerate(rows):
            person = row if isinstance(row, Person) else None
            body = row if isinstance(row, Organization) else None
            out.append(
                StatementActor(statement=slot.row, role=role, person=person, organization=body, position=position)
            )
    return out


def _prove(draft: Draft, slot: Slot) -> None:
    draft.prove(Evidence.Role.SOURCE, slot.said.source, statement=slot.row)
    draft.prove(Evidence.Role.CUE, slot.said.cue, statement=slot.row)
    draft.prove(Evidence.Role.CONTENT, slot.said.content, statement=slot.row)
