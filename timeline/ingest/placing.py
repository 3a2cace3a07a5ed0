"""Give the accounts of an article their owners: the persons, organizations or events that they are accounts of.

    accounts ─▶ signatures known already ─▶ their owners (one query)
             └▶ new or given up ─▶ all signatures of the block ─▶ `timeline.joining` parts them
                  ─▶ each part keeps or gets its owner; articles whose accounts moved are stored again

The parts are a function of the set of accounts, so it does not matter which article came first. Only which row stands
for a part does: it is the oldest, so that addresses last.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from hashlib import sha256
from itertools import combinations
from typing import Any

from diplomacy.prepared import Rows, ask
from timeline.ingest.nouns import A, Asked, Make, Node, Noun, Ownerless, Work
from timeline.joining import Partition, signature
from timeline.models import Doubt, Event, Person, ReviewState

GIVEN = "SELECT {0}_id FROM timeline_binding WHERE article_id = %s::bigint AND {0}_id = ANY(%s::bigint[])"
# Pairs that a curator knows to be two.
APART = """
SELECT {0}_id, other_{0}_id FROM timeline_apart
WHERE {0}_id = ANY(%s::bigint[]) AND other_{0}_id = ANY(%s::bigint[])
"""


def place(noun: Noun[A], asked: Asked[A], make: Make[A], work: Work) -> Any:
    """Give the signature row of each account, with its owner; owners and rows to come are added to the work."""
    digests = {local_id: digest(account) for local_id, account in asked.accounts.items()}
    stored: dict[str, Any] = _stored(noun, digests.values())
    frozen: dict[str, Any] = _frozen(noun, asked, stored, work)
    known = {row.pk for rows in (stored, frozen) for row in rows.values()}
    lost: list[Any] = _unused(noun, asked.before - known, asked.article)
    missing = {local_id for local_id, key in digests.items() if key not in stored and local_id not in frozen}
    is_open: bool = work.is_anew or _is_clash(noun, asked, stored)
    if missing or lost or is_open:
        nodes = _block(noun, asked, stored, missing, [*lost, *(stored.values() if is_open else ())])
        if lost:
            noun.rows.objects.filter(pk__in=[row.pk for row in lost]).delete()
        _settle(noun, asked, nodes, lost, make, work)
        stored |= {node.row.digest: node.row for node in nodes.values() if node.local_id}
    return {local_id: frozen.get(local_id) or stored[key] for local_id, key in digests.items()}


def digest(account: A, frozen: int | str | None = None) -> str:
    """Give the hash of an account; one that is `frozen` to an owner is unlike all others."""
    words = signature(account) if frozen is None else f"{frozen} {signature(account)}"
    return sha256(words.encode()).hexdigest()


def _stored(noun: Noun[A], digests: Iterable[str]) -> dict[str, Any]:
    return {row.digest: row for row in _rows(noun).where("row.digest = ANY(%s::text[])", list(set(digests)))}


@cache
def _rows(noun: Noun[A]) -> Rows[Any]:
    # What an event is found by is long, and nothing that joining looks at.
    return Rows(noun.rows, noun.field, without={"search"})


def _frozen(noun: Noun[A], asked: Asked[A], stored: dict[str, Any], work: Work) -> dict[str, Any]:
    """Bind this article's accounts to whom a curator gave them: to a rejected event, or to one side of what was split.

    Other articles' accounts are freed from a rejected event.
    """
    if noun.owners is Event:
        _free(noun, stored)
    given = _given(noun, asked)
    bound = {key: owner for key, owner in asked.owners.items() if owner.pk in given or _is_rejected(owner)}
    digests = {local_id: digest(asked.accounts[local_id]) for local_id in bound}
    bound = {key: owner for key, owner in bound.items() if _owner_of(noun, stored.get(digests[key])) != owner.pk}
    wanted = {local_id: digest(asked.accounts[local_id], owner.pk) for local_id, owner in bound.items()}
    rows = _stored(noun, wanted.values()) if wanted else {}
    for local_id, key in wanted.items():
        if key not in rows:
            account = signature(asked.accounts[local_id])
            owner = {noun.field: bound[local_id]}
            rows[key] = noun.rows(digest=key, account=account, blocks=[], is_bound=True, **owner)
            work.bulk.add(rows[key])
    return {local_id: rows[key] for local_id, key in wanted.items()}


def _free(noun: Noun[A], stored: dict[str, Any]) -> None:
    rejected = {key: row for key, row in stored.items() if row.event.review == ReviewState.REJECTED}
    frozen = {key: digest(noun.read(row.account), row.event_id) for key, row in rejected.items()}
    taken: dict[str, Any] = _stored(noun, frozen.values()) if frozen else {}
    for key, row in rejected.items():
        # Merged into a rejected event that has the same account already, it serves until its articles ask for that one.
        is_twice = frozen[key] in taken
        row.digest = digest(noun.read(row.account), f"{row.event_id} {row.pk}") if is_twice else frozen[key]
        row.blocks, row.is_bound = [], True
        row.save(update_fields=["digest", "blocks", "is_bound"])
        del stored[key]


def _given(noun: Noun[A], asked: Asked[A]) -> set[int]:
    """Give the owners to whom a curator gave this article's account of them."""
    if not asked.owners or asked.article is None:
        return set()
    owners = [owner.pk for owner in asked.owners.values()]
    return {pk for (pk,) in ask(GIVEN.format(noun.field), asked.article, owners)}


