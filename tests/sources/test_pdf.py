import pytest

from tests.sources.pdfs import assemble, pdf, stream
from timeline.extraction.source import SourceError
from timeline.sources.pdf import read
from timeline.sources.unwrap import unwrap

TODAY = "2026-01-31"


def text(*pages):
    return read(pdf(*pages), "a.pdf", today=TODAY).text


def test_paragraphs_are_one_line_each_and_page_edges_are_left_out():
    head, foot = "Ministry of Foreign Affairs - Press Service", "Page {} of 3"
    pages = [
        [head, "Readout of the Call with Minister Sandvik", "The ministers of the two countries spoke by telephone on",
         "Friday and reaffirmed their commitment to the close co-", "operation of their forces in the north.", "1"],
        [head, "They agreed to stay in contact, and to hold the next meeting of", "the US-", "Norway council soon."],
        [head, "Both sides thanked each other."],
    ]  # fmt: skip

    lines = text(*([*page, foot.format(number)] for number, page in enumerate(pages, 1))).splitlines()

    assert lines == [
        "Readout of the Call with Minister Sandvik",
        "The ministers of the two countries spoke by telephone on Friday and reaffirmed their commitment to the close "
        "cooperation of their forces in the north.",
        "They agreed to stay in contact, and to hold the next meeting of the US-",
        "Norway council soon.",
        "Both sides thanked each other.",
    ]


ENCRYPT = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O (%s) /U (%s) /P -4 >> /ID [(a) (a)]" % (b"o" * 32, b"u" * 32)
REFUSED = {
    "no text": (pdf([]), "there is no text in this PDF, only pictures of it; run OCR on it first"),
    "a password": (pdf(["They spoke."], extra=ENCRYPT), "it needs a password; save it without one"),
    "cut off": (pdf(["They spoke."])[:200], "broken, this PDF cannot be read ("),
    "too many pages": (pdf(*[["x"]] * 501, compress=False), "too long: 501 pages; the limit is 500"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_pdf_without_readable_text_is_named(case):
    data, reason = REFUSED[case]

    with pytest.raises(SourceError) as caught:
        read(data, "a.pdf", today=TODAY)

    assert str(caught.value).startswith(reason)


WRAPPED = {
    "lines of a paragraph are joined": (
        "The ministers of both countries spoke by telephone on\nFriday and agreed to meet again.\n",
        "The ministers of both countries spoke by telephone on Friday and agreed to meet again.",
    ),
    "a blank line ends a paragraph": (
        "The ministers of both countries spoke by telephone on\n\nFriday they agreed to meet.\n",
        "The ministers of both countries spoke by telephone on\nFriday they agreed to meet.",
    ),
    "a short line ends a paragraph": (
        "The call\nThe ministers of both countries spoke by telephone on\nFriday.\n",
        "The call\nThe ministers of both countries spoke by telephone on Friday.",
    ),
    "items stay items": (
        "The ministers of both countries spoke by telephone on\n- trade\n- defence\n1. energy",
        "The ministers of both countries spoke by telephone on\n- trade\n- defence\n1. energy",
    ),
    "paragraphs of one line each stay": ("a" * 300 + "\n" + "b" * 290 + "\n", "a" * 300 + "\n" + "b" * 290),
    "a compound keeps its hyphen": (
        "The ministers of both countries spoke by telephone of US-\nKorea ties.",
        "The ministers of both countries spoke by telephone of US-Korea ties.",
    ),
    "one line": ("The ministers spoke.", "The ministers spoke."),
    "nothing": ("\n \n", ""),
}


@pytest.mark.parametrize("case", WRAPPED)
def test_unwrap(case):
    lines, wanted = WRAPPED[case]

    assert unwrap(lines) == wanted


def test_objects_can_be_assembled_by_hand():
    """The writer of these tests makes PDFs that another reader takes, too: nothing here is an error of its own."""
    bodies = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>", stream(b"")]

    with pytest.raises(SourceError, match="there is no text in this PDF"):
        read(assemble(bodies), "a.pdf", today=TODAY)
