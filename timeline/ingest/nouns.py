"""What placing hands from stage to stage: what one transaction still has to do, nouns, and accounts on their way."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from timeline.ingest.bulk import Bulk
from timeline.joining import EventAccount, OrganizationAccount, Partition, PersonAccount

A = TypeVar("A", PersonAccount, OrganizationAccount, EventAccount)
# An account that has no owner yet, and its id in the article's reading if it is of this article.
Ownerless = tuple[A, str | None]
Make = Callable[[Sequence[Ownerless[A]]], Sequence[Any]]
SignaturePairs = Iterable[tuple[int, int]]


@dataclass
class Work:
    """What one transaction still has to do, over all articles that it stores."""

    bulk: Bulk
    # Accounts that are known are joined anew, too: the rules may be others now.
    is_anew: bool = False
    # Articles of which an account moved to another owner: they are stored again.
    articles: set[int] = field(default_factory=set)
    # Articles that were stored: their statements wait for review.
    stored: list[Any] = field(default_factory=list)
    # Owners whose set of accounts changed, by noun: what is derived from it is derived anew.
    changed: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    # Owners between whom accounts moved: what counts articles is counted anew.
    moved: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    # Persons whom an article named, and the rows, by noun, that an earlier reading spoke of.
    called: set[int] = field(default_factory=set)
    unsaid: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    # Persons who are called otherwise now: their events are found by other words.
    renamed: set[int] = field(default_factory=set)
    # Persons and organizations, by noun, whose country is another now: it is their parties' where no text gives one.
    rehomed: set[tuple[str, int]] = field(default_factory=set)
    # Events that are found by other words now.
    events: set[int] = field(default_factory=set)
    # Owners made just now, but for persons and organizations of one account, which say what it says.
    made: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    # Owners who lost all accounts, and the owner who took most of them.
    emptied: dict[tuple[str, int], Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Noun(Generic[A]):
    """How accounts of one kind are stored and joined.

    `sightings` gives which of some signatures are in which articles, as pairs of ids. `are_two` says whether an article
    that has two accounts vouches that they are of different owners; `apart` gives the pairs of such signatures, of some
    accounts by the ids of their signatures, that some article has.
    """

    field: str
    rows: type[Any]
    owners: type[Any]
    read: Callable[[str], A]
    blocks: Callable[[A], frozenset[str]]
    join: Callable[..., Partition[A]]
    sightings: Callable[[Collection[int]], SignaturePairs]
    are_two: Callable[[A, A], bool]
    apart: Callable[[Mapping[int, A]], SignaturePairs]


@dataclass(frozen=True)
class Asked(Generic[A]):
    """The accounts of one article by their local ids, and what its last reading had.

    `before` are the signatures that it had, `owners` the owners that its last reading found in the same words.
    """

    article: int | None
    accounts: Mapping[str, A]
    before: frozenset[int] = frozenset()
    owners: Mapping[str, Any] = field(default_factory=dict)


@dataclass
class Node(Generic[A]):
    """A signature on its way to its owner."""

    row: Any
    account: A
    was: int | None = None
    is_protected: bool = False
    local_id: str | None = None
