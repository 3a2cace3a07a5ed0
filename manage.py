#!/usr/bin/env python
"""Django's command line for Readout."""

import os
import sys

# As a shell tells of a program that SIGPIPE has ended.
PIPE_CLOSED = 141


def main() -> None:
    """Run a management command; a database that is away ends it with one line instead of a traceback.

    Where the reader of its lines has seen enough (`| head`), it ends without a word.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diplomacy.settings")
    from django.core.management import execute_from_command_line
    from django.db import InterfaceError, OperationalError

    try:
        execute_from_command_line(sys.argv)
        sys.stdout.flush()
    except BrokenPipeError:
        # What is still to be written when Python ends has nowhere to go, and must not be complained about.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(PIPE_CLOSED)
    except (OperationalError, InterfaceError) as error:
        from diplomacy.errors import explain

        sys.exit(explain(error))


if __name__ == "__main__":
    main()
