"""The pages: thin functions from a form through browse to a template."""

from timeline.views.api import api
from timeline.views.citations import cite
from timeline.views.exports import export
from timeline.views.feed import feed
from timeline.views.pages import article, changes, event, event_changes, method, people, person, person_changes
from timeline.views.timeline import more, timeline, values

__all__ = [
    "api",
    "article",
    "changes",
    "cite",
    "event",
    "event_changes",
    "export",
    "feed",
    "method",
    "more",
    "people",
    "person",
    "person_changes",
    "timeline",
    "values",
]
