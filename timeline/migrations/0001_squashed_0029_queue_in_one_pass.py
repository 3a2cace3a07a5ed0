"""The first 29 migrations in one, for a new database: each table is made once, as the last of them leaves it.

One after the other they take half a minute, as Django draws all models anew after each step. A database that has some of
them already goes on step by step, and is the same in the end.
"""

from collections.abc import Iterator
from importlib import import_module
from types import ModuleType
from typing import Any

from django.conf import settings
from django.contrib.postgres.operations import BtreeGinExtension, TrigramExtension, UnaccentExtension
from django.db import migrations
from django.db.migrations.operations.base import Operation
from pgtrigger.migrations import AddTrigger

STEPS = (
    "0001_extensions", "0002_first_models", "0003_curators", "0004_person_occupations", "0005_register_keys",
    "0006_batches", "0007_revisions_and_feeds", "0008_addresses_of_articles", "0009_accounts_and_joining",
    "0010_curators_see_batches", "0011_event_changes", "0012_curators_of_feeds", "0013_curators_see_doubts",
    "0014_events_tell_when_they_changed", "0015_rights", "0016_mendings", "0017_journal_of_mendings", "0018_history",
    "0019_reports_take_in_calls_told_together", "0020_review_queue", "0021_worth_of_review_items",
    "0022_history_of_companions", "0023_recorded_changes", "0024_role_of_a_party", "0025_roles_of_stored_parties",
    "0026_held_batches", "0027_evidence_marked_by_hand", "0028_name_recorded_changes", "0029_queue_in_one_pass",
)  # fmt: skip


def step(name: str) -> ModuleType:
    return import_module(f"{__package__}.{name}")


class AtOnce(Operation):
    """Make the tables of a new database as all steps together leave them; what the steps do to rows finds none."""

    reversible = False
    reduces_to_sql = False

    def state_forwards(self, app_label: str, state: Any) -> None:
        # Without models that are drawn already, no step has to draw them anew.
        state.clear_delayed_apps_cache()
        state.__dict__.pop("apps", None)
        for operation in self._steps():
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, editor: Any, from_state: Any, to_state: Any) -> None:
        models = [to_state.apps.get_model(*key) for key in to_state.models if key not in from_state.models]
        for model in models:
            if model._meta.can_migrate(editor.connection):
                editor.create_model(model)
        # Tables between two models are made without their triggers.
        for model in models:
            for trigger in getattr(model._meta, "triggers", ()):
                AddTrigger(model._meta.model_name, trigger).database_forwards(app_label, editor, from_state, to_state)

        for operation in self._steps():
            if isinstance(operation, migrations.RunSQL):  # functions, and triggers of our own
                operation.database_forwards(app_label, editor, from_state, to_state)

    def _steps(self) -> Iterator[Operation]:
        for name in STEPS:
            yield from step(name).Migration.operations

    def database_backwards(self, app_label: str, editor: Any, from_state: Any, to_state: Any) -> None:
        raise NotImplementedError  # `reversible` says so: who wants an empty database drops it

    def describe(self) -> str:
        return "Make all tables of the first 29 migrations"


class Migration(migrations.Migration):
    initial = True
    replaces = [("timeline", name) for name in STEPS]
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        TrigramExtension(),
        UnaccentExtension(),
        BtreeGinExtension(),
        AtOnce(),
        migrations.RunPython(step("0023_recorded_changes").forward),
    ]
