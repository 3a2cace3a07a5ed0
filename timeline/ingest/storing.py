"""Store one Reading: one transaction, all or nothing."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, cast

from django.db import transaction
from django.db.models import Q, QuerySet

from diplomacy.prepared import Rows, ask
from timeline.extraction.dates.edtf import day_bounds
from timeline.extraction.holders import Register, standard
from timeline.extraction.reading import Reading
from timeline.extraction.restoring import restore
from timeline.history.context import TELL, told
from timeline.ingest.addressing import readdress_events, readdress_people
from timeline.ingest.bulk import Bulk
from timeline.ingest.draft import Draft, clip
from timeline.ingest.events import find_added, find_events, part_events
from timeline.ingest.known import Outcome, Visit, find_known, note_addresses
from timeline.ingest.merging import settle
from timeline.ingest.nouns import Work
from timeline.ingest.offices import find_offices, see_offices, settle_memberships
from timeline.ingest.organizations import find_organizations, part_organizations, settle_organizations
from timeline.ingest.parties import attended_by
from timeline.ingest.people import anchor_people, count_names, find_people, name_people, part_people, settle_people
from timeline.ingest.revise import begin, carry_drifted, finish, mark_again, marked_by_hand, put_back
from timeline.ingest.slugs import free_slugs, name_slug
from timeline.ingest.statements import find_statements
from timeline.ingest.unsaid import drop_unsaid, events_of
from timeline.joining import EventAccount
from timeline.models import (
    Article,
    Doubt,
    Event,
    EventSignature,
    Evidence,
    Membership,
    Organization,
    OrganizationSignature,
    Outlet,
    Participation,
    Person,
    PersonSignature,
    Post,
    Report,
    Sighting,
    Statement,
    StatementActor,
)
from timeline.models.search import refresh_search

# What a row refers to is written before it.
WRITING_ORDER = (
    Person,
    PersonSignature,
    Organization,
    OrganizationSignature,
    Post,
    Membership,
    Article,
    Event,
    EventSignature,
    Report,
    Report.readouts.through,
    Participation,
    Statement,
    StatementActor,
    Sighting,
    Evidence,
    Doubt,
)
# One writer at a time: two articles that both bring a new person must not make him two. The key is any fixed number.
WRITER_LOCK = 0x52656164
# The lock is had only where it is free, and given back at once.
IS_FREE = "SELECT CASE WHEN pg_try_advisory_lock(%s::bigint) THEN pg_advisory_unlock(%s::bigint) ELSE false END"
OUTLETS = Rows(Outlet)
# Articles that are joined anew in one transaction, which others who store wait for.
PORTION = 50
# A text from a file, without an address.
GIVEN = Visit()


def store(
    reading: Reading,
    text: str,
    *,
    extractor: str = "",
    reread: bool = False,
    register: Register | None = None,
    visit: Visit = GIVEN,
) -> tuple[Article, Outcome]:
    """Store what was read in a text; give the article and what became of it.

    A text that is stored already is left as it is, unless `reread`: then the new reading takes the old one's place,
    but for what curators have set. A new text under a known address is a new version of its article (see `revise`);
    `visit` says how it came. `register` is the one it was read with, by default that of the file.
    Raise ValueError if the reading is of another text.
    """
    digest = sha256(text.encode()).hexdigest()
    if digest != reading.sha256:
        raise ValueError("the reading is of another text")
    with transaction.atomic():
        wait_for_other_writers()
        known = find_known(digest, (reading.url, visit.url), is_live=visit.at is not None)
        if known.is_earlier or (known.is_present and not reread):
            return cast(Article, known.article), Outcome.UNCHANGED
        article = _locked(known.article) if known.article else Article(text=text, sha256=digest)
        before = begin(article, text, digest) if known.is_revised else None
        work = Work(Bulk(*WRITING_ORDER))
        anchor_people(work)
        draft = Draft(reading, article, work, known.article is not None, register or standard())
        _write_article(draft, extractor)
        _write_facts(draft)
        _store_moved(work, draft.register)
        _finish(work)
        if before:
            finish(before, draft, visit)
        note_addresses(draft.article, digest, reading.url, visit)
    if before:
        return draft.article, Outcome.REVISED
    return draft.article, Outcome.REREAD if known.article else Outcome.NEW


def rejoin(portion: int = PORTION) -> Iterator[int]:
    """Store all articles again from their kept Readings, `portion` of them a transaction; give how many each time."""
    pks = list(Article.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(pks), portion):
        store_again(pks[start : start + portion])
        yield len(pks[start : start + portion])


def _locked(article: Article) -> Article:
    """Take an article so that no curator writes it meanwhile."""
    return Article.objects.select_for_update().defer("reading").get(pk=article.pk)


def store_again(
    articles: Iterable[int], register: Register | None = None, *, moved: Mapping[str, Iterable[int]] | None = None
) -> None:
    """Store articles again from their kept Readings, as after a change of how accounts are joined.

    `moved` names owners, by noun, whose accounts a curator has moved: what follows from them is derived anew.
    """
    with transaction.atomic():
        wait_for_other_writers()
        work = Work(Bulk(*WRITING_ORDER), is_anew=True, articles=set(articles))
        for noun, pks in (moved or {}).items():
            work.moved[noun] |= set(pks)
            work.changed[noun] |= set(pks)
        anchor_people(work)
        _store_moved(work, register or standard())
        settle(set((moved or {}).get("event", ())), work)
        _finish(work)


def store_added(report: Report, account: EventAccount, fresh: Event, parties: Collection[Participation]) -> Event:
    """Store what a curator added to an article as if its reading had told it; give the event.

    That is one that is known already, or `fresh` with its parties.
    """
    with transaction.atomic():
        wait_for_other_writers()
        work = Work(Bulk(*WRITING_ORDER))
        find_added(report, account, fresh, work)
        if report.event == fresh:
            work.bulk.add(*parties)
        else:
            settle({report.event_id}, work)
        _store_moved(work, standard())
        _finish(work)
    return report.event


def withdraw(articles: Collection[int]) -> None:
    """Take articles away, with all that rests on them alone; what others tell as well is derived anew from those."""
    with transaction.atomic():
        wait_for_other_writers()
        work = Work(Bulk(*WRITING_ORDER))
        rows = Evidence.objects.filter(article__in=articles)
        proved = {name: _owned(rows, name) for name in ("person", "organization", "membership")}
        events = _owned(Report.objects.filter(article__in=articles), "event")
        told = Report.objects.filter(article__in=articles).values_list("signature_id", "companions")
        accounts = {pk for signature, companions in told for pk in (signature, *companions) if pk}
        seen = Sighting.objects.filter(article__in=articles)
        people, bodies = _owned(seen, "person"), _owned(seen, "organization")
        for noun, owners in (("person", PersonSignature), ("organization", OrganizationSignature)):
            signatures = owners._default_manager.filter(pk__in=people if noun == "person" else bodies)
            proved[noun] |= _owned(signatures, noun)
        Article.objects.filter(pk__in=articles).delete()
        part_people(people, work)
        part_organizations(bodies, work)
        part_events(accounts, work)
        work.bulk.write()
        for noun in ("person", "organization"):
            work.moved[noun] |= proved[noun]
            work.changed[noun] |= proved[noun]
            work.unsaid[noun] |= proved[noun]
        settle_memberships(proved["membership"])
        settle(events, work)
        _store_moved(work, standard())
        _finish(work)


def _owned(rows: QuerySet[Any], name: str) -> set[int]:
    """Give the ids by which rows refer to others, each once."""
    return set(rows.values_list(f"{name}_id", flat=True)) - {None}


def wait_for_other_writers() -> None:
    """Hold the one lock of all who store, until the end of the transaction."""
    # Statements are planned once a connection, while tables may still be small: they are to be right for large ones.
    begin = f"SELECT set_config('enable_seqscan', 'off', true), {TELL}, pg_advisory_xact_lock(%s::bigint)"
    ask(begin, *told(), WRITER_LOCK)


def is_writer_busy() -> bool:
    """Tell whether somebody stores at this moment; who stores next would wait for him."""
    is_free: bool = ask(IS_FREE, WRITER_LOCK, WRITER_LOCK)[0][0]
    return not is_free


def _store_moved(work: Work, register: Register) -> None:
    """Store again the articles whose persons, organizations or events turned out to be others."""
    while work.articles:
        article = Article.objects.get(pk=work.articles.pop())
        if article.reading:
            _write_facts(Draft(restore(article.reading), article, work, True, register))


def _write_facts(draft: Draft) -> None:
    before = _forget(draft) if draft.is_known else {}
    drifted = carry_drifted(draft.article) if draft.is_known else []
    marked = marked_by_hand(draft.article) if draft.is_known else []
    find_people(draft)
    find_organizations(draft)
    draft.work.bulk.write()
    find_offices(draft)
    find_events(draft)
    find_statements(draft)
    _write_evidence(draft)
    draft.work.stored.append(draft.article)
    draft.work.called |= {row.pk for row in draft.persons.values()}
    if draft.is_known:
        draft.work.moved["person"] |= before["person"] | {row.pk for row in draft.persons.values()}
        settle_memberships(
            {proof.membership_id for proof in draft.evidence if proof.membership_id} | before["membership"]
        )
        draft.work.unsaid["person"] |= before["person"]
        draft.work.unsaid["organization"] |= before["organization"]
        mark_again(marked, draft.article)
        put_back(drifted, draft.article)
    else:
        see_offices(draft)
        count_names(draft)


def _forget(draft: Draft) -> dict[str, set[int]]:
    """Take back whom the last reading saw; give the ids of the rows that it proved."""
    seen = Sighting.objects.filter(article=draft.article)
    people, bodies = zip(*seen.values_list("person_id", "organization_id"), strict=True) if seen else ((), ())
    draft.before_people, draft.before_bodies = frozenset(filter(None, people)), frozenset(filter(None, bodies))
    seen.delete()
    return _touched(draft.article)


def _finish(work: Work) -> None:
    """Derive what follows from all that was stored, once, and remove what nothing speaks of any more."""
    made = {field: {row.pk for row in rows} for field, rows in work.made.items()}
    settle_people(work.changed["person"] | made.get("person", set()), work.moved["person"], work)
    settle_organizations(work.changed["organization"] | made.get("organization", set()), work)
    settle(attended_by(work.rehomed), work)
    recalled = name_people(work.called | work.moved["person"], work)
    work.bulk.write()
    drop_unsaid(work)
    events = work.events | events_of(work.renamed)
    readdress_people(recalled, made.get("person", ()))
    readdress_events(events, made.get("event", ()))
    refresh_search(events, {article.pk for article in work.stored})


def _write_article(draft: Draft, extractor: str) -> None:
    """Write the article itself, but for the fields that a curator has set."""
    article, reading = draft.article, draft.reading
    when = reading.published
    first, last = day_bounds(when.edtf)
    known = bool(when.edtf) and when.basis != "unknown"
    values = {
        "title": reading.title.text if reading.title else "",
        "subtitle": reading.subtitle.text if reading.subtitle else "",
        "byline": [clip(name.text, 200) for name in reading.byline],
        "outlet": _outlet(reading.outlet),
        "url": clip(reading.url, 2000),
        "language": reading.language,
        "published_edtf": clip(when.edtf, 80) if known else "",
        "published_min": first if known and first and last else None,
        "published_max": last if known and first and last else None,
        "published_at": _moment(when.datetime) if known else None,
        "published_basis": when.basis if known else "unknown",
        "published_why": list(when.why),
        "boilerplate": [list(span) for span in reading.boilerplate],
        "warnings": list(reading.warnings),
        "reading": reading.as_json(),
        "extractor": extractor,
    }
    if not article.file:
        values["file"] = clip(reading.file, 500)
    for name, value in values.items():
        if name not in article.curated_fields:
            setattr(article, name, value)
    if draft.is_known:
        article.save()
    else:
        draft.work.bulk.add(article)


def _outlet(name: str | None) -> Outlet | None:
    name = clip((name or "").strip(), 200)
    if not name:
        return None
    outlets = OUTLETS.where("upper(row.name) = upper(%s) ORDER BY row.id LIMIT 1", name)
    return (
        outlets[0]
        if outlets
        else Outlet.objects.create(name=name, slug=free_slugs(Outlet, [name_slug(name, "outlet")])[0])
    )


def _moment(value: str | None) -> datetime | None:
    """Give a date-time with its zone; without one it is no moment."""
    try:
        moment = datetime.fromisoformat(value) if value else None
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment and moment.tzinfo else None


def _write_evidence(draft: Draft) -> None:
    """Write the evidence of this reading in the place of the last one's, but for that of rows that curators keep."""
    if draft.is_known:
        kept = Q(statement__in=draft.kept_statements) | Q(report__event__in=draft.kept_events)
        kept |= Q(participation__event__in=draft.kept_events) | Q(is_curated=True)
        Evidence.objects.filter(article=draft.article).exclude(kept).delete()
    published = draft.reading.published
    if published.start is not None and published.end is not None:
        draft.prove(Evidence.Role.PUBLISHED, ((published.start, published.end),))
    draft.work.bulk.add(*draft.sightings, *draft.evidence)
    draft.work.bulk.write()


def _touched(article: Article) -> dict[str, set[int]]:
    """Give the ids of the rows that this article's last reading proved."""
    targets = ("person", "organization", "membership")
    rows = Evidence.objects.filter(article=article).values_list(*(f"{target}_id" for target in targets))
    columns = list(zip(*rows, strict=True)) or [()] * len(targets)
    return {target: {pk for pk in column if pk} for target, column in zip(targets, columns, strict=True)}
