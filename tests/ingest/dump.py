"""The whole database in an order and with names of its own, to be compared: without ids and times.

Of addresses it has the words; the number that tells apart two of the same words is that of who came first.
"""

import re
from typing import Any

from django.db.models import Model

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
    PersonName,
    PersonSignature,
    Post,
    Report,
    Sighting,
    Statement,
    StatementActor,
)

# What is a number of the database's own, or a moment.
LEFT_OUT = {"id", "created_at", "updated_at", "ingested_at"}
NUMBER = re.compile(r"-[0-9]+$")
# What the accounts of events call their parties by, and what that goes into.
OF_IDS = {"digest", "account", "blocks"}
MODELS: tuple[type[Model], ...] = (Article, Doubt, Event, EventSignature, Evidence, Membership, Organization)
MODELS += (OrganizationSignature, Outlet, Participation, Person, PersonName, PersonSignature, Post, Report, Sighting)
MODELS += (Statement, StatementActor)


def dump() -> dict[str, list[str]]:
    """Give every row of every model as text; rows refer to each other by what they are and not by number."""
    names = _names()
    return {model.__name__: sorted(_row(row, names) for row in model._default_manager.all()) for model in MODELS}


def _row(row: Model, names: dict[tuple[str, int], str]) -> str:
    values: dict[str, Any] = {}
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if field.name in LEFT_OUT or (field.name in OF_IDS and isinstance(row, EventSignature)):
            continue
        if field.name == "slug":
            value = NUMBER.sub("", value) if isinstance(row, Event | Person) else ""
        if field.is_relation and value is not None:
            value = names.get((field.related_model.__name__, value), "")
        if field.name == "parties":
            value = [_party(party, names) for party in value]
        values[field.name] = value
    if isinstance(row, Doubt):
        return repr((sorted(str(values[name]) for name in values if values[name]), row.score))
    if isinstance(row, Report):
        values["companions"] = sorted(names["EventSignature", pk] for pk in row.companions)
        values["readouts"] = sorted(names["Organization", body.pk] for body in row.readouts.all())
    return repr(sorted(values.items()))


def _party(party: dict[str, Any], names: dict[tuple[str, int], str]) -> dict[str, Any]:
    kinds = {"person": "Person", "organization": "Organization"}
    return {name: names[kinds[name], value] if name in kinds else value for name, value in party.items()}


def _names() -> dict[tuple[str, int], str]:
    """Give each row the name of what is told of it: the articles, and the ids there."""
    names = {("Article", article.pk): article.sha256[:8] for article in Article.objects.all()}
    names |= {("Post", post.pk): str(post) for post in Post.objects.all()}
    names |= {("Outlet", outlet.pk): outlet.name for outlet in Outlet.objects.all()}
    seen: dict[tuple[str, int], list[str]] = {}
    for one in Sighting.objects.select_related("person", "organization"):
        told = f"{names['Article', one.article_id]}/{one.local_id}"
        for kind, row in (("Person", one.person), ("Organization", one.organization)):
            if row:
                owner = getattr(row, f"{kind.lower()}_id")
                seen.setdefault((kind, owner), []).append(told)
                seen.setdefault((f"{kind}Signature", row.pk), []).append(told)
    for report in Report.objects.all():
        told = f"{names['Article', report.article_id]}/{report.local_id}"
        names["Report", report.pk] = told
        seen.setdefault(("Event", report.event_id), []).append(told)
        for signature in (report.signature_id or 0, *report.companions):
            seen.setdefault(("EventSignature", signature), []).append(told)
    names |= {key: " ".join(sorted(told)) for key, told in seen.items()}
    for statement in Statement.objects.all():
        names["Statement", statement.pk] = f"{names['Article', statement.article_id]}/{statement.local_id}"
    for member in Membership.objects.all():
        names["Membership", member.pk] = f"{names['Person', member.person_id]} {names['Post', member.post_id]}"
    for party in Participation.objects.all():
        who = names.get(("Person", party.person_id or 0)) or names.get(("Organization", party.organization_id or 0))
        names["Participation", party.pk] = f"{names['Event', party.event_id]} {who}"
    return names
