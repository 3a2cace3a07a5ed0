"""People, organizations, offices and terms as tables: out, and in again with each difference shown before.

django-import-export turns rows into records and tells what each row changes; who imports a value vouches for it, so no
later reading takes it back. A file with one bad row changes nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from import_export.fields import Field
from import_export.resources import Diff, ModelResource
from import_export.results import RowResult
from import_export.widgets import BooleanWidget, ForeignKeyWidget
from tablib import Dataset

from timeline import actions
from timeline.history import changing
from timeline.ingest.slugs import free_slugs, name_slug
from timeline.mending.journal import Refused
from timeline.models import Membership, MembershipBasis, NameBasis, Organization, Person, PersonName, Post, ReviewState

# Between the names of one cell.
BETWEEN = "|"
# Rows that a page takes; larger files are cut.
MOST_ROWS = 5_000


@dataclass(frozen=True)
class RowChange:
    """What one row does: `new`, `update` or `skip`, with each column before and after, or why it is refused."""

    number: int
    kind: str
    cells: tuple[tuple[str, str], ...] = ()
    errors: tuple[str, ...] = ()


@dataclass(frozen=True)
class TableChange:
    """What the rows of one table do."""

    label: str
    headers: tuple[str, ...]
    rows: tuple[RowChange, ...]

    @property
    def counts(self) -> dict[str, int]:
        """Count the rows by what they do."""
        kinds = [row.kind for row in self.rows]
        return {kind: kinds.count(kind) for kind in ("new", "update", "skip", "error")}


class _Plain(Diff):  # type: ignore[misc]  # the library has no types
    """A difference as pairs of words, for a page without styles of its own."""

    def __init__(self, resource: Any, instance: Any, new: bool) -> None:
        self.left, self.new = self._cells(resource, instance), new
        self.right: list[str] = []

    def compare_with(self, resource: Any, instance: Any) -> None:
        """Take what the record is now."""
        self.right = self._cells(resource, instance)

    def as_html(self) -> list[tuple[str, str]]:
        """Give each column before and after."""
        before = [""] * len(self.left) if self.new else self.left
        return list(zip(before, self.right, strict=True))

    def _cells(self, resource: Any, instance: Any) -> list[str]:
        shown = (resource.export_field(field, instance) for field in resource.get_import_fields())
        return ["" if cell is None else str(cell) for cell in shown]


class _Known(ForeignKeyWidget):  # type: ignore[misc]
    """A record named by one of its columns; one that is not there is named in the message."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        """Find the record; raise ValueError if there is none."""
        try:
            return super().clean(value, row, **kwargs)
        except self.model.DoesNotExist:
            raise ValueError(f"There is no {self.model._meta.verbose_name} “{value}”.") from None


class _OfCountry(_Known):
    """An office, known by its label and the country in the column beside it."""

    def get_queryset(self, value: Any, row: Any, *args: Any, **kwargs: Any) -> Any:
        """Look among the offices of the country."""
        return Post.objects.filter(country=str(row.get("country") or ""))


class _YesNo(BooleanWidget):  # type: ignore[misc]
    """Yes or no; an empty cell is no."""

    NULL_VALUES = ("null", "none")
    TRUE_VALUES = ("1", 1, True, "true", "TRUE", "True", "yes", "Yes")

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        """Say it in a word."""
        return "yes" if value else "no"


class _Curated(ModelResource):  # type: ignore[misc]
    """Rows for which whoever imports them vouches."""

    by: Any = None

    def get_diff_class(self) -> type[Diff]:
        """Show differences as words."""
        return _Plain

    def save_instance(self, instance: Any, is_create: bool, row: Any, **kwargs: Any) -> None:
        """Save, and keep what was set from later readings; a row that the database refuses spoils no other."""
        changed = self._changed(instance, is_create)
        if is_create:
            self.prepare(instance)
        with transaction.atomic():
            super().save_instance(instance, is_create, row, **kwargs)
            self.save_parts(instance, row, changed)
            if not is_create:
                actions.record_edit(record=instance, fields=changed)

    def prepare(self, instance: Any) -> None:
        """Complete a new record: the curator vouches for it."""
        instance.review, instance.reviewed_at, instance.reviewed_by = ReviewState.ACCEPTED, timezone.now(), self.by

    def save_parts(self, instance: Any, row: Any, changed: list[str]) -> None:
        """Write what belongs to the record; add to `changed` what of it differs."""

    def _changed(self, instance: Any, is_create: bool) -> list[str]:
        if is_create:
            return []
        stored = type(instance)._default_manager.get(pk=instance.pk)
        names = [field.attribute for field in self.get_import_fields() if field.attribute]
        return [name for name in names if getattr(stored, name) != getattr(instance, name)]


class _Named(_Curated):
    """Records with a name and an address; an empty address makes a new record."""

    def prepare(self, instance: Any) -> None:
        """Give a new record an address of its own."""
        super().prepare(instance)
        instance.slug = free_slugs(type(instance), [name_slug(instance.name, type(instance)._meta.model_name)])[0]

    def get_instance(self, instance_loader: Any, row: Mapping[str, Any]) -> Any:
        """Find a record by its address; raise ValidationError for an address that leads nowhere."""
        slug = str(row.get("slug") or "").strip()
        if not slug:
            return None
        found = self._meta.model._default_manager.filter(slug=slug).first()
        if found is None:
            raise ValidationError(
                {"slug": f"There is no record with the address “{slug}”; leave it empty for a new one."}
            )
        return found

    def validate_instance(
        self, instance: Any, import_validation_errors: Any = None, validate_unique: bool = True
    ) -> None:
        """Check the values; a new record gets its address later."""
        instance.full_clean(exclude=["slug"], validate_unique=validate_unique)


class PersonResource(_Named):
    """People, with the other names under which texts mention them."""

    other_names = Field(column_name="other_names")

    class Meta:
        model = Person
        import_id_fields = ("slug",)
        fields = ("slug", "name", "other_names", "country")
        skip_unchanged = report_skipped = True
        skip_diff = False

    def dehydrate_other_names(self, person: Person) -> str:
        """Give all names but the usual one."""
        if not person.pk:
            return ""
        return BETWEEN.join(sorted(name.name for name in person.names.all() if name.name != person.name))

    def skip_row(self, instance: Any, original: Any, row: Any, import_validation_errors: Any = None) -> bool:
        """Look at the names as well."""
        is_same = bool(super().skip_row(instance, original, row, import_validation_errors))
        return is_same and (instance.pk is None or self._names(row) <= _set_names(instance))

    def save_parts(self, instance: Person, row: Any, changed: list[str]) -> None:
        """Add the names; what texts say stays beside them."""
        missing = (self._names(row) | {instance.name}) - _set_names(instance)
        for name in sorted(missing):
            PersonName.objects.create(person=instance, name=name[:200], basis=NameBasis.CURATOR)
        if missing:
            changed.append("names")

    def _names(self, row: Mapping[str, Any]) -> set[str]:
        cell = str(row.get("other_names") or "")
        return {" ".join(name.split()) for name in cell.split(BETWEEN) if name.strip()}


class OrganizationResource(_Named):
    """Governments, ministries and bodies."""

    class Meta:
        model = Organization
        import_id_fields = ("slug",)
        fields = ("slug", "name", "country")
        skip_unchanged = report_skipped = True
        skip_diff = False


class PostResource(_Curated):
    """Offices; an office is known by its label and country."""

    class Meta:
        model = Post
        import_id_fields = ("label", "country")
        fields = ("label", "country", "role")
        skip_unchanged = report_skipped = clean_model_instances = True

    def prepare(self, instance: Post) -> None:
        """Keep a new office as it was given."""
        instance.curated_fields = ["country", "label", "role"]


class MembershipResource(_Curated):
    """Terms of office, each known by its number; without one it is a new term."""

    person = Field("person", "person", _Known(Person, "slug"))
    post = Field("post", "post", _OfCountry(Post, "label"))
    country = Field("post__country", "country", readonly=True)
    is_acting = Field("is_acting", "is_acting", _YesNo())

    class Meta:
        model = Membership
        import_id_fields = ("id",)
        fields = ("id", "person", "post", "country", "is_acting", "date_from", "date_to")
        skip_unchanged = report_skipped = clean_model_instances = True

    def get_instance(self, instance_loader: Any, row: Mapping[str, Any]) -> Any:
        """Find a term by its number; raise ValidationError for a number that is none of ours."""
        number = str(row.get("id") or "").strip()
        if not number:
            return None
        found = Membership.objects.filter(pk=number).first() if number.isdecimal() else None
        if found is None:
            raise ValidationError({"id": f"There is no term with the number “{number}”; leave it empty for a new one."})
        return found

    def save_instance(self, instance: Any, is_create: bool, row: Any, **kwargs: Any) -> None:
        """Name the curator as the basis of the days."""
        instance.basis = MembershipBasis.CURATOR
        super().save_instance(instance, is_create, row, **kwargs)


# In the order in which a file with all of them is taken in: what is referred to comes first.
RESOURCES: dict[str, type[_Curated]] = {
    "post": PostResource,
    "organization": OrganizationResource,
    "person": PersonResource,
    "membership": MembershipResource,
}


def table_of(noun: str) -> Dataset:
    """Give all records of a noun as a table."""
    rows = RESOURCES[noun].Meta.model._default_manager.order_by("pk")
    related = {"person": ("names",), "membership": ("person", "post")}.get(noun, ())
    return RESOURCES[noun]().export(queryset=rows.prefetch_related(*related))


def bring_in(
    tables: Sequence[tuple[str, Dataset]], *, by: Any, reason: str = "", is_trial: bool = False
) -> list[TableChange]:
    """Take tables in, all or nothing; give what each row does. A trial, or a file with an error, changes nothing."""
    if sum(len(table) for _, table in tables) > MOST_ROWS:
        raise Refused(f"More than {MOST_ROWS:,} rows: cut the file into several.")
    with changing(user=by, action="import", reason=reason), transaction.atomic():
        found = [_bring_in(noun, table, by) for noun, table in tables]
        if is_trial or any(change.counts["error"] for change in found):
            transaction.set_rollback(True)
    return found


def _bring_in(noun: str, table: Dataset, by: Any) -> TableChange:
    resource = RESOURCES[noun]()
    resource.by = by
    missing = [name for name in resource.get_import_id_fields() if name not in (table.headers or ())]
    label = str(resource.Meta.model._meta.verbose_name_plural)
    if missing:
        lacking = f"These columns are missing: {', '.join(missing)}."
        why = f"{lacking} The columns are {', '.join(resource.get_import_order())}."
        return TableChange(label, (), (RowChange(0, "error", errors=(why,)),))
    result = resource.import_data(table, use_transactions=False)
    headers = tuple(map(str, resource.get_diff_headers()))
    rows = tuple(_row(number, row) for number, row in enumerate(result.rows, 2))
    base = tuple(RowChange(0, "error", errors=(str(error.error),)) for error in result.base_errors)
    return TableChange(label, headers, base + rows)


def _row(number: int, row: RowResult) -> RowChange:
    """Give what a row does; the header is row 1."""
    errors = [str(error.error) for error in row.errors]
    if row.validation_error:
        errors += _messages(row.validation_error)
    if errors:
        return RowChange(number, "error", errors=tuple(errors))
    return RowChange(number, row.import_type, tuple(row.diff or ()))


def _messages(error: ValidationError) -> Iterable[str]:
    if not hasattr(error, "error_dict"):
        return error.messages
    return [f"{name}: {' '.join(one)}" for name, one in error.message_dict.items()]


def _set_names(person: Person) -> set[str]:
    return set(person.names.values_list("name", flat=True))
