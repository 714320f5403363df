"""Runs that are killed at any moment: what they write is as it was or as it was to be, and nothing stays behind."""

from __future__ import annotations

import hashlib
import random
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from evaluation.fuzz.newsroom import command, run, write_articles
from evaluation.fuzz.tally import Tally

Commands = dict[str, Callable[[Path], list[str | Path]]]

COMMANDS: Commands = {
    "trace": lambda p: ["trace", p / "old", "--out", p / "c.db", "--force", "--report", p / "r.html", "--force"],
    "add": lambda p: ["add", p / "c.db", p / "new"],
    "decide": lambda p: ["decide", p / "c.db", "not-a-copy", "article-000", "article-001"],
    "export csv": lambda p: ["export", p / "c.db", "--format", "csv", "--out", p / "csv", "--force"],
    "export jsonl": lambda p: ["export", p / "c.db", "--format", "jsonl", "--out", p / "r.jsonl", "--force"],
    "index": lambda p: ["index", p / "old", "--out", p / "index", "--force"],
    "quotes": lambda p: ["quotes", p / "old", "--out", p / "q.jsonl", "--force"],
}
OUTPUTS: dict[str, tuple[str, ...]] = {
    "trace": ("c.db", "r.html"), "add": ("c.db",), "decide": ("c.db",), "export csv": ("csv",),
    "export jsonl": ("r.jsonl",), "index": ("index",), "quotes": ("q.jsonl",),
}  # fmt: skip


def attack(n: int, seed: int) -> Tally:
    """Kill `n` runs, each in a folder of its own."""
    tally, chance = Tally(), random.Random(seed)
    with tempfile.TemporaryDirectory() as made:
        before = _newsroom(Path(made) / "before")
        after, seconds = {}, {}
        for name in COMMANDS:
            place = Path(shutil.copytree(before, Path(made) / "after"))
            begun = time.perf_counter()
            done = run(*COMMANDS[name](place))
            seconds[name] = time.perf_counter() - begun
            tally.check("unharmed", done.returncode == 0, f"{name}: {done.stderr}")
            after[name] = {output: _state(place / output) for output in OUTPUTS[name]}
            shutil.rmtree(place)
        for k in range(n):
            name = list(COMMANDS)[k % len(COMMANDS)]
            place = Path(shutil.copytree(before, Path(made) / "killed"))
            delay = chance.uniform(0.2, 1.05) * seconds[name]
            _kill(COMMANDS[name](place), delay)
            _look(tally, name, f"after {delay:.2f} s", before, place, after[name])
            shutil.rmtree(place)
    return tally


def _newsroom(place: Path) -> Path:
    place.mkdir()
    write_articles(place / "old", 6)
    write_articles(place / "new", 4, first=6)
    run("trace", place / "old", "--out", place / "c.db", "--report", place / "r.html")
    for name in ("export csv", "export jsonl", "index", "quotes"):
        done = run(*COMMANDS[name](place))
        assert done.returncode == 0, done.stderr
    return place


def _kill(arguments: list[str | Path], delay: float) -> None:
    with subprocess.Popen(command(*arguments), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            process.wait(delay)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)


def _look(tally: Tally, name: str, when: str, before: Path, place: Path, after: dict[str, str]) -> None:
    kind = f"kills of {name}"
    for output in OUTPUTS[name]:
        state = _state(place / output)
        sound = state in (_state(before / output), after[output])
        tally.check(kind, sound, f"{output} is neither old nor new {when}")
    for folder in ("old", "new"):
        tally.check(kind, _state(place / folder) == _state(before / folder), f"an input was changed {when}")
    done = run(*COMMANDS[name](place))
    tally.check(kind, done.returncode == 0, f"cannot be run again {when}: {done.stderr}")
    left = sorted(path.name for path in place.rglob(".*"))
    tally.check(kind, not left, f"left behind {when}: {left}")
    for output in OUTPUTS[name]:
        tally.check(kind, _state(place / output) == after[output], f"another {output} when run again {when}")


def _state(path: Path) -> str:
    """What is in a file, a folder, or a case, as one hash."""
    if path.is_dir():
        return _hash(*(f"{file.name} {_state(file)}" for file in sorted(path.rglob("*")) if file.is_file()))
    if path.suffix == ".db":
        return _hash(*_rows(path))
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""


def _rows(case: Path) -> list[str]:
    """What a case says, through its records: how its file is laid out may differ, and where its articles lay."""
    from firsthand.case import load
    from firsthand.export import records, to_json

    with closing(sqlite3.connect(case)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    told = (record for record in records(load(case)) if record["type"] != "run")
    return [to_json({key: value for key, value in record.items() if key != "path"}) for record in told]


def _hash(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf8")).hexdigest()
