"""Make the first account for the admin, if there is none."""

import secrets
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand
from django.db import IntegrityError

NAME = "curator"


class Command(BaseCommand):
    """Make an account with a generated password, printed this once; do nothing if somebody can sign in already."""

    help = "Make the first curator's account, unless somebody can sign in to the admin already."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the account and print its name and password."""
        users = get_user_model().objects
        if users.filter(is_staff=True, is_active=True).exists():
            return
        password = secrets.token_urlsafe(12)
        try:
            users.create_superuser(NAME, password=password)
        except IntegrityError:  # made by another process at the same moment, or the name's account was switched off
            self.stderr.write(f"There is an account {NAME} already; `python manage.py changepassword {NAME}` mends it.")
            return
        self.stdout.write(
            f"Curator   {NAME}, password {password}  (shown this once; `manage.py changepassword {NAME}` sets another)"
        )
