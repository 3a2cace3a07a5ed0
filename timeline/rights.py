"""Who may do what: the rights, the groups that have them, and the guard that each action stands behind."""

import logging
from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

log = logging.getLogger(__name__)
View = TypeVar("View", bound=Callable[..., Any])


class Right(StrEnum):
    """A right beyond viewing, changing, adding and deleting single records; `Event.Meta.permissions` names them."""

    REVIEW_ITEMS = "timeline.review_items"
    REVIEW_IN_BULK = "timeline.review_in_bulk"
    MERGE_RECORDS = "timeline.merge_records"
    REVERT_CHANGES = "timeline.revert_changes"
    INGEST_ARTICLES = "timeline.ingest_articles"
    UNDO_BATCHES = "timeline.undo_batches"
    IMPORT_RECORDS = "timeline.import_records"
    EXPORT_RECORDS = "timeline.export_records"


VIEWER, CURATOR, LEAD, ADMINISTRATOR = GROUPS = ("viewer", "curator", "lead curator", "administrator")

# What a group may do with the rows of a model beyond viewing them, which each group may with all of the timeline's.
# Parts of a record may be taken away; a record itself is rejected instead, or the next reading would bring it back.
RECORDS = {
    CURATOR: {
        "article": "change",
        "event": "change add",
        "feed": "change add delete",
        "feedentry": "delete",
        "membership": "change add delete",
        "organization": "change add",
        "outlet": "change add",
        "participation": "change add delete",
        "person": "change add",
        "personname": "change add delete",
        "post": "change add",
        "statement": "change add",
        "statementactor": "change add delete",
    },
    LEAD: dict.fromkeys(("event", "organization", "outlet", "person", "post", "statement"), "delete"),
}
RIGHTS = {
    CURATOR: (Right.REVIEW_ITEMS, Right.INGEST_ARTICLES, Right.EXPORT_RECORDS),
    LEAD: (
        Right.REVIEW_IN_BULK,
        Right.MERGE_RECORDS,
        Right.REVERT_CHANGES,
        Right.UNDO_BATCHES,
        Right.IMPORT_RECORDS,
    ),
}
# Accounts are switched off, never deleted: what they did stays theirs.
ACCOUNTS = (
    "auth.view_user", "auth.add_user", "auth.change_user", "auth.view_group",
    "accounts.view_signin", "mfa.view_authenticator", "mfa.delete_authenticator",
)  # fmt: skip


def needs(right: Right) -> Callable[[View], View]:
    """Let a view, or a method of an admin class, run only for users who have a right; others get 403 and are logged."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            require(next(arg for arg in args if isinstance(arg, HttpRequest)), right)
            return view(*args, **kwargs)

        return guarded  # type: ignore[return-value]

    return guard


def require(request: HttpRequest, right: Right) -> None:
    """Raise PermissionDenied, which is logged, unless the user has a right."""
    if not request.user.has_perm(right):
        raise PermissionDenied(f"needs the right {right.partition('.')[2]}")


class RefusalMiddleware:
    """Write down who was refused what, whichever guard refused it: ours, or that of Django's admin."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Log a refusal; it takes its usual way to the page that says 403."""
        if isinstance(exception, PermissionDenied):
            name = request.user.get_username() or "nobody"
            why = str(exception) or "needs the right to do this to this record"
            log.warning("%s may not %s %s: %s", name, request.method, request.path, why)


def permissions_of(group: str) -> set[str]:
    """Give what a group may, as `app.codename`; each group has all that the one before it has, but for viewing."""
    held: set[str] = set()
    for name in GROUPS[1 : GROUPS.index(group) + 1]:
        held |= {f"timeline.{verb}_{model}" for model, verbs in RECORDS.get(name, {}).items() for verb in verbs.split()}
        held |= set(RIGHTS.get(name, ()))
    return held | set(ACCOUNTS if group == ADMINISTRATOR else ())


def keep_groups(*, using: str, **kwargs: Any) -> None:
    """Bring the four groups up to date with this version, after each migration; groups of other names are nobody's."""
    from django.contrib.auth.models import Group, Permission

    known = {
        f"{app}.{codename}": pk
        for pk, app, codename in Permission.objects.using(using).values_list(
            "pk", "content_type__app_label", "codename"
        )
    }
    every_view = {name for name in known if name.startswith("timeline.view_")}
    for group in GROUPS:
        row, _ = Group.objects.using(using).get_or_create(name=group)
        # A database at an earlier migration does not know all of them yet.
        row.permissions.set([known[name] for name in permissions_of(group) | every_view if name in known])
