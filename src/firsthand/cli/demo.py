"""``firsthand demo``: the main job on the collection that the package carries."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

import click

from firsthand.cli.console import common_options, force_option, language_option, make_folder, remark, use_cores
from firsthand.cli.trace import trace_and_save


@click.command()
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("firsthand-demo"), show_default=True, help="A folder."
)
@language_option
@force_option
@common_options
def command(out: Path, language: str, force: bool, cores: int | None, quiet: bool) -> int:
    """Trace a small fictional affair, told by twelve outlets in two languages, and write a report of it.

    \b
    Example:
      firsthand demo && xdg-open firsthand-demo/report.html
    """
    use_cores(cores)
    make_folder(out)
    with as_file(files("firsthand.demo")) as demo:
        owners = demo / "owners.csv"
        code = trace_and_save(
            [demo / "articles"],
            out / "case.db",
            out / "report.html",
            None,
            owners,
            force=force,
            quiet=quiet,
            cores=cores,
            language=language,
        )
    remark(f"open {(out / 'report.html').resolve().as_uri()} in a browser", quiet)
    return code
