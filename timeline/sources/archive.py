"""Read the documents of a zip: each member as a file of its format, nothing ever unpacked to disk."""

import os
import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BufferedReader, RawIOBase
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from timeline.extraction.source import SourceError
from timeline.sources.corpus import documents_in_corpus
from timeline.sources.document import Document, Problem, printable
from timeline.sources.formats import MANY, SNIFFED, SUFFIXES, Options, check_size, is_article, sniff, take

# A corpus of a hundred thousand articles, twice.
MAX_MEMBERS = 200_000
# Bytes of all members together, unpacked: two hundred thousand articles with their pages' clutter.
MAX_TOTAL = 20_000_000_000
# Prose packs to a third, pages to a tenth, tables to a thirtieth; a bomb to a thousandth.
MAX_RATIO = 200
# A member below this many bytes is harmless however well it packs.
SMALL = 1_000_000
# What a Mac's own packer puts beside the files.
CLUTTER = "__MACOSX"
# Word processors pack their documents as zips, too.
OFFICE_MEMBERS = frozenset({"[Content_Types].xml", "mimetype"})
ENCRYPTED = 0x1
_LEADS_OUT = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)")
# All that zipfile raises on broken or strange archives.
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError)


def documents_in_zip(stream: BinaryIO, name: str, options: Options) -> Iterator[Document | Problem]:
    """Give the documents of a zip in the order of their names; raise SourceError where the zip as a whole is refused.

    Members that are no articles are left out; one that cannot be read is a problem, and the rest is read.
    """
    if not stream.seekable():
        raise SourceError("a zip cannot be read from a pipe; name the file")
    try:
        archive = zipfile.ZipFile(stream)
    except BROKEN:
        raise SourceError("broken: this zip cannot be opened; pack it again") from None
    with archive:
        members = [info for info in archive.infolist() if not info.is_dir()]
        _check_whole(members, stream)
        articles = [info for info in members if _is_wanted(info.filename)]
        if not articles:
            raise SourceError(f"no articles in this zip ({', '.join(SUFFIXES)})")
        for info in sorted(articles, key=lambda info: info.filename):
            yield from _member(archive, info, name, options)


def _check_whole(members: list[zipfile.ZipInfo], stream: BinaryIO) -> None:
    """Refuse a zip that holds more than a corpus can, or whose members share their bytes."""
    if {info.filename for info in members} & OFFICE_MEMBERS:
        raise SourceError("this is a document of a word processor; save it as text or PDF")
    if len(members) > MAX_MEMBERS:
        raise SourceError(f"too many files in this zip: {len(members):,}; the limit is {MAX_MEMBERS:,}")
    total = sum(info.file_size for info in members)
    if total > MAX_TOTAL:
        raise SourceError(f"unpacks to {total:,} bytes; the limit is {MAX_TOTAL:,}; is it a zip bomb?")
    if sum(info.compress_size for info in members) > stream.seek(0, os.SEEK_END):
        raise SourceError("broken: the files in this zip overlap; is it a zip bomb?")


def _is_wanted(name: str) -> bool:
    path = PurePosixPath(name)
    # A name that leads out of the zip begins with a dot, too, but whoever wrote it shall be named.
    return CLUTTER not in path.parts and (is_article(path) or bool(_LEADS_OUT.search(name)))


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, zip_name: str, options: Options
) -> Iterator[Document | Problem]:
    name = f"{zip_name}/{printable(info.filename)}"
    try:
        _check_member(info)
        with BufferedReader(cast(RawIOBase, archive.open(info))) as stream:
            format = sniff(stream.peek(SNIFFED), PurePosixPath(info.filename).suffix)
            if format == "zip":
                raise SourceError("a zip inside a zip is not opened; unpack it first")
            if format in MANY:
                yield from documents_in_corpus(stream, format, name, options)
            else:
                check_size(info.file_size, format, options)
                yield take(stream.read(), format, name, options)
    except SourceError as error:
        yield Problem(name, str(error))
    except BROKEN as error:
        yield Problem(name, f"broken inside the zip ({type(error).__name__}); pack it again")


def _check_member(info: zipfile.ZipInfo) -> None:
    """Refuse what needs a password, has a name that leads elsewhere, or unpacks to far more than text does.

    `file_size` can be relied on: zipfile gives no more bytes than that.
    """
    if info.flag_bits & ENCRYPTED:
        raise SourceError("it needs a password; pack it without one")
    if _LEADS_OUT.search(info.orig_filename):
        raise SourceError("its name leads out of the zip; it is not read")
    if info.file_size > max(SMALL, info.compress_size * MAX_RATIO):
        raise SourceError(f"unpacks to {info.file_size:,} bytes, over {MAX_RATIO} times its size; is it a zip bomb?")
