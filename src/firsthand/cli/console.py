"""What all commands share: the common options, where results and remarks go, and how problems are told."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from firsthand.case import CaseReader
    from firsthand.files import Place
    from firsthand.model import Claim, Document, Problem

F = TypeVar("F", bound=Callable[..., Any])

DONE, LEFT_OUT = 0, 1


def common_options(command: F) -> F:
    """``--quiet``, ``--cores`` and ``--debug``, which every command takes."""
    for option in (
        click.option("--debug", is_flag=True, expose_value=False, help="Show the traceback of an error."),
        click.option("--cores", type=click.IntRange(1), default=None, help="Processor cores to use (default: all)."),
        click.option("--quiet", "-q", is_flag=True, help="No progress and no remarks, only results and problems."),
    ):
        command = option(command)
    return command


paths_argument = click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=str))
follow_links_option = click.option("--follow-links", is_flag=True, help="Also read what links in PATHS lead to.")
case_argument = click.argument("case_path", metavar="CASE", type=click.Path(path_type=Path))
language_option = click.option("--language", type=click.Choice(["en", "es"]), default="en", show_default=True,
                               help="The language of the report and of what is said of problems.")  # fmt: skip
force_option = click.option("--force", is_flag=True, help="Replace an earlier output of the same kind.")
json_option = click.option("--json", "as_json", is_flag=True, help="Records as JSON lines instead of text.")


@contextmanager
def one_output(out: Path | None, kind: str, inputs: Iterable[str | Path], force: bool) -> Iterator[Place | None]:
    """Where a command's only output goes, if it may be written; None for stdout. Nobody else writes it meanwhile."""
    from firsthand.files import Output, only_writer, settle_outputs

    if out is None or str(out) == "-":
        yield None
    elif out.exists() and not out.is_file() and not out.is_dir():
        yield settle_outputs([Output(out, kind)], inputs, force)[0]
    else:
        with only_writer(out):
            yield settle_outputs([Output(out, kind)], inputs, force)[0]


def make_folder(folder: Path) -> None:
    """Make `folder`, if its parent is there.

    Raises
    ------
    OutputRefused
        It cannot be made.
    """
    from firsthand.errors import OutputRefused

    try:
        folder.mkdir(exist_ok=True)
    except FileNotFoundError:
        raise OutputRefused(f"--out {folder} cannot be made: {folder.parent} does not exist") from None
    except OSError as error:
        raise OutputRefused(f"--out {folder} cannot be made: {error.strerror}") from error


def use_cores(cores: int | None) -> None:
    """Bound the threads of all numeric libraries that are loaded later."""
    import os

    if cores is not None:
        for variable in ("NUMBA_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
            os.environ.setdefault(variable, str(cores))


def console(stderr: bool = False) -> Console:
    """A console for results (stdout) or remarks (stderr); colour only on a terminal, and not where NO_COLOR is set."""
    from rich.console import Console

    class Piped(Console):
        def on_broken_pipe(self) -> None:  # rich would end the process with a failure
            raise BrokenPipeError

    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else 100
    return Piped(file=stream, width=width, highlight=False, soft_wrap=False, emoji=False, markup=False)


def show(renderable: RenderableType) -> None:
    """Print a result."""
    console().print(renderable)


def remark(text: str, quiet: bool = False) -> None:
    """Say something that is not a result."""
    if not quiet:
        click.echo(text, err=True)


@contextmanager
def progress(quiet: bool) -> Iterator[Callable[[str], None]]:
    """A spinner on stderr that names the stage at work; silent where stderr is no terminal."""
    if quiet or not sys.stderr.isatty():
        yield lambda stage: None
        return
    with console(stderr=True).status("starting…") as status:
        yield lambda stage: status.update(f"{stage}…")


def tell_problems(problems: Iterable[Problem], language: str = "en") -> int:
    """One clear line a problem on stderr, in `language`; the exit code that they ask for."""
    from firsthand.errors import as_line
    from firsthand.present import remark_words

    code = DONE
    for problem in problems:
        where = problem.path or problem.document or ""
        line = problem.message if problem.message.startswith(where) else f"{where}: {problem.message}"
        click.echo(as_line(remark_words(line, language) or line, problem.severity), err=True)
        if problem.severity == "error":
            code = LEFT_OUT
    return code


def write_records(records: Iterable[Any]) -> None:
    """Records to stdout, one JSON object a line."""
    from firsthand.export.lines import write_jsonl

    write_jsonl(records, sys.stdout.buffer)
    sys.stdout.buffer.flush()


def documents_by_id(documents: Iterable[Document]) -> dict[str, Document]:
    """Documents under their ids."""
    return {d.id: d for d in documents}


def pick_claims(case: CaseReader, case_path: Path, text: str) -> list[Claim]:
    """The claims that `text` names, by id or by any wording in any of their languages, best match first.

    Raises
    ------
    WrongUse
        No claim matches.
    """
    from firsthand.errors import WrongUse

    found = case.find_claims(text)
    if not found:
        raise WrongUse(f"no claim of {case_path} matches {text!r}: try fewer words, or 'firsthand claims {case_path}'")
    return found
