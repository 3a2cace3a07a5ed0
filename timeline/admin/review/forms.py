"""The forms of the review queue: filters, an item's own fields, and its parties or speakers."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from timeline.admin.forms import clean_edtf, dated
from timeline.ingest.statements import BREAK
from timeline.joining.names import name_key
from timeline.models import (
    Batch,
    DateBasis,
    Event,
    EventStatus,
    EventType,
    Modality,
    Organization,
    Outlet,
    Person,
    SpeechAct,
    Statement,
    StatementActor,
    Sureness,
)
from timeline.review.edits import Edit, Part, Span
from timeline.review.item import ItemPage
from timeline.review.queue import Filters

ANY = [("", "any")]
# Of an item's form, what is no field of the record.
NO_FIELDS = frozenset({"seen", "was", "reason"})
# People of one name that are offered to choose from.
MOST_NAMESAKES = 20
# A reason is some sentences.
MOST_REASON = 2000


class FilterForm(forms.Form):
    """What to look through; every field may be left empty."""

    kind = forms.ChoiceField(
        choices=[*ANY, ("event", "events"), ("statement", "statements")], required=False, label="Items"
    )
    type = forms.ChoiceField(choices=[*ANY, *EventType.choices], required=False, label="Event type")
    sureness = forms.ChoiceField(choices=[*ANY, *Sureness.choices], required=False, label="Confidence")
    outlet = forms.ModelChoiceField(Outlet.objects.all(), required=False, empty_label="any")
    person = forms.IntegerField(required=False, min_value=1, label="Person", widget=forms.HiddenInput)
    named = forms.CharField(required=False, max_length=200, label="Person (name)")
    batch = forms.ModelChoiceField(Batch.objects.order_by("-pk"), required=False, empty_label="any")

    def clean(self) -> dict[str, Any]:
        """Find the person of a name."""
        data = super().clean() or self.cleaned_data
        if named := (data.get("named") or "").strip():
            found = list(people_named(named)[:2])
            if len(found) != 1:
                problem = "Several people are called so; open the person and choose “Review”." if found else ""
                raise ValidationError({"named": problem or f"Nobody in the records is called “{named}”."})
            data["person"] = found[0].pk
        return data

    def filters(self) -> Filters:
        """Give the filters of a valid form."""
        data = self.cleaned_data
        return Filters(
            kind=data["kind"],
            type=data["type"],
            sureness=data["sureness"],
            person=data.get("person"),
            outlet=data["outlet"].pk if data["outlet"] else None,
            batch=data["batch"].pk if data["batch"] else None,
        )


class DecisionForm(forms.Form):
    """A decision that needs nothing of an item's own form: to skip it, reject it, or accept it as it was shown."""

    do = forms.ChoiceField(choices=[(word, word) for word in ("accept", "reject", "skip")])
    as_shown = forms.BooleanField(required=False)
    seen = forms.CharField(required=False)
    reason = forms.CharField(required=False, max_length=MOST_REASON)

    def clean(self) -> dict[str, Any]:
        """Leave what must be looked at to the item's own form: changed fields, and a rejection without a reason."""
        data = super().clean() or self.cleaned_data
        needed = {"accept": "as_shown", "reject": "reason"}.get(data.get("do", ""), "do")
        if not data.get(needed):
            raise ValidationError("This is for the item's own form.")
        return data


