"""Read a piece of HTML that is no whole page: the body of an e-mail, a cell of a corpus. Runs in the child process."""

from timeline.extraction.source import SourceError
from timeline.sources import html
from timeline.sources.document import Document


def read(data: bytes, name: str, *, charset: str = "", today: str) -> Document:
    """Give the article in it, else all its words, one line a block; raise SourceError where there are none."""
    try:
        return html.read(data, name, charset=charset, today=today)
    except SourceError:
        words = html.plain_text(data, charset)
        if not words:
            raise SourceError("empty: there is no text in it") from None
        return Document(words + "\n", name)
