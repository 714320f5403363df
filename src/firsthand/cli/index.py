"""``firsthand index``: a saved index, for ``reuse --against`` and for large cases."""

from __future__ import annotations

from pathlib import Path

import click

from firsthand.cli.console import common_options, force_option, one_output, paths_argument, use_cores


@click.command(
    "index",
    epilog="Example: firsthand index archive/*.jsonl.gz --out archive.index",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@paths_argument
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    help="Folder to write.",
)
@click.option("--memory", default="1G", show_default=True, help="About how much memory to use.")
@force_option
@common_options
def command(paths: tuple[str, ...], out: Path, memory: str, force: bool, quiet: bool, cores: int | None) -> int:
    """Save what is needed to compare new texts with everything below PATHS in milliseconds.

    The index holds the texts themselves: it can be moved, and needs the files no more.
    """
    import os

    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from firsthand.cli.reuse import bytes_of
    from firsthand.engines.processes import usable_cores
    from firsthand.engines.report import run_index

    use_cores(cores)
    with one_output(out, "index", paths, force) as place:
        return run_index(paths, place.path if place else out, bytes_of(memory), quiet, cores or usable_cores())
