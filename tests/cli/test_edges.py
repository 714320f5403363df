"""What a user meets at the edges: messages in one line, names that are understood, pipes that are closed."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from firsthand.cli import main
from firsthand.demo import __file__ as demo

ARTICLES = Path(demo).parent / "articles"


def run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as ended:
        main([str(a) for a in arguments])
    return int(ended.value.code or 0)


@pytest.fixture(scope="module")
def traced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("edges") / "case.db"
    assert run("trace", *sorted(ARTICLES.iterdir())[:6], "--out", path, "-q") == 0
    return path


@pytest.fixture
def case(traced: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(traced, tmp_path / "case.db"))


WRONG = {
    "an unknown command": ["nothing"],
    "an unknown option": ["trace", "x", "--nothing"],
    "no path": ["trace"],
    "no such file": ["quotes", "nofile"],
    "no such case": ["claims", "nofile.db"],
    "no case at all": ["claims", __file__],
    "a number out of range": ["search", "x", "y", "--limit", "0"],
    "a folder for a case": ["claims", "."],
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_use_is_told_in_lines_of_one_form(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(*WRONG[name]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert all(line.startswith("firsthand: error: ") for line in told.err.splitlines()), told.err
    assert 1 <= len(told.err.splitlines()) <= 2
    for leaked in ("unexpected", "Traceback", "unfinished"):
        assert leaked not in told.err
    assert not list(tmp_path.iterdir())


def test_a_reader_who_has_read_enough_is_no_error(case: Path) -> None:
    for arguments in (["claims", case, "--all"], ["export", case, "--format", "jsonl"], ["documents", case, "--json"]):
        command = [sys.executable, "-m", "firsthand", *map(str, arguments)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.close()
            assert process.stderr.read() == b""
            assert process.wait() == 0


def test_documents_are_listed_and_found_by_id_label_and_beginning(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("documents", case, "--json") == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(records) == 6
    assert all(record["type"] == "document" and record["text"] for record in records)
    assert run("documents", case) == 0
    listing = capsys.readouterr().out
    assert all(record["id"] in listing for record in records)
    first = next(record["id"] for record in records if "Meridian" in record["outlet"])
    shown = set()
    for name in (first, first[:9], "01"):
        assert run("compare", case, name, "03") == 0
        shown.add(capsys.readouterr().out)
    assert len(shown) == 1


def test_two_documents_side_by_side(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("compare", case, "01", "04", "--json") == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    kinds = {row["kind"] for row in rows}
    assert kinds & {"verbatim", "edited"}
    for row in rows:
        assert (row["a"] is None) == (row["kind"] == "only in B")
        assert (row["b"] is None) == (row["kind"] == "only in A")
    assert run("compare", case, "01", "05") == 0
    assert "translated" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["0", "zz", ""])
def test_a_name_that_means_no_document_or_several_is_refused(
    name: str, case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("compare", case, name, "02") == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["same-person", "Marta Quiroga", "Nobody Atall"],
        ["not-same-person", "Nobody Atall", "Marta Quiroga"],
        ["same-owner", "Meridian Wire", "Nowhere Gazette"],
        ["copy", "01", "nothing"],
        ["not-a-copy", "nothing", "01"],
        ["copy", "01", "01"],
        ["undo", "3"],
        ["undo"],
        ["same-person", "Marta Quiroga"],
    ],
)
def test_decisions_on_what_is_not_in_the_case_are_refused(
    arguments: list[str], case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = case.read_bytes()
    assert run("decide", case, *arguments) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert case.read_bytes() == before


def test_decisions_take_labels_and_any_spelling(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("decide", case, "not-a-copy", "01", "02", "-q") == 0
    assert run("decide", case, "same-owner", "meridian wire", "Castrel Daily", "-q") == 0
    capsys.readouterr()
    assert run("decide", case, "list") == 0
    assert "Meridian Wire" in capsys.readouterr().out


def test_adding_nothing_says_so(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = case.read_bytes()
    (tmp_path / "empty").mkdir()
    assert run("add", case, tmp_path / "empty") == 2
    assert "no new document" in capsys.readouterr().err
    assert run("add", case, sorted(ARTICLES.iterdir())[0]) == 0
    assert "already" in capsys.readouterr().err
    assert case.read_bytes() == before


def test_a_folder_is_checked_whole(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "new"
    folder.mkdir()
    for path in sorted(ARTICLES.iterdir())[6:9]:
        shutil.copy(path, folder)
    assert run("check", case, folder) == 0
    told = capsys.readouterr().out
    assert told.count("statements were told before") == 3
    assert all(path.name in told for path in folder.iterdir())
    assert run("check", case, folder, "--json") == 0
    assert len({json.loads(line)["path"] for line in capsys.readouterr().out.splitlines()}) == 3


def test_a_damaged_case_is_called_so(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = bytearray(case.read_bytes())
    for at in range(8192, len(content) - 100, 4096):
        content[at : at + 60] = bytes(range(60))
    case.write_bytes(content)
    for arguments in (["claims", case], ["show", case, "chlorine"], ["export", case, "--format", "jsonl"]):
        assert run(*arguments) == 2
        told = capsys.readouterr().err
        assert "damaged" in told or "not a case" in told
        assert len(told.splitlines()) == 1


def test_a_text_that_was_taken_out_is_missed(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(case)) as database:
        database.execute("UPDATE document SET text = '' WHERE label = '01'")
        database.commit()
    assert run("export", case, "--format", "jsonl") == 2
    assert "its hash is still there" in capsys.readouterr().err


def test_a_search_has_a_limit_of_words(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("search", case, "chlorine " * 2000) == 0
    assert run("search", case, " ".join(f"word{n}" for n in range(300))) == 2
    assert "firsthand check" in capsys.readouterr().err
    assert run("show", case, "The leak was stopped at dawn and the river will need months to recover " * 40) == 0


def interrupted(case: Path, when: str) -> tuple[int, str]:
    """firsthand add, stopped by Ctrl-C when a function is called."""
    module, _, name = when.rpartition(".")
    script = (
        "import sys, importlib\n"
        f"module = importlib.import_module({module!r})\n"
        "def stop(*given, **more): raise KeyboardInterrupt\n"
        f"module.{name} = stop\n"
        "from firsthand.cli import main\n"
        "main(sys.argv[1:])\n"
    )
    new = str(sorted(ARTICLES.iterdir())[7])
    outputs = ["--out", str(case), "--report", str(case.with_name("r.html"))]
    command = [sys.executable, "-c", script, "trace", new, *outputs]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


def test_who_interrupts_is_told_what_stands(tmp_path: Path) -> None:
    code, told = interrupted(tmp_path / "new.db", "firsthand.engines.cases.save")
    assert code == 130
    assert "nothing was changed" in told
    assert not (tmp_path / "new.db").exists()
    code, told = interrupted(tmp_path / "new.db", "firsthand.report.whole.render")
    assert code == 130
    assert "nothing was changed" not in told
    assert "new.db" in told
    assert [path.name for path in tmp_path.glob("*")] == ["new.db"]


def test_results_have_no_colour_where_nobody_sees_it(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for environment in ({}, {"NO_COLOR": "1"}):
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        for arguments in (["claims", case], ["documents", case], ["compare", case, "01", "02"]):
            done = subprocess.run(
                [sys.executable, "-m", "firsthand", *map(str, arguments)], capture_output=True, check=True
            )
            assert b"\x1b" not in done.stdout + done.stderr


def test_quiet_says_nothing_but_results_and_problems(case: Path, tmp_path: Path) -> None:
    for arguments in (
        ["add", case, sorted(ARTICLES.iterdir())[8]],
        ["decide", case, "not-a-copy", "01", "02"],
        ["export", case, "--format", "csv", "--out", tmp_path / "csv"],
        ["quotes", ARTICLES, "--out", tmp_path / "q.jsonl"],
        ["reuse", ARTICLES, "--out", tmp_path / "u.jsonl"],
        ["index", ARTICLES, "--out", tmp_path / "index"],
    ):
        command = [sys.executable, "-m", "firsthand", *map(str, arguments), "--quiet", "--cores", "1"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, ""), arguments


def test_a_person_is_found_by_id_and_by_the_beginning_of_one(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("who", case, "Quiroga", "--json") == 0
    told = capsys.readouterr().out
    entity = next(record for record in map(json.loads, told.splitlines()) if record["type"] == "entity")
    for name in (entity["id"], entity["id"][:-2]):
        assert run("who", case, name, "--json") == 0
        assert capsys.readouterr().out == told
    assert run("who", case, "person:") == 2


@pytest.mark.parametrize(
    "name", ["a?b#c%20d.db", "file:x.db", "ünï cøde “x”.db", "-dash.db", "a" * 200 + ".db", "no ending"]
)
def test_a_case_may_be_called_anything(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("trace", sorted(ARTICLES.iterdir())[0], f"--out={name}", "-q") == 0
    assert run("add", "-q", "--", name, sorted(ARTICLES.iterdir())[1]) == 0
    assert run("documents", "--", name) == 0
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_what_was_decided_already_is_not_decided_again(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("decide", case, "not-a-copy", "01", "02", "-q") == 0
    before = case.read_bytes()
    assert run("decide", case, "not-a-copy", "02", "01") == 0
    assert "already" in capsys.readouterr().err
    assert case.read_bytes() == before
