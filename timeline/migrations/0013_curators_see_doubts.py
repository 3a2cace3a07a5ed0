"""Curators see the doubts; persons that were read from texts are known to joining by what the texts say."""

from typing import Any

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations


def allow(apps: Any, schema_editor: Any) -> None:
    # Permissions are made after all migrations otherwise, too late for a group that has them.
    create_permissions(
        installed.get_app_config("timeline"), verbosity=0, apps=apps, using=schema_editor.connection.alias
    )
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="timeline", codename="view_doubt"
    )
    for group in apps.get_model("auth", "Group").objects.filter(name="Curators"):
        group.permissions.add(*permissions)


def leave_to_texts(apps: Any, schema_editor: Any) -> None:
    read = apps.get_model("timeline", "Person").objects.filter(review="draft", curated_fields=[], register_key=None)
    read.update(is_anchored=True)


class Migration(migrations.Migration):
    dependencies = [("timeline", "0012_curators_of_feeds")]
    operations = [
        migrations.RunPython(allow, migrations.RunPython.noop),
        migrations.RunPython(leave_to_texts, migrations.RunPython.noop),
    ]
