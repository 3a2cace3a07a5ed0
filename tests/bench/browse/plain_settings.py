"""Our settings for the site that plain Django makes."""

from diplomacy.settings import *  # noqa: F403

ROOT_URLCONF = "tests.bench.browse.plain_site"
