"""Tell recorded changes from the changes that revisions make."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("timeline", "0027_evidence_marked_by_hand")]
    operations = [
        migrations.AlterModelOptions(
            name="recordedchange",
            options={
                "default_permissions": ("view",),
                "ordering": ["-created_at", "id"],
                "verbose_name": "recorded change",
            },
        ),
    ]
