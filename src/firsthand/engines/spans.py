"""From words to text: the passages of alignments, cut out of the files where their documents lie."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from firsthand.engines.corpus import Corpus
from firsthand.settings import ReuseSettings
from firsthand.text.tokens import Tokenizer

if TYPE_CHECKING:
    from firsthand.reuse.stock import Excerpt

BATCH_BYTES = 1 << 20
"""Stretches of about so many bytes are cut into words together."""


def cut_spans(
    rows: NDArray[np.int64],
    judged: NDArray[np.bool_],
    corpus: Corpus,
    tokenizer: Tokenizer,
    settings: ReuseSettings,
) -> tuple[list[tuple[int, int, str]], dict[int, Excerpt]]:
    """Start, end and text of spans a and b of each alignment in turn, and where they stand if it is `judged`.

    Of every document, only what lies between its first and its last passage is read, and cut into words again.
    """
    from firsthand.reuse.stock import AROUND, Excerpt

    excerpts: dict[int, Excerpt] = {}
    wanted = frozenset(np.flatnonzero(np.repeat(judged, 2)).tolist())
    sides = np.concatenate([rows[:, :3], rows[:, 3:6]], axis=1).reshape(-1, 3)
    order = np.argsort(sides[:, 0], kind="stable")
    ordered = sides[order]
    documents, firsts = np.unique(ordered[:, 0], return_index=True)
    if not len(documents):
        return [], excerpts
    first_words = np.minimum.reduceat(ordered[:, 1], firsts)
    last_words = np.maximum.reduceat(ordered[:, 2], firsts)
    found = corpus.places.find(documents, first_words, last_words, AROUND)
    lengths = corpus.places.lengths()
    cut: list[Any] = [None] * len(sides)
    numbers, bounds = documents.tolist(), [*firsts.tolist(), len(order)]
    begins, points = found.bytes_begin.tolist(), found.points_begin.tolist()
    ends = [None if end < 0 else end for end in found.bytes_end.tolist()]
    first = 0
    while first < len(numbers):
        escaped = corpus.escaped[numbers[first]]
        raws: list[bytes] = []
        size, last = 0, first
        while last < len(numbers) and size < BATCH_BYTES and corpus.escaped[numbers[last]] == escaped:
            raws.append(corpus.raw(numbers[last], begins[last], ends[last]))
            size += len(raws[-1])
            last += 1
        stops = np.cumsum([len(raw) for raw in raws])
        data = np.frombuffer(b"".join(raws), np.uint8)
        tokens = tokenizer.cut(data, stops - [len(raw) for raw in raws], stops, escaped)
        for n in range(first, last):
            number = numbers[n]
            here = slice(bounds[n], bounds[n + 1])
            base = int(tokens.offsets[n - first]) - int(found.first_word[n])
            text, outlet, before = corpus.decode(number, raws[n - first]), corpus.outlets[number], points[n]
            after = (int(lengths[number]) - before - len(text)) if number < len(lengths) else 0
            words = zip(
                order[here].tolist(),
                tokens.starts[base + ordered[here, 1]].tolist(),
                tokens.stops[base + ordered[here, 2] - 1].tolist(),
            )
            for side, start, stop in words:
                cut[side] = before + start, before + stop, text[start:stop]
                if side in wanted:
                    at_edge = min(before + start, len(text) - stop + after) <= settings.edge_characters
                    above, below = text[max(0, start - AROUND) : start], text[stop : stop + AROUND]
                    excerpts[side] = Excerpt(above, text[start:stop], below, outlet, at_edge)
        first = last
    return cut, excerpts
