"""``firsthand serve``: the explorer."""

from __future__ import annotations

import socket
from pathlib import Path

import click

from firsthand.cli.console import case_argument, common_options, remark


@click.command()
@case_argument
@click.option("--port", type=click.IntRange(0, 65535), default=8200, show_default=True, help="0: any that is free.")
@click.option("--edit", is_flag=True, help="Let whoever has the token that is printed change the case.")
@common_options
def command(case_path: Path, port: int, edit: bool, cores: int | None, quiet: bool) -> None:
    """The explorer of CASE in a browser, and its HTTP API below /api. Only this machine can reach it.

    With --edit, decisions can be made and taken back there. The address that is printed carries a token that only you
    see; it is new at every start.

    \b
    Example:
      firsthand serve firsthand.db --port 8200
    """
    from firsthand.errors import MissingExtra, WrongUse

    try:
        import starlette  # noqa: F401
        import uvicorn  # noqa: F401
    except ImportError:
        raise MissingExtra("the explorer", "web") from None
    from firsthand.web import create_app
    from firsthand.web.editing import Editor
    from firsthand.web.serving import serve

    editor = Editor(case_path, cores=cores) if edit else None
    app = create_app(case_path, editor)
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(("127.0.0.1", port))
        listening.listen()  # a browser that is quicker than the server waits instead of being refused
    except OSError as error:
        listening.close()
        raise WrongUse(f"port {port} cannot be used ({error.strerror}): give another with --port") from None
    address = f"http://127.0.0.1:{listening.getsockname()[1]}/"
    remark(f"{address} shows {case_path}; Ctrl-C ends it", quiet)
    if editor is not None:
        remark(f"{address}?token={editor.token} lets you change it", False)
    serve(app, listening)
