"""Feeds are polled, each entry becomes an article once.

    poll_due ─▶ poll a feed ─ sources.fetch ─▶ sources.feed ─▶ entries noted, each once ─▶ take what waits
      take an entry ─ its page (else its own text) ─▶ a batch's article ─▶ ingest: new, unchanged or revised

All of it may be killed at any point and run again: an entry is done when its article is stored.
"""

from timeline.feeds.polling import Polled, poll, poll_due
from timeline.feeds.taking import take, take_entry

__all__ = ["Polled", "poll", "poll_due", "take", "take_entry"]
