"""Recent annotations: those of a saved case that were used a moment ago, unpacked and at hand for the next question.

In: a case's path and documents as they were read. Out: their annotations. Always true: they are what the case keeps, or
what would be made anew; whatever is forgotten costs time only.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Lock

from firsthand.annotate import Annotate, Annotation, annotation_key
from firsthand.case.kept import InMemory, read_kept
from firsthand.engines.processes import on_cores
from firsthand.model import Document
from firsthand.settings import Settings

MOST = 192
"""Annotations that stay unpacked: those of a few texts' neighbours, some 60 MB."""
_RECENT: OrderedDict[str, Annotation] = OrderedDict()
_LOCK = Lock()


def recent_in(path: Path) -> Annotate:
    """Whoever annotates documents of the case at `path`: kept there, and the last ones here too."""

    def annotate(documents: Sequence[Document], settings: Settings) -> Iterator[Annotation]:
        keys = {d.id: annotation_key(d, settings) for d in documents}
        with _LOCK:
            known = {id: _RECENT[key] for id, key in keys.items() if key in _RECENT}
        missing = [d for d in documents if d.id not in known]
        keeper = InMemory(read_kept(path, [keys[d.id] for d in missing]))
        known |= {annotation.document: annotation for annotation in on_cores(1, keeper=keeper)(missing, settings)}
        with _LOCK:
            for id, key in sorted(keys.items()):
                _RECENT[key] = known[id]
                _RECENT.move_to_end(key)
            while len(_RECENT) > MOST:
                _RECENT.popitem(last=False)
        yield from (known[d.id] for d in documents)

    return annotate


def forget_recent() -> None:
    """Keep no annotation unpacked."""
    with _LOCK:
        _RECENT.clear()
