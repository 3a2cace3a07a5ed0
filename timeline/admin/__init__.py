"""The curators' side: stock Django admin, made for reading the evidence and deciding."""

from django.contrib import admin

from timeline.admin import (
    articles,
    batches,
    doubts,
    events,
    evidence,
    feeds,
    history,
    mending,
    offices,
    organizations,
    people,
    revisions,
    statements,
)

admin.site.site_header = "Readout"
admin.site.site_title = "Readout"
admin.site.index_title = "Curators’ desk"
admin.site.empty_value_display = "–"
# The evidence needs the room; the index and the breadcrumbs lead everywhere the sidebar does.
admin.site.enable_nav_sidebar = False

__all__ = [
    "articles",
    "batches",
    "doubts",
    "events",
    "evidence",
    "feeds",
    "history",
    "mending",
    "offices",
    "organizations",
    "people",
    "revisions",
    "statements",
]
