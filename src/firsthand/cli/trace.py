"""``firsthand trace``: the main job."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from firsthand.cli.console import (
    common_options,
    follow_links_option,
    force_option,
    language_option,
    paths_argument,
    progress,
    remark,
    show,
    tell_problems,
    use_cores,
)

if TYPE_CHECKING:
    from firsthand.engines.tracing import Engine
    from firsthand.files import Place
    from firsthand.model import Case, Document
    from firsthand.settings import Settings

LEDGER_TOP = 12
"""Claims shown after tracing; `firsthand claims` shows them all."""


@click.command()
@paths_argument
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("firsthand.db"), show_default=True, help="The case."
)
@click.option("--report", type=click.Path(path_type=Path), help="Also write a self-contained HTML report.")
@language_option
@click.option("--json", "json_path", type=click.Path(path_type=Path), help="Also write every record as JSON lines.")
@click.option("--owners", type=click.Path(path_type=Path), help="Who owns which outlet: a CSV or TOML file.")
@click.option("--engine", type=click.Choice(["local", "spark"]), default="local", show_default=True,
              help="Where documents are annotated: on this machine's cores, or on a Spark cluster.")  # fmt: skip
@click.option("--memory", default="2g", show_default=True, help="Memory of Spark's driver, where this starts Spark.")
@force_option
@follow_links_option
@common_options
def command(
    paths: tuple[str, ...],
    out: Path,
    report: Path | None,
    language: str,
    json_path: Path | None,
    owners: Path | None,
    engine: Engine,
    memory: str,
    force: bool,
    follow_links: bool,
    cores: int | None,
    quiet: bool,
) -> int:
    """Read every document below PATHS and find, for every claim, who said it first and how many origins it has.

    PATHS are files, folders or globs; '-' reads JSON lines from stdin.

    \b
    Example:
      firsthand trace articles/ --report case.html
    """
    use_cores(cores)
    from firsthand.settings import ReadingSettings, Settings

    settings = Settings(reading=ReadingSettings(follow_links=follow_links))
    return trace_and_save(
        list(paths), out, report, json_path, owners,
        force=force, quiet=quiet, cores=cores, settings=settings, engine=engine, memory=memory,
        language=language,
    )  # fmt: skip


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
    settings: Settings | None = None,
    engine: Engine = "local",
    memory: str = "2g",
    language: str = "en",
) -> int:
    """Trace `paths`, save what was found, print the ledger's top; the exit code."""
    from firsthand.engines.cases import trace_into
    from firsthand.errors import NothingReadable
    from firsthand.files import Output, only_writer, settle_outputs
    from firsthand.model import Document
    from firsthand.reading import read_owners

    inputs = [path for path in (*paths, owners) if path is not None and not isinstance(path, Document)]
    outputs = [Output(out, "case")]
    outputs += [Output(report, "report", "--report")] if report is not None else []
    outputs += [Output(json_path, "records", "--json")] if json_path is not None else []
    with only_writer(out):
        places = settle_outputs(outputs, inputs, force)
        extras = {output.kind: place for output, place in zip(outputs, places)}
        known = read_owners(owners) if owners else None
        try:
            with progress(quiet) as stage:
                case = trace_into(
                    places[0].path,
                    paths,
                    force=force,
                    owners=known,
                    settings=settings,
                    cores=cores,
                    stdin=sys.stdin.buffer,
                    progress=stage,
                    engine=engine,
                    memory=memory,
                )
        except NothingReadable as error:
            tell_problems(error.problems, language)
            raise
        files = write_extras(case, extras.get("report"), extras.get("records"), language)
    code = tell_problems(case.problems, language)
    show_top(case)
    remark(f'\n{out} saved · firsthand show {out} "TEXT"' + "".join(f" · {f}" for f in files), quiet)
    return code


def write_extras(case: Case, report: Place | None, json_place: Place | None, language: str) -> list[str]:
    """Write the report, in `language`, and the records where asked; what to say of them."""
    said = []
    if report is not None:
        from firsthand.report import write

        write(case, report.path, is_new=report.is_new, language=language)
        said.append(f"report: {report.shown}")
    if json_place is not None:
        from firsthand.export import records
        from firsthand.export.lines import write_jsonl
        from firsthand.files import whole_file

        with whole_file(json_place.path, is_new=json_place.is_new) as out:
            write_jsonl(records(case), out)
        said.append(f"records: {json_place.shown}")
    return said


def show_top(case: Case) -> None:
    """Print what was read and found, and the ledger's top."""
    from firsthand.report.terminal import ledger, overview

    show(overview(case))
    show("")
    show(ledger(case, limit=LEDGER_TOP))
