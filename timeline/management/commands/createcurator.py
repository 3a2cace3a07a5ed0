"""Make an account for the admin: the first one, or one of a name with a group."""

import secrets
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from timeline.rights import CURATOR, GROUPS

NAME = "curator"
PASSWORD_BYTES = 12  # 16 characters
# The word that people type for a group of two words.
SHORT = {"lead": "lead curator"}


class Command(BaseCommand):
    """Make an account with a generated password, printed this once."""

    help = (
        "Make an account for the admin and print its password, once. Without a name: the first curator's, who may do "
        "everything, unless somebody can sign in to the admin already."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the name and the group."""
        parser.add_argument("name", nargs="?", help="the name to sign in by")
        groups = [*GROUPS, *SHORT]
        parser.add_argument("--group", choices=groups, default=CURATOR, help=f"one of: {', '.join(groups)} ({CURATOR})")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the account and print its name and password."""
        if name := options["name"]:
            self._make(name, SHORT.get(options["group"], options["group"]))
        else:
            self._make_first()

    def _make(self, name: str, group: str) -> None:
        users, password = get_user_model().objects, _password()
        try:
            UnicodeUsernameValidator()(name)
        except ValidationError as error:
            raise CommandError(f"{name!r} cannot be a name. {' '.join(error.messages)}") from error
        if users.filter(username__iexact=name).exists():
            raise CommandError(
                f"There is an account {name} already: `manage.py changepassword {name}` sets a password."
            )
        row = Group.objects.filter(name=group).first()
        if row is None:
            raise CommandError("The database has no groups yet: run `manage.py migrate` first.")
        with transaction.atomic():
            users.create_user(name, password=password, is_staff=True).groups.add(row)
        self.stdout.write(f"Account   {name} ({group}), password {password}  (shown this once)")

    def _make_first(self) -> None:
        users, password = get_user_model().objects, _password()
        if users.filter(is_staff=True, is_active=True).exists():
            return
        if users.filter(username=NAME).exists():
            self.stderr.write(f"The account {NAME} is switched off: `manage.py createsuperuser` makes another one.")
            return
        users.create_superuser(NAME, password=password)
        self.stdout.write(
            f"Curator   {NAME}, password {password}  (shown this once; `manage.py changepassword {NAME}` sets another)"
        )


def _password() -> str:
    return secrets.token_urlsafe(PASSWORD_BYTES)
