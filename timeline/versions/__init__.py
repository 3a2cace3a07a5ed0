"""Two versions of a text: which address they share, what changed, and where quoted words stand now. Pure Python."""

from timeline.versions.address import address_key
from timeline.versions.carry import Carrier
from timeline.versions.compare import Kind, Run, compare
from timeline.versions.quotes import find_quote

__all__ = ["Carrier", "Kind", "Run", "address_key", "compare", "find_quote"]
