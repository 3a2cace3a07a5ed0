"""Diplomatic events, and the domestic ones a story leans on: type, status, day, parties, and whose readouts tell it.

    tokens ─ clues.find (triggers, frames, parties, status, date) ─▶ Clues ─ merge.grouped ─▶ Groups
      ─ judge (is it diplomacy? date, status, participants) ─▶ Events ─ link ─▶ each Statement's event and relevance

One event however often the text mentions it. In doubt nothing: a text without diplomacy has no events.
"""

from dataclasses import replace

from spacy.tokens import Doc

from timeline.extraction.actors import Actors
from timeline.extraction.document import Document
from timeline.extraction.events import clues, judge, link, merge, scene
from timeline.extraction.reading import DateMention, Event, Published, Statement


def find(
    document: Document,
    doc: Doc,
    actors: Actors,
    dates: tuple[DateMention, ...],
    published: Published,
    statements: tuple[Statement, ...],
) -> tuple[tuple[Event, ...], tuple[Statement, ...]]:
    """Find the events, and give the statements back with their event and relevance filled in."""
    view = scene.build(document, doc, actors, dates, published, statements)
    groups = merge.grouped(view, clues.find(view))
    for group in groups:
        judge.completed(view, group)
    groups = [group for group in groups if judge.is_event(view, group)]
    if not any(judge.is_diplomatic(view, group) for group in groups):
        groups = []
    ties = link.linked(view, groups)
    events = judge.events_of(view, groups, ties)
    return events, tuple(
        replace(link.relevant(view, said, bool(groups)), event=f"e{ties[said.id] + 1}" if said.id in ties else None)
        for said in statements
    )
