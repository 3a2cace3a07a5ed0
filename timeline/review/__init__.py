"""The review queue: which item comes next and for whom, what it shows, what curators decide, and undoing it."""
