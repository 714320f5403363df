"""Single values as a SQLite column can hold them: texts with halves of characters in them, ids that are hashes."""

from __future__ import annotations

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


def stored_json(text: str) -> str | bytes:
    """JSON as it is, or compressed where it is long."""
    return text if len(text) < _WORTH_PACKING else zlib.compress(text.encode("utf8"), 9)


def json_text(value: str | bytes) -> str:
    """The JSON that :func:`stored_json` stored."""
    return value if isinstance(value, str) else zlib.decompress(value).decode("utf8")
