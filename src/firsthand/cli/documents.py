"""``firsthand documents``: what is in a case, with the ids and labels by which it can be asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from firsthand.cli.console import case_argument, common_options, json_option, show, write_records

if TYPE_CHECKING:
    from rich.table import Table

    from firsthand.case import CaseReader


@click.command()
@case_argument
@json_option
@common_options
def command(case_path: Path, as_json: bool, cores: int | None, quiet: bool) -> None:
    """The documents of CASE with their labels and ids: either, or the beginning of one, is taken wherever one is asked.

    \b
    Example:
      firsthand documents firsthand.db
    """
    from firsthand.case import CaseReader

    with CaseReader(case_path) as case:
        if not as_json:
            show(_table(case))
            return
        from firsthand.export.records import document_record

        whole = (case.document(document.id) for document in case.documents(None))
        write_records(document_record(document) for document in whole if document is not None)


def _table(case: CaseReader) -> Table:
    from rich.table import Table

    from firsthand.report.phrases import brief, date_words, plain

    documents = case.documents(None)
    labels = case.labels(document.id for document in documents)
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    for header in ("label", "id", "published", "outlet", "title"):
        table.add_column(header, overflow="fold", no_wrap=header in ("label", "id"))
    for d in documents:
        what = plain(d.title or d.path or "")
        cells = (labels[d.id], plain(d.id), date_words(d.published), plain(d.outlet or ""), brief(what, 60))
        table.add_row(*cells)
    return table
