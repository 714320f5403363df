"""``firsthand claims``: the ledger."""

from __future__ import annotations

from pathlib import Path

import click

from firsthand.cli.console import case_argument, common_options, json_option, show, write_records


@click.command()
@case_argument
@click.option("--sort", type=click.Choice(["deficit", "date", "origins"]), default="deficit", show_default=True)
@click.option("--all", "once", is_flag=True, help="Also claims that are told once.")
@json_option
@common_options
def command(case_path: Path, sort: str, once: bool, as_json: bool, cores: int | None, quiet: bool) -> None:
    """The ledger of CASE: every claim told more than once, with its origins, most repeated first.

    The deficit is how many owners tell a claim beyond the origins it has.

    \b
    Example:
      firsthand claims firsthand.db --sort date
    """
    from firsthand.case import load
    from firsthand.report.terminal import ledger, sort_claims

    case = load(case_path)
    if as_json:
        from firsthand.export.records import claim_record

        write_records(claim_record(c) for c in sort_claims(case.claims, sort))  # type: ignore[arg-type]
    else:
        show(ledger(case, sort=sort, once=once))  # type: ignore[arg-type]
