"""``firsthand export``: everything, in the formats of the field."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from firsthand.cli.console import case_argument, common_options, force_option, one_output, remark

if TYPE_CHECKING:
    from firsthand.files import Place
    from firsthand.model import Case

FORMATS = ("jsonl", "csv", "parquet", "ftm", "prov", "graphml", "gexf", "webannotation", "claimreview")


@click.command()
@case_argument
@click.option("--format", "format_", type=click.Choice(FORMATS), required=True, help="What to write.")
@click.option("--no-text", is_flag=True, help="Leave out other people's texts; offsets and short quotations stay.")
@click.option("--out", type=click.Path(path_type=Path), help="Where to. Default: stdout; for tables, a folder.")
@force_option
@common_options
def command(
    case_path: Path, format_: str, no_text: bool, out: Path | None, force: bool, cores: int | None, quiet: bool
) -> None:
    """Everything that CASE holds, in a format of the field.

    \b
    jsonl        every record, one a line
    csv          a folder with a table a type and a view, described by datapackage.json
    parquet      the same, typed
    ftm          FollowTheMoney entities
    prov         W3C PROV-JSON
    graphml      who took it from whom, as a graph
    gexf         the same for Gephi, with its timeline
    webannotation  W3C Web Annotations on the words themselves
    claimreview  schema.org drafts whose verdict is about origins

    \b
    Example:
      firsthand export firsthand.db --format csv --no-text --out tables/
    """
    from firsthand.case import load
    from firsthand.export.formats import FOLDERS
    from firsthand.files import only_writer

    if format_ in FOLDERS:
        folder = out or Path(f"{case_path.stem}-{format_}")
        with only_writer(folder):
            _settle_tables(folder, format_, case_path, force)
            made = _write_tables(load(case_path), format_, not no_text, folder)
    else:
        with one_output(out, "records" if format_ == "jsonl" else format_, [case_path], force) as place:
            made = _write_file(load(case_path), format_, not no_text, place)
    for path in made:
        remark(f"wrote {path}", quiet)


def _settle_tables(folder: Path, format_: str, case_path: Path, force: bool) -> None:
    """Refuse a folder whose tables may not be replaced; nothing is made yet."""
    from firsthand.errors import OutputRefused
    from firsthand.export.packages import DESCRIPTION, files_of
    from firsthand.files import Output, settle_outputs

    if folder.is_dir():
        tables = [Output(folder / name, f"{format_} table") for name in files_of(format_)]
        settle_outputs([*tables, Output(folder / DESCRIPTION, "datapackage")], [case_path], force)
    elif folder.exists():
        raise OutputRefused(f"--out {folder} is there already and is a file: tables need a folder")
    elif not folder.absolute().parent.is_dir():
        raise OutputRefused(f"--out {folder} cannot be made: {folder.parent} does not exist: make that folder first")


def _write_tables(case: Case, format_: str, text: bool, folder: Path) -> list[Path]:
    from firsthand.export.formats import FOLDERS
    from firsthand.files import whole_folder

    with whole_folder(folder) as hidden:
        return [folder / made.name for made in FOLDERS[format_](case, text, hidden)]


def _write_file(case: Case, format_: str, text: bool, place: Place | None) -> list[Path]:
    from firsthand.export.formats import FILES
    from firsthand.files import whole_file

    if place is None:
        FILES[format_](case, text, sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return []
    with whole_file(place.path, is_new=place.is_new) as file:
        FILES[format_](case, text, file)
    return [place.shown]
