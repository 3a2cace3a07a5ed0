"""Keep `Event.updated_at` true whatever writes the row, and find the newest changes fast, for the feeds of searches."""

from django.db import migrations, models

# Words to search are written anew in each transaction that changes what an event says, so the row itself tells.
FORWARD = """
CREATE FUNCTION timeline_stamp_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.updated_at := clock_timestamp();
    RETURN NEW;
END $$;
CREATE TRIGGER timeline_event_stamped BEFORE UPDATE ON timeline_event FOR EACH ROW
WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION timeline_stamp_event();
"""
BACKWARD = "DROP TRIGGER timeline_event_stamped ON timeline_event; DROP FUNCTION timeline_stamp_event();"


class Migration(migrations.Migration):
    """Add the trigger and the index."""

    dependencies = [("timeline", "0013_curators_see_doubts")]
    operations = [
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.AddIndex(
            model_name="event", index=models.Index(fields=["-updated_at", "-id"], name="event_by_change")
        ),
    ]
