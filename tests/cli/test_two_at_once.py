"""Two runs that write one case: one of them does, the other says why not, and nothing is lost."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from firsthand.case import CaseReader
from firsthand.errors import CaseError
from firsthand.files import only_writer, whole_file, whole_folder, whole_path
from firsthand.files.whole import clear_leftovers

HARBOUR = "The harbour of Lindara was closed to fishing boats on Monday, said Ines Carballo, who runs the port. "


def write(folder: Path, name: str, n: int = 1) -> Path:
    folder.mkdir(exist_ok=True)
    for k in range(n):
        (folder / f"{name}{k}.txt").write_text(f"{HARBOUR}Report {name} {k} tells more of what happened there.")
    return folder


def start(*arguments: str | Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "firsthand", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def end(runs: Sequence[subprocess.Popen[str]]) -> list[tuple[int, str]]:
    return [(run.wait(), error) for run in runs for error in [run.communicate()[1]]]


@pytest.fixture
def case(tmp_path: Path) -> Path:
    [(code, error)] = end([start("trace", write(tmp_path / "first", "a", 2), "--out", tmp_path / "c.db")])
    assert code == 0, error
    return tmp_path / "c.db"


def documents(case: Path) -> int:
    with CaseReader(case) as saved:
        return saved.counts().documents


def test_two_additions_at_once_are_both_kept_or_one_is_refused(case: Path, tmp_path: Path) -> None:
    ended = end([start("add", case, write(tmp_path / name, name, 3)) for name in ("b", "c", "d")])
    assert {code for code, _ in ended} <= {0, 2}
    refused = [error for code, error in ended if code]
    assert all("another run of firsthand" in error and len(error.splitlines()) == 1 for error in refused)
    assert documents(case) == 2 + 3 * (3 - len(refused))
    assert sorted(path.name for path in tmp_path.glob(".*")) == []


def test_two_decisions_at_once(case: Path) -> None:
    kinds = [("copy", "a0", "a1"), ("not-a-copy", "a0", "a1")]
    ended = end([start("decide", case, *kind) for kind in kinds])
    with CaseReader(case) as saved:
        assert len(saved.decisions()) == [code for code, _ in ended].count(0)


def test_two_traces_into_one_case(tmp_path: Path) -> None:
    out = tmp_path / "new.db"
    ended = end([start("trace", write(tmp_path / name, name, 2), "--out", out) for name in ("b", "c")])
    assert sorted(code for code, _ in ended) == [0, 2], ended
    assert documents(out) == 2


def test_who_comes_second_is_told_who_was_first(tmp_path: Path) -> None:
    with (
        only_writer(tmp_path / "c.db"),
        pytest.raises(CaseError, match=f"process {os.getpid()}"),
        only_writer(tmp_path / "c.db"),
    ):
        pass
    with only_writer(tmp_path / "c.db"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_whole_or_not_there(tmp_path: Path) -> None:
    target = tmp_path / "out"
    target.write_bytes(b"before")
    with pytest.raises(ZeroDivisionError), whole_file(target) as file:  # noqa: PT012
        file.write(b"half")
        raise ZeroDivisionError
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("out", b"before")]
    with pytest.raises(ZeroDivisionError), whole_folder(tmp_path / "folder") as folder:  # noqa: PT012
        (folder / "a").write_bytes(b"half")
        raise ZeroDivisionError
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_what_appeared_meanwhile_stays(tmp_path: Path) -> None:
    from firsthand.errors import OutputRefused

    target = tmp_path / "out"
    with pytest.raises(OutputRefused, match="appeared"), whole_file(target, is_new=True) as file:  # noqa: PT012
        file.write(b"ours")
        target.write_bytes(b"theirs")
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("out", b"theirs")]


def test_leftovers_of_the_dead_are_cleared_and_those_of_the_living_stay(tmp_path: Path) -> None:
    dead = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True)
    for name in (f".c.db.{dead.stdout.strip()}.unfinished", f".d.db.{os.getppid()}.unfinished"):
        (tmp_path / name).write_bytes(b"half")
    (tmp_path / f".tables.{dead.stdout.strip()}.unfinished").mkdir()
    (tmp_path / ".notes.unfinished").write_bytes(b"mine")
    with whole_path(tmp_path / "e.db") as living:
        clear_leftovers(tmp_path)
        assert {p.name for p in tmp_path.iterdir()} == {".notes.unfinished", living.name}
        living.write_bytes(b"whole")
    assert (tmp_path / "e.db").read_bytes() == b"whole"


def test_a_case_in_which_a_change_was_cut_off_opens_as_it_was(case: Path) -> None:
    """A journal that a killed run left is played back by the next, though viewers only read."""
    import sqlite3

    script = (
        "import os, signal, sqlite3, sys\n"
        "database = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "database.execute('PRAGMA cache_size = 1')\n"
        "database.execute('BEGIN IMMEDIATE')\n"
        "database.execute('DELETE FROM document')\n"
        "database.execute('CREATE TABLE filler AS SELECT zeroblob(9000000)')\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    before = documents(case)
    assert subprocess.run([sys.executable, "-c", script, str(case)], check=False).returncode == -9
    assert case.with_name("c.db-journal").exists()
    assert documents(case) == before
    with closing(sqlite3.connect(case)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.skipif(sys.platform == "win32", reason="limits of file size are set otherwise there")
@pytest.mark.parametrize("form", ["csv", "jsonl", "trace", "add"])
def test_a_disk_that_is_full_leaves_what_was_there(case: Path, tmp_path: Path, form: str) -> None:
    """A limit on the size of files stands for a full disk: writing fails in the middle."""
    out = tmp_path / ("csv" if form == "csv" else "out.jsonl")
    export = ["export", case, "--format", form, "--out", out]
    arguments: list[str | Path] = {
        "trace": ["trace", tmp_path / "first", "--out", case, "--force"],
        "add": ["add", case, write(tmp_path / "more", "m", 2)],
    }.get(form, [*export, "--force"])
    if form in ("csv", "jsonl"):
        assert end([start(*export)])[0][0] == 0
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    script = (
        "import resource, sys\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (600, 600))\n"
        "from firsthand.cli import main\n"
        "main(sys.argv[1:])\n"
    )
    command = [sys.executable, "-c", script, *map(str, arguments), "-q"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2, done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert "unexpected" not in done.stderr
    assert "unfinished" not in done.stderr
    after = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert {path: content for path, content in after.items() if path in before} == before
    assert not [path for path in after if path not in before and "annotations" not in path.name]