def _is_rejected(owner: Any) -> bool:
    return isinstance(owner, Event) and owner.review == ReviewState.REJECTED


def _owner_of(noun: Noun[A], row: Any) -> int | None:
    return getattr(row, f"{noun.field}_id") if row else None


def _unused(noun: Noun[A], pks: Collection[int], article: int | None) -> list[Any]:
    """Give the signatures that no other article has."""
    if not pks:
        return []
    used = {row for row, seen_in in noun.sightings(pks) if seen_in != article}
    return list(noun.rows.objects.filter(pk__in=set(pks) - used).select_related(noun.field))


def _is_clash(noun: Noun[A], asked: Asked[A], stored: Mapping[str, Any]) -> bool:
    """Tell whether two accounts of an article, known as one so far, turn out to be two."""
    owners = {getattr(row, f"{noun.field}_id") for row in stored.values()}
    if len(owners) == len(stored):
        return False
    told: dict[int, list[A]] = defaultdict(list)
    for local_id, row in _by_local_id(asked, stored).items():
        told[getattr(row, f"{noun.field}_id")].append(asked.accounts[local_id])
    return any(_told_as_two(noun, accounts) for accounts in told.values())


def _told_as_two(noun: Noun[A], accounts: Sequence[A]) -> list[tuple[A, A]]:
    """Give the pairs of one article's accounts that are of different owners.

    Fixed ones need no telling: no two are one anyway, and the register has thousands.
    """
    told = [account for account in accounts if not getattr(account, "fixed", "")]
    return [(one, other) for one, other in combinations(told, 2) if noun.are_two(one, other)]


def _block(
    noun: Noun[A], asked: Asked[A], stored: Mapping[str, Any], missing: Collection[str], touched: Sequence[Any]
) -> dict[A, Node[A]]:
    """Load every signature that may be one with a missing or touched one, directly or through others."""
    nodes: dict[A, Node[A]] = {}
    for local_id, account in asked.accounts.items():
        if local_id in missing:
            row = noun.rows(digest=digest(account), account=signature(account), blocks=sorted(noun.blocks(account)))
            nodes[account] = Node(row, account, local_id=local_id)
    keys = {key for row in (*touched, *(node.row for node in nodes.values())) for key in row.blocks}
    protected = {owner.pk for owner in asked.owners.values() if owner.is_protected}
    given = {row.digest: local_id for local_id, row in _by_local_id(asked, stored).items()}
    gone, seen = {row.pk for row in touched if row.digest not in stored}, set[str]()
    while fresh := keys - seen:
        seen |= fresh
        found = (
            f"(row.blocks && %s::varchar[] OR row.{noun.field}_id = ANY(%s::bigint[])) AND row.id <> ALL(%s::bigint[])"
        )
        for row in _rows(noun).where(found, sorted(fresh), list(protected), list(gone)):
            owner = getattr(row, noun.field)
            gone.add(row.pk)
            keys.update(row.blocks)
            if row.is_bound or _is_rejected(owner):
                continue
            kept = stored.get(row.digest, row)
            account = noun.read(row.account)
            nodes[account] = Node(kept, account, owner.pk, owner.is_protected, given.get(row.digest))
    return nodes


