"""Frame what two processes tell each other: two lengths, a header in JSON, then bytes."""

import json
import struct
from typing import Any, BinaryIO

LENGTHS = struct.Struct(">II")


def write_frame(stream: BinaryIO, header: dict[str, Any], data: bytes = b"") -> None:
    """Write one frame; half a surrogate pair in the header is kept."""
    head = json.dumps(header).encode()
    stream.write(LENGTHS.pack(len(head), len(data)) + head)
    stream.write(data)


def read_frame(stream: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    """Read one frame; None where the stream ends, in the middle of a frame too."""
    lengths = stream.read(LENGTHS.size)
    if len(lengths) < LENGTHS.size:
        return None
    size, rest = LENGTHS.unpack(lengths)
    head, data = stream.read(size), stream.read(rest)
    if len(head) < size or len(data) < rest:
        return None
    return json.loads(head), data
