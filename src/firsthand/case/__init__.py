"""The saved case: one SQLite file that holds a collection, all that was found in it, and the user's own decisions.

In: a :class:`~firsthand.model.Case`. Out: a file, and the same value back from it. Always true: a file is written whole
or not at all; what is loaded equals what was saved; each fact stands once, and a span's words only in its text.
"""

from firsthand.case.changes import Changes, compare
from firsthand.case.ledger import Choice
from firsthand.case.reader import CaseReader, Counts
from firsthand.case.search import Hit, find_claims, search
from firsthand.case.store import load, load_given, save
from firsthand.case.updating import update

__all__ = [
    "CaseReader",
    "Changes",
    "Choice",
    "Counts",
    "Hit",
    "compare",
    "find_claims",
    "load",
    "load_given",
    "save",
    "search",
    "update",
]
