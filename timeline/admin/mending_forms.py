"""What curators fill in to mend: which record stays, which values hold, which articles go, and why."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Model

from timeline.mending.merging import Difference
from timeline.models import Organization, Person

# Articles that a page lists to choose from; what is larger is split by a search first.
MOST_LISTED = 500


class ReasonForm(forms.Form):
    """Why something is done; kept with the change."""

    reason = forms.CharField(
        label="Reason",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "cols": 80}),
        help_text="Kept with the change, for whoever looks at it later.",
    )


class DoubtForm(forms.Form):
    """Whether two records are one, and why if there is more to say than what stands beside them."""

    SAME, TWO, LATER = "same", "two", "later"
    decision = forms.ChoiceField(choices=[(SAME, "Same"), (TWO, "Not the same"), (LATER, "Later")])
    reason = forms.CharField(max_length=2000, required=False, widget=forms.TextInput(attrs={"size": 40}))


class RecordsForm(forms.Form):
    """The records that a page is about, as ids in its address."""

    ids = forms.RegexField(r"^\d{1,18}(,\d{1,18})*$")

    def clean_ids(self) -> list[int]:
        """Give the ids, each once."""
        return list(dict.fromkeys(map(int, self.cleaned_data["ids"].split(","))))


class MergeForm(ReasonForm):
    """Which of the records stays, and which values hold where they differ."""

    keep = forms.TypedChoiceField(coerce=int, widget=forms.RadioSelect, label="Which record stays")

    def __init__(self, *args: Any, records: Sequence[Model], differences: Sequence[Difference], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.differences = differences
        keep: Any = self.fields["keep"]
        keep.choices = [(row.pk, str(row)) for row in records]
        keep.initial = records[0].pk
        for one in differences:
            self.fields[one.name] = forms.TypedChoiceField(
                coerce=int,
                choices=one.values,
                widget=forms.RadioSelect,
                label=one.label.capitalize(),
                initial=one.values[0][0],
            )
        self.order_fields(["keep", *(one.name for one in differences), "reason"])

    @property
    def chosen(self) -> dict[str, int]:
        """Give, by field, the record whose value was chosen."""
        return {one.name: self.cleaned_data[one.name] for one in self.differences}


class SplitForm(ReasonForm):
    """Which articles, and terms of office, go to a record of their own, and how that is called."""

    name = forms.CharField(max_length=200, required=False, help_text="As it is usually written; empty: the same name.")
    country = forms.RegexField(r"^[A-Z]{3}$", required=False, help_text="ISO 3166-1 alpha-3, or empty.")
    articles = forms.TypedMultipleChoiceField(
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        label="Articles that go",
        error_messages={"required": "Tick the articles that tell of somebody or something else."},
    )
    terms = forms.TypedMultipleChoiceField(
        coerce=int, widget=forms.CheckboxSelectMultiple, required=False, label="Terms of office that go"
    )

    def __init__(self, *args: Any, record: Any, accounts: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        articles: Any = self.fields["articles"]
        articles.choices = accounts
        if isinstance(record, Person | Organization):
            self.initial.update(name=record.name, country=record.country)
        else:
            del self.fields["name"], self.fields["country"]
        held = list(record.memberships.select_related("post")) if isinstance(record, Person) else []
        if held:
            terms: Any = self.fields["terms"]
            terms.choices = [(row.pk, f"{row.title} {row.date_from or ''}–{row.date_to or ''}") for row in held]
        else:
            del self.fields["terms"]
        self.order_fields(["articles", "terms", "name", "country", "reason"])