def _by_local_id(asked: Asked[A], stored: Mapping[str, Any]) -> dict[str, Any]:
    rows = {local_id: stored.get(digest(account)) for local_id, account in asked.accounts.items()}
    return {local_id: row for local_id, row in rows.items() if row}


def _settle(
    noun: Noun[A],
    asked: Asked[A],
    nodes: Mapping[A, Node[A]],
    lost: Sequence[Any],
    make: Make[A],
    work: Work,
) -> None:
    """Part the block, give each part its owner, and note what that changes."""
    partition = noun.join(nodes, same=_same(asked, nodes), different=_different(noun, asked, nodes))
    groups = sorted(partition.groups, key=lambda group: min(map(signature, group)))
    owners: list[Any] = _owners(noun, asked, groups, nodes)
    bare = [index for index, owner in enumerate(owners) if owner is None]
    wanted = [_first_of(groups[index], nodes) for index in bare]
    for index, owner in zip(bare, make(wanted) if wanted else (), strict=True):
        owners[index] = owner
        if owner.pk is None:
            work.bulk.add(owner)
            if noun.owners is Event or len(groups[index]) > 1:
                work.made[noun.field].append(owner)
    moved = []
    for group, owner in zip(groups, owners, strict=True):
        for node in (nodes[account] for account in group):
            setattr(node.row, noun.field, owner)
            if node.row.pk is None:
                work.bulk.add(node.row)
                work.changed[noun.field].update({owner.pk} - {None})
            elif node.was != owner.pk:
                moved.append(node)
    _note(noun, asked, moved, nodes, lost, work)
    if noun.owners in (Event, Person) and len(nodes) > 1:
        _write_doubts(noun, partition, nodes, work)


def _first_of(group: Iterable[A], nodes: Mapping[A, Node[A]]) -> Ownerless[A]:
    """Choose the account after which an owner is made: one of this article if there is any."""
    chosen = min((nodes[account] for account in group), key=lambda n: (n.local_id is None, signature(n.account)))
    return chosen.account, chosen.local_id


def _same(asked: Asked[A], nodes: Mapping[A, Node[A]]) -> list[tuple[A, A]]:
    """Give the pairs that must be one: what a curator vouches for stays one."""
    kept: dict[int, list[A]] = defaultdict(list)
    for account, node in nodes.items():
        owner = asked.owners.get(node.local_id or "")
        if node.is_protected and node.was:
            kept[node.was].append(account)
        elif node.was is None and owner is not None and owner.is_protected:
            kept[owner.pk].append(account)
    return [(accounts[0], other) for accounts in kept.values() for other in accounts[1:]]


def _different(noun: Noun[A], asked: Asked[A], nodes: Mapping[A, Node[A]]) -> list[tuple[A, A]]:
    """Give the pairs that cannot be one: two of one article, and of two owners whom a curator vouches for or parts."""
    by_pk = {node.row.pk: account for account, node in nodes.items() if node.row.pk}
    pairs = [(by_pk[one], by_pk[other]) for one, other in noun.apart(by_pk)] if len(by_pk) > 1 else []
    pairs += _told_as_two(noun, [account for account, node in nodes.items() if node.local_id])
    vouched = [(account, node.was) for account, node in nodes.items() if node.is_protected]
    pairs += [(a, b) for at, (a, one) in enumerate(vouched) for b, other in vouched[at + 1 :] if one != other]
    return pairs + _told_apart(noun, asked, nodes)


def _told_apart(noun: Noun[A], asked: Asked[A], nodes: Mapping[A, Node[A]]) -> list[tuple[A, A]]:
    """Give the pairs of accounts of two owners whom a curator knows to be two."""
    had: dict[int, list[A]] = defaultdict(list)
    for account, node in nodes.items():
        by_words = asked.owners.get(node.local_id or "")
        if pk := node.was or (by_words.pk if by_words else None):
            had[pk].append(account)
    rows = ask(APART.format(noun.field), list(had), list(had)) if len(had) > 1 else []
    return [(a, b) for one, other in rows for a in had[one] for b in had[other]]


