"""Read the document at a web address."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from posixpath import splitext
from urllib.parse import urlsplit

from timeline.extraction.source import SourceError
from timeline.sources.document import Document, Problem, Unmodified, printable
from timeline.sources.fetch import Fetched, NotModified, fetch
from timeline.sources.formats import MANY, MEDIA_TYPES, SNIFFED, Options, sniff, take


@dataclass(frozen=True, slots=True)
class Page:
    """A web address to come."""

    url: str
    is_many = False

    @property
    def name(self) -> str:
        """Give what the page is called in messages."""
        return printable(self.url)

    def documents(self, options: Options) -> Iterator[Document | Unmodified | Problem]:
        """Give the page's document, or that it has not changed since the last visit, or why there is none."""
        etag, last_modified = options.last_visit(self.url)
        try:
            found = fetch(self.url, etag=etag, last_modified=last_modified, heeds_robots=not options.despite_robots)
            if isinstance(found, NotModified) and not (etag or last_modified):
                raise SourceError("the server says that nothing changed, although it was not asked; try again later")
            if isinstance(found, NotModified):
                yield Unmodified(self.name, self.url)
            else:
                document = document_of(found, options)
                why = [f"Read despite robots.txt: {options.despite_robots}"] if options.despite_robots else []
                yield replace(document, asked=self.url, notes=(*document.notes, *why))
        except SourceError as error:
            yield Problem(self.name, str(error))


def document_of(found: Fetched, options: Options) -> Document:
    """Make a document of what an address gave; raise SourceError where there is none in it."""
    format = MEDIA_TYPES.get(found.media_type, "")
    if format in ("", "text"):
        # Servers call files text that they do not know; the bytes may know better.
        format = sniff(found.body[:SNIFFED], splitext(urlsplit(found.url).path)[1] if not format else "")
    if format in MANY:
        raise SourceError("this is a corpus or an archive; save it as a file and name that")
    document = take(found.body, format, printable(found.url), options, url=found.url, charset=found.charset)
    return replace(document, etag=found.etag, last_modified=found.last_modified)
