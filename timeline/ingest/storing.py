"""Store one Reading: one transaction, all or nothing."""

from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, cast

from django.db import connection, transaction
from django.db.models import Q

from timeline.extraction.dates.edtf import day_bounds
from timeline.extraction.holders import Register, standard
from timeline.extraction.reading import Reading
from timeline.ingest.draft import Draft, clip
from timeline.ingest.events import find_events
from timeline.ingest.known import Outcome, Visit, find_known, note_addresses
from timeline.ingest.offices import find_offices, settle_memberships
from timeline.ingest.organizations import find_organizations
from timeline.ingest.people import find_people
from timeline.ingest.revise import begin, carry_drifted, finish, put_back
from timeline.ingest.slugs import free_slugs, name_slug
from timeline.ingest.statements import find_statements
from timeline.models import Article, Evidence, Organization, Outlet, Person, ReviewState
from timeline.models.search import refresh_search

# One writer at a time: two articles that both bring a new person must not make him two. The key is any fixed number.
WRITER_LOCK = 0x52656164
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
        _wait_for_other_writers()
        known = find_known(digest, (reading.url, visit.url), is_live=visit.at is not None)
        if known.is_earlier or (known.is_present and not reread):
            return cast(Article, known.article), Outcome.UNCHANGED
        article = _locked(known.article) if known.article else Article(text=text, sha256=digest)
        before = begin(article, text, digest) if known.is_revised else None
        draft = Draft(reading, _write_article(article, reading, extractor), register or standard())
        _write_facts(draft, is_known=known.article is not None)
        if before:
            finish(before, draft, visit)
        note_addresses(draft.article, digest, reading.url, visit)
    if before:
        return draft.article, Outcome.REVISED
    return draft.article, Outcome.REREAD if known.article else Outcome.NEW


def _locked(article: Article) -> Article:
    """Take an article so that no curator writes it meanwhile."""
    return Article.objects.select_for_update().defer("reading").get(pk=article.pk)


def _wait_for_other_writers() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITER_LOCK])


def _write_facts(draft: Draft, *, is_known: bool) -> None:
    before = _touched(draft.article)
    drifted = carry_drifted(draft.article) if is_known else []
    find_people(draft)
    find_organizations(draft)
    find_offices(draft)
    find_events(draft)
    find_statements(draft)
    _write_evidence(draft)
    settle_memberships({proof.membership_id for proof in draft.evidence if proof.membership_id} | before["membership"])
    _drop_unused(before)
    put_back(drifted, draft.article)
    refresh_search(event.pk for event in draft.events.values())


def _write_article(article: Article, reading: Reading, extractor: str) -> Article:
    """Write the article itself, but for the fields that a curator has set."""
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
    article.save()
    return article


def _outlet(name: str | None) -> Outlet | None:
    name = clip((name or "").strip(), 200)
    if not name:
        return None
    outlet = Outlet.objects.filter(name__iexact=name).first()
    return outlet or Outlet.objects.create(name=name, slug=free_slugs(Outlet, [name_slug(name, "outlet")])[0])


def _moment(value: str | None) -> datetime | None:
    """Give a date-time with its zone; without one it is no moment."""
    try:
        moment = datetime.fromisoformat(value) if value else None
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment and moment.tzinfo else None


def _write_evidence(draft: Draft) -> None:
    """Write the evidence of this reading in the place of the last one's, but for that of rows that curators keep."""
    kept = Q(statement__in=draft.kept_statements) | Q(report__event__in=draft.kept_events)
    kept |= Q(participation__event__in=draft.kept_events)
    Evidence.objects.filter(article=draft.article).exclude(kept).delete()
    published = draft.reading.published
    if published.start is not None and published.end is not None:
        draft.prove(Evidence.Role.PUBLISHED, ((published.start, published.end),))
    draft.bulk.add(*draft.evidence)
    draft.bulk.write()


def _touched(article: Article) -> dict[str, set[int]]:
    """Give the ids of the rows that this article's last reading proved."""
    targets = ("person", "organization", "membership")
    rows = Evidence.objects.filter(article=article).values_list(*(f"{target}_id" for target in targets))
    columns = list(zip(*rows, strict=True)) or [()] * len(targets)
    return {target: {pk for pk in column if pk} for target, column in zip(targets, columns, strict=True)}


def _drop_unused(before: dict[str, set[int]]) -> None:
    """Remove the persons and organizations that nothing speaks of any more and no curator has touched."""
    if not before["person"] and not before["organization"]:
        return
    untouched: dict[str, Any] = {
        "evidence": None,
        "participations": None,
        "statement_roles": None,
        "curated_fields": [],
    }
    people = Person.objects.filter(pk__in=before["person"], memberships=None, review=ReviewState.DRAFT, **untouched)
    people.delete()
    bodies = Organization.objects.filter(
        pk__in=before["organization"], readouts=None, review=ReviewState.DRAFT, **untouched
    )
    bodies.delete()
