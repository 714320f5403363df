"""``firsthand add``: more documents for a saved case."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from firsthand.cli.console import (
    case_argument,
    common_options,
    follow_links_option,
    paths_argument,
    progress,
    remark,
    tell_problems,
    use_cores,
)
from firsthand.cli.trace import show_top

if TYPE_CHECKING:
    from firsthand.settings import ReadingSettings


@click.command()
@case_argument
@paths_argument
@follow_links_option
@common_options
def command(case_path: Path, paths: tuple[str, ...], follow_links: bool, cores: int | None, quiet: bool) -> int:
    """Add documents to CASE: the same result as tracing everything at once, with your decisions kept.

    \b
    Example:
      firsthand add firsthand.db more/*.html
    """
    from firsthand.files import only_writer
    from firsthand.settings import ReadingSettings

    use_cores(cores)
    with only_writer(case_path):
        return _add(case_path, paths, ReadingSettings(follow_links=follow_links), cores, quiet)


def _add(case_path: Path, paths: tuple[str, ...], limits: ReadingSettings, cores: int | None, quiet: bool) -> int:
    from firsthand.case import load_given
    from firsthand.engines.cases import trace_again
    from firsthand.engines.processes import usable_cores
    from firsthand.errors import NothingReadable
    from firsthand.pipeline import untraced
    from firsthand.reading import read

    case = load_given(case_path)
    n_cores = cores or usable_cores()
    collection = read([*map(untraced, case.documents), *paths], stdin=sys.stdin.buffer, settings=limits, cores=n_cores)
    if len(collection.documents) == len(case.documents):
        code = tell_problems(collection.problems)
        if code or not read(paths, stdin=sys.stdin.buffer).documents:
            raise NothingReadable(f"no new document was found below the given paths; {case_path} stays as it was")
        remark(f"{case_path} has all of these documents already; it stays as it was", quiet)
        return code
    with progress(quiet) as stage:
        grown = trace_again(
            case_path,
            collection.documents,
            problems=[*case.problems, *collection.problems],
            decisions=case.decisions,
            cores=cores,
            progress=stage,
        )
    code = tell_problems(collection.problems)
    show_top(grown)
    remark(f"\n{case_path} saved: {len(grown.documents) - len(case.documents)} documents added", quiet)
    return code
