"""Write the generated pages: commands from the command line itself, the case from its schema, the tutorial's screens.

Run ``python docs/generate.py``; a test fails when the pages are not what this writes.
"""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import click

from firsthand.cli import COMMANDS, group
from firsthand.export.schemas import SPAN, TYPES, Schema, schema, to_text
from firsthand.web.api.addresses import ADDRESSES
from firsthand.web.api.description import description

DOCS = Path(__file__).resolve().parent

RECORDS = """# Records

`--json` prints records and `firsthand export --format jsonl` writes them: one JSON object a line, `type` first. Every
key is always there; what is absent is null or an empty list. A *span* is `{"document", "start", "end", "exact"}`:
half-open offsets in Unicode code points, and exactly the characters that stand there. A time is
`{"earliest", "latest"}`, ISO 8601, both ends included. The order of records and every byte of them but `path` and the
run's `seconds` depend on the documents alone.

With `--no-text`, `text` is null, and so is the `exact` of spans longer than 25 words. Offsets and hashes stay, so that
whoever has the texts can put them back.

Generated from the schemas.
"""


CASE = """# The saved case

One SQLite file. It opens in any SQLite browser; `datasette firsthand.db` shows it in a web browser. Read the views: they
show the words that spans stand for. The tables hold each fact once.
"""


API = """# The HTTP API

`firsthand serve CASE` answers on this machine only. Everything in its answers is a [record](records.md), and
`/openapi.json` (OpenAPI 3.1) describes every address for programs; [this is it](openapi.json).

{addresses}

- **Lists** are pages: `{{"total", "from", "limit", "cut", "next", "records"}}`. `total` is how many there are in all; where
  `cut` is true, `next` is the address of those behind. `limit` is 100 unless told, and 500 at most.
- **Ids** are made of the content: they stay when documents are added.
- **Tags**: every answer to GET has an `ETag`; sent back as `If-None-Match` it brings 304 until something changes.
- **Refusals** are `{{"error": "..."}}`: 400 for what is asked wrongly, 404 for what is not there, 503 for a damaged case.
- **Changing** needs `firsthand serve CASE --edit` and the token that it prints, as `Authorization: Bearer TOKEN`; the
  address with `?token=` gives it to a browser for one session. Pages of other sites get nothing and change nothing.
"""


def api() -> str:
    """The addresses of the HTTP API."""
    rows = ["| address | asked with | answers |", "| --- | --- | --- |"]
    for address in ADDRESSES:
        method = "" if address.method == "GET" else f"{address.method} "
        asked = ", ".join(f"`{p.name}`" for p in address.parameters if p.name not in ("from", "limit"))
        rows.append(f"| `{method}{address.path}` | {asked or address.body.replace('_', ' ')} | {address.about} |")
    return API.format(addresses="\n".join(rows))


def openapi() -> str:
    """The description of the API for programs."""
    return json.dumps(description(), indent=1, ensure_ascii=False) + "\n"


def commands() -> str:
    """The help of every command."""
    parts = ["# Commands\n\nGenerated from the program's own help.\n"]
    parent = click.Context(group, info_name="firsthand", max_content_width=100, help_option_names=["-h", "--help"])
    parts.append(f"```\n{group.get_help(parent)}\n```\n")
    for name in COMMANDS:
        command = group.get_command(parent, name)
        vars(command).update(_help_option=None)  # click keeps the one of whoever called the command first
        assert command is not None
        context = click.Context(command, info_name=name, parent=parent, max_content_width=100)
        parts.append(f"## firsthand {name}\n\n```\n{command.get_help(context)}\n```\n")
    return "\n".join(parts)


def case() -> str:
    """The schema of a saved case."""
    room = files("firsthand.case")
    schema, views = (room.joinpath(name).read_text("utf8") for name in ("schema.sql", "views.sql"))
    return f"{CASE}\n## Views\n\n```sql\n{views}```\n\n## Tables\n\n```sql\n{schema}```\n"


def records() -> str:
    """The records, field by field, from their JSON Schemas."""
    parts = [RECORDS]
    for name in TYPES:
        shape = schema(name)
        parts.append(f"## {name}\n\n{shape['description']} [JSON Schema](schemas/{name}.json)\n")
        parts.append("| field | value |\n| --- | --- |")
        parts.extend(f"| `{key}` | {_value(part)} |" for key, part in shape["properties"].items())
        parts.append("")
    return "\n".join(parts)


def _value(part: Schema) -> str:
    """A JSON Schema in a few words."""
    if "const" in part:
        return f"`{part['const']}`"
    if "anyOf" in part:
        return _value(part["anyOf"][0]) + ", or null"
    if "enum" in part:
        return ", ".join(f"`{choice}`" for choice in part["enum"])
    kinds = part["type"] if isinstance(part["type"], list) else [part["type"]]
    null = ", or null" if "null" in kinds else ""
    if "items" in part:
        return f"list of: {_value(part['items'])}{null}"
    if part.get("properties", {}).keys() == SPAN["properties"].keys():
        return f"span{null}"
    if "properties" in part:
        inner = "; ".join(f"`{key}`: {_value(inner)}" for key, inner in part["properties"].items())
        return f"{{{inner}}}{null}"
    if "additionalProperties" in part:
        return f"object of {_value(part['additionalProperties'])} by name{null}"
    return kinds[0] + null


def schema_page(name: str) -> Callable[[], str]:
    """The JSON Schema of one type of record."""
    return lambda: to_text(name)


def tutorial() -> str:
    """The tutorial, with what its commands print today."""
    page = (DOCS / "tutorial/first-case.md").read_text("utf8")
    with tempfile.TemporaryDirectory() as folder:

        def run(match: re.Match[str]) -> str:
            words = [sys.executable, "-m", *shlex.split(match.group(1))]
            done = subprocess.run(words, cwd=folder, capture_output=True, text=True, encoding="utf8", check=True)
            printed = "\n".join(line.rstrip() for line in done.stdout.rstrip().splitlines())
            return f"```console\n$ {match.group(1)}\n{printed}\n```"

        return re.sub(r"```console\n\$ (.*)\n[\s\S]*?```", run, page)


PAGES: dict[str, Callable[[], str]] = {
    "reference/commands.md": commands,
    "reference/case.md": case,
    "reference/records.md": records,
    "reference/api.md": api,
    "reference/openapi.json": openapi,
    "tutorial/first-case.md": tutorial,
    **{f"reference/schemas/{name}.json": schema_page(name) for name in TYPES},
}

if __name__ == "__main__":
    for page, write in PAGES.items():
        (DOCS / page).parent.mkdir(parents=True, exist_ok=True)
        (DOCS / page).write_text(write(), "utf8")
