"""The forms' own checks: dates in EDTF, one initiator, parties that are a person or a body."""

from datetime import date
from typing import Any

from django import forms

from timeline.admin.seen import SeenForm
from timeline.extraction.dates.edtf import day_bounds, is_valid
from timeline.extraction.lexicon import roles
from timeline.models import Article, DateBasis, Event, Feed, Post, PublishedBasis, Statement

EDTF_HELP = (
    "Extended Date/Time Format: 2024-12-20 a day; 2024-12 a month; 2024-12-20? uncertain; 2024-12~ about; "
    "2024-12-20/2024-12-22 a period; [2024-12-19,2024-12-20] one of two days; empty if not known. "
    "The first and last day follow from it."
)
NOT_EDTF = (
    "“%(value)s” is no date in EDTF. Write a day as 2024-12-20, a month as 2024-12, a period as 2024-12-20/2024-12-22."
)


def clean_edtf(value: str) -> str:
    """Give an EDTF value back without blanks around it; raise ValidationError if it is none."""
    value = value.strip()
    if value and not is_valid(value):
        raise forms.ValidationError(NOT_EDTF, code="edtf", params={"value": value})
    return value


class EventForm(SeenForm):
    """An event; its first and last day follow from its date."""

    class Meta:
        model = Event
        fields = "__all__"  # noqa: DJ007  (the admin's fieldsets name the fields)
        help_texts = {  # noqa: RUF012
            "edtf": EDTF_HELP,
            "date_basis": "Left as it is, it becomes “set by a curator” when you change the date.",
            "status": "Background: took place earlier, told as context. Follows from the articles until you set it.",
            "slug": "The address of the event's page; made from date and parties if you leave it empty.",
            "confidence": "How sure the reading is, from 0 to 1.",
            "initiated_by_person": "Only if a source says who called or asked for it.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean_edtf(self) -> str:
        """Refuse what is no EDTF."""
        return clean_edtf(self.cleaned_data["edtf"])

    def clean(self) -> dict[str, Any]:
        """Derive the days from the date; name the curator as its basis; allow one initiator."""
        data = super().clean()
        if "edtf" in data:
            is_new = "edtf" in self.changed_data and "date_basis" not in self.changed_data
            basis = DateBasis.CURATOR if is_new else data.get("date_basis", DateBasis.UNKNOWN)
            first, last, data["date_basis"] = dated(data["edtf"], basis)
            self.instance.date_min, self.instance.date_max = first, last
            if basis == DateBasis.UNKNOWN and data["edtf"]:
                self.add_error("date_basis", "Say how the date is known, or leave the date empty.")
        if data.get("initiated_by_person") and data.get("initiated_by_organization"):
            self.add_error("initiated_by_organization", "Either a person or an organization took the initiative.")
        return data


class StatementForm(SeenForm):
    """A statement."""

    class Meta:
        model = Statement
        fields = "__all__"  # noqa: DJ007  (the admin's fieldsets name the fields)


class ArticleForm(forms.ModelForm):
    """An article; its publication day may be set by hand, its text may not."""

    url = forms.URLField(label="URL", required=False, max_length=2000, assume_scheme="https")

    class Meta:
        model = Article
        fields = "__all__"  # noqa: DJ007  (the admin's fieldsets name the fields)
        labels = {"published_edtf": "Published (EDTF)"}  # noqa: RUF012
        help_texts = {  # noqa: RUF012
            "published_edtf": EDTF_HELP + " After setting it, read the article again: the days in it follow from it.",
        }

    def clean_published_edtf(self) -> str:
        """Refuse what is no EDTF."""
        return clean_edtf(self.cleaned_data["published_edtf"])

    def clean(self) -> dict[str, Any]:
        """Derive first and last day, and name the curator as the basis."""
        data = super().clean() or self.cleaned_data
        if "published_edtf" in data and "published_edtf" in self.changed_data:
            article = self.instance
            basis = PublishedBasis.CURATOR if data["published_edtf"] else PublishedBasis.UNKNOWN
            first, last = day_bounds(data["published_edtf"])
            article.published_basis, article.published_at, article.published_why = basis, None, []
            article.published_min, article.published_max = (first, last) if first and last else (None, None)
        return data


class PostForm(forms.ModelForm):
    """An office; its role is one of those that the reading knows."""

    role = forms.ChoiceField(
        required=False,
        help_text="What the office is in any country: by it the reading knows who “the French foreign minister” is.",
    )

    class Meta:
        model = Post
        fields = "__all__"  # noqa: DJ007  (the admin's fieldsets name the fields)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "role" in self.fields:
            known = sorted({*roles(), self.instance.role} - {""})
            choices = [("", "none of these"), *((role, role.replace("_", " ")) for role in known)]
            self.fields["role"].choices = choices  # type: ignore[attr-defined]


class FeedForm(forms.ModelForm):
    """A feed; an address without a scheme is taken for https."""

    url = forms.URLField(label="Address", max_length=2000, assume_scheme="https", help_text="Of the RSS or Atom feed.")

    class Meta:
        model = Feed
        fields = "__all__"  # noqa: DJ007  (the admin's fieldsets name the fields)


class PartyForm(forms.ModelForm):
    """A party, speaker or addressee: a person or an organization, and not both."""

    def clean(self) -> dict[str, Any]:
        """Refuse both and neither."""
        data = super().clean() or self.cleaned_data
        if bool(data.get("person")) == bool(data.get("organization")):
            self.add_error("person", "Choose either a person or an organization.")
        return data


def dated(edtf: str, basis: str) -> tuple[date | None, date | None, str]:
    """Give the first and last day of a date and how it is known; nothing is known of an empty one."""
    if not edtf or basis == DateBasis.UNKNOWN:
        return None, None, DateBasis.UNKNOWN
    first, last = day_bounds(edtf)
    return first, last, basis
