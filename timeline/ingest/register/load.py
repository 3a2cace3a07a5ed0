"""The file of office-holders as rows: posts, persons with their names, memberships.

Safe to run again, with the same file or a newer one: new terms come in, corrected ones follow, terms that left the file
go. What a curator has touched stays as it is.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db import connection, transaction

from timeline.extraction import holders
from timeline.extraction.holders import Holder
from timeline.ingest.bulk import Bulk
from timeline.ingest.draft import clip, write
from timeline.ingest.register.people import find_holders
from timeline.ingest.storing import WRITER_LOCK
from timeline.models import Evidence, Membership, MembershipBasis, Person, Post, ReviewState

# Rows a statement; PostgreSQL takes 65,535 parameters at most.
BATCH = 500


@dataclass(frozen=True, slots=True)
class Changes:
    """How many terms the file has, and how many of them came, changed or went this time."""

    terms: int
    added: int
    changed: int
    removed: int

    def __str__(self) -> str:
        """Say it in one line."""
        told = f"{self.added} added, {self.changed} changed, {self.removed} removed"
        return f"Register of office-holders: {self.terms} terms; {told}."


def load_register(terms: Iterable[Holder] | None = None) -> Changes:
    """Bring the rows in line with the terms, by default those of the file; all or nothing."""
    wanted = {term.key: term for term in (holders.load() if terms is None else terms)}
    with transaction.atomic():
        _wait_for_other_writers()
        stored = Membership.objects.exclude(register_key=None).select_related("post")
        rows = {row.register_key or "": row for row in stored}
        _follow_corrected_days(rows, wanted)
        persons, posts = find_holders(wanted.values()), _posts(wanted.values())
        changed = _update({key: row for key, row in rows.items() if key in wanted}, wanted, posts)
        added = _add([term for key, term in wanted.items() if key not in rows], persons, posts)
        removed = _remove([row for key, row in rows.items() if key not in wanted])
        _drop_unused({post_key(term) for term in wanted.values()}, {term.name for term in wanted.values()})
        if added or changed or removed:
            # Joining looks at the office-holders anew when the next article comes.
            Person.objects.exclude(register_key=None).update(is_anchored=False)
        return Changes(len(wanted), added, changed, removed)


def post_key(term: Holder) -> str:
    """Give what the register knows a post by."""
    return f"{term.role}|{term.country}|{term.label}"


def _wait_for_other_writers() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITER_LOCK])


def _follow_corrected_days(rows: dict[str, Membership], wanted: dict[str, Holder]) -> None:
    """Let a row keep its term where the file corrected the first day, which is part of the term's key."""
    new: dict[str, list[Holder]] = defaultdict(list)
    for key, term in wanted.items():
        if key not in rows:
            new[_without_day(key)].append(term)
    moved = []
    for key in [key for key in rows if key not in wanted]:
        row = rows[key]
        choice = new[_without_day(key)]
        match = next((term for term in choice if _overlap(row, term)), None)
        if match:
            choice.remove(match)
            row.register_key = match.key
            rows[match.key] = rows.pop(key)
            moved.append(row)
    Membership.objects.bulk_update(moved, ["register_key"], batch_size=BATCH)


def _without_day(key: str) -> str:
    return key.rpartition("|")[0]


def _overlap(row: Membership, term: Holder) -> bool:
    starts = term.end is None or row.date_from is None or row.date_from <= term.end
    return starts and (row.date_to is None or term.start <= row.date_to)


def _posts(terms: Iterable[Holder]) -> dict[str, Post]:
    """Find or make the posts; one of the same label and country is the same post, also where an article brought it."""
    wanted = {post_key(term): term for term in terms}
    known = {post.register_key: post for post in Post.objects.exclude(register_key=None)}
    labelled = {(post.label, post.country): post for post in Post.objects.filter(register_key=None)}
    new: list[Post] = []
    adopted: list[Post] = []
    for key, term in wanted.items():
        if key in known:
            continue
        label = clip(term.label, 200)
        post = labelled.get((label, term.country))
        if post:
            adopted.append(post)
        else:
            post = Post(label=label, country=term.country)
            new.append(post)
        post.register_key, post.role = key, clip(term.role, 40)
        known[key] = post
    Post.objects.bulk_create(new, batch_size=BATCH)
    Post.objects.bulk_update(adopted, ["register_key", "role"], batch_size=BATCH)
    return {key: known[key] for key in wanted}


