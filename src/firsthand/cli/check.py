"""``firsthand check``: a new text against a case."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from firsthand.cli.console import (
    case_argument,
    common_options,
    json_option,
    progress,
    show,
    tell_problems,
    use_cores,
    write_records,
)


@click.command()
@case_argument
@click.argument("file")
@json_option
@common_options
def command(case_path: Path, file: str, as_json: bool, cores: int | None, quiet: bool) -> int:
    """A new text against CASE, which stays unchanged: which of its passages were told before, by whom.

    FILE is a text, page or PDF like those that 'trace' reads; '-' reads plain text from stdin.

    \b
    Example:
      pbpaste | firsthand check firsthand.db -
    """
    from firsthand.case.reader import CaseReader
    from firsthand.engines.checks import check_against
    from firsthand.errors import NothingReadable
    from firsthand.model import Document
    from firsthand.reading import read

    use_cores(cores)
    with CaseReader(case_path) as case:
        if file == "-":
            text = sys.stdin.buffer.read().decode("utf-8", "replace")
            collection = read([Document("-", text)])
        else:
            collection = read([file])
        new, problems = collection.documents, collection.problems
        if not new or not new[0].text.strip():
            tell_problems(problems)
            raise NothingReadable(f"nothing could be read from {file}")
        with progress(quiet) as stage:
            stage("comparing")
            findings = check_against(case_path, case, new[0])
        labels = case.labels(d for f in findings for d in f.before)
    code = tell_problems(problems)
    if as_json:
        from firsthand.export.records import claim_record, span_record

        write_records(
            {
                "type": "check",
                "span": span_record(f.span),
                "verdict": f.verdict,
                "told_before_by": list(f.before),
                "claim": claim_record(f.claim) if f.claim else None,
            }
            for f in findings
        )
        return code
    told = [f for f in findings if f.before]
    show(f"{len(told)} of {len(findings)} statements were told before")
    for f in findings:
        show(f"\n{f.verdict:<10} {' '.join(f.span.exact.split())}")
        if f.claim is not None and f.before:
            names = ", ".join(dict.fromkeys(labels.get(d, d) for d in f.before))
            voices = ", ".join(o.name for o in f.claim.origins.list)
            show(f"{'':<10} told before by {names}; origins {f.claim.origins.low}–{f.claim.origins.high}: {voices}")
    return code
