"""Addresses of pages, many at a time: Django's own way to make one takes longer than all else of a line in a list."""

from functools import cache

from django.urls import get_script_prefix, reverse


def address(name: str, *words: str) -> str:
    """Give the address of a page; `words` are of our own, such as the names of filters, not of records."""
    return _address(name, words, get_script_prefix())


@cache
def _address(name: str, words: tuple[str, ...], prefix: str) -> str:
    """Give an address; `prefix` only tells apart sites below different addresses."""
    return reverse(name, args=words)


def event_address(slug: str) -> str:
    """Give the address of an event's page."""
    return _frame("timeline:event", "-", get_script_prefix()).format(slug)


def person_address(slug: str) -> str:
    """Give the address of a person's page."""
    return _frame("timeline:person", "-", get_script_prefix()).format(slug)


def article_address(number: int) -> str:
    """Give the address of an article's page."""
    return _frame("timeline:article", "0", get_script_prefix()).format(number)


@cache
def _frame(name: str, sample: str, prefix: str) -> str:
    """Give an address with a place for what differs; `prefix` only tells apart sites below different addresses."""
    address = reverse(name, args=[sample])
    head, found, tail = address.rpartition(f"/{sample}/")
    if not found or "{" in address:
        raise ValueError(address)
    return f"{head}/{{}}/{tail}"
