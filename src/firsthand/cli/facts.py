"""``firsthand facts``: what several documents tell of one thing."""

from __future__ import annotations

from pathlib import Path

import click

from firsthand.cli.console import case_argument, common_options, json_option, show, write_records

SHOWN = 30
"""Facts shown unless more are asked for: what anybody reads from the top."""


@click.command()
@case_argument
@click.option("--contradictory", is_flag=True, help="Only facts whose values contradict each other.")
@click.option("--limit", type=click.IntRange(0), default=SHOWN, show_default=True, help="Facts shown; 0: every one.")
@json_option
@common_options
def command(case_path: Path, contradictory: bool, limit: int, as_json: bool, cores: int | None, quiet: bool) -> None:
    """What several documents of CASE tell of one thing, in whatever words: contradictions first, then the most told.

    Values stand in the order of time, each with who gives it and in how many documents. Of several words for what the
    same sentences tell, one is shown; records (--json) are those of all.

    \b
    Example:
      firsthand facts firsthand.db --contradictory
    """
    from firsthand.case import CaseReader

    with CaseReader(case_path) as case:
        facts = [f for f in case.facts() if not contradictory or f.status == "contradictory"]
        if as_json:
            from firsthand.export.fact_records import fact_record

            write_records(map(fact_record, facts))
            return
        from firsthand.report.facts import facts_text

        shown = {a.span.document for f in facts for a in f.assertions}
        show(facts_text(facts, case.labels(shown), limit or None))
