import json

import pytest
from click.testing import CliRunner

from fictional_case import the_case
from firsthand.case import save
from firsthand.cli.export import FORMATS, command
from firsthand.errors import WrongUse
from firsthand.export.formats import FILES, FOLDERS


@pytest.fixture
def saved(tmp_path):
    save(the_case(), tmp_path / "case.db")
    return tmp_path / "case.db"


def test_the_command_offers_every_format():
    assert set(FORMATS) == {*FILES, *FOLDERS}


@pytest.mark.parametrize("format_", FILES)
def test_one_file_goes_to_stdout_or_where_it_is_told(saved, tmp_path, format_):
    printed = CliRunner().invoke(command, [str(saved), "--format", format_])
    assert printed.exit_code == 0
    out = tmp_path / "out"
    assert CliRunner().invoke(command, [str(saved), "--format", format_, "--out", str(out)]).exit_code == 0
    assert out.read_bytes() == printed.stdout_bytes


@pytest.mark.parametrize("format_", FOLDERS)
def test_tables_go_to_a_folder(saved, tmp_path, format_):
    result = CliRunner().invoke(command, [str(saved), "--format", format_, "--out", str(tmp_path / "tables")])
    assert result.exit_code == 0
    assert (tmp_path / "tables" / f"claim.{format_}").exists()
    assert result.stdout == ""


def test_no_text_leaves_the_texts_out(saved):
    lines = CliRunner().invoke(command, [str(saved), "--format", "jsonl", "--no-text"]).stdout.splitlines()
    documents = [record for record in map(json.loads, lines) if record["type"] == "document"]
    assert len(documents) == 6
    assert all(record["text"] is None for record in documents)


def test_what_comes_back_from_disk_is_what_went_there(saved):
    from firsthand.export import records, to_json

    printed = CliRunner().invoke(command, [str(saved), "--format", "jsonl"]).stdout
    assert printed.split("\n")[:-1] == [to_json(record) for record in records(the_case())]


@pytest.mark.parametrize("format_", ["jsonl", "csv"])
def test_a_place_that_cannot_be_written_is_one_clear_line(saved, tmp_path, format_):
    (tmp_path / "file").write_text("")
    result = CliRunner().invoke(command, [str(saved), "--format", format_, "--out", str(tmp_path / "file" / "out")])
    assert isinstance(result.exception, WrongUse)
    assert "cannot be written" in str(result.exception)
