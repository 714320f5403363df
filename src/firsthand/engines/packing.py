"""Packing: an annotation as a few bytes, and back.

Always true: what is unpacked equals what was packed; bytes that were not packed of this very text are refused, whatever
they hold: nothing in them is ever run.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace

import msgspec
import zstandard

from firsthand.annotate import Annotation, uncollected
from firsthand.case.codec import dump, parse
from firsthand.engines.columnar import Home, join, split

_LEVEL = 6
"""By columns, on news: 1.4 of the text's size, of which clauses and their contexts .9, in 2.4 ms an article either way;
whole nouns one after the other take 2.1. Level 19 is 5 % smaller and takes ten times as long."""


_ESCAPED = b"\xc1"
"""A byte that MessagePack never writes: behind it stands JSON."""
_MOST_A_CHARACTER = 300
"""Bytes that an annotation may have for each character of its text: ten times what the densest news has."""


class NotPacked(ValueError):
    """Bytes that hold no annotation of the given text."""


@dataclass(frozen=True, slots=True)
class _Packed:
    """An annotation whose statements name their quotations by place (-1: none)."""

    annotation: Annotation
    quoted: tuple[int, ...]


@uncollected()
def pack(annotation: Annotation, text: str) -> bytes:
    """`annotation` of the document with `text`, whose words it repeats and need not hold again."""
    place = {id(q): n for n, q in enumerate(annotation.quotations)}
    quoted = tuple(place[id(s.quotation)] if s.quotation else -1 for s in annotation.statements)
    lean = replace(annotation, statements=tuple(replace(s, quotation=None) for s in annotation.statements))
    home = Home(annotation.document, text)
    columns = split(_Packed, _Packed(lean, quoted), home)
    try:
        plain = msgspec.msgpack.encode([home.document, home.strings, columns])
    except UnicodeEncodeError:  # half a character, which MessagePack cannot hold
        plain = _ESCAPED + dump(_Packed(lean, quoted)).encode("utf8", "surrogatepass")
    return zstandard.ZstdCompressor(level=_LEVEL, dict_data=_words(text), write_checksum=True).compress(plain)


@uncollected()
def unpack(packed: bytes, text: str) -> Annotation:
    """The annotation that :func:`pack` made `packed` of.

    Raises
    ------
    NotPacked
        The bytes hold no annotation of this text.
    """
    try:
        if zstandard.frame_content_size(packed) > _MOST_A_CHARACTER * (len(text) + 1000):
            raise NotPacked("more than any annotation of this text could be")
        plain = zstandard.ZstdDecompressor(dict_data=_words(text)).decompress(packed)
        found = _parse(plain, text)
        heard = found.annotation.quotations
        statements = tuple(
            s if n < 0 else replace(s, quotation=heard[n]) for s, n in zip(found.annotation.statements, found.quoted)
        )
    except (zstandard.ZstdError, msgspec.MsgspecError, ValueError, LookupError, TypeError, MemoryError) as error:
        raise NotPacked(f"no annotation of this text: {error}") from error
    return replace(found.annotation, statements=statements)


def _parse(plain: bytes, text: str) -> _Packed:
    if plain.startswith(_ESCAPED):
        return parse(_Packed, plain[len(_ESCAPED) :].decode("utf8", "surrogatepass"))
    document, strings, columns = msgspec.msgpack.decode(plain)
    found: _Packed = join(_Packed, columns, Home(document, text, list(map(sys.intern, strings))))
    return found


def _words(text: str) -> zstandard.ZstdCompressionDict:
    raw = text.encode("utf8", "surrogatepass")
    return zstandard.ZstdCompressionDict(raw or b"\0", dict_type=zstandard.DICT_TYPE_RAWCONTENT)
