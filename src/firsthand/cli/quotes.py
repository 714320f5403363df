"""``firsthand quotes``: only the attributions."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from firsthand.cli.console import (
    common_options,
    force_option,
    one_output,
    paths_argument,
    progress,
    remark,
    tell_problems,
    use_cores,
    write_records,
)

if TYPE_CHECKING:
    from firsthand.export.parts import Record
    from firsthand.model import Problem


@click.command()
@paths_argument
@click.option("--out", type=click.Path(path_type=Path), help="Write the records there as JSON lines.")
@click.option(
    "--spacy", "pipeline", metavar="NAME", help="A spaCy pipeline of yours, for what its parser knows better."
)
@force_option
@common_options
def command(
    paths: tuple[str, ...], out: Path | None, pipeline: str | None, force: bool, cores: int | None, quiet: bool
) -> int:
    """Who is quoted with what in the documents below PATHS: one JSON record a quotation.

    Each has its content, cue, source, medium, mode and certainty, with spans into the document's text.

    \b
    Example:
      firsthand quotes articles/ --out quotations.jsonl
    """
    use_cores(cores)
    with one_output(out, "quotations", paths, force) as place:
        records, problems = _find(paths, pipeline, cores, quiet)
        if place is None:
            write_records(records)
        else:
            from firsthand.export.lines import write_jsonl
            from firsthand.files import whole_file

            with whole_file(place.path, is_new=place.is_new) as stream:
                write_jsonl(records, stream)
            remark(f"{len(records)} quotations written to {place.shown}", quiet)
        return tell_problems(problems)


def _find(
    paths: tuple[str, ...], pipeline: str | None, cores: int | None, quiet: bool
) -> tuple[list[Record], tuple[Problem, ...]]:
    """The records of all quotations below `paths`, and what could not be read."""
    from firsthand.engines.processes import listen_on_cores, usable_cores
    from firsthand.errors import NothingReadable
    from firsthand.export.records import quotation_record
    from firsthand.reading import read
    from firsthand.text import lay_out

    n_cores = cores or usable_cores()
    with progress(quiet) as stage:
        stage("read")
        collection = read(paths, stdin=sys.stdin.buffer, cores=n_cores)
        if not collection.documents:
            tell_problems(collection.problems)
            raise NothingReadable("nothing could be read below the given paths", collection.problems)
        documents = sorted(collection.documents, key=lambda d: d.id)
        layouts = lay_out(documents)
        stage("listen")
        if pipeline is None:
            quotations = [q for found in listen_on_cores(documents, layouts, n_cores) for q in found]
        else:
            from firsthand.quotes.spacy_bridge import listen_with

            quotations = listen_with(pipeline, documents, layouts)
    return [quotation_record(q) for q in quotations], collection.problems
