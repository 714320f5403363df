"""``firsthand compare``: two documents side by side."""

from __future__ import annotations

from pathlib import Path

import click

from firsthand.cli.console import case_argument, common_options, json_option, show, write_records


@click.command()
@case_argument
@click.argument("a")
@click.argument("b")
@json_option
@common_options
def command(case_path: Path, a: str, b: str, as_json: bool, cores: int | None, quiet: bool) -> None:
    """Documents A and B of CASE side by side: what is the same, edited, translated, dropped, changed.

    A and B are ids, beginnings of ids, or labels; 'firsthand documents CASE' lists them. Words that an edited passage
    has on one side only stand in ‹angle quotes›.

    \b
    Example:
      firsthand compare firsthand.db 01 02
    """
    from firsthand.case import CaseReader
    from firsthand.case.naming import pick_document
    from firsthand.report.side_by_side import compare_documents, side_by_side

    with CaseReader(case_path) as case:
        ids = [pick_document(case, name) for name in (a, b)]
        found = compare_documents(case, *ids)
        if not as_json:
            labels = case.labels(ids)
            show(side_by_side(found, [labels[id] for id in ids]))
            return
    from firsthand.export.parts import span_record

    write_records(
        {
            "type": "comparison",
            "kind": row.kind,
            "a": row.a and span_record(row.a),
            "b": row.b and span_record(row.b),
        }
        for row in found.rows
    )
