"""``firsthand trace``: the main job."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from firsthand.cli.console import common_options, paths_argument, progress, remark, show, tell_problems, use_cores

if TYPE_CHECKING:
    from firsthand.model import Case, Document

LEDGER_TOP = 12
"""Claims shown after tracing; `firsthand claims` shows them all."""


@click.command()
@paths_argument
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("firsthand.db"), show_default=True, help="The case."
)
@click.option("--report", type=click.Path(path_type=Path), help="Also write a self-contained HTML report.")
@click.option("--json", "json_path", type=click.Path(path_type=Path), help="Also write every record as JSON lines.")
@click.option("--owners", type=click.Path(path_type=Path), help="Who owns which outlet: a CSV or TOML file.")
@click.option("--force", is_flag=True, help="Replace a case that is there.")
@common_options
def command(
    paths: tuple[str, ...],
    out: Path,
    report: Path | None,
    json_path: Path | None,
    owners: Path | None,
    force: bool,
    cores: int | None,
    quiet: bool,
) -> int:
    """Read every document below PATHS and find, for every claim, who said it first and how many origins it has.

    PATHS are files, folders or globs; '-' reads JSON lines from stdin.

    \b
    Example:
      firsthand trace articles/ --report case.html
    """
    from firsthand.errors import CaseError

    use_cores(cores)
    if out.exists() and not force:
        raise CaseError(f"{out} is there already: give --force to replace it, or --out for another name")
    return trace_and_save(list(paths), out, report, json_path, owners, force=force, quiet=quiet, cores=cores)


def trace_and_save(
    paths: Sequence[str | Path | Document],
    out: Path,
    report: Path | None,
    json_path: Path | None,
    owners: Path | None,
    *,
    force: bool,
    quiet: bool,
    cores: int | None = None,
) -> int:
    """Trace `paths`, save what was found, print the ledger's top; the exit code."""
    from firsthand.engines.cases import trace_into
    from firsthand.errors import NothingReadable
    from firsthand.reading import read_owners

    known = read_owners(owners) if owners else None
    try:
        with progress(quiet) as stage:
            case = trace_into(
                out, paths, force=force, owners=known, cores=cores, stdin=sys.stdin.buffer, progress=stage
            )
    except NothingReadable as error:
        tell_problems(error.problems)
        raise
    files = write_extras(case, report, json_path)
    code = tell_problems(case.problems)
    show_top(case)
    remark(f'\n{out} saved · firsthand show {out} "TEXT"' + "".join(f" · {f}" for f in files), quiet)
    return code


def write_extras(case: Case, report: Path | None, json_path: Path | None) -> list[str]:
    """Write the report and the records where asked; what to say of them."""
    said = []
    if report is not None:
        from firsthand.report import write

        write(case, report)
        said.append(f"report: {report}")
    if json_path is not None:
        from firsthand.export import records
        from firsthand.export.lines import write_jsonl

        with json_path.open("wb") as out:
            write_jsonl(records(case), out)
        said.append(f"records: {json_path}")
    return said


def show_top(case: Case) -> None:
    """Print what was read and found, and the ledger's top."""
    from firsthand.report.terminal import ledger, overview

    show(overview(case))
    show("")
    show(ledger(case, limit=LEDGER_TOP))
