"""The timeline app."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class TimelineConfig(AppConfig):
    """Configure the app."""

    name = "timeline"
    verbose_name = "Timeline"

    def ready(self) -> None:
        """Load the register of office-holders and keep the groups whenever the tables are brought up to date."""
        from timeline.rights import keep_groups

        post_migrate.connect(load_register, sender=self, dispatch_uid="load_register")
        post_migrate.connect(keep_groups, sender=self, dispatch_uid="keep_groups")


def load_register(*, using: str, verbosity: int, **kwargs: Any) -> None:
    """Load the register into the database just migrated; one that stops at an older migration has no room for it."""
    from django.db import DEFAULT_DB_ALIAS, connections
    from django.db.migrations.executor import MigrationExecutor

    from timeline.history import changing
    from timeline.ingest.register import load

    executor = MigrationExecutor(connections[using])
    latest = [node for node in executor.loader.graph.leaf_nodes() if node[0] == "timeline"]
    if using != DEFAULT_DB_ALIAS or executor.migration_plan(latest):
        return
    with changing(action="load register", is_machine=True):
        changes = load.load_register()
    if verbosity:
        print(changes)
