"""The rows of a database without what may differ from run to run: keys, times, slugs."""

import json
import os
import subprocess
import sys
from collections import Counter
from typing import Any

from diplomacy.folders import ROOT

Rows = dict[str, Counter[str]]
# Of each table what its rows say; a row of another table is named by its own words.
COLUMNS = {
    "articles": ("Article", ("sha256", "text", "title", "published_edtf", "language", "reading")),
    "statements": ("Statement", ("article__sha256", "content", "act", "modality")),
    "evidence": ("Evidence", ("article__sha256", "role", "start", "end", "exact")),
    "reports": ("Report", ("article__sha256", "event__type", "event__edtf")),
    "events": ("Event", ("type", "status", "edtf", "date_min", "date_max")),
    "people": ("Person", ("name", "country")),
    "organizations": ("Organization", ("name", "country")),
}
# What an article brings by itself; the others come from joining several, and may depend on their order.
OF_ONE_ARTICLE = ("articles", "statements", "evidence")


def rows_of(environ: dict[str, str]) -> Rows:
    """Read the rows of an installation, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.rows"], cwd=ROOT, capture_output=True, text=True, check=True,
        env=environ | {"DJANGO_SETTINGS_MODULE": "diplomacy.settings"},
    )  # fmt: skip
    return {table: Counter(rows) for table, rows in json.loads(done.stdout).items()}


def compare(expected: Rows, found: Rows) -> tuple[str, bool]:
    """Say what is lost and doubled, table by table, and whether what each article brings is the same."""
    said = []
    for table in COLUMNS:
        lost, more = expected[table] - found[table], found[table] - expected[table]
        total = expected[table].total()
        said.append(f"{table} {total}" + (f" (lost {lost.total()}, more {more.total()})" if lost or more else ""))
    is_same = all(expected[table] == found[table] for table in OF_ONE_ARTICLE)
    return f"{'same rows' if is_same else 'OTHER ROWS'}: {', '.join(said)}", is_same


def _print() -> None:
    import django

    django.setup()
    from timeline import models

    out: dict[str, list[str]] = {}
    for table, (name, columns) in COLUMNS.items():
        rows: Any = getattr(models, name).objects.values_list(*columns)
        out[table] = [json.dumps(row, default=str, sort_keys=True) for row in rows.iterator()]
    json.dump(out, sys.stdout)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diplomacy.settings")
    _print()
