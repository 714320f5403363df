"""Mutated files of every format: each is a document or a problem, whatever was done to it."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from random import Random

from evaluation.fuzz.mutations import mutate
from evaluation.fuzz.tally import Tally

BATCH = 100
CORES = 2


def attack(n: int, seed: int) -> Tally:
    """Read so many mutated files, a hundred at once."""
    tally, files = Tally(), originals()
    for first in range(0, n, BATCH):
        with tempfile.TemporaryDirectory() as folder:
            names = {}
            for number in range(first, min(first + BATCH, n)):
                name = sorted(files)[number % len(files)]
                path = Path(folder) / str(number) / name
                path.parent.mkdir()
                path.write_bytes(mutate(files[name], name, list(files.values()), Random(f"{seed}-{number}")))
                names[str(path)] = name
            _read(folder, names, tally)
    return tally


def originals() -> dict[str, bytes]:
    """The same article in every format, by the name of its file."""
    sys.path.insert(0, str(Path(__file__).parent.parent.parent / "tests"))
    from reading.formats import WRITERS  # type: ignore[import-not-found]
    from reading.other_formats import OTHER_WRITERS  # type: ignore[import-not-found]

    found = {}
    for file_name, write, _ in {**WRITERS, **OTHER_WRITERS}.values():
        with tempfile.TemporaryDirectory() as folder:
            write(Path(folder) / file_name)
            found[file_name] = (Path(folder) / file_name).read_bytes()
    return found


def _read(folder: str, names: dict[str, str], tally: Tally) -> None:
    from firsthand import reading
    from firsthand.reading.walk import is_resource

    try:
        found = reading.read(folder, cores=CORES)
    except Exception as error:
        tally.check("file", False, f"{folder}: {type(error).__name__}: {error}")
        return
    seen = {d.path for d in found.documents} | {p.path for p in found.problems}
    is_counted = any(problem.code == "resources" and problem.path == folder for problem in found.problems)
    for path, name in names.items():
        told = path in seen or (is_resource(name) and is_counted)
        tally.check(Path(name).suffix, told, f"input {Path(path).parent.name}, {name}, vanished")
    for problem in found.problems:
        if not problem.message.isprintable():
            tally.findings.append(f"unprintable problem: {problem.message!r}")
    for document in found.documents:
        try:
            repr(document).encode("utf8")
        except UnicodeEncodeError as error:
            tally.findings.append(f"{document.path}: {error}")
