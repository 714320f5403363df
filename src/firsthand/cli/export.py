"""``firsthand export``: everything, in the formats of the field."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from firsthand.cli.console import case_argument, common_options, remark

if TYPE_CHECKING:
    from firsthand.model import Case

FORMATS = ("jsonl", "csv", "parquet", "ftm", "prov", "graphml", "gexf", "claimreview")


@click.command()
@case_argument
@click.option("--format", "format_", type=click.Choice(FORMATS), required=True, help="What to write.")
@click.option("--no-text", is_flag=True, help="Leave out other people's texts; offsets and short quotations stay.")
@click.option("--out", type=click.Path(path_type=Path), help="Where to. Default: stdout; for tables, a folder.")
@common_options
def command(case_path: Path, format_: str, no_text: bool, out: Path | None, cores: int | None, quiet: bool) -> None:
    """Everything that CASE holds, in a format of the field.

    \b
    jsonl        every record, one a line
    csv          a folder with a table a type
    parquet      the same, typed
    ftm          FollowTheMoney entities
    prov         W3C PROV-JSON
    graphml      who took it from whom, as a graph
    gexf         the same for Gephi
    claimreview  schema.org drafts whose verdict is about origins

    \b
    Example:
      firsthand export firsthand.db --format csv --no-text --out tables/
    """
    from firsthand.case import load
    from firsthand.errors import WrongUse

    case = load(case_path)
    try:
        for path in _write(case, format_, not no_text, out, Path(f"{case_path.stem}-{format_}")):
            remark(f"wrote {path}", quiet)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise WrongUse(f"{error.filename or out} cannot be written: {error.strerror}") from error


def _write(case: Case, format_: str, text: bool, out: Path | None, folder: Path) -> list[Path]:
    """Write to `out`, or else to stdout, or tables to `folder`; return the files made."""
    from firsthand.export.formats import FILES, FOLDERS

    if format_ in FOLDERS:
        folder = out or folder
        folder.mkdir(parents=True, exist_ok=True)
        return FOLDERS[format_](case, text, folder)
    if out is None or str(out) == "-":
        FILES[format_](case, text, sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return []
    unfinished = out.with_name(f".{out.name}.{os.getpid()}.unfinished")
    try:
        with unfinished.open("wb") as file:
            FILES[format_](case, text, file)
        unfinished.replace(out)
    finally:
        unfinished.unlink(missing_ok=True)
    return [out]
