"""A copy of the text, the same length, that is easy to parse: plain quotation marks, dashes, blanks and line ends."""

import itertools
import re

from timeline.extraction.printed import find_date
from timeline.extraction.reading import Span

_SINGLE_QUOTES = "‘’‚‛′`´‹›ʼ＇"
_DOUBLE_QUOTES = "“”„‟″«»「」『』〝〞＂"
_HYPHENS = "‐‑−﹣－"  # noqa: RUF001
_LINE_ENDS = "\u2028\u2029\x0b\x0c\x85\x1c\x1d\x1e"
# No-break, thin and ideographic spaces; zero-width marks, direction marks, byte-order mark, soft hyphen.
_BLANKS = "\u00a0\u1680\u202f\u205f\u3000\u180e\u00ad\ufeff\u2060" + "".join(
    chr(code) for low, high in ((0x2000, 0x200F), (0x202A, 0x202E), (0x2066, 0x2069)) for code in range(low, high + 1)
)
_CONTROLS = "".join(chr(code) for code in (*range(9), 9, *range(14, 28), 31, *range(127, 133), *range(134, 160)))

_TABLE = {
    **dict.fromkeys(map(ord, _SINGLE_QUOTES), "'"),
    **dict.fromkeys(map(ord, _DOUBLE_QUOTES), '"'),
    **dict.fromkeys(map(ord, _HYPHENS), "-"),
    **dict.fromkeys(map(ord, _LINE_ENDS), "\n"),
    **dict.fromkeys(map(ord, _BLANKS + _CONTROLS), " "),
    ord("―"): "—",
}
# A lone half of a surrogate pair is no character: no library can encode it.
_SURROGATE = re.compile("[\ud800-\udfff]")
_LONE_RETURN = re.compile(r"\r(?!\n)")
_SPACED_EN_DASH = re.compile(r"(?<=\s)–(?=\s)")
# A line that ends in one of these words, in a comma before a small letter or in a middle initial goes on in the next,
# and a word before one that begins none.
_BROKEN_LINE = re.compile(
    r"(?:(?<=[\w,] )(?:with|and|or|of|the|a|an|to|by|from|between|than|that|including)"
    r"|(?<=[a-z]{3})(?=[ \t]*\n(?:with|and|or|but|that|which|who|in|on|at|of|to|for|by|from)[ ,])"
    r"|(?<=[A-Za-z] )[A-Z]\.|(?<=the )U\.[SK]\.|(?<=[a-z]),(?=[ \t]*\n\s*[a-z]))[ \t]*(?P<gap>\n\s{0,40}?)(?=[^\W\d_])"
)
_INNER_NEWLINE = re.compile(r"\n(?=[^\n])")
# Lines of one width, broken by hand: the ends of paragraphs stay, the others become blanks.
# A short line with a day below a heading is no end of a paragraph.
_STAMP_WIDTH = 40
_WRAP_WIDTHS = range(50, 101)
# In so many lines or more, most of them broken where the next word had no room left, paragraphs end at short lines.
_MIN_LINES = 6
_FULL_SHARE = 0.7


def normalise(text: str) -> str:
    """Give a copy of the same length with plain marks, blanks for controls, and `\\n` as the only line end."""
    plain = _SURROGATE.sub("\ufffd", text)
    plain = _LONE_RETURN.sub("\n", plain).replace("\r", " ")
    # Two marks for one quotation mark, as the wires typed them: the blank goes to the outside.
    plain = plain.replace("``", ' "').replace("''", '" ')
    plain = _SPACED_EN_DASH.sub("—", plain).replace("–", "-")
    return _BROKEN_LINE.sub(_without_break, _unwrap(plain.translate(_TABLE)))


def _without_break(match: re.Match[str]) -> str:
    return match[0][: match.start("gap") - match.start()] + " " * len(match["gap"])


def blank(plain: str, spans: list[Span]) -> str:
    """Give the copy with blanks in place of the spans; line ends stay."""
    out, position = [], 0
    for start, end in sorted(spans):
        if end > position:
            out += [plain[position : max(start, position)], _blanks(plain[max(start, position) : end])]
            position = end
    return "".join([*out, plain[position:]])


def _blanks(piece: str) -> str:
    return "\n".join(" " * len(line) for line in piece.split("\n"))


def _unwrap(plain: str) -> str:
    """Join lines broken at a fixed width, where blank lines or short lines part the paragraphs."""
    paragraphs = plain.split("\n\n")
    if len(paragraphs) < 2:
        return _refilled(plain)
    return "\n\n".join(_joined(piece) if _is_wrapped(piece) else _refilled(piece) for piece in paragraphs)


def _joined(paragraph: str) -> str:
    return paragraph[:1] + _INNER_NEWLINE.sub(" ", paragraph[1:])


def _refilled(block: str) -> str:
    """Join the lines that end where the next word had no room, if most lines do; others end a paragraph."""
    end = len(block.rstrip())
    lines = block[:end].split("\n")
    width = max(map(len, lines))
    if len(lines) < _MIN_LINES or width not in _WRAP_WIDTHS:
        return block
    is_full = [
        bool(line.strip()) and len(line.rstrip()) + 1 + len(following.split(maxsplit=1)[0]) > width
        for line, following in itertools.pairwise(lines)
        if following.strip()
    ]
    unfinished = sum(line.rstrip()[-1:] not in '.!?:"' for line in lines)
    if len(is_full) < len(lines) - 1 or sum(is_full) < _FULL_SHARE * len(is_full) or 2 * unfinished < len(lines):
        return block
    return (
        lines[0]
        + "".join((" " if full else "\n") + line for full, line in zip(is_full, lines[1:], strict=True))
        + block[end:]
    )


def _is_wrapped(paragraph: str) -> bool:
    lines = paragraph.strip("\n").split("\n")
    full, last = lines[:-1], lines[-1]
    if not full or any(len(line) not in _WRAP_WIDTHS for line in full) or len(last) > max(map(len, full)) + 8:
        return False
    if len(last) <= _STAMP_WIDTH and find_date(last):
        return False
    unfinished = sum(line.rstrip()[-1:] not in '.!?:"' for line in full)
    return 2 * unfinished > len(full)
