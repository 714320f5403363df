"""How much a stem tells, and how alike frames and documents are: plain numbers, in matrices.

A stem weighs by how few documents have it, here and in news at large, so that words of every article weigh little even
in a collection of five.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log

import numpy as np
from numpy.typing import NDArray

from firsthand.facts.frames import Frame
from firsthand.facts.stems import background

Floats = NDArray[np.float32]
_HASHED = 1024
_LIGHTEST = 0.05


class Weights:
    """Nats that a stem tells, from the documents of the collection and from the background of news."""

    def __init__(self, documents: Mapping[str, Iterable[str]], share: float) -> None:
        counts: Counter[str] = Counter()
        for stems in documents.values():
            counts.update(set(stems))
        self._counts = counts
        self._share = share
        self._total = log(1 + len(documents) + share)
        self._known: dict[str, float] = {}

    def of(self, stem: str) -> float:
        """From nearly 0 for a word of every article upwards."""
        known = self._known.get(stem)
        if known is None:
            heard = self._counts[stem] + self._share * background().get(stem, 0.0)
            known = self._known[stem] = max(_LIGHTEST, self._total - log(1 + heard))
        return known


def words_by_document(frames: Mapping[str, Sequence[Frame]]) -> dict[str, list[str]]:
    """What every document speaks of: the stems and names of its frames, each once."""
    return {
        document: sorted({s for f in told for s in f.context} | {f"^{n}" for f in told for n in f.names})
        for document, told in frames.items()
    }


def document_vectors(words: Mapping[str, Sequence[str]], weights: Weights) -> dict[str, Floats]:
    """A unit vector per document, its words hashed into a fixed number of places with a sign."""
    vectors: dict[str, Floats] = {}
    for document, stems in words.items():
        vector = np.zeros(_HASHED, np.float32)
        for stem in stems:
            code = zlib.crc32(stem.encode())
            vector[code % _HASHED] += weights.of(stem) * (1 if code & 0x10000 else -1)
        norm = float(np.sqrt(vector @ vector))
        vectors[document] = vector / norm if norm else vector
    return vectors


def bag_matrix(bags: Sequence[Iterable[str]], weights: Weights, normed: bool) -> Floats:
    """One row a bag: the square root of each stem's weight, so that products of rows are sums of weights shared.

    Stems that only one bag has are in no product of two rows: they count for a row's length alone.
    """
    held = [list(bag) for bag in bags]
    counts = Counter(stem for bag in held for stem in bag)
    places = {stem: n for n, stem in enumerate(stem for stem, count in counts.items() if count > 1)}
    matrix = np.zeros((len(held), max(1, len(places))), np.float32)
    for row, bag in enumerate(held):
        for stem in bag:
            if stem in places:
                matrix[row, places[stem]] = weights.of(stem) ** 0.5
    if normed:
        totals = [sum(weights.of(stem) for stem in dict.fromkeys(bag)) for bag in held]
        norms = np.sqrt(np.array(totals, np.float32))[:, None]
        matrix = np.divide(matrix, norms, out=np.zeros_like(matrix), where=norms > 0)
    return matrix
