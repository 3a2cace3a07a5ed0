"""What was changed by whom and why: kept by triggers of the database, whatever writes."""

from timeline.history.context import because, changing, machine, part_of_change, told

__all__ = ["because", "changing", "machine", "part_of_change", "told"]
