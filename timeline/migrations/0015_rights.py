"""What curators may do beyond single records; the group of curators keeps its members under its new name."""

from typing import Any

from django.db import migrations, models

OLD, NEW = "Curators", "curator"


def rename(apps: Any, old: str, new: str) -> None:
    apps.get_model("auth", "Group").objects.filter(name=old).update(name=new)


class Migration(migrations.Migration):
    dependencies = [("timeline", "0014_events_tell_when_they_changed")]
    operations = [
        migrations.AlterModelOptions(
            name="event",
            options={
                "ordering": [models.OrderBy(models.F("date_max"), descending=True, nulls_last=True), "-id"],
                "permissions": [
                    ("review_items", "Can review items one after the other"),
                    ("review_in_bulk", "Can accept or reject many items at once"),
                    ("merge_records", "Can merge and split records"),
                    ("revert_changes", "Can revert changes"),
                    ("ingest_articles", "Can ingest articles"),
                    ("undo_batches", "Can undo a whole batch"),
                    ("import_records", "Can import records from files"),
                    ("export_records", "Can export records"),
                ],
            },
        ),
        migrations.RunPython(lambda apps, editor: rename(apps, OLD, NEW), lambda apps, editor: rename(apps, NEW, OLD)),
    ]
