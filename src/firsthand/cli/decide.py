"""``firsthand decide``: the user's own word."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from firsthand.cli.console import case_argument, common_options, progress, remark, show, use_cores

if TYPE_CHECKING:
    from firsthand.model import Decision

KINDS = ("same-person", "not-same-person", "copy", "not-a-copy", "same-owner")


@click.command()
@case_argument
@click.argument("kind", type=click.Choice([*KINDS, "undo", "list"]))
@click.argument("subjects", nargs=-1)
@click.option("--note", default="", help="Why, for the log.")
@common_options
def command(case_path: Path, kind: str, subjects: tuple[str, ...], note: str, cores: int | None, quiet: bool) -> None:
    """Your own word on CASE: applied before anything is inferred, kept with the case, and taken back with 'undo'.

    \b
    same-person NAME NAME       two spellings are one person
    not-same-person NAME NAME   they are two
    copy DOCUMENT DOCUMENT      one of the documents was taken from the other
    not-a-copy DOCUMENT DOCUMENT
    same-owner OUTLET OUTLET... they belong to one publisher
    undo [NUMBER]               take back the last decision, or that one
    list                        all decisions

    A DOCUMENT is an id, the beginning of one, or its label; 'firsthand documents CASE' lists them.

    \b
    Example:
      firsthand decide firsthand.db same-person "J. Doe" "Jane Doe" --note "her own page says so"
    """
    from firsthand.case import CaseReader
    from firsthand.files import only_writer

    if kind != "list":
        use_cores(cores)
        with only_writer(case_path):
            _decide(case_path, kind, subjects, note, cores, quiet)
        return
    with CaseReader(case_path) as case:
        decisions = case.decisions()
        for n, d in enumerate(decisions, 1):
            show(f"{n}  {d.kind}: {' · '.join(d.subjects)}" + (f"  ({d.note})" if d.note else ""))
        if not decisions:
            show("no decisions yet")


def _decide(case_path: Path, kind: str, subjects: tuple[str, ...], note: str, cores: int | None, quiet: bool) -> None:
    from firsthand.engines.deciding import decide, undo

    with progress(quiet) as stage:
        if kind == "undo":
            decisions: tuple[Decision, ...] | None = undo(case_path, _number(subjects), cores=cores, progress=stage)
        else:
            decisions = decide(case_path, kind, subjects, note, cores=cores, progress=stage)
    if decisions is None:
        remark(f"that was decided already; {case_path} stays as it was", quiet)
    else:
        remark(f"{case_path} saved with {len(decisions)} decision{'s' if len(decisions) != 1 else ''}", quiet)


def _number(subjects: tuple[str, ...]) -> int | None:
    from firsthand.errors import WrongUse

    if not subjects:
        return None
    if not (subjects[0].isascii() and subjects[0].isdigit() and len(subjects[0]) < 10):
        raise WrongUse(f"there is no decision {subjects[0]} to undo: see 'firsthand decide CASE list'")
    return int(subjects[0])
