"""A case shown to people: in the terminal, and as one self-contained page that works offline.

In: a saved :class:`~firsthand.model.Case`. Out: rich renderables (:mod:`.terminal`) and HTML (:func:`write`). Always
true: documents' words stay their words; every number leads to characters in a document; nothing that a document says
can run, load or steer anything.
"""

import os

from firsthand.case import CaseReader
from firsthand.model import Case


def write(case: Case | CaseReader, path: str | os.PathLike[str], *, is_new: bool = False, language: str = "en") -> None:
    """Write the report of `case`, in memory or opened, as one HTML file; what was there stays until then."""
    from firsthand.report import whole  # templates are loaded where a page is made, not where a table is printed

    whole.write(case, path, is_new=is_new, language=language)


__all__ = ["write"]
