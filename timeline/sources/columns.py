"""Find which column of a corpus is what: by the user's word, else by the names in common use."""

import re
from collections.abc import Collection, Mapping

from timeline.extraction.source import SourceError

# What a row may give, and what corpora call it (those of news archives, crawlers and data journals), best first.
# Compared in lower case without blanks, underscores and hyphens.
NAMES = {
    "text": ("text", "body", "fulltext", "articletext", "maintext", "content", "articlebody", "bodytext", "story"),
    "published": (
        *("published", "publishedat", "publicationdate", "datepublished", "publishdate", "datepublish", "pubdate"),
        *("publishedon", "pubdatetime", "date", "datetime", "timestamp"),
    ),
    "outlet": ("outlet", "publisher", "source", "sourcename", "publication", "newspaper", "site", "sitename", "medium"),
    "url": ("url", "link", "address", "sourceurl", "articleurl", "permalink", "canonicalurl"),
    "title": ("title", "headline", "heading"),
    "byline": ("byline", "author", "authors"),
    "file": ("file", "filename", "name"),
}


def parse_columns(words: str) -> dict[str, str]:
    """Read `text=body,published=date` as the user's names of columns; raise SourceError where it says nothing."""
    columns = {}
    for part in filter(None, (part.strip() for part in words.split(","))):
        key, mark, column = (word.strip() for word in part.partition("="))
        if not mark or not column:
            raise SourceError(f"{part!r} names no column; write it as text=NAME,published=NAME")
        if key not in NAMES:
            raise SourceError(f"there is no {key!r}; what a column can be is {', '.join(NAMES)}")
        columns[key] = column
    if not columns:
        raise SourceError("there is nothing in it; write it as text=NAME,published=NAME")
    return columns


def find_columns(there: Collection[str], given: Mapping[str, str]) -> dict[str, str]:
    """Give the column of each thing that the corpus tells; raise SourceError where none has the text.

    A column that the user named and the corpus has not is an error, too.
    """
    for key, column in given.items():
        if column not in there:
            raise SourceError(f"there is no column {column!r} for {key}; {_listed(there)}")
    plain: dict[str, str] = {}
    for column in there:
        if column not in given.values():
            plain.setdefault(_plain(column), column)
    found = {key: next((plain[name] for name in names if name in plain), "") for key, names in NAMES.items()}
    columns = {key: column for key, column in found.items() if column} | dict(given)
    if "text" not in columns:
        raise SourceError(f"no column is known to hold the text; {_listed(there)}; name it with --columns text=NAME")
    return columns


def known_names(there: Collection[str], given: Mapping[str, str]) -> int:
    """Tell how many of these columns have a name that is known or given."""
    known = {name for names in NAMES.values() for name in names}
    return sum(column in given.values() or _plain(column) in known for column in there)


def _plain(column: str) -> str:
    return re.sub(r"[\s_-]", "", column).lower()


def _listed(there: Collection[str]) -> str:
    shown = ", ".join(column[:40] for column in list(there)[:20])
    return f"the columns are {shown}" + (", …" if len(there) > 20 else "")
