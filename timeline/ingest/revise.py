"""A new version of an article's text: the old one is kept, what it did to the facts is listed.

    begin ─ old facts and anchors noted, all evidence carried over to the new text, so that the reading finds its rows
      ─▶ the new text is stored as any reading
      ─▶ finish ─ facts compared, revisions and changes written, anchors that curators vouch for put back as they were

What the machine read is read anew. Evidence of what a curator vouches for keeps its anchor to the text it was made on:
where that no longer matches it is drifted, until a curator accepts a new place (`actions.move_anchor`).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from timeline.ingest.draft import Draft
from timeline.ingest.facts import Fact, Key, changes, evidence_of, facts_of
from timeline.ingest.known import Visit
from timeline.models import (
    Article,
    Event,
    Evidence,
    Membership,
    Organization,
    Participation,
    Person,
    Report,
    Statement,
)  # fmt: skip
from timeline.models.revision import Change, Revision
from timeline.versions import Carrier, find_quote

# What a curator can vouch for.
VOUCHED = ("report", "participation", "statement", "membership")
LINKS = {
    "statement": Statement, "event": Event, "membership": Membership, "person": Person, "organization": Organization,
}  # fmt: skip
ANCHOR = ("start", "end", "exact", "prefix", "suffix", "text_hash")


@dataclass
class Anchor:
    """The evidence of a fact that a curator vouches for, as it was."""

    row: Evidence
    values: dict[str, int | str]
    event: int | None
    actor: tuple[int | None, int | None]

    @property
    def fact(self) -> tuple[object, ...]:
        """Give what the anchors of one fact in one role share."""
        return (self.row.role, *(getattr(self.row, f"{name}_id") for name in VOUCHED))


@dataclass
class Before:
    """An article as it was before its new text came."""

    revision: Revision
    facts: dict[Key, Fact]
    vouched: list[Anchor]


def begin(article: Article, text: str, digest: str) -> Before:
    """Give the article its new text, and carry its evidence over to it for the time of the storing."""
    rows = evidence_of(article)
    before = Before(_present(article), facts_of(article, rows), [_anchor(row) for row in rows if is_vouched(row)])
    carrier = Carrier(article.text, text)
    places = [
        carrier.place((row.start, row.end)) if row.text_hash == article.sha256 else new_place(row, text) for row in rows
    ]
    article.text, article.sha256 = text, digest
    _carry(rows, places, article)
    return before


def carry_drifted(article: Article) -> list[Anchor]:
    """Carry the anchors that count in an earlier text over to the present one, so that a reading finds their facts.

    Give them as they were, to be put back after it.
    """
    rows = [row for row in evidence_of(article) if row.text_hash != article.sha256]
    anchors = [_anchor(row) for row in rows if is_vouched(row)]
    _carry(rows, [new_place(row, article.text) for row in rows], article)
    return anchors


def _carry(rows: list[Evidence], places: list[tuple[int, int] | None], article: Article) -> None:
    size = len(article.text)
    for row, place in zip(rows, places, strict=True):
        # Words without a place stand behind the end for now, where they are taken for no others.
        row.start, row.end = place or (size + row.start, size + row.end)
        row.exact = article.text[row.start : row.end] or row.exact
        row.text_hash = article.sha256
    Evidence.objects.bulk_update(rows, ["start", "end", "exact", "text_hash"])


def finish(before: Before, draft: Draft, visit: Visit) -> None:
    """Keep both versions, list what became of the facts, and put back what curators vouch for."""
    article = draft.article
    _drop_placeless(article)
    found = changes(before.facts, facts_of(article, evidence_of(article)))
    put_back(before.vouched, article)
    last = Revision.objects.of(article).order_by("-number").values_list("number", flat=True).first()
    if last is None:
        before.revision.number = last = 1
        before.revision.save()
    revision = _present(article)
    revision.number, revision.taken_at = last + 1, visit.at or timezone.now()
    revision.url = visit.url or revision.url
    revision.save()
    for change in found:
        change.revision = revision
    _unlink_gone(found)
    Change.objects.bulk_create(found)


def _unlink_gone(found: list[Change]) -> None:
    """Leave no change with a record that the new reading has taken away."""
    for name, model in LINKS.items():
        pks = {getattr(change, f"{name}_id") for change in found} - {None}
        alive = set(model._default_manager.filter(pk__in=pks).values_list("pk", flat=True)) if pks else set()
        for change in found:
            if getattr(change, f"{name}_id") not in alive:
                setattr(change, f"{name}_id", None)


def _present(article: Article) -> Revision:
    """Make the revision of the article's present text, without its number."""
    return Revision(
        article=article,
        text=article.text,
        sha256=article.sha256,
        title=article.title,
        extractor=article.extractor,
        url=article.url,
        taken_at=article.ingested_at,
    )


