"""Measure who is who and which event is which on marked reports: `python -m tests.bench.joining [HALF …] [--errors]`.

HALF is `tune` (rules may be made by looking at it) or `final` (kept for measuring), both without one. Each report is
read by the real reading and all reports of a half are joined together by the real joining. A pair is two mentions in
different reports. `all` counts what the reading missed as not joined, `read` leaves it out; what the reading found
beyond the marked can only be joined wrongly. `--errors` lists each wrong pair.
"""

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml

from timeline.extraction import read
from timeline.extraction.reading import Reading
from timeline.joining import event_accounts, is_public, join_events, join_people, person_accounts, told_apart
from timeline.joining.events import are_told_as_two as are_two_events
from timeline.joining.names import name_key
from timeline.joining.people import are_told_as_two

DATA = Path(__file__).parents[1] / "data" / "joining"
HALVES = ("tune", "final")


@dataclass(frozen=True)
class Item:
    """A mention of a person or event: in which report, what it is (`gold`), and how to name it in a list of errors."""

    report: int
    gold: object
    note: str = field(compare=False)


@dataclass
class Report:
    """A marked report and its Reading."""

    number: int
    case: str
    marked: Mapping[str, Any]
    reading: Reading


# Each item with the group it was put into, None where the reading has missed it.
Grouped = dict[Item, object]


def main(arguments: list[str]) -> int:
    """Print the figures of the halves asked for."""
    halves = [name for name in arguments if name != "--errors"] or list(HALVES)
    if set(halves) - set(HALVES):
        print(__doc__, file=sys.stderr)
        return 2
    print(f"{'half':6} {'what':8} {'pairs':24} {'B-cubed':16} {'missed by the reading'}")
    for half in halves:
        for what, items in grouped(half).items():
            print(f"{half:6} {what:8} {figures(items)}")
            if "--errors" in arguments:
                print("\n".join(errors(items)))
    return 0


def grouped(half: str) -> dict[str, Grouped]:
    """Read and join the reports of a half."""
    reports = list(_reports(half))
    people = _people(reports)
    return {"events": _events(reports, people), "persons": _items(reports, "persons", people)}


def figures(items: Grouped) -> str:
    """Give pairwise and B-cubed precision and recall as a line."""
    found = {item: group for item, group in items.items() if group is not None}
    right, joined, marked = _pairs(items)
    _, _, marked_read = _pairs(found)
    precision, recall = _bcubed(items)
    return (
        f"P {_share(right, joined)} R {_share(right, marked)} (read {_share(right, marked_read)})  "
        f"P {precision:.3f} R {recall:.3f}   {len(items) - len(found)} of {len(items)}"
    )


def errors(items: Grouped) -> Iterator[str]:
    """List each pair that was joined wrongly or not at all."""
    for one, other in combinations(items, 2):
        is_one, are_joined = one.gold == other.gold, items[one] is not None and items[one] == items[other]
        if is_one != are_joined and one.report != other.report:
            missed = " (not read)" if None in (items[one], items[other]) else ""
            yield f"  {'NOT JOINED' if is_one else 'WRONGLY JOINED'}{missed}\n    {one.note}\n    {other.note}"


def _pairs(items: Grouped) -> tuple[int, int, int]:
    """Count the pairs that are joined rightly, joined at all, and marked as one."""
    right = joined = marked = 0
    for one, other in combinations(items, 2):
        if one.report == other.report:
            continue
        is_one, are_joined = one.gold == other.gold, items[one] is not None and items[one] == items[other]
        right, joined, marked = right + (is_one and are_joined), joined + are_joined, marked + is_one
    return right, joined, marked


def _bcubed(items: Grouped) -> tuple[float, float]:
    """Give B-cubed precision and recall (Bagga and Baldwin 1998), a missed item being in a group of its own."""
    by_group, by_gold = defaultdict(set), defaultdict(set)
    for item, group in items.items():
        by_group[group if group is not None else item].add(item)
        by_gold[item.gold].add(item)
    precision = recall = 0.0
    for item, group in items.items():
        same = by_group[group if group is not None else item]
        hits = len(same & by_gold[item.gold])
        precision, recall = precision + hits / len(same), recall + hits / len(by_gold[item.gold])
    return precision / len(items), recall / len(items)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


