"""The facts of an article with the words that prove them, for comparing two versions of its text."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from timeline.ingest.draft import clip
from timeline.models import Article, Evidence, Report
from timeline.models.revision import Change, ChangeKind

# A fact in words, in its column.
LONGEST_LABEL = 300
# What tells facts apart; rows of reports and parties are made anew by each reading, their events and actors are not.
Key = tuple[str, int | None, int | None, int | None]
RELATED = (
    "report__event", "participation__event", "participation__person", "participation__organization",
    "statement", "membership__person", "membership__post", "person", "organization",
)  # fmt: skip
# Of these only whether they are named counts: a person is named in dozens of places.
NAMED = frozenset({"person", "organization"})
# Facts that a new version may bring and a curator wants to see; who else is named follows from them.
WORTH_ADDING = frozenset({"statement", "event"})


@dataclass(frozen=True, slots=True)
class Words:
    """Words that prove a fact, and where they stand."""

    role: str
    start: int
    exact: str


@dataclass(slots=True)
class Fact:
    """A fact in words, its words in the text, the record it is kept in, and whether a curator vouches for it."""

    key: Key
    label: str
    is_vouched: bool = False
    links: dict[str, int | None] = field(default_factory=dict)
    words: list[Words] = field(default_factory=list)


def evidence_of(article: Article) -> list[Evidence]:
    """Give all evidence of an article with what it proves."""
    return list(Evidence.objects.filter(article=article).select_related(*RELATED).order_by("start", "end", "pk"))


def facts_of(article: Article, rows: Iterable[Evidence]) -> dict[Key, Fact]:
    """Give the facts that evidence proves, in the order of the text."""
    rows = list(rows)
    parties: dict[int, dict[str, None]] = {}
    for row in rows:
        if row.participation:
            parties.setdefault(row.participation.event_id, {})[str(row.participation)] = None
    facts: dict[Key, Fact] = {}
    for row in rows:
        fact = _fact(article, row, parties)
        facts.setdefault(fact.key, fact).words.append(Words(row.role, row.start, row.exact))
    if article.published_edtf:
        facts.setdefault(_PUBLISHED, Fact(_PUBLISHED, _published(article)))
    return facts


_PUBLISHED: Key = ("published", None, None, None)


def _fact(article: Article, row: Evidence, parties: dict[int, dict[str, None]]) -> Fact:
    if said := row.statement:
        label = f"{said.get_act_display()}: {said.content}"
        return _made(("statement", said.pk, None, None), label, said.is_protected, statement_id=said.pk)
    if report := row.report:
        label = _event_label(report, parties.get(report.event_id, {}))
        return _made(("event", report.event_id, None, None), label, report.event.is_protected, event_id=report.event_id)
    if party := row.participation:
        key: Key = ("party", party.event_id, party.person_id, party.organization_id)
        label = f"{party} took part: {party.event.get_type_display().lower()}, {party.event.edtf or 'undated'}"
        return _made(key, label, party.event.is_protected, event_id=party.event_id)
    if held := row.membership:
        label = f"{held.person}: {held.title}"
        return _made(("membership", held.pk, None, None), label, held.is_protected, membership_id=held.pk)
    if person := row.person:
        return _made(("person", person.pk, None, None), f"{person} is named", False, person_id=person.pk)
    if body := row.organization:
        return _made(("organization", body.pk, None, None), f"{body} is named", False, organization_id=body.pk)
    return Fact(_PUBLISHED, _published(article))


def _made(key: Key, label: str, is_vouched: bool, **links: int | None) -> Fact:
    return Fact(key, clip(label, LONGEST_LABEL), is_vouched, dict(links))


def _published(article: Article) -> str:
    return f"Published {article.published_edtf or 'on an unknown day'}"


def _event_label(report: Report, parties: Iterable[str]) -> str:
    names = " and ".join(parties)
    of = f" of {names}" if names else ""
    return f"{report.get_type_display()}{of}, {report.edtf or 'undated'}, {report.get_status_display().lower()}"


def changes(before: dict[Key, Fact], after: dict[Key, Fact]) -> list[Change]:
    """Say what became of each fact, as rows without their revision; a fact that stands as it stood has none."""
    out = [change for key, fact in before.items() if (change := _change(fact, after.get(key)))]
    for key, fact in after.items():
        if key not in before and key[0] in WORTH_ADDING:
            out.append(_row(ChangeKind.ADDED, fact, now=fact))
    return out


def _change(fact: Fact, now: Fact | None) -> Change | None:
    if now is None:
        return _row(ChangeKind.VANISHED, fact)
    if fact.key[0] in NAMED:
        return None
    if fact.label != now.label or _said(fact) != _said(now):
        return _row(ChangeKind.CHANGED, fact, now=now)
    if [one.start for one in fact.words] != [one.start for one in now.words]:
        return _row(ChangeKind.MOVED, fact, now=now)
    return None


def _said(fact: Fact) -> list[tuple[str, str]]:
    """Give the words of a fact as they are compared: line breaks and order do not count."""
    return sorted({(one.role, " ".join(one.exact.split())) for one in fact.words})


def _row(kind: ChangeKind, fact: Fact, now: Fact | None = None) -> Change:
    is_new = kind is ChangeKind.ADDED
    return Change(
        kind=kind,
        fact=fact.label,
        now=now.label if now and not is_new and now.label != fact.label else "",
        is_vouched=fact.is_vouched,
        words_before=[] if is_new else _quoted(fact),
        words_after=_quoted(now) if now else [],
        **fact.links,
    )


def _quoted(fact: Fact) -> list[str]:
    return list(dict.fromkeys(one.exact for one in fact.words))
