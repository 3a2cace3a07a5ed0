"""Read diplomatic prose: `read(text, …)` gives a Reading. Pure Python, imports no Django."""

from timeline.extraction.pipeline import read
from timeline.extraction.reading import Reading

__all__ = ["Reading", "read"]
