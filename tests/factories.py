"""Small rows for tests: each function makes one record with what it needs, and takes any field by its name."""

from datetime import UTC, date, datetime
from hashlib import sha256
from itertools import count
from typing import Any

from django.contrib.auth import get_user_model

from timeline.models import (
    Article,
    Event,
    Evidence,
    Membership,
    Organization,
    Outlet,
    Participation,
    Person,
    PersonName,
    Post,
    Report,
    Revision,
    Statement,
    StatementActor,
)
from timeline.models.search import refresh_search

_numbers = count(1)


def slugify(name: str, number: int) -> str:
    """Give a slug that no other row of the test run has."""
    words = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in name.lower()).split()
    return "-".join([*words, str(number)])[-100:].strip("-")


def make_curator(**fields: Any) -> Any:
    """Make a user who may do everything in the admin; without a password, as hashing one takes a third of a second."""
    name = fields.pop("username", f"curator{next(_numbers)}")
    return get_user_model().objects.create_superuser(username=name, password=fields.pop("password", None), **fields)


def make_outlet(name: str = "The Harbour Gazette") -> Outlet:
    """Make an outlet, or give the one of that name."""
    return Outlet.objects.get_or_create(name=name, defaults={"slug": slugify(name, next(_numbers))})[0]


def make_article(text: str = "", **fields: Any) -> Article:
    """Make an article with a text of its own, published on 20 December 2024 unless told otherwise."""
    number = next(_numbers)
    text = text or f"Ministers talk {number}\nThe two ministers reaffirmed their alliance in a phone call on Friday."
    given = {"published_edtf": "2024-12-20", "published_min": date(2024, 12, 20), "published_max": date(2024, 12, 20)}
    if "published_basis" not in fields:
        fields = given | {"published_basis": "stated"} | fields
    fields.setdefault("title", text.split("\n")[0])
    fields.setdefault("file", f"article-{number}.txt")
    return Article.objects.create(text=text, sha256=sha256(text.encode()).hexdigest(), **fields)


def make_revision(article: Article, text: str, **fields: Any) -> Revision:
    """Give an article a new text, and keep it as a version; its evidence stays as it is."""
    for _ in range(2 if not article.revisions.exists() else 1):
        number = article.revisions.count() + 1
        if number > 1:
            article.text, article.sha256 = text, sha256(text.encode()).hexdigest()
            article.save()
        given = {
            "text": article.text,
            "sha256": article.sha256,
            "taken_at": datetime(2024, 12, 20 + number, tzinfo=UTC),
        }
        revision = Revision.objects.create(article=article, number=number, **given | fields)
    return revision


def make_person(name: str = "Kim Seon-ho", country: str = "KOR", **fields: Any) -> Person:
    """Make a person with one name form; a person of the same name is another person."""
    fields.setdefault("slug", slugify(name, next(_numbers)))
    person = Person.objects.create(name=name, country=country, **fields)
    PersonName.objects.create(person=person, name=name)
    return person


def make_organization(name: str = "South Korea Ministry of National Defense", country: str = "KOR") -> Organization:
    """Make an organization, or give the one of that name and country."""
    slug = slugify(name, next(_numbers))
    return Organization.objects.get_or_create(name=name, country=country, defaults={"slug": slug})[0]


def make_membership(person: Person, label: str = "Minister of National Defense", **fields: Any) -> Membership:
    """Put a person into an office of the person's country; `role` is the code of the office."""
    role = fields.pop("role", "defence_minister")
    post, _ = Post.objects.get_or_create(label=label, country=person.country, defaults={"role": role})
    return Membership.objects.create(person=person, post=post, **fields)


def make_event(
    parties: tuple[Person | Organization, ...] = (), day: date | None = date(2024, 12, 20), **fields: Any
) -> Event:
    """Make a phone call held on a day by its parties, reported by one article; `day=None` makes it undated."""
    article = fields.pop("article", None) or make_article()
    office = fields.pop("office", "Minister of National Defense")
    is_main = fields.pop("is_main", True)
    account = _dated(day) | {"type": "phone_call", "status": "held"} | fields
    number = next(_numbers)
    event = Event.objects.create(**{"slug": f"{account['edtf'] or 'undated'}-{number}".lower()[:160]} | account)
    for position, party in enumerate(parties):
        kind = "person" if isinstance(party, Person) else "organization"
        Participation.objects.create(
            event=event,
            office=office if kind == "person" else "",
            country=party.country,
            position=position,
            **{kind: party},
        )
    make_report(event, article, is_main=is_main, local_id=f"e{number}")
    refresh_search([event.pk])
    return event


def make_report(event: Event, article: Article, **fields: Any) -> Report:
    """Let an article report an event, by its first sentence and with the event's own day and status."""
    told = ("type", "status", "is_domestic", "is_first", "edtf", "date_min", "date_max", "date_basis", "confidence")
    readouts = fields.pop("readouts", ())
    report = Report.objects.create(
        event=event, article=article, **{name: getattr(event, name) for name in told} | fields
    )
    report.readouts.set(readouts)
    make_evidence(article, 0, min(40, len(article.text)), "event", report=report)
    return report


def make_statement(
    speakers: tuple[Person | Organization, ...] = (),
    event: Event | None = None,
    content: str = "reaffirmed their alliance",
    **fields: Any,
) -> Statement:
    """Make a statement with its speakers; its content must stand in the article's text to have evidence."""
    article = fields.pop("article", None) or (event.reports.all()[0].article if event else make_article())
    addressees, reporters = fields.pop("addressees", ()), fields.pop("attributed_to", ())
    start = max(article.text.find(content), 0)
    statement = Statement.objects.create(
        **{"article": article, "event": event, "act": "reaffirm", "content": content, "start": start} | fields
    )
    for role, actors in (("speaker", speakers), ("addressee", addressees), ("reporter", reporters)):
        for position, actor in enumerate(actors):
            kind = "person" if isinstance(actor, Person) else "organization"
            StatementActor.objects.create(statement=statement, role=role, position=position, **{kind: actor})
    if content in article.text:
        make_evidence(article, start, start + len(content), "content", statement=statement)
    if event:
        refresh_search([event.pk])
    return statement


def make_evidence(article: Article, start: int, end: int, role: str, **target: Any) -> Evidence:
    """Tie a fact to a stretch of an article's text."""
    text = article.text
    return Evidence.objects.create(
        article=article,
        role=role,
        start=start,
        end=end,
        exact=text[start:end],
        prefix=text[max(0, start - 40) : start],
        suffix=text[end : end + 40],
        text_hash=article.sha256,
        **target,
    )


def _dated(day: date | None) -> dict[str, Any]:
    if day is None:
        return {"edtf": "", "date_basis": "unknown"}
    return {"edtf": day.isoformat(), "date_min": day, "date_max": day, "date_basis": "explicit"}
