"""Curators' mending of what articles make up together: merge, split, tell apart, choose, take back.

    preview ─▶ (a curator decides) ─▶ one function, in `mending(…)`: rows moved by hand ─▶ `ingest.store_again` derives
      the rest from the kept Readings ─▶ every row that changed is journaled by triggers ─▶ `undo` puts them back

What was decided is kept for joining: names learned, `Apart`, `Binding`, and `curated_fields` of what was merged.
"""

from timeline.mending.journal import Refused, changed_since, mending, undo

__all__ = ["Refused", "changed_since", "mending", "undo"]
