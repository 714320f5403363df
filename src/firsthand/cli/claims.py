"""``firsthand claims``: the ledger."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from firsthand.cli.console import case_argument, common_options, json_option, show, write_records

if TYPE_CHECKING:
    from firsthand.case import CaseReader

SHOWN = 60
"""Claims shown unless more are asked for: what anybody reads from the top."""


@click.command()
@case_argument
@click.option("--sort", type=click.Choice(["deficit", "date", "origins"]), default="deficit", show_default=True)
@click.option("--all", "once", is_flag=True, help="Also claims that are told once.")
@click.option("--limit", type=click.IntRange(0), default=SHOWN, show_default=True, help="Lines shown; 0: every one.")
@json_option
@common_options
def command(case_path: Path, sort: str, once: bool, limit: int, as_json: bool, cores: int | None, quiet: bool) -> None:
    """The ledger of CASE: every claim told more than once, with its origins, most repeated first.

    The deficit is how many owners tell a claim beyond the origins it has. Records (--json) are those of all claims.

    \b
    Example:
      firsthand claims firsthand.db --sort date
    """
    from firsthand.case import CaseReader, Choice

    with CaseReader(case_path) as case:
        if as_json:
            from firsthand.export.records import claim_record

            write_records(map(claim_record, case.all_claims(sort)))  # type: ignore[arg-type]
            return
        from firsthand.report.terminal import ledger_table

        total, claims = case.choose(Choice(sort, once), limit or None)  # type: ignore[arg-type]
        names = case.labels({a.span.document for c in claims for a in c.assertions})
        show(ledger_table(headline(case), claims, total, names))


def headline(case: CaseReader) -> str:
    """The answer to the question that the program is for."""
    from firsthand.report.phrases import headline_of

    counts = case.counts()
    only = case.ledger(limit=1)[0].origins if counts.told_again == 1 else None
    single = dict(counts.verdicts).get("single", 0)
    return headline_of(counts.documents, counts.claims, counts.told_again, single, only)
