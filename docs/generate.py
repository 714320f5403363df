"""Write the generated reference pages: commands from the command line itself, the case from its schema.

Run ``python docs/generate.py``; a test fails when the pages are not what this writes.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import click

from firsthand.cli import COMMANDS, group

DOCS = Path(__file__).resolve().parent


def commands() -> str:
    """The help of every command."""
    parts = ["# Commands\n\nGenerated from the program's own help.\n"]
    parent = click.Context(group, info_name="firsthand", max_content_width=100)
    parts.append(f"```\n{group.get_help(parent)}\n```\n")
    for name in COMMANDS:
        command = group.get_command(parent, name)
        assert command is not None
        context = click.Context(command, info_name=name, parent=parent, max_content_width=100)
        parts.append(f"## firsthand {name}\n\n```\n{command.get_help(context)}\n```\n")
    return "\n".join(parts)


def case() -> str:
    """The schema of a saved case."""
    schema = files("firsthand.case").joinpath("schema.sql").read_text("utf8")
    return (
        "# The saved case\n\nOne SQLite file. It opens in any SQLite browser; `datasette firsthand.db` shows it in a web "
        f"browser.\n\n```sql\n{schema}```\n"
    )


PAGES = {"reference/commands.md": commands, "reference/case.md": case}

if __name__ == "__main__":
    for page, write in PAGES.items():
        (DOCS / page).write_text(write(), "utf8")
