"""The group of curators: they correct and decide, and do not delete what was read."""

from typing import Any

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

GROUP = "Curators"
# Parts of a record may be taken away; a record itself is rejected instead, or the next reading would bring it back.
RIGHTS = {
    "article": "view change",
    "evidence": "view",
    "event": "view change add",
    "membership": "view change add delete",
    "organization": "view change add",
    "outlet": "view change add",
    "participation": "view change add delete",
    "person": "view change add",
    "personname": "view change add delete",
    "post": "view change add",
    "report": "view",
    "statement": "view change add",
    "statementactor": "view change add delete",
}


def make_group(apps: Any, schema_editor: Any) -> None:
    config = installed.get_app_config("timeline")
    # Permissions are made after all migrations otherwise, too late for a group that has them.
    create_permissions(config, verbosity=0, apps=apps, using=schema_editor.connection.alias)
    names = [f"{right}_{model}" for model, rights in RIGHTS.items() for right in rights.split()]
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=GROUP)
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="timeline", codename__in=names
    )
    group.permissions.set(permissions)


def drop_group(apps: Any, schema_editor: Any) -> None:
    apps.get_model("auth", "Group").objects.filter(name=GROUP).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("timeline", "0002_first_models"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(make_group, drop_group)]
