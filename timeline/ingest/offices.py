"""Who held which office: posts, and memberships with the days that the register or the articles give."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Aggregate, Count, F, Max, Min, Q, QuerySet

from diplomacy.prepared import Rows, ask
from timeline.extraction import reading
from timeline.extraction.holders import Holder, Register, standard
from timeline.ingest.draft import Draft, clip, country_code, write
from timeline.joining import bare_label, is_public
from timeline.models import Evidence, Membership, MembershipBasis, Person, Post

# Words before the first mention that may hold the title, where the reading does not say which words give the office.
TITLE_CHARS = 60


# A day more on which offices were seen held, or over; LEAST and GREATEST pass over what is not known yet. What curators
# set stays.
SEEN = """
UPDATE timeline_membership SET
    seen_min = CASE WHEN id = ANY(%s::bigint[]) AND NOT 'seen_min' = ANY(curated_fields)
        THEN LEAST(seen_min, %s::date) ELSE seen_min END,
    seen_max = CASE WHEN id = ANY(%s::bigint[]) AND NOT 'seen_max' = ANY(curated_fields)
        THEN GREATEST(seen_max, %s::date) ELSE seen_max END,
    ended_by = CASE WHEN id = ANY(%s::bigint[]) AND NOT 'ended_by' = ANY(curated_fields)
        THEN LEAST(ended_by, %s::date) ELSE ended_by END
WHERE id = ANY(%s::bigint[]) AND review = 'draft'
"""
POSTS = Rows(Post)
MEMBERSHIPS = Rows(Membership, "post")

# What makes a membership: person, post (label, country), acting or not, first day.
MembershipKey = tuple[int, tuple[str, str], bool, date | None]


@dataclass(frozen=True, slots=True)
class Held:
    """An office that the article gives a person, and the register's term for it if there is one."""

    person: Person
    said: reading.Person
    office: reading.Office
    term: Holder | None

    @property
    def post_key(self) -> tuple[str, str]:
        """Give what makes a post: its label, and its country or body."""
        if self.term:
            return self.term.label, self.term.country
        return clip(bare_label(self.office.label), 200), country_code(self.office.country or self.said.country)

    @property
    def key(self) -> MembershipKey:
        """Give what tells memberships apart."""
        acting = self.term.acting if self.term else self.office.acting
        return self.person.pk, self.post_key, acting, self.term.start if self.term else None


def find_offices(draft: Draft) -> None:
    """Store the offices that the article gives its persons, and note their evidence."""
    held = list(_held(draft))
    posts = _posts(draft, held)
    rows = _memberships(draft, held, posts)
    for item in held:
        role = Evidence.Role.FORMER if item.office.former else Evidence.Role.OFFICE
        draft.prove(role, proof(draft.reading, draft.article.text, item), membership=rows[item.key])


def terms_of(person: reading.Person, office: reading.Office, register: Register | None = None) -> list[Holder]:
    """Give the register's terms of a person in an office; a president-elect has none of a president's yet.

    Without a register it is that of the file.
    """
    if office.label.lower().endswith(("-elect", " elect")):
        return []
    country = office.country or person.country
    return [
        term
        for term in (register or standard()).terms_of(person.name)
        if term.role == office.role and (term.country == country or not country_code(term.country))
    ]


def term_of(terms: list[Holder], office: reading.Office, day: date | None) -> Holder | None:
    """Choose among the terms in an office the one meant on a day; None where it is none or in doubt."""
    if day is not None and office.former:
        terms = [term for term in terms if term.end and term.end <= day][-1:]
    elif day is not None:
        terms = [term for term in terms if term.holds(day)]
        terms = [term for term in terms if term.acting == office.acting] or terms
    return terms[0] if len(terms) == 1 else None


def proof(said: reading.Reading, text: str, item: Held) -> tuple[reading.Span, ...]:
    """Give the words that show the office: those the reading names, or the first mention with what stands before it."""
    if item.office.evidence:
        return item.office.evidence
    if not item.said.mentions:
        return ()
    first = item.said.mentions[0]
    line = max(text.rfind("\n", 0, first.start) + 1, first.start - TITLE_CHARS)
    # Begin at a whole word.
    if line and text[line - 1].isalnum() and " " in text[line : first.start]:
        line = text.index(" ", line) + 1
    return ((line, first.end),)


def settle_memberships(pks: Iterable[int]) -> None:
    """Derive from the evidence when each membership was seen, and drop those that nothing proves any more."""
    changed, lost = [], []
    rows: QuerySet[Any] = Membership.objects.filter(pk__in=set(pks)).annotate(**_days_seen())
    for row in rows:
        values = {"seen_min": row.first_seen, "seen_max": row.last_seen, "ended_by": row.first_over}
        if not row.proofs and not row.is_protected and not row.register_key:
            lost.append(row.pk)
        elif write(row, values):
            changed.append(row)
    Membership.objects.bulk_update(changed, ["seen_min", "seen_max", "ended_by"])
    Membership.objects.filter(pk__in=lost).delete()


