"""The site of Django's admin as curators have it: each request that writes is one change in one transaction."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest, HttpResponseBase

from timeline.history import changing

View = Callable[..., HttpResponseBase]
READS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
# How the admin's own pages name what they do.
ACTIONS = {"change": "edit"}


class Desk(AdminSite):
    """The admin's site."""

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Guard a view as the admin does, and let what it writes be known as the user's."""
        return super().admin_view(in_one_change(view), cacheable)


class DeskConfig(AdminConfig):
    """Django's admin with our site."""

    default_site = "timeline.desk.Desk"


def in_one_change(view: View) -> View:
    """Let a view write in one transaction, in the name of who asked; a view may make changes of its own inside."""

    @wraps(view)
    def told(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method in READS:
            return view(request, *args, **kwargs)
        with changing(user=request.user, action=action_of(request), address=request.path):
            return view(request, *args, **kwargs)

    return told


def action_of(request: HttpRequest) -> str:
    """Name what a request does: the action chosen on a list, or what its page is for."""
    name = (request.resolver_match.url_name or "") if request.resolver_match else ""
    page = name.rpartition("_")[2]
    return request.POST.get("action") or ACTIONS.get(page, page) or "edit"
