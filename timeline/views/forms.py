"""What a reader may put into an address, and the messages where it cannot be read."""

import re
from typing import Any, Self

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from timeline.browse import Cursor, Filters, Now, PartialDate
from timeline.browse.filters import MULTIPLE
from timeline.browse.labels import BASIS, CERTAINTY, REVIEW, outlets_by_slug, people_by_slug
from timeline.extraction.countries import countries
from timeline.models import EventStatus, EventType, SpeechAct

# A query longer than this is no question but a document; PostgreSQL would search it nonetheless.
LONGEST_WORDS = 200
# More values of one facet than this say "all".
MOST_CHOICES = 50
# So much of a wrong value is shown again.
SHOWN = 40
_SLUG = re.compile(r"[-\w]{1,160}", re.ASCII)
_CODE = re.compile(r"\w{1,60}")
ORDERS = {"": "Newest first", "oldest": "Oldest first", "relevance": "Best matches first"}


def shorten(value: str) -> str:
    """Give the start of a value, without characters that cannot be printed."""
    printable = "".join(letter if letter.isprintable() else "�" for letter in value[: SHOWN + 1])
    return f"{printable[:SHOWN]}…" if len(printable) > SHOWN else printable


class _Shared(forms.Field):
    """A field that no form of ours changes, so that all forms of a class have the same one.

    Django copies each field for each form, which takes longer than to read what a reader asks for.
    """

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self


class WordField(_Shared, forms.CharField):
    """A line of text."""


class OneOfField(_Shared, forms.ChoiceField):
    """One of some values."""


class ValuesField(_Shared):
    """Any number of values of one facet; `known` are the allowed ones, else they must match `pattern`."""

    widget = forms.SelectMultiple

    def __init__(self, name: str, known: dict[str, Any] | None = None, pattern: re.Pattern[str] = _CODE) -> None:
        super().__init__(required=False, label=name)
        self.known, self.pattern = known, pattern

    def clean(self, value: Any) -> tuple[str, ...]:
        """Give the values once each, empty ones left out."""
        values = tuple(dict.fromkeys(item for item in value or () if item))
        if len(values) > MOST_CHOICES:
            raise ValidationError(f"Choose at most {MOST_CHOICES} values; {len(values)} are given.")
        wrong = [item for item in values if not self._is_known(item)]
        if wrong:
            raise ValidationError(f"There is no “{shorten(wrong[0])}” to choose from.")
        return values

    def _is_known(self, value: str) -> bool:
        return value in self.known if self.known is not None else bool(self.pattern.fullmatch(value))


class PhrasesField(ValuesField):
    """Phrases are words of readers' texts: any that can be printed."""

    def _is_known(self, value: str) -> bool:
        return len(value) <= 120 and value.isprintable()


class PairsField(ValuesField):
    """Pairs of countries, as `KOR-USA`."""

    def _is_known(self, value: str) -> bool:
        first, dash, second = value.partition("-")
        return bool(dash) and first != second and first in countries() and second in countries()


class PartialDateField(WordField):
    """A year, a month or a day."""

    def clean(self, value: Any) -> PartialDate | None:
        """Read it, or say how a date is written."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return PartialDate.parse(text)
        except ValueError:
            raise ValidationError(f"“{shorten(text)}” is no date. Write 2024, 2024-12 or 2024-12-20.") from None


class GetForm(forms.Form):
    """A form in an address: a parameter that takes one value may not be given with two."""

    names: dict[str, str] = {}

    def add_prefix(self, field_name: str) -> str:
        """Give the parameter's name, which may be a word that Python keeps for itself."""
        return self.names.get(field_name, field_name)

    def clean(self) -> dict[str, Any]:
        """Refuse single parameters with several values."""
        for name, field in self.fields.items():
            values = self.data.getlist(self.add_prefix(name)) if isinstance(self.data, QueryDict) else []
            if not isinstance(field, ValuesField) and len(set(values)) > 1:
                self.add_error(name, f"It is given {len(values)} times, with different values. Give it once.")
        return self.cleaned_data

    def unknown(self) -> list[str]:
        """Give the names of parameters that the page does not know, at most three of them, shortened."""
        known = {self.add_prefix(name) for name in (*self.base_fields, *self.fields)}
        return [shorten(name) for name in self.data if name not in known][:3]

    def messages(self) -> list[tuple[str, str]]:
        """Give each error with the name of its field."""
        return [
            (str(self.fields[name].label or name) if name in self.fields else "", str(message))
            for name, errors in self.errors.get_json_data().items()
            for message in (error["message"] for error in errors)
        ]


