"""A case opened and saved from Python, under the same rule as from the command line."""

from __future__ import annotations

import os
from pathlib import Path

from firsthand.case import store
from firsthand.errors import CaseError
from firsthand.files import Output, only_writer, settle_outputs
from firsthand.model import Case


def open(path: str | os.PathLike[str]) -> Case:
    """The whole case saved at `path`.

    Parameters
    ----------
    path : path
        A file that :func:`firsthand.trace` or the command line has saved.

    Returns
    -------
    Case

    Raises
    ------
    CaseError
        There is no such file, or it is no case of this version.

    Examples
    --------
    >>> import firsthand
    >>> case = firsthand.open("firsthand.db")                        # doctest: +SKIP
    """
    return store.load(Path(path))


def save(case: Case, path: str | os.PathLike[str], *, force: bool = False) -> None:
    """Save `case` at `path`; see :meth:`firsthand.Case.save`."""
    target = Path(path)
    with only_writer(target):
        if target.exists() and not force:
            raise CaseError(f"{target} is there already: force=True replaces a case")
        place = settle_outputs([Output(target, "case", "the path")], force=force)[0]
        store.save(case, place.path, force=force)
