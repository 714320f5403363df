"""Mutations of a file: of its bytes, and for packed formats of what is packed in it."""

from __future__ import annotations

import gzip
import io
import zipfile
from random import Random

_TOKENS = (
    *(b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"\r", b"\n\n", b'"', b"<", b">", b"&#xD800;", b"<!--", b"]]>", b"%PDF-"),
    *(b"<!ENTITY a 'b'>", b"</p>", b"</body>", b"{", b"}", b"[", b"\\", b"\\u12", b"99999999999", b"-1", b"1e999"),
    *(b"charset=utf-7", b"Content-Encoding: br\r\n", b"--", b"From ", b"boundary=", "\u202e".encode(), "“".encode()),
    *(b"\xe2\x80", b"PK\x05\x06", b"WARC/1.0\r\n", b"Content-Length: 99999999\r\n", b"Mon, 1 Jan 99999999999 00:00:00"),
)


def mutate(content: bytes, name: str, others: list[bytes], random: Random) -> bytes:
    """One mutation of a file called `name`; `others` lend it their pieces."""
    if content.startswith(b"PK\x03\x04") and random.random() < 0.6:
        return _within_zip(content, others, random)
    if content.startswith(b"\x1f\x8b") and random.random() < 0.6:
        return gzip.compress(mutate(gzip.decompress(content), name, others, random), 1)
    changed = bytearray(content)
    for _ in range(1 + int(random.expovariate(0.5))):
        _change(changed, others, random)
    return bytes(changed)


def _change(content: bytearray, others: list[bytes], random: Random) -> None:
    at = random.randrange(len(content) + 1)
    kind = random.randrange(8)
    if kind == 0 and content:
        content[min(at, len(content) - 1)] ^= 1 << random.randrange(8)
    elif kind == 1:
        del content[at:]
    elif kind == 2:
        del content[at : at + random.randrange(1, 200)]
    elif kind == 3:
        content[at:at] = random.choice(_TOKENS) * random.choice((1, 1, 1, 3, 200))
    elif kind == 4:
        content[at : at + random.randrange(40)] = random.randbytes(random.randrange(1, 40))
    elif kind == 5:
        piece = content[at : at + random.randrange(1, 500)]
        content[at:at] = piece * random.choice((1, 2, 20))
    elif kind == 6:
        lender = random.choice(others)
        begin = random.randrange(len(lender))
        content[at:at] = lender[begin : begin + random.randrange(1, 2000)]
    else:
        place = random.randrange(len(content) + 1)
        piece = content[at : at + 100]
        del content[at : at + 100]
        content[place:place] = piece


def _within_zip(content: bytes, others: list[bytes], random: Random) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as changed:
        names = archive.namelist()
        chosen = random.choice(names)
        for name in names:
            inner = archive.read(name)
            if name == chosen:
                kind = random.random()
                if kind < 0.1:
                    continue
                inner = mutate(inner, name, others, random) if inner else random.choice(others)
            changed.writestr(name, inner)
    return packed.getvalue()
