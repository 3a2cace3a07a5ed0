"""Old addresses: where a person or event that was joined with another is found now."""

from timeline.models import MovedAddress


def moved_event(slug: str) -> str | None:
    """Give the address of the event that an old address leads to, None if there is none that is public."""
    moved = MovedAddress.objects.exclude(event__review="rejected").filter(slug=slug, event__isnull=False)
    row = moved.select_related("event").first()
    return row.event.get_absolute_url() if row and row.event else None


def moved_person(slug: str) -> str | None:
    """Give the address of the person whom an old address leads to, None if there is none who is public."""
    moved = MovedAddress.objects.exclude(person__review="rejected").filter(slug=slug, person__isnull=False)
    row = moved.select_related("person").first()
    return row.person.get_absolute_url() if row and row.person else None