class ItemForm(forms.Form):
    """What the forms of events and statements share: the state they were made for, and the reason of a decision.

    `seen` stands for the state of the record when the page was made, `was` holds the values that it showed.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    was = forms.JSONField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(required=False, label="Reason", max_length=MOST_REASON)

    def __init__(self, page: ItemPage, data: Any = None) -> None:
        self.page = page
        present = self.values_of(page)
        parts = [plain(part) for part in parts_of(page.record)]
        super().__init__(data, initial={"seen": page.token, "was": present | {"parts": parts}} | present)
        self.prepare()

    def values_of(self, page: ItemPage) -> dict[str, Any]:
        """Give the present values of the fields."""
        raise NotImplementedError

    def prepare(self) -> None:
        """Fill the choices that depend on the item."""

    def values(self) -> dict[str, Any]:
        """Give the fields of the record that differ, with what follows from them."""
        return {name: self.cleaned_data[name] for name in self.changed_data if name not in NO_FIELDS}

    def spans(self) -> Sequence[Span]:
        """Give the words that the content is from now on, empty where it stays."""
        return ()

    def edit(self, rows: "PartRows", confirmed: Iterable[str] = ()) -> Edit:
        """Give what a valid form and its rows change."""
        return Edit(self.values(), rows.changed_parts(), self.spans(), tuple(confirmed))


class EventItemForm(ItemForm):
    """An event: what it is, when, and whether it took place."""

    type = forms.ChoiceField(choices=EventType.choices)
    edtf = forms.CharField(required=False, max_length=80, label="Date (EDTF)")
    status = forms.ChoiceField(choices=EventStatus.choices)
    is_first = forms.BooleanField(required=False, label="First of these two people, said so")
    is_domestic = forms.BooleanField(required=False, label="Domestic politics")
    field_order = ("type", "edtf", "status", "is_first", "is_domestic", "reason", "seen", "was")

    def values_of(self, page: ItemPage) -> dict[str, Any]:
        """Give the event's own."""
        names = ("type", "edtf", "status", "is_first", "is_domestic")
        return {name: getattr(page.record, name) for name in names}

    def clean_edtf(self) -> str:
        """Refuse what is no EDTF."""
        return clean_edtf(self.cleaned_data["edtf"])

    def values(self) -> dict[str, Any]:
        """Derive the days from a changed date; its basis is the curator."""
        values = super().values()
        if "edtf" in values:
            values["date_min"], values["date_max"], values["date_basis"] = dated(values["edtf"], DateBasis.CURATOR)
        return values


class StatementItemForm(ItemForm):
    """A statement: what was done by saying it, its words, and the event it was said at."""

    act = forms.ChoiceField(choices=SpeechAct.choices)
    content = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), label="What was said, in the article’s words")
    modality = forms.ChoiceField(choices=Modality.choices)
    event = forms.TypedChoiceField(required=False, label="Said at", coerce=int, empty_value=None)
    field_order = ("act", "content", "modality", "event", "reason", "seen", "was")

    def values_of(self, page: ItemPage) -> dict[str, Any]:
        """Give the statement's own."""
        record = page.record
        assert isinstance(record, Statement)
        content = record.content.replace("\r\n", "\n")
        return {"act": record.act, "content": content, "modality": record.modality, "event": record.event_id or ""}

    def prepare(self) -> None:
        """Offer the events that the article reports."""
        record = self.page.record
        assert isinstance(record, Statement)
        events = {event.pk: event for event in self.page.events}
        if record.event:
            events.setdefault(record.event.pk, record.event)
        choices = [("", "no event"), *((pk, event_label(event)) for pk, event in events.items())]
        self.fields["event"].choices = choices  # type: ignore[attr-defined]

    def clean_content(self) -> str:
        """Find changed words in the article; refuse words that do not stand there, or stand there several times."""
        content: str = self.cleaned_data["content"].replace("\r\n", "\n").strip()
        article = self.page.article
        self._spans: list[Span] = []
        if article and " ".join(content.split()) != " ".join(self.initial["content"].split()):
            self._spans = [find_words(article.text, words) for words in content.split(BREAK.strip()) if words.strip()]
        return content

    def values(self) -> dict[str, Any]:
        """Leave the content to its spans."""
        values = {name: value for name, value in super().values().items() if name != "content"}
        if "event" in values:
            values["event"] = Event.objects.filter(pk=values["event"] or 0).first()
        return values

    def spans(self) -> Sequence[Span]:
        """Give where the new content stands."""
        return self._spans


class PartForm(forms.Form):
    """A party or speaker: somebody whom the article names, or anybody in the records by name."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    who = forms.ChoiceField(required=False)
    other = forms.CharField(required=False, max_length=200, label="or by name")
    role = forms.ChoiceField(required=False, choices=StatementActor.Role.choices)
    office = forms.CharField(required=False, max_length=200)
    country = forms.RegexField(
        r"^[A-Z]{3}$", required=False, max_length=3,
        error_messages={"invalid": "Write the country as three capitals (ISO 3166-1 alpha-3), such as KOR."},
    )  # fmt: skip
    remove = forms.BooleanField(required=False)

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = [("", "–"), *choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Find who is meant by a name."""
        data = super().clean() or self.cleaned_data
        if other := (data.get("other") or "").strip():
            data["who"] = self._found(other)
        return data

    def _found(self, name: str) -> str:
        found = [*people_named(name)[:MOST_NAMESAKES], *Organization.objects.filter(name__iexact=name)[:MOST_NAMESAKES]]
        if len(found) == 1:
            return code_of(found[0])
        if not found:
            self.add_error("other", f"Nobody and no body in the records is called “{name}”.")
            return ""
        choices = self.fields["who"].choices  # type: ignore[attr-defined]
        self.fields["who"].choices = [*choices, *map(choice_of, found)]  # type: ignore[attr-defined]
        self.add_error("other", f"Several are called “{name}”: choose one in the list, and empty this field.")
        return ""

    def part(self) -> Part | None:
        """Give the part of a valid row, None for an empty or removed one."""
        data = self.cleaned_data
        if data.get("remove") or not data.get("who"):
            return None
        kind, pk = data["who"][0], int(data["who"][1:])
        return Part(
            pk=data["pk"],
            person=pk if kind == "p" else None,
            organization=pk if kind == "o" else None,
            office=data["office"],
            country=data["country"],
            role=data["role"],
        )


