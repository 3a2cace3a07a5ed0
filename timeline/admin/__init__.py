"""The curators' side: stock Django admin, made for reading the evidence and deciding."""

from django.contrib import admin

from timeline.admin import articles, events, evidence, offices, organizations, people, statements

admin.site.site_header = "Readout"
admin.site.site_title = "Readout"
admin.site.index_title = "Curators’ desk"
admin.site.empty_value_display = "–"

__all__ = ["articles", "events", "evidence", "offices", "organizations", "people", "statements"]
