"""Who may open the pages of the queue, and what becomes of a form whose session has ended."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from urllib.parse import urlencode

from django.contrib import admin
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from timeline.rights import Right, require

View = Callable[..., HttpResponse]


def signed_in(request: HttpRequest) -> User:
    """Give the user of a page that only curators may open."""
    return cast(User, request.user)


def curators(right: Right) -> Callable[[View], View]:
    """Let only curators with a right open a page of the admin; others are asked to sign in, or refused with 403."""

    def wrap(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            require(request, right)
            return view(request, *args, **kwargs)

        behind = admin.site.admin_view(checked)

        @wraps(view)
        def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if getattr(request, "htmx", False) and not admin.site.has_permission(request):
                # A page to sign in, put into the middle of this one, would be of no use.
                query = urlencode({"next": request.htmx.current_url_abs_path or request.path})  # type: ignore[attr-defined]
                return HttpResponse(headers={"HX-Redirect": f"{reverse('admin:login')}?{query}"})
            return behind(request, *args, **kwargs)

        return asked

    return wrap
