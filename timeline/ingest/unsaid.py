"""Remove what nothing speaks of any more, and find the events that new words of a person lead to."""

from collections.abc import Collection
from typing import Any

from diplomacy.prepared import ask
from timeline.ingest.nouns import Work
from timeline.models import MovedAddress, Organization, Person, ReviewState

EVENTS_OF = """
SELECT event_id FROM timeline_participation WHERE person_id = ANY(%s::bigint[])
UNION
SELECT statement.event_id FROM timeline_statementactor actor
JOIN timeline_statement statement ON statement.id = actor.statement_id
WHERE actor.person_id = ANY(%s::bigint[]) AND statement.event_id IS NOT NULL
"""


def events_of(people: Collection[int]) -> set[int]:
    """Give the events that are found by the names of persons."""
    if not people:
        return set()
    return {pk for (pk,) in ask(EVENTS_OF, list(people), list(people))}


def drop_unsaid(work: Work) -> None:
    """Remove persons and organizations that nothing speaks of any more and no curator has touched.

    The address of a person who was joined with another leads to that other from now on.
    """
    untouched: dict[str, Any] = {"evidence": None, "statement_roles": None, "participations": None, "signatures": None}
    untouched |= {"curated_fields": [], "review": ReviewState.DRAFT}
    emptied = {pk for noun, pk in work.emptied if noun == "person"}
    if pks := emptied | work.unsaid["person"]:
        people = Person.objects.filter(pk__in=pks, memberships=None, **untouched)
        for person in people:
            heir = work.emptied.get(("person", person.pk))
            if heir is not None:
                MovedAddress.objects.filter(person=person).update(person=heir)
                MovedAddress.objects.lead(person.slug, person=heir)
        Person.objects.filter(pk__in=[person.pk for person in people]).delete()
    emptied = {pk for noun, pk in work.emptied if noun == "organization"}
    bodies = emptied | work.unsaid["organization"]
    if bodies:
        Organization.objects.filter(pk__in=bodies, readouts=None, **untouched).delete()
