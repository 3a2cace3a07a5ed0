"""Make a Reading again from the JSON that it was kept as."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from timeline.extraction.reading import Reading


def restore(values: Mapping[str, Any]) -> Reading:
    """Make the Reading of which `values` is `as_json()`; fields that it lacks take their defaults.

    Raise TypeError or ValueError where the values are no Reading.
    """
    reading: Reading = _build(Reading, values)
    return reading


def _build(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    origin = get_origin(kind)
    if origin is UnionType:
        return _build(next(one for one in get_args(kind) if one is not type(None)), value)
    if origin is tuple:
        first, *others = get_args(kind)
        kinds = [first] * len(value) if others == [...] else [first, *others]
        return tuple(_build(one, part) for one, part in zip(kinds, value, strict=True))
    if isinstance(kind, type) and is_dataclass(kind):
        return kind(**{name: _build(one, value[name]) for name, one in _fields(kind) if name in value})
    return value


@cache
def _fields(kind: type) -> list[tuple[str, Any]]:
    hints = get_type_hints(kind)
    return [(field.name, hints[field.name]) for field in fields(kind)]
