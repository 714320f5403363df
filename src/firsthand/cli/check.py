"""``firsthand check``: a new text against a case."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from firsthand.checking import Finding
    from firsthand.model import Document, Problem


@click.command()
@case_argument
@click.argument("file")
@json_option
@common_options
def command(case_path: Path, file: str, as_json: bool, cores: int | None, quiet: bool) -> int:
    """A new text against CASE, which stays unchanged: which of its passages were told before, by whom.

    FILE is a text, page or PDF like those that 'trace' reads, or a folder of them; '-' reads plain text from stdin.

    \b
    Example:
      pbpaste | firsthand check firsthand.db -
    """
    from firsthand.case.reader import CaseReader
    from firsthand.engines.checks import check_against
    from firsthand.engines.processes import usable_cores
    from firsthand.errors import NothingReadable

    use_cores(cores)
    with CaseReader(case_path) as case:
        new, problems = _read(file, cores or usable_cores())
        if not new:
            tell_problems(problems)
            raise NothingReadable(f"nothing could be read from {file}")
        found: list[tuple[Document, list[Finding]]] = []
        with progress(quiet) as stage:
            for document in new:
                stage(f"comparing {document.path or ''}".rstrip())
                found.append((document, check_against(case_path, case, document)))
        labels = case.labels(d for _, findings in found for f in findings for d in f.before)
    code = tell_problems(problems)
    if as_json:
        from firsthand.export.check_records import check_record

        write_records(check_record(document, f) for document, findings in found for f in findings)
        return code
    for n, (document, findings) in enumerate(found):
        if len(found) > 1:
            click.echo(("\n" if n else "") + (document.path or document.id))  # on one line, however long
        _show(findings, labels)
    return code


def _read(file: str, cores: int) -> tuple[list[Document], tuple[Problem, ...]]:
    """Every text in `file`, in the order of their paths, and what could not be read."""
    from firsthand.model import Document
    from firsthand.reading import read

    if file == "-":
        text = sys.stdin.buffer.read().decode("utf-8", "replace")
        collection = read([Document("-", text)])
    else:
        collection = read([file], cores=cores)
    texts = [document for document in collection.documents if document.text.strip()]
    return sorted(texts, key=lambda d: (d.path or "", d.id)), collection.problems


def _show(findings: list[Finding], labels: dict[str, str]) -> None:
    told = [f for f in findings if f.before]
    show(f"{len(told)} of {len(findings)} statements were told before")
    for f in findings:
        show(f"\n{f.verdict:<10} {' '.join(f.span.exact.split())}")
        if f.claim is not None and f.before:
            names = ", ".join(dict.fromkeys(labels.get(d, d) for d in f.before))
            voices = ", ".join(o.name for o in f.claim.origins.list)
            for where, who in f.elsewhere:
                says = f"where {who} says them" if who else "where nobody says them"
                show(f"{'':<10} these words stand in {labels.get(where, where)}, {says}")
            for change in f.differences:
                show(f"{'':<10} {change.label}")
            show(f"{'':<10} told before by {names}; origins {f.claim.origins.low}–{f.claim.origins.high}: {voices}")
