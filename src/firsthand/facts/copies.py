"""Copies: documents that tell the very same frames are one document while frames are compared, and many again after.

A copy more shifts no weight and ties nothing that was not tied; eight hundred copies cost what one costs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields

from firsthand.facts.frames import Frame

_OWN = frozenset({"document", "quotation", "certainty"})
"""What names the document that a frame stands in."""
_SHARED = tuple(field.name for field in fields(Frame) if field.name not in _OWN)


class Copies:
    """The frames of every document, dealt into those of heads and those of their copies."""

    def __init__(self, frames: Mapping[str, Sequence[Frame]]) -> None:
        alike: dict[tuple[tuple[object, ...], ...], list[str]] = defaultdict(list)
        for document in sorted(frames):
            alike[tuple(_shared(f) for f in frames[document])].append(document)
        self.heads = {documents[0]: frames[documents[0]] for documents in alike.values()}
        self._copies = {documents[0]: documents[1:] for documents in alike.values()}
        self._frames = frames
        self._place = {id(f): n for told in self.heads.values() for n, f in enumerate(told)}

    def count(self, frames: Sequence[Frame]) -> int:
        """How many documents tell any of `frames`, copies counted."""
        return sum(1 + len(self._copies[document]) for document in {f.document for f in frames})

    def with_copies(self, frames: Sequence[Frame]) -> Iterator[Frame]:
        """`frames`, and the same ones of every copy."""
        for frame in frames:
            yield frame
            for document in self._copies[frame.document]:
                yield self._frames[document][self._place[id(frame)]]


def _shared(frame: Frame) -> tuple[object, ...]:
    found = tuple(getattr(frame, name) for name in _SHARED)
    hedge = frame.certainty.hedge
    hedged = (hedge.start, hedge.end) if hedge else None
    return (*found, bool(frame.quotation), frame.certainty.level, frame.certainty.whose, hedged)
