"""``firsthand quotes``: only the attributions."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from firsthand.cli.console import (
    common_options,
    paths_argument,
    progress,
    remark,
    tell_problems,
    use_cores,
    write_records,
)


@click.command()
@paths_argument
@click.option("--out", type=click.Path(path_type=Path), help="Write the records there as JSON lines.")
@click.option(
    "--spacy", "pipeline", metavar="NAME", help="A spaCy pipeline of yours, for what its parser knows better."
)
@common_options
def command(paths: tuple[str, ...], out: Path | None, pipeline: str | None, cores: int | None, quiet: bool) -> None:
    """Who is quoted with what in the documents below PATHS: one JSON record a quotation.

    Each has its content, cue, source, medium, mode and certainty, with spans into the document's text.

    \b
    Example:
      firsthand quotes articles/ --out quotations.jsonl
    """
    use_cores(cores)
    from firsthand.errors import NothingReadable
    from firsthand.export.lines import write_jsonl
    from firsthand.export.records import quotation_record
    from firsthand.quotes import listen
    from firsthand.reading import read
    from firsthand.text import lay_out

    with progress(quiet) as stage:
        stage("read")
        collection = read(paths)
        if not collection.documents:
            raise NothingReadable("nothing could be read below the given paths", collection.problems)
        documents = sorted(collection.documents, key=lambda d: d.id)
        layouts = lay_out(documents)
        stage("listen")
        if pipeline is None:
            quotations = [q for d in documents for q in listen(d, layouts[d.id])]
        else:
            from firsthand.quotes.spacy_bridge import listen_with

            quotations = listen_with(pipeline, documents, layouts)
    records = [quotation_record(q) for q in quotations]
    if out is None:
        write_records(records)
    else:
        with out.open("wb") as stream:
            write_jsonl(records, stream)
        remark(f"{len(records)} quotations written to {out}", quiet)
    sys.exit(tell_problems(collection.problems))
