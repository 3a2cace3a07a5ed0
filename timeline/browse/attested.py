"""What several reports of one event have in common: statements told more than once, differing facts, reprints."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from timeline.browse.dates import day_words
from timeline.browse.said import Said
from timeline.joining import StatementAccount, are_reprints, join_statements, reprint_signature
from timeline.models import Article, Event, Report


@dataclass(frozen=True, slots=True)
class Attestation:
    """Another article's words for the same; `source` is their place in its text, `id` that of a statement."""

    outlet: str
    words: str
    source: str
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """What some reports say of a fact, and whether the event has it from them."""

    words: str
    told_by: tuple[str, ...]
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """A fact that the reports give differently, the chosen version first."""

    fact: str
    versions: tuple[Version, ...]


def same_statements(items: Sequence[Said]) -> dict[int, frozenset[int]]:
    """Give for each statement the ids of those that are one with it, itself among them."""
    accounts = {_account(item): item.id for item in items}
    groups = join_statements(accounts).groups
    return {accounts[account]: frozenset(accounts[other] for other in group) for group in groups for account in group}


def _account(item: Said) -> StatementAccount:
    return StatementAccount(
        article=f"{item.article:012}",
        start=item.start,
        speakers=frozenset(f"{kind} {pk}" for kind, pk in (actor.key for actor in item.speakers)),
        sides=frozenset(actor.country for actor in item.speakers if actor.country),
        act=item.act_code,
        modality=item.modality,
        content=item.plain,
    )


def conflicts(event: Event, reports: Sequence[Report]) -> tuple[Conflict, ...]:
    """Give the facts of an event that its reports tell differently; an undated report contradicts no day."""
    dated = [report for report in reports if report.date_min or report.date_max]
    facts: tuple[tuple[str, Sequence[Report], Callable[[Report | Event], str]], ...] = (
        ("Date", dated, lambda told: day_words(told.edtf, told.date_min, told.date_max, told.date_basis).long),
        ("Kind", reports, lambda told: told.get_type_display()),
        ("Status", reports, lambda told: told.get_status_display()),
    )
    found = (Conflict(fact, _versions(event, told, words)) for fact, told, words in facts)
    return tuple(conflict for conflict in found if len(conflict.versions) > 1)


def _versions(event: Event, reports: Iterable[Report], words: Callable[[Report | Event], str]) -> tuple[Version, ...]:
    told: dict[str, dict[str, None]] = {}
    for report in reports:
        told.setdefault(words(report), {})[teller(report)] = None
    chosen = words(event)
    versions = [Version(said, tuple(tellers), said == chosen) for said, tellers in told.items()]
    return tuple(sorted(versions, key=lambda version: not version.is_chosen))


def teller(report: Report) -> str:
    """Name who gives an account: the outlet with the place of its dateline, else the article."""
    article = report.article
    name = str(article.outlet or article)
    place = getattr(report, "place", None)
    return f"{name}, {place.title()}" if place else name


def reprints(articles: Sequence[Article]) -> list[list[Article]]:
    """Group the articles that print one story, each group and the groups in the order given."""
    groups: list[tuple[tuple[int, ...], list[Article]]] = []
    for article in articles:
        signature = reprint_signature(story(article))
        known = next((group for leading, group in groups if are_reprints(leading, signature)), None)
        if known is None:
            groups.append((signature, [article]))
        else:
            known.append(article)
    return [group for _, group in groups]


def story(article: Article) -> str:
    """Give the text of an article without what is no part of the story."""
    text, kept, at = article.text, [], 0
    for start, end in sorted(map(tuple, article.boilerplate)):
        kept.append(text[at:start])
        at = max(at, end)
    return " ".join([*kept, text[at:]])
