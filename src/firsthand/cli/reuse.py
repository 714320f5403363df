"""``firsthand reuse``: only the text-reuse engine, for corpora."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from firsthand.cli.console import common_options, force_option, one_output, paths_argument

if TYPE_CHECKING:
    from firsthand.settings import ReuseSettings


@click.command(
    "reuse",
    epilog="Example: firsthand reuse news.jsonl.gz --out reuse.jsonl",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@paths_argument
@click.option("--out", type=click.Path(path_type=Path), help="File to write, .jsonl or .parquet (default: output).")
@click.option(
    "--against",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Compare with a saved index (see 'firsthand index') instead of among each other.",
)
@click.option(
    "--within-outlet/--across-outlets",
    default=True,
    show_default=True,
    help="Whether two documents of one outlet are a pair. Across outlets only, an outlet's own columns, corrections "
    "and serials vanish from the result.",
)
@click.option(
    "--min-words",
    type=click.IntRange(4),
    help="Shortest passage reported, in words (default 8). Fewer finds sayings and titles as well.",
)
@click.option(
    "--max-df",
    type=click.IntRange(2, 4096),
    help="Four words that stand in more places than this tie them as a star, each to one that is like it, and not each "
    "with each (default 64). More finds more pairs of one family; the families stay the same.",
)
@click.option(
    "--days",
    type=click.IntRange(0),
    help="Leave out pairs that were published more days apart. Pairs with an unknown date stay.",
)
@click.option(
    "--self", "with_self", is_flag=True, help="Compare every document with itself as well: text pasted twice."
)
@click.option(
    "--memory",
    default="1G",
    show_default=True,
    help="About how much memory to use; what does not fit waits in temporary files.",
)
@click.option(
    "--explain",
    nargs=2,
    metavar="A B",
    default=None,
    help="Tell what documents A and B (ids) share, and why a passage is not reported.",
)
@click.option(
    "--translations/--no-translations",
    default=None,
    help="Whether to look for translated sentences as well (default: among up to 200 documents). In large corpora this "
    "takes much longer than all the rest.",
)
@click.option(
    "--engine",
    type=click.Choice(["local", "spark"]),
    default="local",
    show_default=True,
    help="Where to run. Spark finds the same, on as many machines as there are.",
)
@click.option(
    "--work-dir",
    type=click.Path(path_type=Path, file_okay=False),
    help="Spark only: a folder that all machines see, for finished stages; the same command goes on from there.",
)
@force_option
@common_options
def command(
    paths: tuple[str, ...], quiet: bool, cores: int | None, engine: str, out: Path | None, force: bool, **given: Any
) -> int:
    """Find every passage that two documents share, verbatim or edited: one JSON object a pair.

    PATHS are JSONL (.gz, .zst), Parquet, WARC, and all that 'firsthand trace' reads, files or folders.
    """
    import os

    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    kind = "reuse"
    if out is not None:
        check_ending(out)
        kind = "reuse parquet" if out.suffix == ".parquet" else "reuse"
    inputs = [*paths, given["against"]] if given["against"] else list(paths)
    with one_output(out, kind, inputs, force) as place:
        out = place.path if place else None
        settings = settings_of(given["min_words"], given["max_df"], given["with_self"])
        if engine == "spark":
            from firsthand.engines.spark import run

            return run(paths, out, settings, quiet=quiet, cores=cores, **given)
        from firsthand.engines.report import run_reuse

        return run_reuse(
            paths,
            out,
            settings,
            against=given["against"],
            within_outlet=given["within_outlet"],
            days=given["days"],
            explain=given["explain"],
            translations=given["translations"],
            memory_bytes=bytes_of(given["memory"]),
            cores=cores or os.cpu_count() or 1,
            quiet=quiet,
        )


def check_ending(out: Path) -> None:
    """Refuse a name that does not say which format is wanted, unless it is a terminal or a pipe."""
    from firsthand.errors import WrongUse

    if out.suffix not in (".jsonl", ".ndjson", ".parquet") and (out.is_file() or not out.exists()) and str(out) != "-":
        raise WrongUse(f"{out}: the file to write must end in .jsonl or .parquet")


def settings_of(min_words: int | None, max_df: int | None, with_self: bool) -> ReuseSettings:
    """Settings with what the command line changes."""
    from dataclasses import replace

    from firsthand.settings import ReuseSettings

    settings = replace(ReuseSettings(), within_document=with_self)
    if min_words is not None:
        scale = min(1.0, min_words / settings.min_words)
        settings = replace(
            settings,
            min_words=min_words,
            min_score=settings.min_score * scale,
            min_score_edited=settings.min_score_edited * scale,
            min_matched_edited=max(min_words, int(settings.min_matched_edited * scale)),
        )
    return replace(settings, max_df=max_df) if max_df is not None else settings


def bytes_of(text: str) -> int:
    """The number of bytes that ``512M`` or ``2G`` stands for."""
    units = {"K": 1 << 10, "M": 1 << 20, "G": 1 << 30}
    number, unit = (text[:-1], units[text[-1].upper()]) if text[-1:].upper() in units else (text, 1)
    try:
        return max(int(float(number) * unit), 1 << 26)
    except ValueError:
        raise click.BadParameter(f"{text!r} is no amount of memory, such as 512M or 2G") from None
