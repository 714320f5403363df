"""What a case can be asked to do where somebody works with it by hand: in Python, in a notebook.

The verbs stand with the noun, what they do is done in the rooms above it, which are entered when a verb is called.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import Any


class CaseVerbs:
    """Saving, tables and a short look, for :class:`~firsthand.model.Case`."""

    __slots__ = ()

    def save(self, path: str | os.PathLike[str], *, force: bool = False) -> None:
        """Save this case at `path`, whole or not at all; :func:`firsthand.open` reads it back.

        Parameters
        ----------
        path : path
            Where to.
        force : bool
            Replace a case that is there. Nothing but a case is ever replaced.

        Raises
        ------
        FirsthandError
            Something is there, somebody else is writing it, or it cannot be written.
        """
        import_module("firsthand.case.public").save(self, path, force=force)

    def to_pandas(self) -> dict[str, Any]:
        """Every table of the export as a ``pandas.DataFrame``, by its name: ``document``, ``claim``, ``assertion``, …

        Raises
        ------
        MissingExtra
            pandas is not installed.
        """
        tables: dict[str, Any] = import_module("firsthand.export.frames").to_frames(self)
        return tables

    def claims_frame(self, *, once: bool = False) -> Any:
        """The ledger as a ``pandas.DataFrame``: a claim a row, what is repeated most beyond its origins first.

        Parameters
        ----------
        once : bool
            Also claims that are told once.

        Raises
        ------
        MissingExtra
            pandas is not installed.
        """
        return import_module("firsthand.export.frames").claims_frame(self, once)

    def plot_tree(self, claim: Any, *, language: str = "en") -> Any:
        """Who took a claim from whom, drawn as SVG: time from left to right, cited edges solid, inferred ones broken.

        Parameters
        ----------
        claim : Claim or str
            A claim of this case, its id, or words of any of its tellings.
        language : str
            Of the words around it.

        Returns
        -------
        str
            The SVG, which a notebook shows as a picture.

        Raises
        ------
        WrongUse
            The case has no such claim.

        Examples
        --------
        >>> case.plot_tree(case.claims[0])                           # doctest: +SKIP
        """
        return import_module("firsthand.report.notebook").tree_of(self, claim, language)

    def plot_timeline(self, fact: Any, *, language: str = "en") -> Any:
        """The values of a fact side by side in time, drawn as SVG: a line a value, a mark for each telling.

        Parameters
        ----------
        fact : Fact or str
            A fact of this case, its id, or words of its label.
        language : str
            Of the words around it.

        Returns
        -------
        str
            The SVG, which a notebook shows as a picture.

        Raises
        ------
        WrongUse
            The case has no such fact.
        """
        return import_module("firsthand.report.notebook").timeline_of(self, fact, language)

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(getattr(self, name)):,} {name}" for name in ("documents", "quotations", "claims"))
        return f"<firsthand case: {counts}>"

    def _repr_html_(self) -> str:
        html: str = import_module("firsthand.report.notebook").to_html(self)
        return html
