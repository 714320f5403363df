"""``firsthand timeline``: dated facts and statements in order."""

from __future__ import annotations

from pathlib import Path

import click

from firsthand.cli.console import case_argument, common_options, json_option, show, write_records


@click.command()
@case_argument
@json_option
@common_options
def command(case_path: Path, as_json: bool, cores: int | None, quiet: bool) -> None:
    """What CASE dates, earliest first: facts, claims told more than once, quotations that say when they were spoken.

    Every line says how precisely its time is known. What no document dates is not here.

    \b
    Example:
      firsthand timeline firsthand.db
    """
    from firsthand.case import CaseReader, Choice
    from firsthand.facts.timeline import make_timeline

    with CaseReader(case_path) as case:
        claims = case.choose(Choice("date"), None)[1]
        moments = make_timeline(case.facts(), claims, case.dated_quotations())
        if as_json:
            from firsthand.export.fact_records import moment_record

            write_records(map(moment_record, moments))
            return
        from firsthand.report.facts import timeline_text

        show(timeline_text(moments, case.labels({m.span.document for m in moments})))
