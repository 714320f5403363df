"""Records as canonical JSON lines: the same record is always the same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, BinaryIO

# Some readers break lines at these too, and JSON allows them unescaped within strings.
_LINE_BREAKS = {ord(c): f"\\u{ord(c):04x}" for c in "\x85\u2028\u2029"}


def to_json(record: Any) -> str:
    """One line of JSON: keys as given, no blanks, characters as they are unless a line break or a lone surrogate."""
    line = json.dumps(record, ensure_ascii=False, allow_nan=False, separators=(",", ":")).translate(_LINE_BREAKS)
    try:
        line.encode("utf8")
    except UnicodeEncodeError:
        line = json.dumps(record, allow_nan=False, separators=(",", ":"))
    return line


def write_jsonl(records: Iterable[Any], out: BinaryIO) -> None:
    """Write one record a line, UTF-8."""
    for record in records:
        out.write(to_json(record).encode("utf8") + b"\n")
