"""Where things are: the project itself, and the folder of all that it makes."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def var() -> Path:
    """Give the folder of the database, the secret key and the collected files: READOUT_VAR, else `var/`."""
    return Path(os.environ.get("READOUT_VAR") or ROOT / "var").resolve()
