"""Point at one record what pointed at another: the step that all merges share."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Model

from timeline.models import Apart, Binding, Change, Doubt, Evidence


def point(model: type[Model], name: str, gone: Model, keep: Model, *, once_by: Sequence[str] = ()) -> int:
    """Let rows of a model refer by `name` to `keep` and no more to `gone`; give how many did.

    Rows of which there may be one only for each `once_by` give way to the one that `keep` has, with their evidence.
    """
    rows = list(model._default_manager.filter(**{name: gone}))
    for row in rows:
        given = {field: getattr(row, field) for field in once_by}
        twin = model._default_manager.filter(**{name: keep}, **given).first() if once_by else None
        if twin is None:
            model._default_manager.filter(pk=row.pk).update(**{name: keep})
            continue
        proves = model._meta.model_name or ""
        if proves in {field.name for field in Evidence._meta.get_fields()}:
            Evidence.objects.filter(**{proves: row}).update(**{proves: twin})
        model._default_manager.filter(pk=row.pk).delete()
    return len(rows)


def point_decisions(name: str, gone: Model, keep: Model) -> None:
    """Let what curators decided of one record count for the other; `name` is person, organization or event."""
    point(Binding, name, gone, keep, once_by=["article"])
    Change.objects.filter(**{name: gone}).update(**{name: keep})
    if name != "organization":
        Doubt.objects.filter(**{name: gone}).delete()
        Doubt.objects.filter(**{f"other_{name}": gone}).delete()
    for pair in [*Apart.objects.filter(**{name: gone}), *Apart.objects.filter(**{f"other_{name}": gone})]:
        others: list[Any] = [row for row in (getattr(pair, name), getattr(pair, f"other_{name}")) if row != gone]
        pair.delete()
        tell_apart(name, keep, *(other for other in others if other != keep))


def tell_apart(name: str, one: Model, *others: Model) -> None:
    """Remember that records are two; joining keeps them so."""
    for other in others:
        first, second = sorted((one, other), key=lambda row: int(row.pk))
        pair: dict[str, Any] = {name: first, f"other_{name}": second}
        Apart.objects.get_or_create(**pair)
