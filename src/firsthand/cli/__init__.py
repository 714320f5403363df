"""The command line: one file a command, loaded only when it is called, so that ``--help`` answers at once.

Results go to stdout, everything else to stderr. Exit codes: 0 done, 1 done but some input was left out, 2 wrong use or
nothing readable.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any

import click

COMMANDS: dict[str, str] = {
    "trace": "Read everything below the paths and find who said it first: the main job.",
    "demo": "The main job on the small collection that comes with firsthand, with a report.",
    "add": "Add documents to a saved case.",
    "claims": "The ledger: every claim, how often it is told, how many origins it has.",
    "show": "One claim: where it stands, who vouches for it, who took it from whom.",
    "check": "A new text against a case: what of it was told before, and by whom.",
    "facts": "What several documents tell of one thing, with every value and who gives it.",
    "timeline": "Dated facts and statements in order.",
    "who": "All that a source is quoted with, across spellings.",
    "documents": "The documents of a case, with their ids and labels.",
    "compare": "Two documents side by side: same, edited, translated, dropped, changed.",
    "search": "Full-text search in a case.",
    "decide": "Your own word: same person, not a copy, same owner, undo.",
    "reuse": "Only the text-reuse engine: every pair of reused spans.",
    "index": "A saved index for 'reuse --against' and for large cases.",
    "quotes": "Only the attributions: who is quoted with what.",
    "export": "Everything, in the formats of the field.",
    "mcp": "The same questions as tools for assistants.",
    "bundle": "Evidence to hand over: one file that can be verified.",
    "verify": "Whether a bundle is as it was made; if not, what was changed.",
    "serve": "The explorer in a browser, and its HTTP API.",
}
"""Every command with its one line of help; its module is ``firsthand.cli.<name>``, its object ``command``."""


class PipeClosed(Exception):
    """Whoever read our output has read enough. Not an OSError: click would make a failure of it."""


class LazyGroup(click.Group):
    """A group that imports a command's module only when that command runs."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; that its reader has gone away is no failure of it."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise PipeClosed from None

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of :data:`COMMANDS`."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import ``firsthand.cli.<cmd_name>`` and return its command."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"firsthand.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _print_version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from firsthand import __version__

        click.echo(f"firsthand {__version__}")
        ctx.exit()


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version, help="Show version."
)
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.pass_context
def group(ctx: click.Context, debug: bool) -> None:
    """Who said it first, who merely repeats whom, and how many independent sources a claim really has.

    \b
    firsthand trace articles/ --report case.html
    firsthand show firsthand.db "three times more officials"
    """
    ctx.obj = {"debug": debug}


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; the process's exit code follows the contract."""
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(variable, "1")  # our matrices are small: threads cost six times what they save
    arguments = sys.argv[1:] if arguments is None else arguments
    code = _run(arguments)
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _forget_stdout()
    sys.exit(code)


def _run(arguments: list[str]) -> int:
    """Run the command line; every way that it can end, as an exit code and at most one line on stderr."""
    from firsthand.errors import FirsthandError

    debug = "--debug" in arguments
    if any("\0" in argument for argument in arguments):
        return _say("an argument holds a NUL, which no name has", "error")
    try:
        result: Any = group.main(args=arguments, prog_name="firsthand", standalone_mode=False)
    except (click.exceptions.Abort, KeyboardInterrupt):
        return _say(_what_stands(), code=130)
    except click.ClickException as error:
        return _say(_usage(error), "error")
    except PipeClosed:
        _forget_stdout()
        return 0
    except FirsthandError as error:
        if debug:
            raise
        return _say(error, "error")
    except OSError as error:
        if debug:
            raise
        named = f"{error.filename}: " if error.filename is not None else ""
        return _say(f"{named}{error.strerror or error}", "error")
    except MemoryError:
        return _say("there is not enough memory for this: give fewer documents at once", "error")
    except Exception as error:
        if debug:
            raise
        if damage := _damaged(arguments):
            return _say(damage, "error")
        name = type(error).__name__
        return _say(f"unexpected {name}: {error} (run again with --debug for details)", "error")
    return result if isinstance(result, int) else 0


def _say(message: object, severity: str = "", code: int = 2) -> int:
    from firsthand.errors import as_line

    click.echo(as_line(message, severity), err=True)
    return code


def _usage(error: click.ClickException) -> str:
    """Click's own message in one line, with the way to the command's help."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "firsthand"
    return f"{error.format_message().rstrip('.')} (see '{path} --help')"


def _damaged(arguments: list[str]) -> str:
    """Which case among the arguments is damaged, and how; empty where none is."""
    from firsthand.case.damage import find_damage
    from firsthand.files import kind_of

    for path in arguments:
        if os.path.isfile(path) and kind_of(path) == "case" and (damage := find_damage(path)):
            return f"the case {path} is damaged ({' '.join(damage.split())}): restore a copy, or trace it again"
    return ""


def _what_stands() -> str:
    """What a run that was stopped has written before that."""
    from firsthand.files import placed

    names = ", ".join(map(str, placed()))
    return f"stopped; written before that: {names}" if names else "stopped; nothing was changed"


def _forget_stdout() -> None:
    """Let Python's own last flush go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
