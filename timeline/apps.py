"""The timeline app."""

from django.apps import AppConfig


class TimelineConfig(AppConfig):
    """Configure the app."""

    name = "timeline"
    verbose_name = "Timeline"
