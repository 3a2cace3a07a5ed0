#!/usr/bin/env python
"""Django's command line for Readout."""

import os
import sys


def main() -> None:
    """Run a management command; a database that is away ends it with one line instead of a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diplomacy.settings")
    from django.core.management import execute_from_command_line
    from django.db import InterfaceError, OperationalError

    try:
        execute_from_command_line(sys.argv)
    except (OperationalError, InterfaceError) as error:
        from diplomacy.errors import explain

        sys.exit(explain(error))


if __name__ == "__main__":
    main()
