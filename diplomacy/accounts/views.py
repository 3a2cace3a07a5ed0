"""The page to sign in on."""

from typing import Any

from allauth.account import views
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase


def login(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    """Sign in; who is signed in already and may not enter the admin is told so instead of being sent in a circle."""
    if request.user.is_authenticated and not request.user.is_staff:
        raise PermissionDenied("needs an account with staff status")
    answer: HttpResponseBase = views.login(request, *args, **kwargs)
    return answer
