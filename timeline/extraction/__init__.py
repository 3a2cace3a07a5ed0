"""Read diplomatic prose: `read(text, …)` gives a Reading. Pure Python, imports no Django."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext

from timeline.extraction.holders import Register
from timeline.extraction.reading import Reading
from timeline.extraction.version import version

__all__ = ["Reading", "Register", "parsed_together", "read", "version"]


def read(
    text: str,
    *,
    file: str = "",
    published_on: str | None = None,
    published_why: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    register: Register | None = None,
) -> Reading:
    """Read a text; `published_on` is an ISO day or date-time known from outside the text, `published_why` a sentence
    on where it comes from; `register` tells who held which office when, by default the file of the package.

    The pipeline is loaded by the first call, so that whoever only needs a helper of this room never waits for spaCy.
    """
    from timeline.extraction import pipeline

    return pipeline.read(
        text,
        file=file,
        published_on=published_on,
        published_why=published_why,
        outlet=outlet,
        url=url,
        register=register,
    )


def parsed_together(texts: Sequence[str]) -> AbstractContextManager[None]:
    """Parse texts in one go for the calls of `read` inside the `with`, which takes less time."""
    if len(texts) < 2:
        return nullcontext()
    from timeline.extraction import pipeline

    return pipeline.parsed_together(texts)
