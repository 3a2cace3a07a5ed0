"""Note the events of an outlet whose address changes, too: the index in memory knows outlets by it."""

from importlib import import_module

from django.db import migrations

FORMER = import_module("timeline.migrations.0033_note_what_cards_show")


def _function(*columns: str) -> str:
    query = FORMER.RARE["outlet"].replace(FORMER._other("name"), FORMER._other(*columns))
    return str(FORMER._function("outlet", "update", query))


class Migration(migrations.Migration):
    """Make the trigger of outlets wider."""

    dependencies = [("timeline", "0034_statements_of_the_queue")]
    operations = [migrations.RunSQL(_function("name", "slug"), _function("name"))]
