"""Make the first account for the admin, if there is none."""

import secrets
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand

NAME = "curator"
PASSWORD_BYTES = 12  # 16 characters


class Command(BaseCommand):
    """Make an account with a generated password, printed this once; do nothing if somebody can sign in already."""

    help = "Make the first curator's account, unless somebody can sign in to the admin already."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the account and print its name and password."""
        users = get_user_model().objects
        if users.filter(is_staff=True, is_active=True).exists():
            return
        if users.filter(username=NAME).exists():
            self.stderr.write(f"The account {NAME} is switched off: `manage.py createsuperuser` makes another one.")
            return
        password = secrets.token_urlsafe(PASSWORD_BYTES)
        users.create_superuser(NAME, password=password)
        self.stdout.write(
            f"Curator   {NAME}, password {password}  (shown this once; `manage.py changepassword {NAME}` sets another)"
        )