def is_vouched(row: Evidence) -> bool:
    """Tell whether a curator vouches for what evidence proves: who is named where is never decided on by hand."""
    told = row.report or row.participation
    facts = (row.statement, row.membership, told.event if told else None)
    return any(fact is not None and fact.is_protected for fact in facts)


def new_place(row: Evidence, text: str) -> tuple[int, int] | None:
    """Propose where the words of an anchor stand in another text; None if nowhere or in doubt."""
    return find_quote(text, row.exact, row.prefix, row.suffix)


def put_back(anchors: Iterable[Anchor], article: Article) -> None:
    """Give the facts that curators vouch for their old evidence back, in the place of what the reading gave them.

    Where all words stand where they stood they count in the new text as well: then there is nothing to put back.
    """
    anchors = list(anchors)
    if not anchors:
        return
    groups: dict[tuple[object, ...], list[Anchor]] = {}
    for anchor in anchors:
        groups.setdefault(anchor.fact, []).append(anchor)
    _drop_placeless(article)
    drifted = [
        anchor for group in groups.values() if not all(_stands(one, article) for one in group) for anchor in group
    ]
    if not drifted:
        return
    Evidence.objects.filter(pk__in=[anchor.row.pk for anchor in drifted]).delete()
    kept = _kept(drifted, article)
    for row in kept:
        same_fact = {f"{name}_id": getattr(row, f"{name}_id") for name in VOUCHED}
        Evidence.objects.filter(article=article, role=row.role, text_hash=article.sha256, **same_fact).delete()
    Evidence.objects.bulk_create(kept)


def marked_by_hand(article: Article) -> list[Anchor]:
    """Give the evidence that curators marked in an article, to be there again after a reading."""
    rows = Evidence.objects.filter(article=article, is_curated=True).select_related(
        "report__event", "participation__event"
    )
    return [_anchor(row) for row in rows.order_by("pk")]


def mark_again(anchors: Iterable[Anchor], article: Article) -> None:
    """Make evidence that curators marked anew where it went with its report or party, which a reading makes anew."""
    pks = [anchor.row.pk for anchor in anchors]
    if pks:
        there = set(Evidence.objects.filter(pk__in=pks).values_list("pk", flat=True))
        Evidence.objects.bulk_create(_kept([anchor for anchor in anchors if anchor.row.pk not in there], article))


def _drop_placeless(article: Article) -> None:
    """Drop the evidence that `_carry` found no place for: gone with its fact, or put back as it was."""
    Evidence.objects.filter(article=article, end__gt=len(article.text), text_hash=article.sha256).delete()


def _kept(anchors: Iterable[Anchor], article: Article) -> list[Evidence]:
    """Make the evidence of facts that there still are, for their reports and parties as they are now."""
    anchors = list(anchors)
    reports = dict(Report.objects.filter(article=article).values_list("event_id", "pk"))
    parties = {
        (party.event_id, party.person_id, party.organization_id): party.pk
        for party in Participation.objects.filter(event__in={anchor.event for anchor in anchors})
    }
    rows = [row for anchor in anchors if (row := _row(anchor, reports, parties))]
    statements, memberships = _alive(rows, Statement, "statement_id"), _alive(rows, Membership, "membership_id")
    return [row for row in rows if row.statement_id in statements and row.membership_id in memberships]


def _alive(rows: Iterable[Evidence], model: type[Statement] | type[Membership], name: str) -> set[int | None]:
    """Give which records of those that evidence proves there are, and None for evidence of others."""
    pks = {getattr(row, name) for row in rows} - {None}
    return {None, *model.objects.filter(pk__in=pks).values_list("pk", flat=True)} if pks else {None}


def _anchor(row: Evidence) -> Anchor:
    fact = row.report or row.participation
    actor = (row.participation.person_id, row.participation.organization_id) if row.participation else (None, None)
    return Anchor(row, {name: getattr(row, name) for name in ANCHOR}, fact.event_id if fact else None, actor)


def _row(
    anchor: Anchor, reports: dict[int, int], parties: dict[tuple[int, int | None, int | None], int]
) -> Evidence | None:
    """Make the evidence anew, for the report or party as it is now; None where the fact is gone."""
    old = anchor.row
    report = reports.get(anchor.event or 0) if old.report_id else None
    party = parties.get((anchor.event or 0, *anchor.actor)) if old.participation_id else None
    if (old.report_id and not report) or (old.participation_id and not party):
        return None
    return Evidence(
        article_id=old.article_id,
        role=old.role,
        report_id=report,
        participation_id=party,
        statement_id=old.statement_id,
        membership_id=old.membership_id,
        person_id=old.person_id,
        organization_id=old.organization_id,
        is_curated=old.is_curated,
        **anchor.values,
    )


def _stands(anchor: Anchor, article: Article) -> bool:
    """Tell whether the words and what stands around them are where they were."""
    values = anchor.values
    return Evidence(article=article, **values).stands
