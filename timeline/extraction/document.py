"""Take a document apart: title, subtitle, byline, dateline, printed publication date, boilerplate, body paragraphs."""

from dataclasses import dataclass

from timeline.extraction.reading import Dateline, Passage, Published, Span


@dataclass(frozen=True, slots=True)
class Document:
    """A text and its parts. `plain` is a copy of the same length for the later stages to read.

    In `plain` quotation marks, dashes and blanks are normalised one character for one, and boilerplate, byline and
    printed date are blanks, so offsets into `plain` and into `text` are the same. `blocks` are the paragraphs to
    read (title and subtitle first), in order; `stated` is the publication date as printed, if any.
    """

    text: str
    plain: str
    title: Passage | None
    subtitle: Passage | None
    byline: tuple[Passage, ...]
    dateline: Dateline | None
    stated: Published | None
    boilerplate: tuple[Span, ...]
    blocks: tuple[Span, ...]
    outlet: str | None = None
    url: str | None = None


def take_apart(text: str, outlet: str | None = None, url: str | None = None) -> Document:
    """Find the parts of a text; works on any Unicode text and never raises."""
    end = text.find("\n")
    title = Passage(text[: end if end > 0 else None], 0, end if end > 0 else len(text))
    return Document(text, text, title, None, (), None, None, (), ((0, len(text)),), outlet, url)
