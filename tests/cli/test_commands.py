"""The commands as a user types them: results on stdout, the rest on stderr, exit codes by the contract."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from importlib.resources import files
from pathlib import Path

import pytest

HARBOUR = "The harbour of Lindara was closed to fishing boats on Monday."
DEMO = Path(str(files("firsthand.demo"))) / "articles"


def run(*arguments: str | Path, stdin: str | None = None, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "firsthand", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, encoding="utf8", cwd=cwd, check=False)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cli") / "case.db"
    done = run("trace", DEMO, "--out", path)
    assert done.returncode == 0, done.stderr
    assert "told more than once" in done.stdout
    return path


def test_help_answers_at_once() -> None:
    run("--help")
    begun = time.perf_counter()
    done = run("--help")
    assert time.perf_counter() - begun < 1.0  # 0.3 s on a quiet machine; measured in `make bench`
    assert done.returncode == 0
    assert "trace" in done.stdout


@pytest.mark.parametrize(
    "name",
    [
        "trace",
        "demo",
        "add",
        "claims",
        "show",
        "check",
        "who",
        "search",
        "decide",
        "reuse",
        "index",
        "quotes",
        "export",
        "serve",
    ],
)
def test_every_command_explains_itself_with_an_example(name: str) -> None:
    done = run(name, "--help")
    assert done.returncode == 0, done.stderr
    assert "Example" in done.stdout


def test_the_ledger_in_text_and_in_records(case: Path) -> None:
    assert "origins" in run("claims", case).stdout
    for sort in ("deficit", "date", "origins"):
        rows = [json.loads(line) for line in run("claims", case, "--sort", sort, "--json").stdout.splitlines()]
        assert rows
        assert all(row["type"] == "claim" for row in rows)


def test_show_draws_the_tree_in_any_language(case: Path) -> None:
    english = run("show", case, "river will need months")
    spanish = run("show", case, "necesitará meses para recuperarse")
    assert english.returncode == spanish.returncode == 0
    assert "Marta Quiroga" in english.stdout
    assert english.stdout == spanish.stdout


def test_show_says_when_nothing_matches(case: Path) -> None:
    done = run("show", case, "zeppelin")
    assert done.returncode == 2
    assert "no claim" in done.stderr
    assert "Traceback" not in done.stderr


def test_check_leaves_the_case_unchanged(case: Path) -> None:
    before = case.read_bytes()
    text = "“The leak was stopped at dawn, and the river will need months to recover,” a friend wrote."
    done = run("check", case, "-", stdin=text)
    assert done.returncode == 0, done.stderr
    assert "told before" in done.stdout
    assert done.stdout.split("\n\n")[1].startswith("echo")
    assert case.read_bytes() == before


def test_who_and_search(case: Path) -> None:
    assert "months to recover" in run("who", case, "Quiroga").stdout
    assert "[" in run("search", case, "chlorine Quiroga").stdout
    assert run("who", case, "Nobody Atall").returncode == 2


def test_adding_equals_tracing_everything_at_once(tmp_path: Path) -> None:
    articles = sorted(DEMO.iterdir())
    assert run("trace", *articles[:15], "--out", tmp_path / "a.db").returncode == 0
    assert run("add", tmp_path / "a.db", *articles[15:]).returncode == 0
    assert run("trace", *articles, "--out", tmp_path / "b.db").returncode == 0
    exported = [run("export", tmp_path / name, "--format", "jsonl").stdout.splitlines() for name in ("a.db", "b.db")]
    grown, whole = ([line for line in rows if not line.startswith('{"type":"run"')] for rows in exported)
    assert grown == whole


def test_decisions_are_kept_and_undone(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    run("trace", DEMO, "--out", path)
    assert (
        run("decide", path, "same-owner", "Radio Altamar", "Diario del Sur", "--note", "the register").returncode == 0
    )
    assert "the register" in run("decide", path, "list").stdout
    run("add", path, DEMO / "01-meridian-leak.html")
    assert "Radio Altamar" in run("decide", path, "list").stdout
    assert run("decide", path, "undo").returncode == 0
    assert "no decisions" in run("decide", path, "list").stdout
    assert run("decide", path, "copy", "no-such", "document").returncode == 2


def test_a_case_is_not_overwritten_by_accident(case: Path) -> None:
    done = run("trace", DEMO, "--out", case)
    assert done.returncode == 2
    assert "--force" in done.stderr


def test_problems_are_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "good.txt").write_text(HARBOUR)
    done = run("trace", tmp_path, "--out", tmp_path / "c.db")
    assert done.returncode == 1
    assert "empty.txt" in done.stderr
    assert (tmp_path / "c.db").exists()


def test_nothing_readable_is_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    done = run("trace", tmp_path / "empty.txt", "--out", tmp_path / "c.db")
    assert done.returncode == 2
    assert not (tmp_path / "c.db").exists()
    assert run("trace", tmp_path / "missing.txt").returncode == 2


def test_json_lines_from_stdin(tmp_path: Path) -> None:
    lines = json.dumps(
        {"id": "x1", "text": "The harbour of Lindara was closed to fishing boats on Monday.", "outlet": "Sol"}
    )
    done = run("trace", "-", "--out", tmp_path / "c.db", stdin=lines)
    assert done.returncode == 0, done.stderr
    first = json.loads(run("export", tmp_path / "c.db", "--format", "jsonl").stdout.splitlines()[0])
    assert first["id"] == "x1"


def test_a_report_and_what_is_said_of_problems_are_in_the_language_that_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The ferry left an hour late, said harbour master Odile Brandt.\n", "utf8")
    (tmp_path / "empty.txt").write_text("", "utf8")
    report = tmp_path / "caso.html"
    done = run("trace", tmp_path, "--out", tmp_path / "c.db", "--report", report, "--language", "es")
    assert "se omite" in done.stderr
    assert '<html lang="es"' in report.read_text("utf8")
    assert "está vacío; se omite" in report.read_text("utf8")
