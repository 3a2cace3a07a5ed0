"""Statements as plain values for any page: who, by which act, in which words, and where those stand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.postgres.search import SearchHeadline
from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from timeline.browse.labels import topic_label
from timeline.browse.matching import words_query
from timeline.browse.segments import HIT_START, HIT_STOP, Segment, hits
from timeline.models import Evidence, Modality, Organization, Person, ReviewState, Statement, StatementActor

# Words between the reporting verb and what was said are shown only where they are this few: "concurred on the need".
LONGEST_GAP = 24
_ROLES = StatementActor.Role


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


def with_parts(statements: QuerySet[Statement], words: str = "") -> QuerySet[Statement]:
    """Ask for public statements with all that `said` needs, in a fixed number of queries; `words` are to be marked."""
    actors = StatementActor.objects.select_related("person", "organization").order_by("role", "position", "id")
    evidence = Evidence.objects.filter(role__in=[Evidence.Role.CONTENT, Evidence.Role.CUE]).order_by("start")
    statements = statements.exclude(review=ReviewState.REJECTED).prefetch_related(
        Prefetch("actors", actors), Prefetch("evidence", evidence)
    )
    if words:
        marked = SearchHeadline(
            "content",
            words_query(words),
            config="english",
            start_sel=HIT_START,
            stop_sel=HIT_STOP,
            highlight_all=True,
        )
        statements = statements.annotate(headline=marked)
    return statements


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
        lead=_lead(statement, content),
        words=hits(getattr(statement, "headline", statement.content)),
        prefix=content[0].prefix if content else "",
        suffix=content[-1].suffix if content else "",
        modality="" if statement.modality == Modality.ASSERTED else statement.get_modality_display(),
        is_draft=statement.is_draft,
        topics=tuple(topic_label(topic) for topic in statement.topics),
        topic=topic_label(statement.topics[0]) if statement.topics else "",
        source=f"{reverse('timeline:article', args=[statement.article_id])}#s{statement.pk}",
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
        return Actor(party.name, party.get_absolute_url(), party.country, ("person", party.pk))
    return Actor(party.name, "", party.country, ("organization", party.pk))


def _lead(statement: Statement, content: Sequence[Evidence]) -> str:
    """Give the reporting words with what stands between them and the content, if they come first and close by."""
    cues = [row for row in statement.evidence.all() if row.role == Evidence.Role.CUE]
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
