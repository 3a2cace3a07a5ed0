"""Two curators, or a curator and a new reading, at one item: what the other one changed, and whose value holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from timeline.admin.review.forms import NO_FIELDS, ItemForm, PartRows, code_of, parts_of, plain
from timeline.models import Decision
from timeline.review.item import ItemPage

PARTS_LABEL = "Who took part or spoke"


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that somebody else changed: its value before, now, and the curator's own, empty where not changed."""

    name: str
    label: str
    was: str
    now: str
    mine: str


def differences(page: ItemPage, form: ItemForm, rows: PartRows) -> list[Difference]:
    """Compare what the curator sent with what the page had shown and with how the record is now."""
    was: Mapping[str, Any] = form.cleaned_data.get("was") or {}
    found = []
    for name, field in form.fields.items():
        if name in NO_FIELDS or name not in was:
            continue
        now, mine = form.initial[name], form.cleaned_data.get(name)
        if not _same(now, was[name]):
            own = "" if _same(mine, was[name]) or _same(mine, now) else _shown(field, mine)
            found.append(Difference(name, str(form[name].label), _shown(field, was[name]), _shown(field, now), own))
    now_parts = [[*plain(part)] for part in parts_of(page.record)]
    if "parts" in was and was["parts"] != now_parts:
        mine_parts = [[*plain(part)] for row in rows.forms if row.is_bound and (part := row.part())]
        is_mine = mine_parts not in (was["parts"], now_parts)
        shown = ["; ".join(_party(page, part) for part in parts) for parts in (was["parts"], now_parts, mine_parts)]
        found.append(Difference("parts", PARTS_LABEL, shown[0], shown[1], shown[2] if is_mine else ""))
    return found


def taken_over(data: QueryDict, page: ItemPage, found: Sequence[Difference], fresh: ItemForm) -> QueryDict:
    """Give what was sent with the state of now, and the other's values where the curator changed nothing."""
    sent = data.copy()
    sent["seen"] = page.token
    sent["was"] = str(fresh["was"].value())
    for difference in found:
        if not difference.mine:
            take(sent, difference.name, fresh)
    return sent


def chosen(data: QueryDict, fresh: ItemForm) -> QueryDict:
    """Put the present value in the place of each one for which the curator chose the other's."""
    sent = data.copy()
    for name in [*fresh.fields, "parts"]:
        if data.get(f"choose-{name}") == "theirs":
            take(sent, name, fresh)
    return sent


def take(sent: QueryDict, name: str, fresh: ItemForm) -> None:
    """Put the present value of a field, or the present parts, into what was sent."""
    if name == "parts":
        for key in [key for key in sent if key.startswith("part-")]:
            del sent[key]
        return
    value = fresh.initial[name]
    if isinstance(fresh.fields[name], forms.BooleanField):
        sent.pop(name, None)
        if value:
            sent[name] = "on"
    else:
        sent[name] = "" if value is None else str(value)


def who_else(page: ItemPage, me: Any) -> str:
    """Name who changed the record last, if that was a curator in the queue."""
    kind = page.record._meta.model_name or ""
    last = Decision.objects.filter(**{kind: page.record}).exclude(by=me).select_related("by").order_by("-pk").first()
    return str(last.by) if last and last.by else "Somebody else, or a new reading of the article,"


def _same(one: Any, other: Any) -> bool:
    return (str(one) if one is not None else "") == (str(other) if other is not None else "")


def _shown(field: forms.Field, value: Any) -> str:
    choices = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    if isinstance(field, forms.BooleanField):
        return "yes" if value else "no"
    return choices.get(str(value), str(value)) if value not in (None, "") else "empty"


def _party(page: ItemPage, part: Sequence[Any]) -> str:
    person, organization, office, *_ = part
    names = {code_of(row): row.name for row in page.named}
    code = f"p{person}" if person else f"o{organization}"
    return ", ".join(filter(None, [names.get(code, "somebody"), office]))
