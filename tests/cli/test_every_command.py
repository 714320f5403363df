"""Every command with every option that it has, found by asking the commands: a new one is covered by being there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from firsthand.cli import COMMANDS, group, main

SPILL = (
    "Harbour Times. “The tank lost 4,200 cubic metres of brine before anybody shut the valve,” said Ines Carballo, "
    "who runs the port. She spoke on 4 March 2025 to reporters in Lindhaven, and nobody was hurt there."
)
ECHO = (
    "Castrel Daily. “The tank lost 4,200 cubic metres of brine before anybody shut the valve,” said Ines Carballo "
    "according to Harbour Times. The company would not say when the harbour opens again for the fishing boats."
)
STAYING = ("serve", "mcp")
"""Commands that run until they are stopped, and write nothing; the server has tests of its own."""
READ = {"owners": "owners.csv", "against": "index", "key": "key"}
"""Options that name something to be read; every other option with a path names something to be written."""
GIVEN = {
    "paths": ["articles"], "case_path": ["case.db"], "text": ["4,200 cubic metres"], "name": ["Carballo"],
    "kind": ["list"], "a": ["harbour"], "b": ["castrel"], "query": ["brine"], "subjects": [],
    "explain": ["harbour", "castrel"],
    "memory": ["200M"], "note": ["because"], "pipeline": ["none_of_this_name"], "manifest": ["0" * 64],
}  # fmt: skip
OF_COMMAND = {("check", "file"): ["articles/castrel.txt"], ("verify", "file"): ["evidence.zip"]}


def run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as ended:
        main([str(a) for a in arguments])
    return int(ended.value.code or 0)


def hashes(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an input of every kind."""
    place = tmp_path_factory.mktemp("place")
    (place / "articles").mkdir()
    (place / "articles" / "harbour.txt").write_text(SPILL, "utf8")
    (place / "articles" / "castrel.txt").write_text(ECHO, "utf8")
    (place / "owners.csv").write_text("outlet,owner\nHarbour Times,Harbour House\n")
    (place / "key").write_bytes(bytes(range(32)))
    (place / "notes").write_text("what I know, and nobody else")
    assert run("trace", place / "articles", "--out", place / "case.db", "-q") == 0
    assert run("index", place / "articles", "--out", place / "index", "-q") == 0
    assert run("bundle", place / "case.db", "--out", place / "evidence.zip", "-q") == 0
    return place


def commands() -> Iterator[tuple[str, click.Command]]:
    for name in COMMANDS:
        command = group.get_command(click.Context(group), name)
        assert command is not None
        if name not in STAYING:
            yield name, command


def arguments_of(name: str, command: click.Command, place: Path, outs: Path) -> list[str]:
    """What a command needs at least."""
    found = [name]
    for parameter in command.params:
        if isinstance(parameter, click.Argument):
            found += values(name, parameter, place, outs)[0]
        elif parameter.required:
            found += [parameter.opts[0], *values(name, parameter, place, outs)[0]]
    return found


def values(command: str, parameter: click.Parameter, place: Path, outs: Path) -> list[list[str]]:
    """All that an option or argument is tried with; an unknown one ends here, and its author says what it takes."""
    name = parameter.name or ""
    if (command, name) in OF_COMMAND or name in GIVEN:
        given = OF_COMMAND.get((command, name)) or GIVEN[name]
        return [[str(place / word) if (place / word).exists() else word for word in given]]
    if isinstance(parameter.type, click.Path):
        return [[str(place / READ[name])]] if name in READ else [[str(outs / f"{command}-{name}")]]
    if isinstance(parameter.type, click.Choice):
        return [
            [str(choice)] for choice in parameter.type.choices if choice != "spark"
        ]  # which needs a machine of its own
    if isinstance(parameter.type, click.IntRange):
        return [["1"]]
    is_flag = isinstance(parameter, click.Option) and parameter.is_flag
    assert is_flag, f"say what {command} {name} is tried with"
    return [[]]


@pytest.mark.parametrize("name", [name for name in COMMANDS if name not in STAYING])
def test_no_command_changes_an_input_whatever_its_options(
    name: str, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = dict(commands())[name]
    before = hashes(place)
    tried = 0
    for option in command.params:
        if isinstance(option, click.Argument) or option.name == "debug":  # which raises errors, for developers
            continue
        for given in values(name, option, place, tmp_path):
            (tmp_path / str(tried)).mkdir()
            monkeypatch.chdir(tmp_path / str(tried))
            arguments = arguments_of(name, command, place, tmp_path / str(tried))
            code = run(*arguments, option.opts[0], *given, "-q")
            assert code in (0, 1, 2)
            assert hashes(place) == before, (arguments, option.opts[0], given)
            tried += 1
    assert tried >= 3


def writing() -> Iterator[tuple[str, str]]:
    """Every command with each of its options that name something to be written."""
    for name, command in commands():
        for option in command.params:
            if isinstance(option, click.Option) and isinstance(option.type, click.Path) and option.name not in READ:
                yield name, option.opts[0]


@pytest.mark.parametrize(("name", "option"), sorted(writing()))
@pytest.mark.parametrize("standing", ["notes", "articles/harbour.txt", "owners.csv"])
def test_what_is_written_never_replaces_what_is_not_its_own(
    name: str, option: str, standing: str, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = hashes(place)
    needed = arguments_of(name, dict(commands())[name], place, tmp_path)
    if option in needed:
        at = needed.index(option)
        needed = needed[:at] + needed[at + 2 :]
    for force in ([], ["--force"]):
        assert run(*needed, option, place / standing, *force, "-q") == 2, needed
        assert hashes(place) == before


@pytest.mark.parametrize(("name", "option"), sorted(writing()))
def test_a_case_is_replaced_by_a_new_case_only(
    name: str, option: str, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if (name, option) == ("trace", "--out"):
        return  # a case, with --force: `test_outputs.py`
    before = hashes(place)
    needed = arguments_of(name, dict(commands())[name], place, tmp_path)
    if option in needed:
        at = needed.index(option)
        needed = needed[:at] + needed[at + 2 :]
    assert run(*needed, option, place / "case.db", "--force", "-q") == 2
    assert hashes(place) == before