class TimelineForm(GetForm):
    """The filters of the timeline."""

    names = {"since": "from", "until": "to"}  # noqa: RUF012

    def __init__(self, data: QueryDict, at: Now | None = None) -> None:
        """Take the parameters; `at` knows some people and outlets without a question."""
        super().__init__(data)
        # Of most parameters nothing is given: to read those as well takes longer than to read the others.
        self.fields = {name: field for name, field in self.fields.items() if self.add_prefix(name) in data}
        self._at = at

    q = WordField(label="Words", required=False, max_length=LONGEST_WORDS)
    type = ValuesField("Kind", dict(EventType.choices))
    status = ValuesField("Status", dict(EventStatus.choices))
    act = ValuesField("What was done", dict(SpeechAct.choices))
    topic = ValuesField("Topic")
    phrase = PhrasesField("Phrase")
    country = ValuesField("Country", countries())
    pair = PairsField("Pair of countries")
    person = ValuesField("Person", pattern=_SLUG)
    office = ValuesField("Office")
    outlet = ValuesField("Outlet", pattern=_SLUG)
    certainty = ValuesField("Certainty of the date", CERTAINTY)
    basis = ValuesField("How the day is known", BASIS)
    review = ValuesField("Review", REVIEW)
    since = PartialDateField(label="From", required=False, max_length=SHOWN)
    until = PartialDateField(label="To", required=False, max_length=SHOWN)
    domestic = OneOfField(label="Domestic events", required=False, choices=[("1", "Show them")])
    order = OneOfField(label="Order", required=False, choices=list(ORDERS.items())[1:])
    after = WordField(label="Page", required=False, max_length=SHOWN)

    def clean_person(self) -> tuple[str, ...]:
        """Refuse people who are not on record."""
        return self._on_record("person", people_by_slug)

    def clean_outlet(self) -> tuple[str, ...]:
        """Refuse outlets that are not on record."""
        return self._on_record("outlet", outlets_by_slug)

    def _on_record(self, name: str, look_up: Any) -> tuple[str, ...]:
        slugs: tuple[str, ...] = self.cleaned_data[name]
        asked = [slug for slug in slugs if not (self._at and self._at.known(name, slug))]
        missing = set(asked) - set(look_up(asked)) if asked else set()
        if missing:
            raise ValidationError(f"“{shorten(min(missing))}” is not on record.")
        return slugs

    def clean_after(self) -> Cursor | None:
        """Read the place where the page before ended."""
        text = self.cleaned_data["after"]
        try:
            return Cursor.parse(text) if text else None
        except ValueError:
            raise ValidationError("This page of the timeline cannot be found; start from its first page.") from None

    def clean(self) -> dict[str, Any]:
        """Refuse bounds in the wrong order."""
        cleaned = super().clean()
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and since.first > until.last:
            self.add_error("until", f"It ends ({until.text}) before it begins ({since.text}).")
        return cleaned

    def filters(self) -> Filters:
        """Give what a valid form asks for; of an invalid one, the fields that could be read."""
        cleaned = self.cleaned_data
        return Filters(
            words=" ".join(cleaned.get("q", "").split()),
            since=cleaned.get("since"),
            until=cleaned.get("until"),
            domestic=bool(cleaned.get("domestic")),
            oldest_first=cleaned.get("order") == "oldest",
            best_first=cleaned.get("order") == "relevance",
            **{name: cleaned.get(name, ()) for name in MULTIPLE},
        )


class ValuesForm(TimelineForm):
    """The filters of the timeline, and how the values of one facet are narrowed and sorted."""

    letters = WordField(label="Letters", required=False, max_length=SHOWN)
    by = OneOfField(label="Order of values", required=False, choices=[("name", "A–Z")])


class PeopleForm(GetForm):
    """What the list of people is narrowed by."""

    q = WordField(label="Name or country", required=False, max_length=LONGEST_WORDS)
    after = forms.IntegerField(label="Page", required=False, min_value=1, max_value=2**63 - 1)


class ChangesForm(GetForm):
    """Which version another one is compared with."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A word of Python's own, so no attribute of the class.
        self.fields["from"] = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1)
