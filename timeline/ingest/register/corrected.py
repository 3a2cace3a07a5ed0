"""The register of office-holders as curators have corrected it, for the reading.

The file of the package is the ground. A membership that a curator has added, corrected, accepted or rejected takes the
place of the file's term or stands beside the others; what only texts suggest stays out until a curator accepts it, so
that no reading depends on which articles were read before.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from django.db.models import Prefetch, Q

from timeline.extraction import holders
from timeline.extraction.holders import Holder, Register
from timeline.models import Membership, MembershipBasis, NameBasis, Person, PersonName, ReviewState

# Corrections of a membership that say who held which office when; who sets one of them vouches for the term.
FIELDS_OF_A_TERM = frozenset({"person", "post", "is_acting", "date_from", "date_to"})
# Corrections of a person that reach the person's terms.
FIELDS_OF_A_PERSON = ["name", "names", "country"]

_FROM_REGISTER_OR_CURATOR = (
    Q(register_key__isnull=False) | Q(basis=MembershipBasis.CURATOR) | Q(review=ReviewState.ACCEPTED)
)
_TOUCHED = (
    ~Q(review=ReviewState.DRAFT)
    | Q(basis=MembershipBasis.CURATOR)
    | ~Q(curated_fields=[])
    | ~Q(post__curated_fields=[])
    | Q(person__review=ReviewState.REJECTED)
    | Q(person__curated_fields__overlap=FIELDS_OF_A_PERSON)
)


@dataclass(frozen=True, slots=True)
class Correction:
    """What a curator made of a term: `key` is the file's term it replaces, `term` None if it is not to be used."""

    key: str | None
    term: Holder | None


@dataclass(slots=True)
class _Memo:
    """The register last asked for, and when (monotonic seconds)."""

    register: Register | None = None
    asked: float = 0.0


_memo = _Memo()


def current(max_age: float = 0.0) -> Register:
    """Give the register as it stands now, or stood at most `max_age` seconds ago.

    Asking takes one query; indexes are made anew only where a curator has changed something.
    """
    now = time.monotonic()
    if _memo.register is None or now - _memo.asked > max_age:
        _memo.register, _memo.asked = _corrected(tuple(_corrections())), now
    return _memo.register


def forget() -> None:
    """Have the next question answered by the database, whatever age would do: this process has changed something."""
    _memo.register = None


@lru_cache(maxsize=2)
def _corrected(corrections: tuple[Correction, ...]) -> Register:
    standard = holders.standard()
    if not corrections:
        return standard
    replaced = {item.key: item.term for item in corrections if item.key}
    terms = [replaced.pop(term.key, term) for term in standard.terms]
    added = [term for term in (*replaced.values(), *(item.term for item in corrections if not item.key)) if term]
    kept = (term for term in terms if term and not any(_same_term(term, other) for other in added))
    return Register([*kept, *added], standard.known_until)


def _same_term(one: Holder, other: Holder) -> bool:
    """Tell whether a curator's term is the file's told anew: of one person in one office, at one time."""
    if (one.name, one.role, one.country, one.acting) != (other.name, other.role, other.country, other.acting):
        return False
    return (one.end is None or other.start <= one.end) and (other.end is None or one.start <= other.end)


def _corrections() -> Iterator[Correction]:
    names = PersonName.objects.exclude(basis=NameBasis.TEXT)
    rows = (
        Membership.objects.filter(_FROM_REGISTER_OR_CURATOR, _TOUCHED)
        .select_related("post", "person")
        .prefetch_related(Prefetch("person__names", names))
        .order_by("pk")
    )
    for row in rows:
        term = _term(row)
        if row.register_key or term:
            yield Correction(row.register_key, term)


def _term(row: Membership) -> Holder | None:
    """Give a membership as a term; None where it was rejected, or says no day or no role of an office."""
    first, last = _days(row)
    if ReviewState.REJECTED in (row.review, row.person.review) or not row.post.role or first is None:
        return None
    return Holder(
        role=row.post.role,
        country=row.post.country,
        name=row.person.name,
        label=row.post.label,
        start=first,
        end=last,
        acting=row.is_acting,
        aliases=_other_names(row),
        is_vouched=_is_vouched(row),
        ref=row.pk,
    )


def _days(row: Membership) -> tuple[date | None, date | None]:
    """Give the first and last day on which the person surely held the office; the last is None for still in office."""
    over = row.ended_by - timedelta(days=1) if row.ended_by else None
    if row.date_from is None:
        return row.seen_min, row.date_to or row.seen_max
    last = row.date_to or over
    return row.date_from, max(last, row.date_from) if last else None


def _is_vouched(row: Membership) -> bool:
    decided = row.review == ReviewState.ACCEPTED or row.basis == MembershipBasis.CURATOR
    return decided or not FIELDS_OF_A_TERM.isdisjoint(row.curated_fields)


def _other_names(row: Membership) -> tuple[str, ...]:
    """Give the spellings of the register and of curators; the file's own count until a curator sets the names."""
    person: Person = row.person
    names = {name.name for name in person.names.all()}
    if "names" not in person.curated_fields and row.register_key:
        names |= _spellings().get(row.register_key, frozenset())
    return tuple(sorted(names - {person.name}))


@lru_cache(maxsize=1)
def _spellings() -> dict[str, frozenset[str]]:
    return {term.key: frozenset((term.name, *term.aliases)) for term in holders.load()}
