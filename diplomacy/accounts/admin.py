"""Accounts in the admin: who may sign in, their second factors, and what was written down of sign-ins."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin, messages
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import UserAdmin
from django.db.models import QuerySet
from django.http import HttpRequest

from diplomacy.accounts.models import Outcome, SignIn

# What would let an administrator hand out more than the groups hold; only a superuser sets it.
OF_SUPERUSERS = ("is_superuser", "user_permissions")


class AccountAdmin(UserAdmin):
    """Accounts; administrators put people into groups and cannot raise themselves above them."""

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Keep the superuser's switches from all others."""
        own = tuple(super().get_readonly_fields(request, obj))
        return own if request.user.is_superuser else (*own, *OF_SUPERUSERS)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Keep superusers' accounts, passwords included, from all others."""
        is_above = obj is not None and obj.is_superuser and not request.user.is_superuser
        return super().has_change_permission(request, obj) and not is_above


class FactorAdmin(admin.ModelAdmin):
    """Second factors; one that was lost is deleted, and its owner signs in with the password and adds another."""

    list_display = ("user", "type", "created_at", "last_used_at")
    list_filter = ("type",)
    list_select_related = ("user",)
    fields = ("user", "type", "created_at", "last_used_at")
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Leave it to the owner."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Leave it to the owner; its secret is shown to nobody."""
        return False


@admin.register(SignIn)
class SignInAdmin(admin.ModelAdmin):
    """Attempts to sign in, the newest first."""

    list_display = ("at", "name", "outcome", "address", "by")
    list_display_links = None
    list_filter = ("outcome", "at")
    search_fields = ("name", "address")
    list_per_page = 50
    show_full_result_count = False
    actions = ("unlock",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Leave it to the sign-ins."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Show them only."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Keep what was written down."""
        return False

    def has_unlock_permission(self, request: HttpRequest) -> bool:
        """Tell who may unlock: who may change accounts."""
        return request.user.has_perm("auth.change_user")

    @admin.action(description="Unlock the accounts of selected", permissions=["unlock"])
    def unlock(self, request: HttpRequest, queryset: QuerySet) -> None:
        """End the locks of accounts; those of internet addresses end by themselves."""
        names = sorted(set(queryset.order_by().values_list("name", flat=True)))
        by = request.user.get_username()
        SignIn.objects.bulk_create(SignIn(name=name, outcome=Outcome.UNLOCKED, by=by) for name in names)
        self.message_user(request, f"Unlocked: {', '.join(names)}.", messages.SUCCESS)


admin.site.unregister([get_user_model(), Authenticator, EmailAddress])
admin.site.register(get_user_model(), AccountAdmin)
admin.site.register(Authenticator, FactorAdmin)
