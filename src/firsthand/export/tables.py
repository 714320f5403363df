"""Records as tables: a CSV or Parquet file a type, with assertions and derivations as tables of their own.

CSV cells that a spreadsheet would run as a formula begin with an apostrophe, and another stands before a formula within
them, where a spreadsheet might cut the cell; NUL is shown as ␀; nested values are JSON. Parquet keeps nesting, types
and every character.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from firsthand.errors import MissingExtra
from firsthand.export.lines import to_json
from firsthand.export.parts import Record
from firsthand.export.schemas import ASSERTION, DERIVATION, TYPES, Schema, schema

_CHILDREN = {"assertion": "assertions", "derivation": "derivations"}
_SIGNS = "=+@＝＋＠"
_UNSEEN = "\\s\\x00-\\x1f\"'\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff"
_FORMULA = re.compile(rf"(?:[\t\r\n]|[{_UNSEEN}]*[{_SIGNS}－-])")
"""A cell that a spreadsheet would run: a sign of a formula stands first, or behind what nobody sees."""
_WITHIN = re.compile(rf"([;\t][{_UNSEEN}]*|[\r\n][{_UNSEEN}]*)(?=[{_SIGNS}]|[－-][\w(])")
"""Where a spreadsheet that cuts cells at semicolons, tabs or line ends would begin another with a formula."""


NAMES = (*TYPES, *_CHILDREN)
"""The tables of an export."""


def write_csv(records: Iterable[Record], folder: Path) -> list[Path]:
    """Write the tables as CSV files into `folder`; return what was written."""
    paths = []
    for name, rows in tables_of(records).items():
        columns = columns_of(name)
        paths.append(folder / f"{name}.csv")
        write_rows(paths[-1], columns, ([value_at(row, column) for column in columns] for row in rows))
    return paths


def write_rows(path: Path, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write one CSV file that no spreadsheet runs anything of."""
    with path.open("w", encoding="utf-8-sig", errors="replace", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows([_cell(value) for value in row] for row in rows)


def write_parquet(records: Iterable[Record], folder: Path) -> list[Path]:
    """Write the tables as Parquet files into `folder`; return what was written."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise MissingExtra("export to Parquet", "parquet") from None
    paths = []
    for name, rows in tables_of(records).items():
        shape = _schema(name)
        fields = [(column, _arrow(pa, part)) for column, part in shape["properties"].items()]
        columns = pa.schema(fields, metadata={"firsthand": name})  # by this an earlier output is known
        table = pa.Table.from_pylist([_without_surrogates(_fit(row, shape)) for row in rows], columns)
        path = folder / f"{name}.parquet"
        pq.write_table(table, path, compression="zstd")
        paths.append(path)
    return paths


def write_columns(path: Path, name: str, columns: Sequence[tuple[str, str]], rows: Sequence[Sequence[Any]]) -> None:
    """Write one Parquet file of plain columns, each with its type as Frictionless names it."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    types = {"string": pa.string(), "integer": pa.int64(), "number": pa.float64()}
    fields = pa.schema([(column, types[type_]) for column, type_ in columns], metadata={"firsthand": name})
    values = {column: [_plain(row[n], type_) for row in rows] for n, (column, type_) in enumerate(columns)}
    pq.write_table(pa.Table.from_pydict(values, fields), path, compression="zstd")


def _plain(value: Any, type_: str) -> Any:
    if type_ != "string" or value is None:
        return value
    return _without_surrogates(value if isinstance(value, str) else to_json(value))


def tables_of(records: Iterable[Record]) -> dict[str, list[Record]]:
    """Rows by table, every table present even if it is empty."""
    tables: dict[str, list[Record]] = {name: [] for name in NAMES}
    for record in records:
        row = {key: value for key, value in record.items() if key != "type"}
        if record["type"] == "claim":
            for child, key in _CHILDREN.items():
                tables[child].extend({"claim": record["id"], **part} for part in row.pop(key))
        tables[record["type"]].append(row)
    return tables


def _schema(name: str) -> Schema:
    if name in _CHILDREN:
        part: Schema = ASSERTION if name == "assertion" else DERIVATION
        return {"type": "object", "properties": {"claim": {"type": "string"}, **part["properties"]}}
    shape = schema(name)
    left_out = {"type", *(_CHILDREN.values() if name == "claim" else ())}
    return shape | {"properties": {k: v for k, v in shape["properties"].items() if k not in left_out}}


def columns_of(name: str) -> list[str]:
    """Columns of the table of this name."""
    return [column for column, _ in _columns(_schema(name))]


def types_of(name: str) -> list[tuple[str, str]]:
    """Columns of the table of this name, with their types as Frictionless names them; nested values are any text."""
    return [(column, _plain_type(part)) for column, part in _columns(_schema(name))]


def _plain_type(part: Schema) -> str:
    kinds = part.get("type", "string")
    known = [kind for kind in ([kinds] if isinstance(kinds, str) else kinds) if kind != "null"]
    return known[0] if known in (["string"], ["integer"], ["number"], ["boolean"]) else "any"


def _columns(shape: Schema, prefix: str = "") -> Iterator[tuple[str, Schema]]:
    """Columns of the table of `shape`: the keys of nested objects joined by dots."""
    for key, part in shape["properties"].items():
        inner = _inner(part)
        if "properties" in inner:
            yield from _columns(inner, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", inner


def _inner(part: Schema) -> Schema:
    return part["anyOf"][0] if "anyOf" in part else part


def value_at(row: Record, column: str) -> Any:
    """The value of a row in a column; None below a part that is absent."""
    value: Any = row
    for key in column.split("."):
        value = None if value is None else value[key]
    return value


def _cell(value: Any) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return value
    text = (value if isinstance(value, str) else to_json(value)).replace("\0", "␀")
    safe = _WITHIN.sub(r"\1'", text)
    return f"'{safe}" if safe != text or _FORMULA.match(text) else text


def _arrow(pa: Any, part: Schema) -> Any:
    """The Arrow type of a JSON Schema; maps of free keys become JSON text."""
    part = _inner(part)
    if "properties" in part:
        return pa.struct([(key, _arrow(pa, inner)) for key, inner in part["properties"].items()])
    kinds = part["type"] if isinstance(part["type"], list) else [part["type"]]
    if "array" in kinds:
        return pa.list_(_arrow(pa, part["items"]))
    names = {"string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_()}
    return next((names[kind] for kind in kinds if kind in names), pa.string())


def _fit(row: Record, shape: Schema) -> Record:
    maps = {
        key for key, part in shape["properties"].items() if "additionalProperties" in part and "properties" not in part
    }
    return {key: to_json(value) if key in maps else value for key, value in row.items()}


def _without_surrogates(value: Any) -> Any:
    """`value` with lone surrogates, which UTF-8 cannot hold, as replacement characters."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf8", "replace").decode("utf8")
    if isinstance(value, dict):
        return {key: _without_surrogates(inner) for key, inner in value.items()}
    return [_without_surrogates(inner) for inner in value] if isinstance(value, list) else value
