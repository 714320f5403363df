"""The user's own word on a saved case: made of what the user says, applied, and taken back."""

from __future__ import annotations

from pathlib import Path

from firsthand.case import CaseReader, load_given
from firsthand.case.naming import pick_document, pick_outlet, pick_person
from firsthand.engines.cases import trace_again
from firsthand.errors import WrongUse
from firsthand.model import Case, Decision
from firsthand.pipeline import Progress, untraced

KINDS = {
    "same-person": "same person",
    "not-same-person": "not same person",
    "copy": "copy",
    "not-a-copy": "not a copy",
    "same-owner": "same owner",
}
"""Every kind of decision, by the word that a command takes for it."""


def decide(
    path: Path,
    kind: str,
    subjects: tuple[str, ...],
    note: str = "",
    *,
    cores: int | None = None,
    progress: Progress | None = None,
) -> tuple[Decision, ...] | None:
    """Apply a decision of one of :data:`KINDS` to the case at `path`, which nobody else writes meanwhile.

    Returns
    -------
    tuple of Decision or None
        All decisions of the case as it is now; None where that was decided already, and nothing was changed.

    Raises
    ------
    WrongUse
        The case has nothing that is called so.
    """
    case = load_given(path)
    decisions = with_one_more(case.decisions, path, kind, subjects, note)
    return None if decisions is None else _apply(path, case, decisions, cores, progress)


def undo(
    path: Path, number: int | None = None, *, cores: int | None = None, progress: Progress | None = None
) -> tuple[Decision, ...]:
    """Take back decision `number` (counted from 1; None: the last) of the case at `path`; those that are left.

    Raises
    ------
    WrongUse
        There is no such decision.
    """
    case = load_given(path)
    return _apply(path, case, without_one(case.decisions, number), cores, progress)


def with_one_more(
    decisions: tuple[Decision, ...], path: Path, kind: str, subjects: tuple[str, ...], note: str = ""
) -> tuple[Decision, ...] | None:
    """`decisions` of the case at `path` and the new one, as the case calls its subjects; None where that is decided.

    Raises
    ------
    WrongUse
        The case has nothing that is called so.
    """
    new = _decision(path, kind, subjects, note)
    if any((d.kind, sorted(d.subjects)) == (new.kind, sorted(new.subjects)) for d in decisions):
        return None
    return (*decisions, new)


def without_one(decisions: tuple[Decision, ...], number: int | None) -> tuple[Decision, ...]:
    """`decisions` without that number (counted from 1; None: the last).

    Raises
    ------
    WrongUse
        There is no such decision.
    """
    wanted = len(decisions) if number is None else number
    if not 1 <= wanted <= len(decisions):
        raise WrongUse(f"there is no decision {wanted} to undo: see 'firsthand decide CASE list'")
    return decisions[: wanted - 1] + decisions[wanted:]


def _apply(
    path: Path, case: Case, decisions: tuple[Decision, ...], cores: int | None, progress: Progress | None
) -> tuple[Decision, ...]:
    trace_again(
        path,
        map(untraced, case.documents),
        problems=case.problems,
        decisions=decisions,
        cores=cores,
        progress=progress,
    )
    return decisions


def _decision(path: Path, kind: str, subjects: tuple[str, ...], note: str) -> Decision:
    if len(subjects) < 2 or (kind != "same-owner" and len(subjects) != 2):
        raise WrongUse(f"'{kind}' takes two names, in quote marks where they have spaces")
    picks = {"copy": pick_document, "not-a-copy": pick_document, "same-owner": pick_outlet}
    pick = picks.get(kind, pick_person)
    with CaseReader(path) as saved:
        subjects = tuple(pick(saved, subject) for subject in subjects)
    if len(set(subjects)) < 2:
        raise WrongUse(f"'{kind}' takes two different ones; these are one: {subjects[0]}")
    return Decision(KINDS[kind], subjects, note)  # type: ignore[arg-type]
