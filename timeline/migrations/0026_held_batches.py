"""Let batches be held until a curator has seen what was read in them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("timeline", "0025_roles_of_stored_parties"),
    ]

    operations = [
        migrations.AddField(
            model_name="batch",
            name="is_held",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Whether a curator still looks at it: nothing of it is stored yet.",
            ),
        ),
    ]
