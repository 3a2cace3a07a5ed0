"""What was changed by whom and why: kept by triggers of the database, whatever writes."""

from timeline.history.context import because, changing, machine, told

__all__ = ["because", "changing", "machine", "told"]
