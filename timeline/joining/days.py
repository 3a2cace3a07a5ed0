"""Whether two accounts may be of one day: time zones, reports of the day after, plans for a week to come."""

from datetime import date, timedelta
from functools import cache
from pathlib import Path

from timeline.joining.accounts import EventAccount

CLOCKS = Path(__file__).parent / "data" / "clocks.tsv"
# What two capitals may date differently: Friday morning in Seoul is Thursday night in Washington.
ACROSS_ZONES = frozenset({"phone_call", "video_call"})
# Clocks so many hours apart: nearer, the one would have to call the other in the small hours for two dates.
HOURS_APART = 6
# A letter is sent on one day and received on the next.
SENT_AND_RECEIVED = frozenset({"letter"})
# "said Friday" dates the report, a dateline the story; the event itself was that day or the day before.
DATES_OF_STORIES = frozenset({"reported_on", "dateline"})
REPORT_LAG = timedelta(days=1)
# Two events of one pair within a longer period than this may well be two.
WIDEST = timedelta(days=3)
# A plan for some day of a week or the next is for the event that took place in it.
WIDEST_PLAN = timedelta(days=9)
# What happens to a person or country once in months, so that an overlap of vague days is enough.
ONCE = frozenset({"appointment", "resignation", "martial_law", "impeachment", "arrest", "election", "legislation"})
DAY = timedelta(days=1)

Window = tuple[date, date]


def window(account: EventAccount) -> Window | None:
    """Give the first and last day on which the event may have been, None where undated."""
    if account.first is None or account.last is None:
        return None
    if account.basis in DATES_OF_STORIES:
        return account.first - REPORT_LAG, account.last
    return account.first, account.last


def is_narrow(account: EventAccount) -> bool:
    """Tell whether the days are few enough for the event to be known by them."""
    days = window(account)
    if days is None:
        return False
    widest = WIDEST_PLAN if account.status == "planned" else WIDEST
    return days[1] - days[0] <= widest or account.type in ONCE


def may_be_of_one_day(one: EventAccount, other: EventAccount) -> bool:
    """Tell whether two accounts may be of one day; an undated event goes with none."""
    if not (is_narrow(one) and is_narrow(other)) or _is_the_next(one, other) or _is_the_next(other, one):
        return False
    low, high = _slack(one, other)
    a, b = window(one), window(other)
    return a is not None and b is not None and b[0] <= a[1] + high * DAY and a[0] + low * DAY <= b[1]


def days_apart(one: EventAccount, other: EventAccount) -> int:
    """Give the days between the nearest days of two dated accounts, 0 if they overlap."""
    a, b = window(one), window(other)
    return max((a[0] - b[1]).days, (b[0] - a[1]).days, 0) if a and b else 0


def _is_the_next(one: EventAccount, other: EventAccount) -> bool:
    """Tell whether `other` comes after `one` and its text says that it was not the first within days."""
    if not (one.last and other.first and other.is_again) or one.is_again:
        return False
    return one.last < other.first


def _slack(one: EventAccount, other: EventAccount) -> tuple[int, int]:
    """Give by how many days the day of `other` may lie before and after that of `one` for one and the same event."""
    if one.type in SENT_AND_RECEIVED:
        return -1, 1
    if one.type not in ACROSS_ZONES:
        return 0, 0
    if one.seat and other.seat:
        ahead = clocks().get(other.seat, 0) - clocks().get(one.seat, 0)
        return (-1 if ahead <= -HOURS_APART else 0), (1 if ahead >= HOURS_APART else 0)
    known = [clocks()[country] for country in one.countries | other.countries if country in clocks()]
    return (-1, 1) if known and max(known) - min(known) >= HOURS_APART else (0, 0)


@cache
def clocks() -> dict[str, float]:
    """Give the hours by which each country's capital is ahead of UTC."""
    lines = CLOCKS.read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {code: int(minutes) / 60 for code, minutes in rows}
