"""``firsthand search``: full text."""

from __future__ import annotations

from pathlib import Path

import click

from firsthand.cli.console import case_argument, common_options, json_option, show, write_records


@click.command()
@case_argument
@click.argument("query")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True)
@json_option
@common_options
def command(case_path: Path, query: str, limit: int, as_json: bool, cores: int | None, quiet: bool) -> None:
    """Documents of CASE that hold all words of QUERY; words in quote marks stand together.

    \b
    Example:
      firsthand search firsthand.db '"defence agreement" drones'
    """
    from firsthand.case import search

    hits = search(case_path, query, limit)
    if as_json:
        write_records(
            {
                "type": "hit",
                "document": h.document,
                "title": h.title,
                "outlet": h.outlet,
                "span": {"document": h.document, "start": h.start, "end": h.end, "exact": h.exact},
            }
            for h in hits
        )
        return
    for h in hits:
        show(f"{h.outlet or h.title or h.document} [{h.document}:{h.start}-{h.end}]\n  {' '.join(h.exact.split())}")
    if not hits:
        show(f"no document has all of: {query}")
