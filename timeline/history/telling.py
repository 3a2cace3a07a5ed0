"""Tell steps in words: which record, which field, what it was and what it became."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.text import Truncator

from timeline.history.steps import State, Step, columns_of, kept_models

# What names a row of each model; a part of a record is named by what it refers to, the first that is there.
NAMES = ("name", "slug", "label", "exact", "content", "title", "file", "url")
REFERENCES = ("person_id", "organization_id", "article_id", "report_id", "statement_id")
# Characters of a value: a statement fits, a whole text does not.
VALUE_CHARS = 400
NAME_CHARS = 80
NOTHING = "–"
# Columns that follow from others or only number rows; they would hide what matters.
UNTOLD = frozenset({"id", "key", "register_key", "local_id", "signature_id", "text_hash", "sha256", "position"})
References = dict[type[models.Model], dict[Any, str]]


@dataclass(frozen=True, slots=True)
class Line:
    """One field of a step."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Told:
    """A step in words."""

    step: Step
    noun: str
    name: str
    lines: tuple[Line, ...]


def tell(steps: Sequence[Step]) -> list[Told]:
    """Tell steps; a fixed number of queries, however many they are."""
    known = _names_of(_references(steps))
    return [_tell(step, known) for step in steps]


def name_of(model: type[models.Model], state: State, known: References) -> str:
    """Give the name under which a row is known to people."""
    fields = columns_of(model)
    words = [str(state[name]) for name in NAMES if state.get(name)]
    if not words:
        words = [known[_target(fields[name])].get(state[name], "") for name in REFERENCES if state.get(name)]
    return Truncator(next(filter(None, words), f"no. {state.get('id', '?')}")).chars(NAME_CHARS)


def _tell(step: Step, known: References) -> Told:
    fields = columns_of(step.model)
    names = [name for name in fields if name in step.changed and name not in UNTOLD]
    lines = tuple(
        Line(str(fields[name].verbose_name), *(_value(fields[name], value, known) for value in step.changed[name]))
        for name in names
        # Of a row that came or went, empty fields tell nothing.
        if step.kind == "changed" or any(value not in (None, "", [], False) for value in step.changed[name])
    )
    return Told(step, str(step.model._meta.verbose_name), name_of(step.model, step.state, known), lines)


def _value(field: "models.Field[Any, Any]", value: Any, known: References) -> str:
    if value is None or value in ("", []):
        return NOTHING
    if isinstance(field, models.ForeignKey):
        return known[_target(field)].get(value) or f"no. {value}, which is gone"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    chosen: dict[Any, Any] = dict(field.flatchoices)
    if isinstance(field, models.DateTimeField):
        return str(value)[:16].replace("T", " ")
    return Truncator(str(chosen.get(value, value))).chars(VALUE_CHARS)


def _references(steps: Iterable[Step]) -> dict[type[models.Model], set[Any]]:
    wanted: dict[type[models.Model], set[Any]] = defaultdict(set)
    for step in steps:
        for name, field in columns_of(step.model).items():
            if isinstance(field, models.ForeignKey):
                found = {(state or {}).get(name) for state in (step.before, step.after)}
                wanted[_target(field)] |= found - {None}
    return wanted


def _names_of(wanted: dict[type[models.Model], set[Any]]) -> References:
    known: References = {}
    for model, pks in wanted.items():
        own = {field.name for field in model._meta.concrete_fields}
        name = next((name for name in (*NAMES, "username", "number") if name in own), "pk")
        rows = model._default_manager.filter(pk__in=pks).values_list("pk", name)
        known[model] = {pk: Truncator(str(word)).chars(NAME_CHARS) for pk, word in rows}
        known[model] |= _last_names(model, name, pks - known[model].keys())
    return known


def _last_names(model: type[models.Model], name: str, gone: set[Any]) -> dict[Any, str]:
    """Give the last names of rows that are gone, as of people merged into others, where their changes are kept."""
    past = kept_models().get(model)
    if not gone or past is None or name not in {field.name for field in past._meta.concrete_fields}:
        return {}
    steps = past._default_manager.filter(pgh_obj_id__in=gone).order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id")
    rows = steps.values_list("pgh_obj_id", name)
    return {pk: f"{Truncator(str(word)).chars(NAME_CHARS)} (no longer in the records)" for pk, word in rows}


def _target(field: Any) -> type[models.Model]:
    model: type[models.Model] = field.related_model
    return model