def _owners(
    noun: Noun[A], asked: Asked[A], groups: Sequence[frozenset[A]], nodes: Mapping[A, Node[A]]
) -> list[Any | None]:
    """Give each group the owner that most belongs to it, the oldest first; None where it needs a new one."""
    claims = []
    for index, group in enumerate(groups):
        members = [nodes[account] for account in group]
        had = Counter(node.was for node in members if node.was)
        by_words: set[int] = {owner.pk for node in members if (owner := asked.owners.get(node.local_id or ""))}
        fixed: set[int] = {int(pk) for account in group if (pk := getattr(account, "fixed", ""))}
        protected = {node.was for node in members if node.is_protected}
        for pk in set(had) | by_words | fixed:
            claims.append((pk not in fixed, pk not in protected, pk not in had, pk, -had[pk], index))
    chosen: dict[int, int] = {}
    for *_, pk, _, index in sorted(claims):
        if index not in chosen and pk not in chosen.values():
            chosen[index] = pk
    rows = {getattr(node.row, f"{noun.field}_id"): getattr(node.row, noun.field) for node in nodes.values() if node.was}
    rows |= {owner.pk: owner for owner in asked.owners.values()}
    rows |= noun.owners.objects.in_bulk({*chosen.values()} - rows.keys()) if {*chosen.values()} - rows.keys() else {}
    return [rows[chosen[index]] if index in chosen else None for index in range(len(groups))]


def _note(
    noun: Noun[A],
    asked: Asked[A],
    moved: Sequence[Node[A]],
    nodes: Mapping[A, Node[A]],
    lost: Sequence[Any],
    work: Work,
) -> None:
    """Write which signatures moved, and note whose accounts changed and which articles are to be stored again."""
    left = {node.was for node in moved if node.was} | {getattr(row, f"{noun.field}_id") for row in lost}
    work.changed[noun.field] |= left
    if moved:
        # An owner made just now gets its id before rows are pointed at it.
        work.bulk.write()
        rows = [node.row for node in moved]
        for row in rows:
            setattr(row, noun.field, getattr(row, noun.field))
        noun.rows.objects.bulk_update(rows, [noun.field])
        work.moved[noun.field] |= {getattr(row, f"{noun.field}_id") for row in rows} | {node.was or 0 for node in moved}
        work.changed[noun.field] |= work.moved[noun.field]
        seen = noun.sightings([row.pk for row in rows])
        work.articles |= {article for _, article in seen if article != asked.article}
    empty = left - {getattr(node.row, f"{noun.field}_id") for node in nodes.values()}
    if empty:
        kept = noun.rows.objects.filter(**{f"{noun.field}__in": empty})
        empty -= set(kept.values_list(f"{noun.field}_id", flat=True))
    for pk in empty:
        heirs = [getattr(node.row, noun.field) for node in moved if node.was == pk]
        work.emptied[noun.field, pk] = min(heirs, key=lambda heir: (-heirs.count(heir), heir.pk), default=None)


def _write_doubts(noun: Noun[A], partition: Partition[A], nodes: Mapping[A, Node[A]], work: Work) -> None:
    """Put this block's proposals in the place of the former ones."""
    name, other_name = noun.field, f"other_{noun.field}"
    owners = {pk for node in nodes.values() for pk in (node.was, getattr(node.row, f"{name}_id")) if pk}
    named = f"{name}_id = ANY(%s::bigint[]) OR {other_name}_id = ANY(%s::bigint[])"
    ask(f"DELETE FROM timeline_doubt WHERE {named}", list(owners), list(owners))  # noqa: S608 (names of fields)
    if not partition.doubtful:
        return
    work.bulk.write()
    best: dict[tuple[int, int], Doubt] = {}
    for doubt in partition.doubtful:
        pair = sorted((getattr(nodes[one].row, name) for one in (doubt.one, doubt.other)), key=lambda owner: owner.pk)
        row = Doubt(**{name: pair[0], other_name: pair[1]}, score=doubt.score, reasons=list(doubt.reasons))
        key = (pair[0].pk, pair[1].pk)
        if key[0] != key[1] and (key not in best or (-row.score, row.reasons) < (-best[key].score, best[key].reasons)):
            best[key] = row
    work.bulk.add(*best.values())