class PartRows(forms.BaseFormSet):
    """The parties of an event, or the actors of a statement, and a row for one more."""

    def clean(self) -> None:
        """Refuse somebody twice."""
        seen = set()
        for form in self.forms:
            part = form.part() if form.is_valid() else None
            key = (part.person, part.organization, part.role) if part else None
            if key in seen:
                form.add_error("who", "Named twice: remove one of the rows.")
            seen.add(key)
            seen.discard(None)

    def changed_parts(self) -> list[Part] | None:
        """Give all parts if one of them changed, else None."""
        if not self.is_bound:
            return None
        parts = [part for form in self.forms if (part := form.part())]
        return None if [*map(plain, parts)] == [*map(plain, self.before)] else parts

    before: Sequence[Part] = ()


def part_rows(page: ItemPage, data: Any = None) -> PartRows:
    """Make the rows of a record's parts; what was sent without any leaves them as they are."""
    if data is not None and "part-TOTAL_FORMS" not in data:
        data = None
    record, choices = page.record, [choice_of(row) for row in page.named]
    before = parts_of(record)
    initial = [
        {"pk": part.pk, "who": f"p{part.person}" if part.person else f"o{part.organization}", "role": part.role,
         "office": part.office, "country": part.country}
        for part in before
    ]  # fmt: skip
    made = forms.formset_factory(PartForm, formset=PartRows, extra=1, max_num=200)
    rows = cast(PartRows, made(data, initial=initial, prefix="part", form_kwargs={"choices": choices}))
    rows.before = before
    return rows


def parts_of(record: Event | Statement) -> list[Part]:
    """Give the parts as they are."""
    if isinstance(record, Event):
        rows = record.participations.order_by("position", "pk")
        return [Part(row.pk, row.person_id, row.organization_id, row.office, row.country) for row in rows]
    actors = record.actors.order_by("role", "position", "pk")
    return [Part(row.pk, row.person_id, row.organization_id, role=row.role) for row in actors]


def people_named(name: str) -> Any:
    """Give the people with a name form of these letters."""
    return Person.objects.public().filter(names__key=name_key(name)).distinct().order_by("name", "pk")


def code_of(actor: Person | Organization) -> str:
    """Give the short form of a person or body in a list of choices."""
    return f"{'p' if isinstance(actor, Person) else 'o'}{actor.pk}"


def choice_of(actor: Person | Organization) -> tuple[str, str]:
    """Give a person or body as a choice."""
    return code_of(actor), f"{actor.name} ({actor.country})" if actor.country else actor.name


def event_label(event: Event) -> str:
    """Name an event in a list of choices."""
    parties = ", ".join(str(party) for party in event.participations.all())
    return f"{event.get_type_display()}, {event.edtf or 'undated'}" + (f": {parties}" if parties else "")


def find_words(text: str, words: str) -> Span:
    """Find words in a text, whatever blanks stand between them; raise ValidationError where that is not one place."""
    found = places(text, words)
    if not found:
        raise ValidationError(f"“{words.strip()}” does not stand in the article. Copy the words as they stand there.")
    if len(found) > 1:
        raise ValidationError(f"“{words.strip()}” stands in {len(found)} places. Take some more words along.")
    return found[0]


def places(text: str, words: str) -> list[Span]:
    """Give where words stand in a text, whatever blanks stand between them."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    return [match.span() for match in re.finditer(pattern, text)] if pattern else []


def plain(part: Part) -> tuple[Any, ...]:
    """Give what makes a part, without the id of its row."""
    return part.person, part.organization, part.office, part.country, part.role
