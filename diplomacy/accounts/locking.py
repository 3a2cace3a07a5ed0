"""Lock an account, or an internet address, after too many attempts that failed."""

from datetime import datetime, timedelta

from allauth.account.adapter import get_adapter
from django.contrib.auth import get_user_model
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from diplomacy.accounts.models import Outcome, SignIn

# Five slips happen to people; at five in fifteen minutes a guesser gets through 480 passwords a day.
MOST_OF_NAME, MOST_OF_ADDRESS = 5, 30
WINDOW = timedelta(minutes=15)
FAILURES = (Outcome.FAILURE, Outcome.CODE)
MARK_CHARS = 12


def note(request: HttpRequest, name: str, outcome: Outcome) -> None:
    """Write down an attempt."""
    SignIn.objects.create(name=known_as(name), address=address_of(request), outcome=outcome)


def locked_until(request: HttpRequest, name: str) -> datetime | None:
    """Tell until when nobody can sign in by a name, or from the request's address; None if somebody can.

    Attempts while it is locked do not make it longer. A sign-in, or an administrator, ends the lock of a name.
    """
    recent = SignIn.objects.filter(at__gt=timezone.now() - WINDOW)
    of_name = recent.filter(name=known_as(name))
    fresh = of_name.filter(outcome__in=(Outcome.SUCCESS, Outcome.UNLOCKED)).values_list("at", flat=True).first()
    failed = of_name.filter(outcome__in=FAILURES, **({"at__gt": fresh} if fresh else {}))
    ends = [_end(list(failed.values_list("at", flat=True)[:MOST_OF_NAME]), MOST_OF_NAME)]
    if address := address_of(request):
        others = recent.filter(address=address, outcome__in=FAILURES).values_list("at", flat=True)
        ends.append(_end(list(others[:MOST_OF_ADDRESS]), MOST_OF_ADDRESS))
    return max(filter(None, ends), default=None)


def known_as(name: str) -> str:
    """Give the name of an account or, where there is none of that name, a mark that tells names apart."""
    own = get_user_model().objects.filter(username__iexact=name).values_list("username", flat=True).first()
    return own or f"no account ({salted_hmac('sign-in', name.casefold()).hexdigest()[:MARK_CHARS]})"


def address_of(request: HttpRequest) -> str | None:
    """Give the internet address of a request; behind our proxy, the one that it names."""
    address: str = get_adapter(request).get_client_ip(request)
    return address


def refusal(until: datetime) -> str:
    """Say when to try again."""
    minutes = max(1, -(-int((until - timezone.now()).total_seconds()) // 60))
    return (
        f"Too many attempts failed. Try again in {minutes} minute{'' if minutes == 1 else 's'}, at {until:%H:%M} UTC, "
        "or ask an administrator to unlock the account."
    )


def _end(failures: list[datetime], most: int) -> datetime | None:
    """Give the end of a lock: the window after the failure that was one too many."""
    return failures[0] + WINDOW if len(failures) >= most else None