def see_offices(draft: Draft) -> None:
    """Widen the days on which the memberships were seen by that of a new article."""
    if draft.day is None:
        return
    roles: dict[str, set[int]] = {Evidence.Role.OFFICE: set(), Evidence.Role.FORMER: set()}
    for proof in draft.evidence:
        if proof.membership_id:
            roles[proof.role].add(proof.membership_id)
    if not any(roles.values()):
        return
    held, over = (list(roles[role]) for role in (Evidence.Role.OFFICE, Evidence.Role.FORMER))
    ask(SEEN, held, draft.day, held, draft.day, over, draft.day, [*held, *over])


def _days_seen() -> dict[str, Aggregate]:
    """Give the aggregates of a membership's evidence; only articles of one certain day tell a day."""
    day = "evidence__article__published_min"
    certain = Q(evidence__article__published_max=F(day))
    held = certain & Q(evidence__role=Evidence.Role.OFFICE)
    return {
        "proofs": Count("evidence"),
        "first_seen": Min(day, filter=held),
        "last_seen": Max(day, filter=held),
        "first_over": Min(day, filter=certain & Q(evidence__role=Evidence.Role.FORMER)),
    }


def _held(draft: Draft) -> Iterator[Held]:
    for said in draft.reading.persons:
        person = draft.persons.get(said.id)
        if person is None:
            continue
        for office in filter(is_public, said.offices):
            terms = terms_of(said, office, draft.register)
            term = term_of(terms, office, draft.day)
            # Which of several terms is meant, or a day out of all of them, is a doubt that no row should settle.
            if term or not terms:
                yield Held(person, said, office, term)


def _posts(draft: Draft, held: list[Held]) -> dict[tuple[str, str], Post]:
    wanted = {item.post_key: item.term.role if item.term else item.office.role for item in held}
    posts = {(post.label, post.country): post for post in _stored_posts(list(wanted))}
    for (label, country), role in wanted.items():
        if (label, country) not in posts:
            posts[label, country] = Post(label=label, country=country, role=clip(role, 40))
            draft.work.bulk.add(posts[label, country])
    return posts


def _stored_posts(keys: Sequence[tuple[str, str]]) -> list[Post]:
    if not keys:
        return []
    # Of a label alone there is one post for each of many countries.
    labels, countries = map(list, zip(*keys, strict=True))
    return POSTS.where("(row.label, row.country) IN (SELECT * FROM unnest(%s::text[], %s::text[]))", labels, countries)


def _memberships(draft: Draft, held: list[Held], posts: dict[tuple[str, str], Post]) -> dict[MembershipKey, Membership]:
    if not held:
        return {}
    persons = {item.person.pk for item in held}
    rows = {
        (row.person_id, (row.post.label, row.post.country), row.is_acting, row.date_from): row
        for row in MEMBERSHIPS.where("row.person_id = ANY(%s::bigint[]) ORDER BY row.id DESC", list(persons))
    }
    known = list(rows.values())
    new: dict[MembershipKey, Membership] = {}
    for item in held:
        if item.key not in rows:
            row = _of_term(item, known) or _same_by_hand(item, known)
            rows[item.key] = row or new.setdefault(item.key, _membership(item, posts))
    draft.work.bulk.add(*new.values())
    return rows


def _of_term(item: Held, known: list[Membership]) -> Membership | None:
    """Find the row of the register's term, also where a curator has given it another person, office or day."""
    term = item.term
    return next((row for row in known if term and (row.pk == term.ref or row.register_key == term.key)), None)


def _same_by_hand(item: Held, known: list[Membership]) -> Membership | None:
    """Find the membership whose days or acting flag a curator has set: it stays the one for this person and post."""
    for row in known:
        same = row.person_id == item.person.pk and (row.post.label, row.post.country) == item.post_key
        if same and row.is_protected and (not item.term or _overlap(row, item.term)):
            return row
    return None


def _overlap(row: Membership, term: Holder) -> bool:
    starts = term.end is None or row.date_from is None or row.date_from <= term.end
    return starts and (row.date_to is None or term.start <= row.date_to)


def _membership(item: Held, posts: dict[tuple[str, str], Post]) -> Membership:
    term = item.term
    return Membership(
        person=item.person,
        post=posts[item.post_key],
        is_acting=term.acting if term else item.office.acting,
        date_from=term.start if term else None,
        date_to=term.end if term else None,
        basis=MembershipBasis.REGISTER if term else MembershipBasis.TEXT,
    )
