"""Keep what a row was before each change, by triggers of the database, so that bulk writes and raw SQL are seen, too.

A model `Person` gets a table `PersonPast`, which is only ever added to. An update or delete keeps the row as it was
before, an insert by a person or by a command the row as it is. What the machine inserts while it reads is not kept
twice: the row itself, its article and its batch tell of it.
"""

from collections.abc import Callable, Iterable
from typing import TypeVar

import pghistory
import pgtrigger
from django.db import models

M = TypeVar("M", bound=type[models.Model])

# `timeline.history.told` says in each transaction in which the machine stores what it read that it does.
BY_HAND = pgtrigger.Condition("coalesce(current_setting('readout.reads', true), '') <> 'on'")


def kept(*, without: Iterable[str] = (), is_derived: bool = False) -> Callable[[M], M]:
    """Keep the changes of a model, but for fields that follow from others (`without`).

    `is_derived` is for rows that the machine writes anew at each reading: that it takes the old ones away is not kept.
    """

    def keep(model: M) -> M:
        left_out = frozenset(without)
        names = [field.name for field in model._meta.concrete_fields if field.name not in left_out]
        trackers = (
            pghistory.InsertEvent(condition=BY_HAND),
            pghistory.UpdateEvent(row=pghistory.Old, condition=pgtrigger.AnyChange(*names)),
            pghistory.DeleteEvent(condition=BY_HAND if is_derived else None),
        )
        tracked: M = pghistory.track(
            *trackers,
            exclude=sorted(left_out) or None,
            obj_field=pghistory.ObjForeignKey(related_name="past", related_query_name="past"),
            append_only=True,
            model_name=f"{model.__name__}Past",
            meta={"ordering": ["pgh_id"], "default_permissions": ()},
        )(model)
        return tracked

    return keep
