"""The formats by name: those that are one file, and those that are a folder of tables."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from firsthand.export import claimreview, ftm, graphs, packages, prov, webannotation
from firsthand.export.lines import to_json, write_jsonl
from firsthand.export.records import records
from firsthand.model import Case

FileWriter = Callable[[Case, bool, BinaryIO], None]
FolderWriter = Callable[[Case, bool, Path], list[Path]]


def _line(value: object, out: BinaryIO) -> None:
    out.write(to_json(value).encode("utf8") + b"\n")


FILES: dict[str, FileWriter] = {
    "jsonl": lambda case, text, out: write_jsonl(records(case, text), out),
    "ftm": lambda case, text, out: write_jsonl(ftm.proxies(case, text), out),
    "prov": lambda case, text, out: _line(prov.to_prov(case, text), out),
    "graphml": graphs.write_graphml,
    "gexf": graphs.write_gexf,
    "webannotation": lambda case, text, out: _line(webannotation.collection(case, text), out),
    "claimreview": lambda case, text, out: _line(claimreview.drafts(case), out),
}
FOLDERS: dict[str, FolderWriter] = {
    "csv": packages.write_csv,
    "parquet": packages.write_parquet,
}
