"""Read the text of a PDF file. Runs in the child process of `sandbox`, since a PDF is a program in disguise."""

import re
from collections import Counter
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, PdfReadError

from timeline.extraction.source import SourceError
from timeline.sources.document import Document
from timeline.sources.unwrap import unwrap

# More pages than this are a book; the limit on characters would refuse it, after minutes.
MAX_PAGES = 500
# A head or foot stands on this many pages at least, and on half of them.
MIN_REPEATED = 3
# So many lines at the top and at the bottom of a page may be its head or foot.
EDGE = 3
_PAGE_NUMBER = re.compile(r"(?i)(?:page\s*)?[-–—\s]*\d{1,4}[-–—\s]*(?:(?:of|/)\s*\d{1,4})?")


def read(data: bytes, name: str, *, today: str) -> Document:
    """Give the text of a PDF, one line a paragraph, page heads and numbers left out; SourceError where there is none.

    What the file says of itself is not taken: its title is often a file's name, its day that of a later export.
    """
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise SourceError("it needs a password; save it without one")
        if len(reader.pages) > MAX_PAGES:
            raise SourceError(f"too long: {len(reader.pages):,} pages; the limit is {MAX_PAGES}")
        pages = [page.extract_text().splitlines() for page in reader.pages]
    except (FileNotDecryptedError, DependencyError):
        raise SourceError("it needs a password; save it without one") from None
    except PdfReadError as error:
        raise SourceError(f"broken, this PDF cannot be read ({error})") from None
    text = unwrap("\n".join(line for page in _without_edges(pages) for line in page))
    if not text.strip():
        raise SourceError("there is no text in this PDF, only pictures of it; run OCR on it first")
    return Document(text + "\n", name)


def _without_edges(pages: list[list[str]]) -> list[list[str]]:
    """Leave out page numbers, and the lines that stand at the edge of page after page."""
    pages = [[line for line in page if line.strip()] for page in pages]
    repeated = Counter(line for page in pages for line in {_shape(line) for line in page[:EDGE] + page[-EDGE:]})
    least = max(MIN_REPEATED, len(pages) / 2)

    def is_edge(page: list[str], number: int) -> bool:
        if EDGE <= number < len(page) - EDGE:
            return False
        return repeated[_shape(page[number])] >= least or bool(_PAGE_NUMBER.fullmatch(page[number].strip()))

    return [[line for number, line in enumerate(page) if not is_edge(page, number)] for page in pages]


def _shape(line: str) -> str:
    """Give a line without its figures, so that "Page 2 of 9" is like "Page 3 of 9"."""
    return re.sub(r"\d+", "0", " ".join(line.split()))
