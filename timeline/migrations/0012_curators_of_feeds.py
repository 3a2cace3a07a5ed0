"""Curators keep the feeds, and see revisions and what they changed."""

from typing import Any

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

NAMES = ["view_feed", "add_feed", "change_feed", "delete_feed", "view_feedentry", "delete_feedentry", "view_change"]


def allow(apps: Any, schema_editor: Any) -> None:
    # Permissions are made after all migrations otherwise, too late for a group that has them.
    create_permissions(
        installed.get_app_config("timeline"), verbosity=0, apps=apps, using=schema_editor.connection.alias
    )
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="timeline", codename__in=NAMES
    )
    for group in apps.get_model("auth", "Group").objects.filter(name="Curators"):
        group.permissions.add(*permissions)


class Migration(migrations.Migration):
    dependencies = [("timeline", "0011_event_changes")]
    operations = [migrations.RunPython(allow, migrations.RunPython.noop)]
