"""Made-up articles on diplomacy for benchmarks: as many as wanted, the same for the same seed, each with its Reading.

What they are made of stands in `sentences.txt`; persons are invented, countries are real. One encounter is told by one
to nine articles: both sides' readouts, wire stories, reprints; every eighth article is no diplomacy at all.
"""

from tests.bench.corpus.articles import Piece, articles

__all__ = ["Piece", "articles"]
