"""The memory of one worker over many articles: a real `manage.py worker`, watched from outside.

The articles are queued, a worker process takes them, and every so many of them its resident memory is read. Its growth
is the slope of a straight line through the points (least squares), without the first ones: caches fill at the start.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import linear_regression

from tests.bench.corpus.articles import articles

Point = tuple[int, float]

# The lexicons, the register and the caches of names are all loaded and full after so many articles.
WARM_UP = 1000
# So many points lie on the line at least, where that many articles are measured.
POINTS = 20
LOOK_SECONDS = 1.0
KIBIBYTES = 1024


def measured(number: int, seed: int) -> Iterator[tuple[str, str]]:
    """Let a worker take so many articles; give its memory on the way, and how fast it grows."""
    _queue(number, seed)
    worker = subprocess.Popen([sys.executable, "manage.py", "worker", "--quiet"])  # noqa: S603
    points: list[Point] = []
    try:
        for point in _watched(worker, number, max(1, number // POINTS)):
            points.append(point)
            yield f"after {point[0]} articles", f"{point[1]:.1f} MiB"
    finally:
        worker.terminate()
        worker.wait()
    warm = [point for point in points if point[0] >= min(WARM_UP, number // 2)]
    slope = linear_regression([done for done, _ in warm], [size for _, size in warm]).slope
    yield f"growth from {warm[0][0]} articles on", f"{1000 * slope:.2f} MiB a thousand articles (least squares)"


def _queue(number: int, seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder, "corpus.jsonl")
        with corpus.open("w", encoding="utf-8") as lines:
            for piece in articles(number, seed):
                row = {"text": piece.text, "published": piece.published, "outlet": piece.outlet}
                lines.write(f"{json.dumps(row)}\n")
        command = [sys.executable, "manage.py", "ingest", "--defer", str(corpus)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603


def _watched(worker: subprocess.Popen[bytes], number: int, step: int) -> Iterator[Point]:
    """Give how many are done and the worker's mebibytes, every `step` articles, until all are done."""
    from timeline.models import BatchItem

    due = step
    while due <= number:
        if worker.poll() is not None:
            raise SystemExit(f"the worker ended with status {worker.returncode}")
        time.sleep(LOOK_SECONDS)
        done = number - BatchItem.objects.waiting().count()
        if done >= due:
            yield done, _resident(worker.pid)
            due = min(number, done - done % step + step) if done < number else number + 1


def _resident(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / KIBIBYTES
