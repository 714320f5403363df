"""Single values as a SQLite column can hold them: texts with halves of characters in them, ids that are hashes."""

from __future__ import annotations

import json
import re
import zlib
from typing import Any

from firsthand.case.codec import is_storable

Stored = str | bytes | int | None

_HASH = re.compile(r"[cqf][0-9a-f]{20}\Z")
_ESCAPE = 0xFF  # never begins UTF-8
_HASH_BYTES = 11
_WORTH_PACKING = 300  # characters of JSON from which compression saves more than a SQLite browser's reader loses


def stored(text: str | None) -> str | bytes | None:
    """`text` for a column; one that UTF-8 cannot hold as bytes."""
    return text if text is None or is_storable(text) else text.encode("utf8", "surrogatepass")


def as_text(value: Any) -> Any:
    """The text that :func:`stored` made `value` of."""
    return value.decode("utf8", "surrogatepass") if isinstance(value, bytes) else value


def is_hash(id: str) -> bool:
    """Whether `id` is a letter and a hash of eighty bits."""
    return _HASH.match(id) is not None


def stored_id(id: str) -> str | bytes:
    """A public id: its letter and ten bytes where it is a hash, else the text itself."""
    if is_hash(id):
        return id[:1].encode("ascii") + bytes.fromhex(id[1:])
    value = stored(id)
    assert value is not None
    if isinstance(value, bytes):
        value = bytes([_ESCAPE]) + value
        return bytes([_ESCAPE]) + value if len(value) == _HASH_BYTES else value
    return value


def id_text(value: Any) -> str:
    """The id that :func:`stored_id` made `value` of."""
    if isinstance(value, str):
        return value
    if len(value) == _HASH_BYTES:
        return chr(value[0]) + bytes(value[1:]).hex()
    return bytes(value).lstrip(bytes([_ESCAPE])).decode("utf8", "surrogatepass")


_BLANKS = "\\u0001", "\\u0002"  # as JSON writes two characters that no text has a use for


def has_blanks(text: str | None) -> bool:
    """Whether JSON has what stands for a blank already."""
    return text is not None and any(mark in text for mark in _BLANKS)


def with_blanks(text: str | None, names: tuple[str | None, str | None]) -> str | None:
    """JSON with two blanks instead of two names, where :func:`without_blanks` can fill them in again."""
    if text is None:
        return None
    blank = text
    for name, mark in zip(names, _BLANKS):
        if name:
            blank = blank.replace(json.dumps(name, ensure_ascii=False)[1:-1], mark)
    return blank if without_blanks(blank, names) == text else text


def without_blanks(text: str, names: tuple[str | None, str | None]) -> str:
    """The JSON that :func:`with_blanks` blanked."""
    for name, mark in reversed(list(zip(names, _BLANKS))):
        if name:
            text = text.replace(mark, json.dumps(name, ensure_ascii=False)[1:-1])
    return text


_SAMPLE = (
    b'{"links":["https://www."],"credits":[""],"metadata":[["",""]],"declared_languages":["en"],"furniture":[[,]],"id":"f",'
    b'"label":"","kind":"value","anchor":"","assertions":[{"id":"","span":[,],"anchor":[,],"value":{"text":"","low":,'
    b'"high":,"unit":"","scope":"","time":{"earliest":"2","latest":"2"}},"source":{"name":"","kind":"person","span":[,],'
    b'"entity":"person:","role":""},"certainty":{"level":"claimed","hedge":[,],"whose":"document"}}],"values":[{"value":'
    b'{"text":"","low":1.0,"high":1.0,"unit":"","time":{"earliest":"20","latest":"20"}},"origins":{"best":1,"low":1,'
    b'"high":1,"verdict":"single","list":[{"kind":"outlet","name":"The ","tellings":1},{"kind":"person","name":""}]},'
    b'"n_documents":1,"first":{"assertion":":","published":{"earliest":"20","latest":"20"}},"assertions":[":"]}],"status":'
    b'"contradictory","claims":["c","c"],"time":{"earliest":"20","latest":"20"},"n_documents":2}'
)
"""What such JSON looks like, so that no row need spell out its keys. Part of the format: never changed."""


def stored_json(text: str) -> str | bytes:
    """JSON as it is, or compressed where it is long."""
    if len(text) < _WORTH_PACKING:
        return text
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, 9, zlib.Z_DEFAULT_STRATEGY, _SAMPLE)
    return packer.compress(text.encode("utf8")) + packer.flush()


def json_text(value: str | bytes) -> str:
    """The JSON that :func:`stored_json` stored."""
    if isinstance(value, str):
        return value
    packer = zlib.decompressobj(-zlib.MAX_WBITS, _SAMPLE)
    return (packer.decompress(value) + packer.flush()).decode("utf8")
