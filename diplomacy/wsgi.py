"""What the web server runs."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diplomacy.settings")
# A page answers in a fraction of a second; a query of 15 seconds is a mistake that must not hold a worker for ever.
# Commands are not bound by it.
os.environ.setdefault("READOUT_STATEMENT_TIMEOUT", "15000")

application = get_wsgi_application()
# All that is loaded by now stays: to look through it again and again for what can go would hold up pages, and would
# give each worker a copy of its own of what they share.
gc.collect()
gc.freeze()
