"""Addresses of signing in, below those of the admin; what needs e-mail is left out, as a site may have none."""

from typing import Any

from allauth.account import views
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path

from diplomacy.accounts.views import login


def no_such_page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """Stand where django-allauth looks for a page that this site does not have."""
    raise Http404


urlpatterns = [
    path("login/", login, name="account_login"),
    path("account/logout/", views.logout, name="account_logout"),
    path("account/inactive/", views.account_inactive, name="account_inactive"),
    path("account/reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("account/factors/", include("allauth.mfa.urls")),
    path("account/signup/", no_such_page, name="account_signup"),
    path("account/email/", no_such_page, name="account_email"),
]
