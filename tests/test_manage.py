"""The command line itself."""

import os
import subprocess
import sys

from diplomacy.folders import ROOT


def test_a_command_whose_reader_has_gone_ends_without_a_word():
    reader, writer = os.pipe()
    os.close(reader)

    run = subprocess.run(
        [sys.executable, "manage.py", "diffsettings"], cwd=ROOT, stdout=writer, stderr=subprocess.PIPE, text=True
    )

    os.close(writer)
    assert (run.returncode, run.stderr) == (141, "")
