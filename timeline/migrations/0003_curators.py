"""The group of curators: they correct and decide, and do not delete what was read."""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

GROUP = "Curators"
VIEWED = ("article", "evidence", "event", "membership", "organization", "outlet", "participation", "person")
VIEWED += ("personname", "post", "report", "statement", "statementactor")
CHANGED = ("article", "event", "membership", "organization", "outlet", "participation", "person", "personname", "post")
CHANGED += ("statement", "statementactor")
ADDED = ("event", "membership", "organization", "outlet", "participation", "person", "personname", "post")
ADDED += ("statement", "statementactor")
# Parts of a record may be taken away; a record itself is rejected instead, or the next reading would bring it back.
DELETED = ("membership", "participation", "personname", "statementactor")


def make_group(apps, schema_editor):
    config = installed.get_app_config("timeline")
    # Permissions are made after all migrations otherwise, too late for a group that has them.
    create_permissions(config, verbosity=0, apps=apps, using=schema_editor.connection.alias)
    rights = [("view", VIEWED), ("change", CHANGED), ("add", ADDED), ("delete", DELETED)]
    names = [f"{right}_{model}" for right, models in rights for model in models]
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=GROUP)
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="timeline", codename__in=names
    )
    group.permissions.set(permissions)


def drop_group(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name=GROUP).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("timeline", "0002_first_models"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(make_group, drop_group)]
