"""Reading: files become documents, and what is wrong with them becomes problems.

In: paths, folders, globs, `-` for JSONL from a stream, or `Document`s. Out: a `Collection`: documents ordered by what
they contain, and a `Problem` for whatever was left out or looks suspicious. Always true: one broken file never stops
the others; nothing comes from the network, the clock or a file's own dates; the same bytes give the same documents
whatever their files are called.
"""

from firsthand.reading.collection import Collection, read
from firsthand.reading.owners import read_owners

__all__ = ["Collection", "read", "read_owners"]
