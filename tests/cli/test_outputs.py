"""No command and no option ever destroys a file: every one that writes, against everything that may stand there."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from firsthand.cli import main

SPILL = (
    "Harbour Times. “The tank lost 4,200 cubic metres of brine before anybody shut the valve,” said Ines Carballo, "
    "who runs the port. She spoke on 4 March 2025 to reporters in Lindhaven, and nobody was hurt there."
)
ECHO = (
    "Castrel Daily. “The tank lost 4,200 cubic metres of brine before anybody shut the valve,” said Ines Carballo "
    "according to Harbour Times. The company would not say when the harbour opens again for the fishing boats."
)


def run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as ended:
        main([str(a) for a in arguments])
    return int(ended.value.code or 0)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """One of every kind of file that firsthand writes."""
    place = tmp_path_factory.mktemp("made")
    articles = write_articles(place)
    case = place / "c.db"
    assert run("trace", articles, "--out", case, "--report", place / "r.html", "--json", place / "r.jsonl", "-q") == 0
    for format_ in ("ftm", "prov", "graphml", "gexf", "webannotation", "claimreview"):
        assert run("export", case, "--format", format_, "--out", place / f"e.{format_}", "-q") == 0
    for format_ in ("csv", "parquet"):
        assert run("export", case, "--format", format_, "--out", place / format_, "-q") == 0
    assert run("bundle", case, "--out", place / "b.zip", "-q") == 0
    for command, name in (("quotes", "q.jsonl"), ("reuse", "u.jsonl"), ("reuse", "u.parquet")):
        assert run(command, articles, "--out", place / name, "-q") == 0
    found = {
        "case": case, "report": place / "r.html", "records": place / "r.jsonl", "quotations": place / "q.jsonl",
        "reuse": place / "u.jsonl", "reuse parquet": place / "u.parquet", "csv table": place / "csv" / "claim.csv",
        "parquet table": place / "parquet" / "claim.parquet", "datapackage": place / "csv" / "datapackage.json",
        "bundle": place / "b.zip",
        **{name: place / f"e.{name}" for name in ("ftm", "prov", "graphml", "gexf", "webannotation", "claimreview")},
    }  # fmt: skip
    return {kind: path.read_bytes() for kind, path in found.items()}


def write_articles(place: Path) -> Path:
    articles = place / "articles"
    articles.mkdir()
    (articles / "harbour.txt").write_text(SPILL, "utf8")
    (articles / "castrel.txt").write_text(ECHO, "utf8")
    return articles


WRITERS: dict[str, tuple[str, Callable[[Path, Path], list[str | Path]]]] = {
    "trace --out": ("case", lambda place, out: ["trace", place / "articles", "--out", out]),
    "trace --report": (
        "report",
        lambda place, out: ["trace", place / "articles", "--out", place / "new.db", "--report", out],
    ),
    "trace --json": ("records", lambda here, out: ["trace", here / "articles", "--out", here / "n.db", "--json", out]),
    "quotes --out": ("quotations", lambda place, out: ["quotes", place / "articles", "--out", out]),
    "reuse --out": ("reuse", lambda place, out: ["reuse", place / "articles", "--out", out]),
    "reuse --out parquet": ("reuse parquet", lambda place, out: ["reuse", place / "articles", "--out", out]),
    **{
        f"export --format {name}": (kind, lambda place, out, name=name: ["export", place / "case.db", "--format", name, "--out", out])  # type: ignore[misc]  # noqa: E501
        for name, kind in (
            ("jsonl", "records"), ("ftm", "ftm"), ("prov", "prov"), ("graphml", "graphml"), ("gexf", "gexf"),
            ("claimreview", "claimreview"),
        )
    },
}  # fmt: skip
ENDINGS = {"reuse --out": ".jsonl", "reuse --out parquet": ".parquet"}


@pytest.fixture
def place(tmp_path: Path, made: dict[str, bytes]) -> Path:
    write_articles(tmp_path)
    (tmp_path / "case.db").write_bytes(made["case"])
    return tmp_path


def hashes(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("writer", WRITERS)
def test_nothing_of_another_kind_is_ever_replaced(writer: str, place: Path, made: dict[str, bytes]) -> None:
    kind, arguments = WRITERS[writer]
    others = {**made, "notes": b"what I know, and nobody else", "page": b"<!doctype html><title>x</title>"}
    for standing, content in others.items():
        if standing == kind:
            continue
        out = place / f"standing{ENDINGS.get(writer, '.x')}"
        out.write_bytes(content)
        before = hashes(place)
        for force in ([], ["--force"]):
            assert run(*arguments(place, out), *force, "-q") == 2, (standing, force)
            assert hashes(place) == before, (standing, force)


@pytest.mark.parametrize("writer", WRITERS)
def test_an_earlier_output_is_replaced_with_force_only(writer: str, place: Path, made: dict[str, bytes]) -> None:
    kind, arguments = WRITERS[writer]
    out = place / f"standing{ENDINGS.get(writer, '.x')}"
    out.write_bytes(made[kind])
    before = hashes(place)
    assert run(*arguments(place, out), "-q") == 2
    assert hashes(place) == before
    assert run(*arguments(place, out), "--force", "-q") == 0


@pytest.mark.parametrize("writer", WRITERS)
def test_inputs_are_never_replaced_whatever_they_are_called(
    writer: str, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, arguments = WRITERS[writer]
    ending = ENDINGS.get(writer, ".txt")
    original = place / "articles" / "harbour.txt"
    names = [original, Path("articles/../articles/harbour.txt"), place / "case.db"]
    (place / f"link{ending}").symlink_to(original)
    os.link(original, place / f"hard{ending}")
    names += [place / f"link{ending}", place / f"hard{ending}"]
    monkeypatch.chdir(place)
    before = hashes(place)
    for out in names:
        for force in ([], ["--force"]):
            if writer == "trace --out" and out.name == "case.db" and force:
                continue  # a case in the place of a case: that is what --force is for
            assert run(*arguments(place, out), *force, "-q") == 2, out
            assert hashes(place) == before, out


def test_a_named_input_is_not_replaced_though_it_is_of_the_same_kind(place: Path, made: dict[str, bytes]) -> None:
    case = place / "case.db"
    owners = place / "owners.jsonl"
    owners.write_bytes(made["records"])
    for arguments in (
        ["trace", place / "articles", owners, "--out", place / "n.db", "--json", owners],
        ["trace", place / "articles", "--out", case, "--owners", case],
        ["export", case, "--format", "jsonl", "--out", case],
    ):
        before = hashes(place)
        assert run(*arguments, "--force", "-q") == 2
        assert hashes(place) == before


@pytest.mark.parametrize("names", [("x", "x"), ("x", "articles/../x"), ("x", "link"), ("x", "X")])
def test_two_outputs_of_one_run_are_two_files(
    names: tuple[str, str], place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(place)
    (place / "link").symlink_to("x")
    before = hashes(place)
    for pair in (("--out", "--report"), ("--report", "--json"), ("--json", "--out")):
        rest = [] if "--out" in pair else ["--out", "third.db"]
        assert run("trace", "articles", *rest, pair[0], names[0], pair[1], names[1], "-q") == 2
        assert "same file" in capsys.readouterr().err
    assert hashes(place) == before


def test_tables_replace_only_tables(place: Path, made: dict[str, bytes]) -> None:
    for format_ in ("csv", "parquet"):
        export = ["export", place / "case.db", "--format", format_, "--out", place / format_, "-q"]
        assert run(*export) == 0
        (place / format_ / "notes.txt").write_text("mine")
        before = hashes(place)
        assert run(*export) == 2
        assert hashes(place) == before
        assert run(*export, "--force") == 0
        assert (place / format_ / "notes.txt").read_text() == "mine"
        (place / format_ / f"claim.{format_}").write_bytes(b"claim,of,somebody,else")
        before = hashes(place)
        assert run(*export, "--force") == 2
        assert hashes(place) == before


def test_an_index_replaces_only_an_index(place: Path) -> None:
    index = ["index", place / "articles", "-q", "--out"]
    assert run(*index, place / "articles") == 2
    assert run(*index, place / "i") == 0
    assert run(*index, place / "i") == 2
    assert run(*index, place / "i", "--force") == 0
    (place / "i" / "notes.txt").write_text("mine")
    before = hashes(place)
    assert run(*index, place / "i", "--force") == 2
    assert hashes(place) == before


def test_a_second_demo_keeps_the_first_and_its_decisions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from firsthand.case import CaseReader

    monkeypatch.chdir(tmp_path)
    assert run("demo", "-q") == 0
    case = Path("firsthand-demo/case.db")
    assert run("decide", case, "same-owner", "Radio Altamar", "Diario del Sur", "-q") == 0
    assert run("demo", "-q") == 2
    with CaseReader(case) as saved:
        assert len(saved.decisions()) == 1


@pytest.mark.parametrize("writer", WRITERS)
def test_a_folder_that_is_not_there_is_named(writer: str, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, arguments = WRITERS[writer]
    assert run(*arguments(place, place / "nowhere" / f"out{ENDINGS.get(writer, '')}"), "-q") == 2
    told = capsys.readouterr().err
    assert str(place / "nowhere") in told
    assert "does not exist" in told
    assert len(told.splitlines()) == 1
    assert not (place / "nowhere").exists()


@pytest.mark.parametrize("writer", [w for w in WRITERS if w != "trace --out"])
def test_a_device_is_written_to_and_not_replaced(writer: str, place: Path) -> None:
    _, arguments = WRITERS[writer]
    assert run(*arguments(place, Path(os.devnull)), "-q") == 0
    assert not Path(os.devnull).is_file()


def test_what_firsthand_wrote_is_no_article(
    place: Path, made: dict[str, bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    import json

    for kind, content in made.items():
        ending = {"report": ".html", "gexf": ".xml", "graphml": ".xml", "csv table": ".csv"}.get(kind, ".jsonl")
        name = "claim" if kind == "csv table" else kind.replace(" ", "-")
        (place / "articles" / f"{name}{ending}").write_bytes(content)
    assert run("trace", place / "articles", "--out", place / "n.db", "--json", place / "n.jsonl", "-q") == 0
    documents = [
        r for r in map(json.loads, (place / "n.jsonl").read_text("utf8").splitlines()) if r["type"] == "document"
    ]
    assert len(documents) == 2
    assert capsys.readouterr().err.count("not an article") == len(made)
    assert run("reuse", place / "articles" / "records.jsonl") == 2


def test_no_command_changes_an_input(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder before and after every command with every option: what was there is there, byte for byte."""
    articles, case, outs = place / "articles", place / "case.db", place / "outs"
    outs.mkdir()
    (place / "owners.csv").write_text("outlet,owner\nHarbour Times,Harbour House\n")
    assert run("index", articles, "--out", place / "index", "-q") == 0
    monkeypatch.chdir(outs)
    before = hashes(place)
    commands: list[list[str | Path]] = [
        ["trace", articles, "--out", "a.db", "--report", "a.html", "--json", "j", "--owners", place / "owners.csv"],
        ["trace", articles, "--out", "a.db", "--force"],
        *(["claims", case, "--sort", sort] for sort in ("deficit", "date", "origins")),
        ["claims", case, "--all"], ["claims", case, "--json"],
        ["show", case, "4,200 cubic metres"], ["show", case, "4,200 cubic metres", "--json"],
        ["check", case, articles / "castrel.txt"], ["check", case, articles / "castrel.txt", "--json"],
        ["who", case, "Carballo"], ["who", case, "Carballo", "--json"],
        ["search", case, "brine"], ["search", case, "brine", "--json", "--limit", "1"],
        ["documents", case], ["documents", case, "--json"], ["compare", case, "harbour", "castrel"],
        ["decide", case, "list"],
        *(["export", case, "--format", f, "--out", f"x.{f}"] for f in ("jsonl", "ftm", "prov", "graphml", "gexf")),
        *(["export", case, "--format", f, "--no-text"] for f in ("csv", "parquet", "claimreview")),
        ["reuse", articles, "--out", "u.jsonl", "--days", "3", "--across-outlets", "--self", "--min-words", "5"],
        ["reuse", articles, "--against", place / "index"], ["reuse", articles, "--translations", "--max-df", "8"],
        ["reuse", articles, "--out", "u.parquet", "--memory", "200M"], ["index", articles, "--out", "i"],
        ["quotes", articles], ["quotes", articles, "--out", "q.jsonl"], ["demo", "--out", "demo"],
    ]  # fmt: skip
    for arguments in commands:
        for more in ([], ["--cores", "1"]):
            run(*arguments, *more, "-q")
            after = {name: digest for name, digest in hashes(place).items() if not name.startswith("outs/")}
            assert after == before, arguments
    left = [path.name for path in outs.rglob(".*")]
    assert not left
