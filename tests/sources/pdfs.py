"""Write small PDF files for tests, from the lines of their pages."""

import zlib


def pdf(*pages: list[str], extra: bytes = b"", compress: bool = True) -> bytes:
    """Give a PDF whose pages have these lines; `extra` goes into the trailer."""
    bodies = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        words = b"".join(b"(%s) Tj T* " % line.encode("cp1252").translate(None, b"()\\") for line in lines)
        content = b"BT /F1 11 Tf 72 770 Td 14 TL " + words + b"ET"
        kids.append(b"%d 0 R" % (len(bodies) + 1))
        bodies.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            b"/Contents %d 0 R >>" % (len(bodies) + 2)
        )
        bodies.append(stream(content, compress=compress))
    bodies[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    return assemble(bodies, extra)


def stream(content: bytes, *, compress: bool = True) -> bytes:
    """Give a stream object."""
    packed = zlib.compress(content) if compress else content
    filter = b" /Filter /FlateDecode" if compress else b""
    return b"<< /Length %d%s >>\nstream\n%s\nendstream" % (len(packed), filter, packed)


def assemble(bodies: list[bytes], extra: bytes = b"") -> bytes:
    """Put numbered objects together with their table and trailer; the first is the root."""
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, extra, start)
    return bytes(out)
