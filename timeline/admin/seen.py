"""Forms of records that somebody else may change meanwhile: nobody overwrites what was never shown to them."""

from typing import Any, cast

from django import forms
from django.http import QueryDict

from timeline.models import Event, Statement
from timeline.review.state import state_of, token_of

CHANGED = (
    "Somebody else, or a new reading, changed this while you had it open; nothing was saved yet. %(differences)s "
    "Save again to keep yours, or open the page anew to go by the present values."
)
ELSEWHERE = "Its fields are the same: parties, speakers or evidence changed."


class SeenForm(forms.ModelForm):
    """A form that is saved only if the record is as the form showed it; else it says so, and is saved if sent again."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._now = ""
        if self.instance.pk and isinstance(self.instance, Event | Statement):
            # The instance is as stored: what was sent is put into it after `clean` only.
            self._now = token_of(state_of(self.instance))
            self.initial["seen"] = self._now

    def clean(self) -> dict[str, Any]:
        """Compare the state of the record with the one that the form was made for."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        seen = data.pop("seen", "")
        if self._now and seen and seen != self._now:
            sent = cast("QueryDict", self.data).copy()
            sent[self.add_prefix("seen")] = self._now
            self.data = sent
            self.add_error(None, forms.ValidationError(CHANGED, params={"differences": self._differences()}))
        return data

    def _differences(self) -> str:
        named = [name for name in self.changed_data if name in self.cleaned_data and name != "seen"]
        told = (
            f"{self[name].label}: now “{self._shown(name, self.initial.get(name))}”, "
            f"yours “{self._shown(name, self.cleaned_data[name])}”."
            for name in named
        )
        return " ".join(told) or ELSEWHERE

    def _shown(self, name: str, value: Any) -> str:
        choices = getattr(self.fields[name], "choices", None)
        key = getattr(value, "pk", value)
        if choices is not None and not isinstance(self.fields[name], forms.ModelChoiceField):
            return str(dict(choices).get(key, key if key is not None else ""))
        return "" if value is None else str(value)
