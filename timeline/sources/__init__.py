"""What a user names becomes documents to read: files, folders, corpora, addresses.

Knows nothing of the database. `fetch` gets an address safely, for whoever needs one.
"""

from timeline.sources.document import Document, Problem
from timeline.sources.fetch import FEED_TYPES, PAGE_TYPES, Fetched, FetchError, NotModified, Policy, fetch

__all__ = [
    "FEED_TYPES",
    "PAGE_TYPES",
    "Document",
    "FetchError",
    "Fetched",
    "NotModified",
    "Policy",
    "Problem",
    "fetch",
]
