"""The migrations make exactly what the models say."""

from io import StringIO

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_no_model_changed_without_its_migration() -> None:
    said = StringIO()

    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=said)
    except SystemExit:
        pytest.fail(f"run manage.py makemigrations:\n{said.getvalue()}", pytrace=False)

    assert said.getvalue() == "No changes detected\n"
