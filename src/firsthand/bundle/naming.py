"""What a record is called in a manifest: by its id, or by what tells it from others of its type."""

from __future__ import annotations

from typing import Any

Record = dict[str, Any]


def name_of(record: Record) -> str:
    """The name of a record within its type, for people: two of one name are told apart by their order."""
    if record["type"] == "reuse":
        return f"{_place(record['a'])} and {_place(record['b'])}"
    if record["type"] == "decision":
        return f"{record['kind']}: {', '.join(record['subjects'])}"
    if record["type"] == "problem":
        return f"{record['code']} of {record['document'] or record['path'] or 'the run'}"
    return str(record.get("id") or record.get("name") or record["type"])


def _place(span: Record) -> str:
    return f"{span['document']}:{span['start']}-{span['end']}"
