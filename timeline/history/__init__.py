"""What was changed by whom and why: kept by triggers of the database, whatever writes."""

from timeline.history.context import changing, machine, told

__all__ = ["changing", "machine", "told"]
