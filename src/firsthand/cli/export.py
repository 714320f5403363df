"""``firsthand export``: everything, in the formats of the field."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from firsthand.cli.console import case_argument, common_options, remark

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
    from firsthand.export.formats import FILES, FOLDERS

    case = load(case_path)
    if format_ in FOLDERS:
        folder = out or Path(f"{case_path.stem}-{format_}")
        folder.mkdir(parents=True, exist_ok=True)
        for path in FOLDERS[format_](case, not no_text, folder):
            remark(f"wrote {path}", quiet)
    elif out is None or str(out) == "-":
        FILES[format_](case, not no_text, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    else:
        with out.open("wb") as file:
            FILES[format_](case, not no_text, file)
        remark(f"wrote {out}", quiet)
