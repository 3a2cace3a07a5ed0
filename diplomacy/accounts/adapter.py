"""How signing in differs from what django-allauth does by itself: nobody signs up, and failures lock."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from diplomacy.accounts import locking
from diplomacy.accounts.models import Outcome


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign in by name and password."""

    error_messages = DefaultAccountAdapter.error_messages | {  # noqa: RUF012
        "username_password_mismatch": "Please enter the correct username and password; both tell capitals apart.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Leave making accounts to administrators."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse where too many attempts failed, and say when to try again."""
        refuse_if_locked(request, credentials.get("username", ""))
        super().pre_authenticate(request, **credentials)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Write the failure down."""
        locking.note(request, credentials.get("username", ""), Outcome.FAILURE)


class KeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A security key or a passkey, in the words that browsers use."""

    passwordless = forms.BooleanField(
        label="Passkey",
        required=False,
        help_text="Sign in with it alone, without the password. It must know you by a finger, a face or a PIN.",
    )


class CodeForm(AuthenticateForm):  # type: ignore[misc]
    """The second factor at sign-in; wrong codes lock as wrong passwords do."""

    def clean_code(self) -> str:
        """Check the code."""
        refuse_if_locked(context.request, self.user.get_username())
        code: str = super().clean_code()
        return code


class CodeAgainForm(ReauthenticateForm):  # type: ignore[misc]
    """The second factor where somebody signed in asks for something delicate."""

    def clean_code(self) -> str:
        """Check the code."""
        refuse_if_locked(context.request, self.user.get_username())
        code: str = super().clean_code()
        return code


def refuse_if_locked(request: HttpRequest, name: str) -> None:
    """Raise ValidationError, and write it down, where a name or an address is locked."""
    if until := locking.locked_until(request, name):
        locking.note(request, name, Outcome.LOCKED)
        raise ValidationError(locking.refusal(until))
