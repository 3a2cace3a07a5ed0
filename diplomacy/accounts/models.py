"""What is written down of each attempt to sign in."""

from django.db import models


class Outcome(models.TextChoices):
    """What became of an attempt."""

    SUCCESS = "success", "signed in"
    FAILURE = "failure", "wrong name or password"
    CODE = "code", "wrong second factor"
    LOCKED = "locked", "refused: locked"
    UNLOCKED = "unlocked", "unlocked by an administrator"


class SignIn(models.Model):
    """One attempt to sign in, or an administrator's word that ends a lock."""

    at = models.DateTimeField(auto_now_add=True)
    name = models.CharField(
        max_length=160,
        help_text="The account; of a name that no account has only a mark, as people type passwords there, too.",
    )
    address = models.GenericIPAddressField(null=True, blank=True, help_text="The internet address it came from.")
    outcome = models.CharField(max_length=8, choices=Outcome)
    by = models.CharField(max_length=160, blank=True, help_text="Who unlocked it.")

    class Meta:
        ordering = ["-at", "-id"]
        default_permissions = ("view",)
        verbose_name = "sign-in"
        indexes = [
            # Served: is an account, or an address, locked?
            models.Index(name="signin_of_name", fields=["name", "-at"]),
            models.Index(name="signin_of_address", fields=["address", "-at"]),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_outcome_display()}"
