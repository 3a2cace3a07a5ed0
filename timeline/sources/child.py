"""Run as a process of its own (`python -m timeline.sources.child`): take apart what strangers wrote.

A file that makes a parser hang, crash or fill the memory ends this process and nothing else. `sandbox` talks to it:
requests come on standard input, one reply each goes to standard output, both framed as in `frames`.
"""

import os
import resource
import signal
import sys
from collections.abc import Callable
from dataclasses import asdict
from importlib import import_module
from typing import Any, BinaryIO

from timeline.extraction.source import SourceError
from timeline.sources.document import Document
from timeline.sources.frames import read_frame, write_frame

# The module of each format has `read(data, name, **hints) -> Document`; it is loaded when it is first needed.
FORMATS = {
    "html": "timeline.sources.html",
    "fragment": "timeline.sources.fragment",
    "pdf": "timeline.sources.pdf",
    "mail": "timeline.sources.mail",
    "feed": "timeline.sources.feed",
}
# Address space, in bytes. The largest honest page or PDF within our limits takes a third of it.
MAX_MEMORY = 1_500_000_000


def main() -> None:
    """Answer requests until standard input ends."""
    replies = os.fdopen(os.dup(1), "wb")
    # Whatever a library prints must not get between the replies.
    os.dup2(2, 1)
    _set_limits()
    while (request := read_frame(sys.stdin.buffer)) is not None:
        header, data = request
        # Unlike an exception, this ends the process even inside a parser's C code.
        signal.setitimer(signal.ITIMER_REAL, header["seconds"])
        reply = _answer(header, data)
        signal.setitimer(signal.ITIMER_REAL, 0)
        _reply(replies, reply)


def _set_limits() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Ctrl-C and a polite end of the whole group are our parent's to answer; when it goes, our input ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)


def _answer(header: dict[str, Any], data: bytes) -> dict[str, Any]:
    read: Callable[..., Document] = import_module(FORMATS[header["format"]]).read
    try:
        return {"document": asdict(read(data, header["name"], **header["hints"]))}
    except SourceError as error:
        return {"problem": str(error)}
    except MemoryError:
        return {"problem": "needs too much memory to take apart; it is not read"}
    except RecursionError:
        return {"problem": "nested too deeply to take apart; it is not read"}
    except Exception as error:  # noqa: BLE001  (parsers raise anything on what strangers wrote)
        return {"problem": f"broken, cannot be taken apart ({type(error).__name__})"}


def _reply(replies: BinaryIO, reply: dict[str, Any]) -> None:
    write_frame(replies, reply)
    replies.flush()


if __name__ == "__main__":
    main()
