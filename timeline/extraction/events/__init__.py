"""Diplomatic events, and the domestic ones a story leans on: type, status, day, parties, and whose readouts tell it.

    tokens ─ clues.find (triggers, frames, parties, status, date) ─▶ Clues ─ merge.grouped ─▶ Groups
      ─ judge (is it diplomacy?), link (statements made in it), spoken (statements on their own) ─ compose ─▶ Events

One event however often the text mentions it. In doubt nothing: a text without diplomacy has no events.
"""

from spacy.tokens import Doc

from timeline.extraction.actors import Actors
from timeline.extraction.document import Document
from timeline.extraction.events import clues, compose, judge, link, merge, scene, sequel, spoken
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
        judge.name_counterparts(view, group)
    groups = [group for group in groups if judge.is_event(view, group)]
    ties = link.linked(view, groups)
    for index, group in enumerate(groups):
        judge.name_parties(view, group, [said for said in statements if ties.get(said.id) == index])
    spoken.add(view, groups, ties)
    if all(judge.is_domestic(view, group, groups) for group in groups):
        groups, ties = [], {}
    abroad = frozenset() if groups else spoken.between_states(view)
    said = tuple(link.finished(view, statement, groups, ties, abroad) for statement in statements)
    return sequel.bounded(view, groups, compose.events_of(view, groups, ties)), said