def _update(rows: dict[str, Membership], wanted: dict[str, Holder], posts: dict[str, Post]) -> int:
    """Write what the file now says of the terms stored already, but for what curators have set."""
    changed = []
    for key, row in rows.items():
        term = wanted[key]
        post = row.post if row.post.curated_fields else posts[post_key(term)]
        values = {"post": post, "is_acting": term.acting, "date_from": term.start, "date_to": term.end}
        if write(row, values):
            changed.append(row)
    Membership.objects.bulk_update(changed, ["post", "is_acting", "date_from", "date_to"], batch_size=BATCH)
    return len(changed)


def _add(terms: Sequence[Holder], persons: dict[str, Person], posts: dict[str, Post]) -> int:
    """Make the rows of new terms; one that an article or a curator brought before becomes the term's row."""
    people = {persons[term.name].pk for term in terms}
    stored: dict[tuple[int, int], list[Membership]] = defaultdict(list)
    for row in Membership.objects.filter(person__in=people, register_key=None).order_by("pk"):
        stored[row.person_id, row.post_id].append(row)
    bulk, adopted = Bulk(Membership), []
    for term in terms:
        person, post = persons[term.name], posts[post_key(term)]
        same = next((row for row in stored[person.pk, post.pk] if _is_term(row, term)), None)
        if same:
            stored[person.pk, post.pk].remove(same)
            same.register_key = term.key
            adopted.append(same)
        else:
            bulk.add(_membership(term, person, post))
    bulk.write()
    Membership.objects.bulk_update(adopted, ["register_key"], batch_size=BATCH)
    return len(terms) - len(adopted)


def _is_term(row: Membership, term: Holder) -> bool:
    if row.date_from == term.start and row.is_acting == term.acting:
        return True
    return row.is_protected and row.date_from is not None and _overlap(row, term)


def _membership(term: Holder, person: Person, post: Post) -> Membership:
    return Membership(
        register_key=term.key,
        person=person,
        post=post,
        is_acting=term.acting,
        date_from=term.start,
        date_to=term.end,
        basis=MembershipBasis.REGISTER,
    )


def _remove(gone: Sequence[Membership]) -> int:
    """Take out terms that left the file; what a curator touched, or an article shows, stays without the register."""
    proved = set(Evidence.objects.filter(membership__in=gone).values_list("membership_id", flat=True))
    kept = [row for row in gone if row.is_protected or row.pk in proved]
    doubles = _leave_to_texts([row for row in kept if not row.is_protected])
    for row in kept:
        row.register_key = None
    Membership.objects.filter(pk__in={row.pk for row in gone} - {row.pk for row in kept} | doubles).delete()
    Membership.objects.bulk_update(kept, ["register_key", "basis", "date_from", "date_to"], batch_size=BATCH)
    return len(gone)


def _leave_to_texts(rows: Sequence[Membership]) -> set[int]:
    """Take the register's days from rows that articles show; give those that only double what texts say already."""
    known = Membership.objects.filter(person__in=[row.person_id for row in rows], date_from=None, register_key=None)
    said = {(row.person_id, row.post_id, row.is_acting): row for row in known}
    doubles = set()
    for row in rows:
        twin = said.setdefault((row.person_id, row.post_id, row.is_acting), row)
        write(row, {"basis": MembershipBasis.TEXT, "date_from": None, "date_to": None})
        if twin is not row:
            Evidence.objects.filter(membership=row).update(membership=twin)
            doubles.add(row.pk)
    return doubles


def _drop_unused(posts: Collection[str], names: Collection[str]) -> None:
    """Remove posts and persons that came with the register, left it, and that nothing else speaks of."""
    Post.objects.exclude(register_key=None).exclude(register_key__in=posts).filter(
        memberships=None, curated_fields=[]
    ).delete()
    Person.objects.exclude(register_key=None).exclude(register_key__in=names).filter(
        memberships=None,
        evidence=None,
        participations=None,
        statement_roles=None,
        review=ReviewState.DRAFT,
        curated_fields=[],
    ).delete()
