"""What a user names becomes documents to read: files, folders, corpora, archives, web addresses.

    names ─ finder.find_sources ─▶ File, Page ─ .documents(options) ─▶ Document or Problem, one after the other
      files    one document of a format (formats.take), or many: rows (corpus), members (archive)
      pages    addresses ─▶ fetch ─▶ formats.take
      sandbox  html, pdf and mail are taken apart in a child process

Knows nothing of the database. `fetch` gets an address safely, for whoever needs one.
"""

from timeline.sources.cells import safe_cell
from timeline.sources.columns import NAMES as COLUMNS
from timeline.sources.columns import parse_columns
from timeline.sources.document import Document, Problem, Unmodified
from timeline.sources.fetch import FEED_TYPES, PAGE_TYPES, Fetched, FetchError, NotModified, Policy, fetch
from timeline.sources.finder import Source, find_sources
from timeline.sources.formats import SUFFIXES, Options
from timeline.sources.pages import document_of

__all__ = [
    "COLUMNS",
    "FEED_TYPES",
    "PAGE_TYPES",
    "SUFFIXES",
    "Document",
    "FetchError",
    "Fetched",
    "NotModified",
    "Options",
    "Policy",
    "Problem",
    "Source",
    "Unmodified",
    "document_of",
    "fetch",
    "find_sources",
    "parse_columns",
    "safe_cell",
]
