"""A sentence that says what is on the screen: for the heading, the title of the window, citations."""

from timeline.browse.cards import joined
from timeline.browse.dates import month_words, plain_day
from timeline.browse.filters import Filters, PartialDate
from timeline.extraction.countries import country_in_text

_NO_PLURAL = {"martial_law": "martial law", "legislation": "legislation", "other": "other events"}
_NO_VERB = {"other": "do something else"}
_NO_NOUN = {"held": "held", "background": "earlier"}


def sentence(filters: Filters, total: int, labels: dict[tuple[str, str], str]) -> str:
    """Say the query with its count: "4 phone calls with South Korea since December 2024"."""
    named = {facet: [labels[facet, value] for value in getattr(filters, facet)] for facet in _FACETS}
    parts = [f"{total:,}", _status(filters), _kinds(filters, named["type"], total)]
    countries = [country_in_text(code) for code in filters.country]
    if countries or named["person"]:
        parts.append("with " + " and ".join(joined(names, "or") for names in (named["person"], countries) if names))
    if named["office"]:
        parts.append(f"of a party in office as {joined((name.lower() for name in named['office']), 'or')}")
    if filters.pair:
        pairs = (" and ".join(country_in_text(code) for code in pair.split("-")) for pair in filters.pair)
        parts.append(f"between {joined(pairs, 'or between')}")
    if filters.act:
        acts = (_NO_VERB.get(act, name.lower()) for act, name in zip(filters.act, named["act"], strict=True))
        parts.append(f"with statements that {joined(acts, 'or')}")
    if named["topic"]:
        parts.append(f"on {joined(named['topic'], 'or')}")
    if named["phrase"]:
        parts.append(f"saying {joined((f'“{phrase}”' for phrase in named['phrase']), 'or')}")
    if filters.words:
        parts.append(f"matching “{filters.words}”")
    if named["outlet"]:
        parts.append(f"reported by {joined(named['outlet'], 'or')}")
    parts += [_dates(filters.since, filters.until), _quality(filters, named)]
    return " ".join(part for part in parts if part)


_FACETS = ("type", "person", "office", "act", "topic", "phrase", "outlet", "certainty", "basis", "review")


def _status(filters: Filters) -> str:
    return joined((_NO_NOUN.get(status, status) for status in filters.status), "or")


def _kinds(filters: Filters, names: list[str], total: int) -> str:
    nouns = []
    for value, name in zip(filters.type, names, strict=True):
        plain = name.lower()
        plural = plain[:-1] + "ies" if plain.endswith("y") else f"{plain}s"
        nouns.append(_NO_PLURAL.get(value) or (plain if total == 1 else plural))
    events = "event" if total == 1 else "events"
    return joined(nouns, "or") or events


def _dates(since: PartialDate | None, until: PartialDate | None) -> str:
    if since and until:
        if (since.first, since.last) == (until.first, until.last):
            return f"{'on' if len(since.text) > 7 else 'in'} {partial_words(since)}"
        return f"from {partial_words(since)} to {partial_words(until)}"
    if since:
        return f"since {partial_words(since)}"
    return f"until {partial_words(until)}" if until else ""


def partial_words(day: PartialDate) -> str:
    """Write a year, month or day in plain words."""
    return {4: str(day.first.year), 7: month_words(day.first)}.get(len(day.text), plain_day(day.first))


def _quality(filters: Filters, named: dict[str, list[str]]) -> str:
    said = [name[0].lower() + name[1:] for name in (*named["certainty"], *named["basis"], *named["review"])]
    return f"({joined(said, 'or')})" if said else ""
