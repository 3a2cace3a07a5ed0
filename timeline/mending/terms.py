"""Change a term of office, and what was read by it: "the foreign minister said", on a day that changed hands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet

from timeline import actions
from timeline.ingest.register.corrected import forget
from timeline.ingest.run import reread
from timeline.mending.journal import Refused, mending
from timeline.models import Article, Evidence, Membership, MembershipBasis, Mend, MendKind, Statement

FIELDS = ("person", "is_acting", "date_from", "date_to")
# Articles read again while the browser waits, half a second each; more are read in portions.
MOST_HERE = 20
# An article may tell of the day before, and may be dated by another time zone.
MARGIN = timedelta(days=2)


@dataclass(frozen=True)
class Retold:
    """What an article says, in its words, with who it is of before and after."""

    words: str
    before: str
    after: str


@dataclass(frozen=True)
class TermPreview:
    """What another term would change: overlaps with others', and the facts of the articles that rest on it.

    Of `articles` the first `looked_at` were read to see it.
    """

    overlaps: tuple[Membership, ...]
    articles: int
    looked_at: int
    changes: tuple[tuple[Article, tuple[Retold, ...]], ...]


def resting_on(row: Membership, values: Mapping[str, Any], today: date) -> QuerySet[Article]:
    """Give the articles of the days that change hands in which the office is named, or this term was found."""
    days = Q()
    for first, last in _changed_days(row, values, today):
        days |= Q(published_min__lte=last + MARGIN, published_max__gte=first - MARGIN)
    named = Q(evidence__membership=row) | Q(text__iregex=_words(row))
    found = Article.objects.filter(named).filter(days) if days else Article.objects.none()
    return found.distinct().order_by("published_max", "pk")


def preview(row: Membership, values: Mapping[str, Any], today: date) -> TermPreview:
    """Say what a change of a term would change; everything stays as it is.

    The articles are read in a transaction that is then rolled back. Raise Refused for days that cannot be.
    """
    resting = resting_on(row, values, today)
    articles = list(resting[:MOST_HERE])
    total = len(articles) if len(articles) < MOST_HERE else resting.count()
    with transaction.atomic():
        changed = _set(row, values)
        overlaps = tuple(Membership.objects.overlaps_of(changed).select_related("person", "post"))
        found = [(article, tuple(_read(article))) for article in articles]
        transaction.set_rollback(True)
    forget()
    return TermPreview(overlaps, total, len(articles), tuple((article, told) for article, told in found if told))


def change_term(
    row: Membership, values: Mapping[str, Any], today: date, *, by: AbstractBaseUser, reason: str
) -> tuple[Mend, list[int]]:
    """Change a term and read the articles that rest on it again, the first of many; give what can be taken back.

    The ids of those that are still to be read stand beside it, for `read_rest`. Raise Refused for days that cannot be.
    """
    with mending(MendKind.TERM, str(row), by=by, reason=reason) as mend:
        articles = list(resting_on(row, values, today).values_list("pk", flat=True))
        _set(row, values)
        left = _read_again(articles)
    return mend, left


def read_rest(row: Membership, articles: Sequence[int], *, by: AbstractBaseUser, reason: str) -> tuple[Mend, list[int]]:
    """Read the next articles that rest on a changed term again; give what can be taken back, and what is left."""
    with mending(MendKind.TERM, f"{row}: further articles", by=by, reason=reason) as mend:
        left = _read_again(articles)
    return mend, left


def _read_again(articles: Sequence[int]) -> list[int]:
    for article in Article.objects.filter(pk__in=articles[:MOST_HERE]).order_by("published_max", "pk"):
        reread(article)
    return list(articles[MOST_HERE:])


def _set(row: Membership, values: Mapping[str, Any]) -> Membership:
    """Give a term other values, as a curator's, from which the next reading goes."""
    changed = Membership.objects.select_for_update(of=("self",)).select_related("post").get(pk=row.pk)
    for name in FIELDS:
        setattr(changed, name, values[name])
    changed.basis = MembershipBasis.CURATOR
    try:
        changed.full_clean(exclude=["post"])
    except ValidationError as error:
        raise Refused(*error.messages) from None
    changed.save()
    actions.record_edit(record=changed, fields=[name for name in FIELDS if getattr(row, name) != values[name]])
    return changed


def _read(article: Article) -> list[Retold]:
    """Read an article again and give what is of somebody else now."""
    before = _told(article)
    forget()
    reread(article)
    after = _told(article)
    keys = dict.fromkeys([*before, *after])
    pairs = [(words, before.get((at, words), ""), after.get((at, words), "")) for at, words in keys]
    return [Retold(words, one, other) for words, one, other in pairs if one != other]


def _told(article: Article) -> dict[tuple[int, str], str]:
    """Give who speaks and who takes part, by place and words of each statement and event."""
    said = Statement.objects.filter(article=article).prefetch_related("actors__person", "actors__organization")
    found = {
        (row.start, row.content): ", ".join(str(actor) for actor in row.actors.all() if actor.role == "speaker")
        for row in said
    }
    rows = Evidence.objects.filter(report__article=article, role=Evidence.Role.EVENT).select_related("report__event")
    for proof in rows.prefetch_related("report__event__participations__person"):
        parties = proof.report.event.participations.all() if proof.report else ()
        found[proof.start, proof.exact] = ", ".join(sorted(map(str, parties)))
    return found


def _changed_days(row: Membership, values: Mapping[str, Any], today: date) -> list[tuple[date, date]]:
    """Give the days on which another holds the office than before, as first and last."""
    starts = sorted(day or date.min + MARGIN for day in (row.date_from, values["date_from"]))
    ends = sorted(day or today for day in (row.date_to, values["date_to"]))
    if (row.person, row.is_acting) != (values["person"], values["is_acting"]):
        return [(starts[0], ends[1])]
    found = [(starts[0], starts[1])] if starts[0] != starts[1] else []
    return found + ([(ends[0], ends[1])] if row.date_to != values["date_to"] else [])


def _words(row: Membership) -> str:
    """Give a pattern of the words for whoever is in the office."""
    return (row.post.role or row.post.label).replace("_", "[ -]").replace("defence", "defen[cs]e")
