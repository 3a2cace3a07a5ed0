"""Cells of tables that are to be opened in spreadsheets."""

# A cell that begins with one of these is a formula to a spreadsheet; the last four are the first in full width.
FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")


def safe_cell(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
