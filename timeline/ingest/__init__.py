"""A Reading becomes rows: who is who, which event is which, what is new.

    Source ─ run.ingest ─▶ known already? ─ extraction.read ─▶ Reading ─ storing.store, one transaction:
      a new text under a known address ─▶ revise (the old text kept, evidence carried over, changes listed)
      article ─▶ people, organizations (who is who) ─▶ offices (posts, memberships)
      ─▶ events (which is which; reports; parties) ─▶ statements ─▶ evidence of all ─▶ search words
    at each of who and which: placing.place gives accounts their owners; articles whose accounts moved are stored again

Rows are written in bulk: the number of SQL statements does not grow with the article. What is stored depends on the
set of articles and on what curators decided, not on their order. What a curator has touched (`review`,
`curated_fields`) is left as it is.
"""

from timeline.ingest.known import Outcome, Visit
from timeline.ingest.run import Look, Result, ingest, look
from timeline.ingest.storing import is_writer_busy, rejoin, store, store_added, store_again, withdraw

__all__ = [
    "Look", "Outcome", "Result", "Visit", "ingest", "is_writer_busy", "look", "rejoin", "store", "store_added",
    "store_again", "withdraw",
]  # fmt: skip
