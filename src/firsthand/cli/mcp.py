"""``firsthand mcp``: a case as tools for assistants."""

from __future__ import annotations

from pathlib import Path

import click

from firsthand.cli.console import case_argument, common_options, use_cores


@click.command()
@case_argument
@common_options
def command(case_path: Path, cores: int | None, quiet: bool) -> None:
    """The questions to CASE as tools for assistants, over the Model Context Protocol on stdin and stdout.

    Your assistant starts this command itself; nothing is changed, and nothing leaves the machine but what the assistant
    is answered.

    \b
    Example (in the settings of an assistant):
      {"mcpServers": {"firsthand": {"command": "firsthand", "args": ["mcp", "/path/to/firsthand.db"]}}}
    """
    from firsthand.errors import MissingExtra

    use_cores(cores)
    try:
        import mcp.server.mcpserver  # noqa: F401
    except ImportError:
        raise MissingExtra("tools for assistants", "mcp") from None
    from firsthand.assistants.server import make_server

    make_server(case_path).run("stdio")
