"""What a careful reader finds in the seed articles, beside what the machine finds: `python -m tests.acceptance`.

Each row of `tests/data/seeds_expected.json` becomes one Row, whose `fault` says what is wrong or missing.
"""

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from timeline.extraction import Reading, read
from timeline.extraction.reading import Event, Person, Statement

ROOT = Path(__file__).resolve().parent.parent
EXPECTED = json.loads((ROOT / "tests/data/seeds_expected.json").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Row:
    name: str
    need: str
    fault: str | None


@cache
def seed(file: str) -> tuple[Reading, str]:
    text = (ROOT / "seeds" / file).read_text(encoding="utf-8")
    return read(text, file=file), text


@cache
def rows() -> tuple[Row, ...]:
    return tuple(row for article in EXPECTED["articles"] for row in _article(article))


def _article(article: dict) -> Iterator[Row]:
    reading, text = seed(article["file"])
    number = article["file"][:3]
    yield from _whole(number, article, reading, text)
    for want in article["persons"]:
        yield Row(f"{number} person {want['id']}", want["need"], person_fault(reading, want))
    for want in article["events"]:
        yield Row(f"{number} event {want['id']} {want['type']}", want["need"], event_fault(reading, want))
    events = {want["id"]: want for want in article["events"]}
    for want in article["statements"]:
        name = f"{number} statement {want['id']} {want['act']} '{want['cue']}'"
        yield Row(name, want["need"], statement_fault(reading, text, want, events))


def _whole(number: str, article: dict, reading: Reading, text: str) -> Iterator[Row]:
    published = reading.published
    found = published.datetime or published.edtf or ""
    yield Row(f"{number} title", "must", _differs(reading.title and straight(reading.title.text), article["title"]))
    if "subtitle" in article:
        yield Row(
            f"{number} subtitle", "must", _differs(reading.subtitle and reading.subtitle.text, article["subtitle"])
        )
    yield Row(f"{number} byline", "must", _differs([b.text for b in reading.byline], article["byline"]))
    day_and_time = article["published"][: max(len(found), 10)]  # the article prints no time zone
    yield Row(f"{number} published", "must", _differs(found, day_and_time))
    yield Row(f"{number} published basis", "must", _differs(published.basis, article["published_basis"]))
    names = {form for person in reading.persons for form in (person.name, *(m.text for m in person.mentions))}
    for name in article["not_persons"]:
        yield Row(f"{number} no person {name}", "must", f"{name} is a person" if name in names else None)
    for word in article["boilerplate_words"]:
        inside = [a.name for a in (*reading.persons, *reading.organizations) if word in a.name]
        yield Row(f"{number} nothing of {word}", "must", f"found {inside}" if inside else None)
    yield Row(f"{number} boilerplate yields nothing", "must", _boilerplate_fault(reading, text))
    phrases = {use.phrase for said in reading.statements for use in said.phrases}
    for phrase in article["phrases"]:
        yield Row(f"{number} phrase {phrase}", "must", None if phrase in phrases else f"not among {sorted(phrases)}")
    topics = {topic.replace("_", " ").casefold() for said in reading.statements for topic in said.topics}
    for topic in article["topics"]:
        words = re.findall(r"\w+", topic.casefold())
        hit = any(set(words) <= set(re.findall(r"\w+", found)) for found in topics)
        yield Row(f"{number} topic {topic}", "should", None if hit else f"not among {sorted(topics)}")


def person_fault(reading: Reading, want: dict) -> str | None:
    person = next((p for p in reading.persons if p.name == want["name"]), None)
    if person is None:
        return "not found"
    if person.country != want["country"]:
        return f"country {person.country}"
    # The articles never have some surnames alone: a longer form that contains them counts.
    forms = {m.text for m in person.mentions}
    missing = [form for form in want["mentions"] if not any(form in known for known in forms)]
    if missing:
        return f"no mention {missing}"
    without = [label for label in want["offices"] if not _has_office(person, label)]
    return f"no office {without} among {[o.label for o in person.offices]}" if without else None


def event_fault(reading: Reading, want: dict) -> str | None:
    same = [e for e in reading.events if e.type == want["type"] and _are(reading, [p.id for p in e.participants], want)]
    if not same:
        return f"not found among {[_shown(reading, e) for e in reading.events if e.type == want['type']]}"
    if len(same) > 1 and len({e.date.edtf for e in same}) < len(same):
        return f"found {len(same)} times"
    faults = [_event_differences(reading, event, want) for event in same]
    return min(faults, key=len) or None


def _event_differences(reading: Reading, event: Event, want: dict) -> str:
    out = []
    if event.date.edtf not in want["any_date"]:
        out.append(f"date {event.date.edtf}")
    if event.status != want["status"]:
        out.append(f"status {event.status}")
    if event.date.basis != want["basis"]:
        out.append(f"basis {event.date.basis}")
    out += [f"{key} {getattr(event, key)}" for key in ("main", "first", "domestic") if getattr(event, key) != want[key]]
    without = [name for name in want["readouts"] if not any(is_actor(reading, i, name) for i in event.readouts)]
    if without:
        out.append(f"readouts without {without}")
    return ", ".join(out)


def statement_fault(reading: Reading, text: str, want: dict, events: dict[str, dict]) -> str | None:
    at = straight(text).find(straight(want["cue"]))
    assert at >= 0, want["cue"]
    end = at + len(want["cue"])
    here = [s for s in reading.statements if any(a < end and at < b for a, b in s.cue)]
    if not here:
        return "not found"
    faults = [_statement_differences(reading, said, want, events) for said in here]
    return min(faults, key=len) or None


def _statement_differences(reading: Reading, said: Statement, want: dict, events: dict[str, dict]) -> str:
    out = []
    speakers = want["speakers"]
    if len(speakers) != len(said.speakers) or not all(
        any(is_actor(reading, i, n) for i in said.speakers) for n in speakers
    ):
        out.append(f"speakers {[_name(reading, i) for i in said.speakers]}")
    if said.act != want["act"]:
        out.append(f"act {said.act}")
    if want["direct_quote"] and not said.direct_quote:
        out.append("no direct quote")
    for key, ids in (("attributed_to", said.attributed_to), ("addressee", said.addressees)):
        if want[key] and not any(is_actor(reading, i, name) for i in ids for name in want[key].split(" | ")):
            out.append(f"{key} {[_name(reading, i) for i in ids]}")
    if want["event"]:
        tied = next((e for e in reading.events if e.id == said.event), None)
        goal = events[want["event"]]
        if tied is None or tied.type != goal["type"] or not _are(reading, [p.id for p in tied.participants], goal):
            out.append(f"event {tied and _shown(reading, tied)}")
    if said.relevance != "diplomatic":
        out.append(f"relevance {said.relevance}")
    return ", ".join(out)


def is_actor(reading: Reading, actor: str, name: str) -> bool:
    """Tell whether an id is the person of a name, or an institution by country and words ("KOR defense")."""
    person = next((p for p in reading.persons if p.id == actor), None)
    if person is not None:
        return person.name == name
    body = next((o for o in reading.organizations if o.id == actor), None)
    country, *words = name.split()
    known = body.name.casefold().replace("defence", "defense") if body else ""
    return body is not None and body.country == country and all(word in known for word in words)


def straight(text: str) -> str:
    """Give the text with straight quotation marks, character for character."""
    return text.translate(str.maketrans("‘’“”", "''\"\""))


def _are(reading: Reading, ids: list[str], want: dict) -> bool:
    return all(any(is_actor(reading, i, name) for i in ids) for name in want["participants"])


def _has_office(person: Person, label: str) -> bool:
    words = set(re.findall(r"\w+", label.casefold())) - {"of"}
    for office in person.offices:
        have = set(re.findall(r"\w+", office.label.casefold().replace("defence", "defense")))
        have |= {"acting"} if office.acting else set()
        have |= {"former"} if office.former else set()
        if words <= have:
            return True
    return False


def _boilerplate_fault(reading: Reading, text: str) -> str | None:
    spans = [span for said in reading.statements for span in (*said.source, *said.cue, *said.content)]
    spans += [span for event in reading.events for span in event.evidence]
    spans += [(m.start, m.end) for actor in (*reading.persons, *reading.organizations) for m in actor.mentions]
    inside = [text[a:b] for a, b in spans if any(a < end and start < b for start, end in reading.boilerplate)]
    return f"found {inside}" if inside else None


def _differs(found: object, wanted: object) -> str | None:
    return None if found == wanted else f"found {found!r}"


def _name(reading: Reading, actor: str) -> str:
    return next((a.name for a in (*reading.persons, *reading.organizations) if a.id == actor), actor)


def _shown(reading: Reading, event: Event) -> str:
    return f"{event.type} {event.date.edtf} {[_name(reading, p.id) for p in event.participants]}"


def main() -> None:
    for row in rows():
        found = "missed" if row.fault else "found "
        sys.stdout.write(f"{found}  {row.need:6}  {row.name}{f'  -- {row.fault}' if row.fault else ''}\n")
    for need in ("must", "should"):
        mine = [row for row in rows() if row.need == need]
        sys.stdout.write(f"{need}: {sum(row.fault is None for row in mine)} of {len(mine)} found\n")


if __name__ == "__main__":
    main()
