"""A folder of tables with its own description: every type of record, every view, and ``datapackage.json``.

See https://datapackage.org: programs that know the standard read names, types and hashes from it.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from firsthand.export import tables
from firsthand.export.lines import to_json
from firsthand.export.records import records
from firsthand.export.schemas import TYPES, schema
from firsthand.export.view_tables import VIEWS, View, views_of
from firsthand.model import Case

DESCRIPTION = "datapackage.json"
_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_MEDIA = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}


def files_of(format_: str) -> list[str]:
    """The names of all tables in a folder of that format."""
    return [f"{name}.{format_}" for name in (*tables.NAMES, *map(_named, VIEWS))]


def write_csv(case: Case, text: bool, folder: Path) -> list[Path]:
    """Every table as CSV."""
    views = views_of(case, text)
    paths = tables.write_csv(records(case, text), folder)
    for view in views:
        paths.append(folder / f"{_named(view.name)}.csv")
        tables.write_rows(paths[-1], [name for name, _ in view.columns], view.rows)
    return [*paths, _describe("csv", paths, views, folder)]


def write_parquet(case: Case, text: bool, folder: Path) -> list[Path]:
    """Every table as Parquet."""
    views = views_of(case, text)
    paths = tables.write_parquet(records(case, text), folder)
    for view in views:
        paths.append(folder / f"{_named(view.name)}.parquet")
        tables.write_columns(paths[-1], _named(view.name), view.columns, view.rows)
    return [*paths, _describe("parquet", paths, views, folder)]


def _named(view: str) -> str:
    return f"view_{view}"


def _describe(format_: str, paths: list[Path], views: list[View], folder: Path) -> Path:
    shown = {_named(view.name): view for view in views}
    resources = []
    for path in paths:
        content = path.read_bytes()
        resource: dict[str, Any] = {
            "name": path.stem.replace("_", "-"),
            "path": path.name,
            "description": _about(path.stem),
            "format": format_,
            "mediatype": _MEDIA[format_],
            "bytes": len(content),
            "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        }
        if format_ == "csv":
            view = shown.get(path.stem)
            fields = view.columns if view else tables.types_of(path.stem)
            resource["encoding"] = "utf-8"
            resource["schema"] = {"fields": [{"name": name, "type": type_} for name, type_ in fields]}
        resources.append(resource)
    package = {
        "$schema": _PROFILE,
        "name": "firsthand-case",
        "title": "What firsthand found in a collection: claims, who vouches for them, who took them from whom",
        "resources": resources,
    }
    path = folder / DESCRIPTION
    path.write_bytes(to_json(package).encode("utf8") + b"\n")
    return path


def _about(name: str) -> str:
    if name in TYPES:
        about: str = schema(name)["description"]
        return about
    return f"The view {name.removeprefix('view_')} of the saved case." if name.startswith("view_") else f"Every {name}."
