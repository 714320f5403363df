"""``firsthand decide``: the user's own word."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from firsthand.cli.console import case_argument, common_options, progress, remark, show, use_cores

if TYPE_CHECKING:
    from firsthand.model import Case, Decision

KINDS = {
    "same-person": "same person",
    "not-same-person": "not same person",
    "copy": "copy",
    "not-a-copy": "not a copy",
    "same-owner": "same owner",
}


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
    from firsthand.case import load
    from firsthand.engines.cases import trace_again
    from firsthand.pipeline import untraced

    case = load(case_path)
    if kind == "undo":
        decisions = _undone(case, subjects)
    else:
        new = _decision(case, case_path, kind, subjects, note)
        if any((d.kind, sorted(d.subjects)) == (new.kind, sorted(new.subjects)) for d in case.decisions):
            remark(f"that was decided already; {case_path} stays as it was", quiet)
            return
        decisions = (*case.decisions, new)
    with progress(quiet) as stage:
        trace_again(
            case_path,
            map(untraced, case.documents),
            problems=case.problems,
            decisions=decisions,
            cores=cores,
            progress=stage,
        )
    remark(f"{case_path} saved with {len(decisions)} decision{'s' if len(decisions) != 1 else ''}", quiet)


def _undone(case: Case, subjects: tuple[str, ...]) -> tuple[Decision, ...]:
    from firsthand.errors import WrongUse

    number = subjects[0] if subjects else str(len(case.decisions))
    if not number.isdigit() or not 1 <= int(number) <= len(case.decisions):
        raise WrongUse(f"there is no decision {number} to undo: see 'firsthand decide CASE list'")
    kept = list(case.decisions)
    del kept[int(number) - 1]
    return tuple(kept)


def _decision(case: Case, case_path: Path, kind: str, subjects: tuple[str, ...], note: str) -> Decision:
    from firsthand.case import CaseReader
    from firsthand.cli.naming import pick_document, pick_outlet, pick_person
    from firsthand.errors import WrongUse
    from firsthand.model import Decision

    if len(subjects) < 2 or (kind != "same-owner" and len(subjects) != 2):
        raise WrongUse(f"'{kind}' takes two names, in quote marks where they have spaces")
    if kind in ("copy", "not-a-copy"):
        with CaseReader(case_path) as saved:
            subjects = tuple(pick_document(saved, subject) for subject in subjects)
    else:
        pick = pick_outlet if kind == "same-owner" else pick_person
        subjects = tuple(pick(case, subject) for subject in subjects)
    if len(set(subjects)) < 2:
        raise WrongUse(f"'{kind}' takes two different ones; these are one: {subjects[0]}")
    return Decision(KINDS[kind], subjects, note)  # type: ignore[arg-type]