def _reports(half: str) -> Iterator[Report]:
    number = 0
    for case in yaml.safe_load((DATA / f"{half}.yaml").read_text("utf-8")):
        for marked in case["reports"]:
            day = marked["day"].isoformat() if marked["day"] else None
            reading = read(marked["text"], published_on=day, outlet=marked["outlet"])
            yield Report(number, case["case"], marked, reading)
            number += 1


def _people(reports: Iterable[Report]) -> dict[tuple[int, str], str]:
    """Join the persons of all reports: the group of each (report, id)."""
    accounts, apart = {}, []
    for report in reports:
        persons = [p for p in report.reading.persons if _counts(report.reading, p)]
        told = person_accounts(persons, report.marked["day"])
        apart += [pair for pair in told_apart(told) if are_told_as_two(*pair)]
        accounts |= {(report.number, person.id): one for person, one in zip(persons, told, strict=True)}
    joined = join_people(accounts.values(), different=apart)
    groups = {account: f"p{n}" for n, group in enumerate(joined.groups) for account in group}
    return {key: groups[account] for key, account in accounts.items()}


def _counts(reading: Reading, person: Any) -> bool:
    """Tell whether a person takes part in an event or holds an office, as what is stored does."""
    parties = {party.id for event in reading.events for party in event.participants}
    return person.id in parties or any(map(is_public, person.offices))


def _events(reports: Iterable[Report], people: Mapping[tuple[int, str], str]) -> Grouped:
    accounts, apart = {}, []
    for report in reports:
        ids = {id: group for (number, id), group in people.items() if number == report.number}
        ids |= {body.id: f"{name_key(body.name)}|{body.country}" for body in report.reading.organizations}
        told = event_accounts(report.reading, ids, report.marked["text"], report.marked["day"])
        apart += [pair for pair in told_apart(told) if are_two_events(*pair)]
        accounts |= {(report.number, e.id): one for e, one in zip(report.reading.events, told, strict=True)}
    joined = join_events(accounts.values(), different=apart)
    groups = {account: f"e{n}" for n, group in enumerate(joined.groups) for account in group}
    return _items(reports, "events", {key: groups[account] for key, account in accounts.items()}, accounts)


def _items(
    reports: Iterable[Report],
    what: str,
    groups: Mapping[tuple[int, str], str],
    told: Mapping[Any, object] | None = None,
) -> Grouped:
    """Tie what was read to what is marked by the words that tell of it."""
    items: Grouped = {}
    for report in reports:
        spans = _event_spans(report) if what == "events" else _person_spans(report)
        left = {id: at for id, at in spans.items() if (report.number, id) in groups}
        for label, words in report.marked[what].items():
            start = report.marked["text"].index(words)
            hit = next(
                (id for id, at in left.items() if any(a < start + len(words) and start < b for a, b in at)), None
            )
            gold = (report.case, label) if what == "events" else label
            key = (report.number, hit)
            note = f"{report.case}: {report.marked['outlet']}: {label}: {(told or {}).get(key, '')}"
            items[Item(report.number, gold, note)] = groups[key] if hit else None
            left.pop(hit, None)
            # What turned out to be the same event is stored as one report.
            for id in [id for id in left if hit and groups[report.number, id] == groups[key]]:
                del left[id]
        for id in left:
            note = (
                f"{report.case}: {report.marked['outlet']}: unmarked {id}: {(told or {}).get((report.number, id), '')}"
            )
            items[Item(report.number, (report.number, id), note)] = groups[report.number, id]
    return items


def _event_spans(report: Report) -> dict[str, Any]:
    return {event.id: event.evidence for event in report.reading.events}


def _person_spans(report: Report) -> dict[str, Any]:
    return {person.id: [(m.start, m.end) for m in person.mentions] for person in report.reading.persons}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
