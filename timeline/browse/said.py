"""Statements as plain values for any page: who, by which act, in which words, and where those stand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Prefetch, QuerySet

from timeline.browse.addresses import article_address, person_address
from timeline.browse.labels import topic_label
from timeline.browse.segments import Segment
from timeline.models import (
    Evidence,
    Modality,
    Organization,
    Person,
    ReviewState,
    SpeechAct,
    Statement,
    StatementActor,
)

# Words between the reporting verb and what was said are shown only where they are this few: "concurred on the need".
LONGEST_GAP = 24
_ROLES = StatementActor.Role
# Where the content stands in a statement's row, see `card_rows`.
CONTENT, RANK = 7, 11

Words = tuple[Segment, ...]


class Anchor(NamedTuple):
    """A piece of evidence as a row of `card_rows` has it."""

    role: str
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Actor:
    """A person or body with the address of its page (empty if it has none) and its country's code."""

    name: str
    url: str
    country: str
    key: tuple[str, int]


@dataclass(frozen=True, slots=True)
class Said:
    """One statement. `lead` are the reporting words before `words`; `source` is the place in the article's text.

    `words` may carry marks, `plain` are the same without; `start` is where they stand in the article.
    """

    id: int
    act: str
    act_code: str
    speakers: tuple[Actor, ...]
    addressees: tuple[Actor, ...]
    reporters: tuple[Actor, ...]
    lead: str
    words: tuple[Segment, ...]
    prefix: str
    suffix: str
    modality: str
    is_draft: bool
    topics: tuple[str, ...]
    topic: str
    source: str
    article: int
    event: int | None
    start: int
    plain: str


def with_parts(statements: QuerySet[Statement]) -> QuerySet[Statement]:
    """Ask for public statements with all that `said` needs, in a fixed number of queries."""
    actors = StatementActor.objects.select_related("person", "organization").order_by("role", "position", "id")
    evidence = Evidence.objects.filter(role__in=[Evidence.Role.CONTENT, Evidence.Role.CUE]).order_by("start")
    return statements.exclude(review=ReviewState.REJECTED).prefetch_related(
        Prefetch("actors", actors), Prefetch("evidence", evidence)
    )


def said(statement: Statement) -> Said:
    """Give a statement of `with_parts` as plain values."""
    content = [row for row in statement.evidence.all() if row.role == Evidence.Role.CONTENT]
    roles = {role: actors_of(statement.actors.all(), role) for role in _ROLES}
    return Said(
        id=statement.pk,
        act=statement.get_act_display(),
        act_code=statement.act,
        speakers=roles[_ROLES.SPEAKER],
        addressees=roles[_ROLES.ADDRESSEE],
        reporters=roles[_ROLES.REPORTER],
        lead=_lead(list(statement.evidence.all()), content),
        words=(Segment(statement.content),),
        prefix=content[0].prefix if content else "",
        suffix=content[-1].suffix if content else "",
        modality="" if statement.modality == Modality.ASSERTED else statement.get_modality_display(),
        is_draft=statement.is_draft,
        topics=tuple(topic_label(topic) for topic in statement.topics),
        topic=topic_label(statement.topics[0]) if statement.topics else "",
        source=f"{article_address(statement.article_id)}#s{statement.pk}",
        article=statement.article_id,
        event=statement.event_id,
        start=statement.start,
        plain=statement.content,
    )


def actors_of(actors: Iterable[StatementActor], role: str) -> tuple[Actor, ...]:
    """Give the actors in one role."""
    parties = [actor.person or actor.organization for actor in actors if actor.role == role]
    return tuple(actor_of(party) for party in parties if party and party.review != ReviewState.REJECTED)


def actor_of(party: Person | Organization) -> Actor:
    """Give a person or body as plain values."""
    if isinstance(party, Person):
        return Actor(party.name, person_address(party.slug), party.country, ("person", party.pk))
    return Actor(party.name, "", party.country, ("organization", party.pk))


def actor_in(holder: Sequence[Any]) -> Actor:
    """Give a person or body as a row of `card_rows` has it: kind, id, name, country and slug."""
    kind, number, name, country, slug = holder
    return Actor(name, person_address(slug) if slug else "", country, (kind, number))


def said_of(event: int, row: Sequence[Any], words: Words) -> Said:
    """Give a statement as a row of `card_rows` has it, with its words cut where they are marked."""
    number, act, modality, review, topics, article, start, content, actors, proof, *_ = row
    anchors = [Anchor(*one) for one in proof or ()]
    contents = [one for one in anchors if one.role == Evidence.Role.CONTENT]
    roles: dict[str, list[Actor]] = {role: [] for role in _ROLES}
    for role, holder in actors or ():
        roles[role].append(actor_in(holder))
    return Said(
        id=number,
        act=SpeechAct(act).label,
        act_code=act,
        speakers=tuple(roles[_ROLES.SPEAKER]),
        addressees=tuple(roles[_ROLES.ADDRESSEE]),
        reporters=tuple(roles[_ROLES.REPORTER]),
        lead=_lead(anchors, contents),
        words=words,
        prefix=contents[0].prefix if contents else "",
        suffix=contents[-1].suffix if contents else "",
        modality="" if modality == Modality.ASSERTED else Modality(modality).label,
        is_draft=review == ReviewState.DRAFT,
        topics=tuple(topic_label(topic) for topic in topics),
        topic=topic_label(topics[0]) if topics else "",
        source=f"{article_address(article)}#s{number}",
        article=article,
        event=event,
        start=start,
        plain=content,
    )


def _lead(anchors: Sequence[Any], content: Sequence[Any]) -> str:
    """Give the reporting words with what stands between them and the content, if they come first and close by."""
    cues = [one for one in anchors if one.role == Evidence.Role.CUE]
    if not cues or not content:
        return ""
    cue, first = cues[0], content[0]
    gap = first.start - cues[-1].end
    if len(cues) > 1 or not 0 <= gap <= LONGEST_GAP:
        return ""
    between = first.prefix[len(first.prefix) - gap :] if gap else ""
    if "\n" in between or len(between) < gap:
        return ""
    words = f"{cue.exact}{between}".strip()
    return words[:1].lower() + words[1:]
