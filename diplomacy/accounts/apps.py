"""The app of accounts."""

from typing import Any

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Configure the app."""

    name = "diplomacy.accounts"
    verbose_name = "Accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Write down each sign-in and each second factor that failed."""
        from allauth.account.signals import user_logged_in
        from allauth.mfa.signals import authentication_failed

        from diplomacy.accounts.locking import note
        from diplomacy.accounts.models import Outcome

        def signed_in(*, request: Any, user: Any, **kwargs: Any) -> None:
            note(request, user.get_username(), Outcome.SUCCESS)

        def failed(*, request: Any, user: Any, **kwargs: Any) -> None:
            note(request, user.get_username(), Outcome.CODE)

        user_logged_in.connect(signed_in, weak=False, dispatch_uid="note_sign_in")
        authentication_failed.connect(failed, weak=False, dispatch_uid="note_failed_code")
