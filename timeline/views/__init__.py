"""The pages: thin functions from a form through browse to a template."""

from timeline.views.pages import article, event, method, people, person
from timeline.views.timeline import timeline

__all__ = ["article", "event", "method", "people", "person", "timeline"]
