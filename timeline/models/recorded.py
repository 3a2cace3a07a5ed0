"""Changes as one can ask for them: who did what when and why, each with the rows it changed."""

from typing import Any, ClassVar, Self

from django.db import models
from django.urls import reverse
from pghistory.models import Context


class RecordedChangeQuerySet(models.QuerySet["RecordedChange"]):
    """Questions about changes."""

    def by_user(self, user: int) -> Self:
        """Leave those that one person made."""
        # Compared as text: an index serves it so.
        return self.annotate(_user=_word("user")).filter(_user=str(user))

    def of_batch(self, batch: int) -> Self:
        """Leave those that one run of `ingest` made."""
        return self.annotate(_batch=_word("batch")).filter(_batch=str(batch))

    def of_action(self, action: str) -> Self:
        """Leave those of one action."""
        return self.annotate(_action=_word("action")).filter(_action=action)

    def touching(self, past: type[models.Model], row: int | None = None) -> Self:
        """Leave those that changed rows whose history `past` keeps, or one of them."""
        steps: models.QuerySet[Any] = past._default_manager.filter(pgh_context=models.OuterRef("pk"))
        return self.filter(models.Exists(steps.filter(pgh_obj=row) if row else steps))

    def by_people(self) -> Self:
        """Leave those that people made."""
        return self.annotate(_user=_word("user")).filter(_user__isnull=False)


class RecordedChange(Context):
    """All that one action changed, in whatever tables; `metadata` says who, why and how (`timeline.history`)."""

    objects: ClassVar[Any] = RecordedChangeQuerySet.as_manager()

    class Meta:
        proxy = True
        ordering = ["-created_at", "id"]
        default_permissions = ("view",)
        verbose_name = "recorded change"

    def __str__(self) -> str:
        return f"{self.action} by {self.who}"

    def get_admin_url(self) -> str:
        """Give the address of the change's page in the admin."""
        return reverse("admin:timeline_recordedchange_change", args=[self.pk])

    @property
    def action(self) -> str:
        """Name what was done."""
        return str(self.metadata.get("action", "write"))

    @property
    def who(self) -> str:
        """Name who did it: a person, the machine, or whoever wrote to the database directly."""
        name = str(self.metadata.get("name", ""))
        if self.metadata.get("direct"):
            return f"database role {name}"
        by_machine = "the machine" + (f" for {name}" if name else "")
        return by_machine if self.metadata.get("machine") or not name else name

    @property
    def reason(self) -> str:
        """Give the reason, if one was given."""
        return str(self.metadata.get("reason", ""))


def _word(name: str) -> models.Func:
    return models.Func(
        models.F("metadata"), models.Value(name), function="", arg_joiner=" ->> ", output_field=models.TextField()
    )
