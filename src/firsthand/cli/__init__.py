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
    "search": "Full-text search in a case.",
    "decide": "Your own word: same person, not a copy, same owner, undo.",
    "reuse": "Only the text-reuse engine: every pair of reused spans.",
    "index": "A saved index for 'reuse --against' and for large cases.",
    "quotes": "Only the attributions: who is quoted with what.",
    "export": "Everything, in the formats of the field.",
    "serve": "The explorer in a browser, and its HTTP API.",
}
"""Every command with its one line of help; its module is ``firsthand.cli.<name>``, its object ``command``."""


class LazyGroup(click.Group):
    """A group that imports a command's module only when that command runs."""

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
    from firsthand.errors import FirsthandError

    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(variable, "1")  # our matrices are small: threads cost six times what they save
    arguments = sys.argv[1:] if arguments is None else arguments
    try:
        result: Any = group.main(args=arguments, prog_name="firsthand", standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("firsthand: stopped; nothing was changed", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except FirsthandError as error:
        if "--debug" in arguments:
            raise
        click.echo(f"firsthand: {error}", err=True)
        sys.exit(2)
    except KeyboardInterrupt:
        click.echo("firsthand: stopped; nothing was changed", err=True)
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        if "--debug" in arguments:
            raise
        click.echo(
            f"firsthand: unexpected {type(error).__name__}: {error} (run again with --debug for details)", err=True
        )
        sys.exit(2)
    sys.exit(result if isinstance(result, int) else 0)
