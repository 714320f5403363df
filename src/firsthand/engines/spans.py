"""From words to text: the passages of alignments, cut out of the files where their documents lie."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from firsthand.engines.corpus import Corpus
from firsthand.settings import ReuseSettings
from firsthand.text.tokens import Tokenizer

if TYPE_CHECKING:
    from firsthand.reuse.stock import Excerpt
    from firsthand.reuse.wording import Wording

BATCH_BYTES = 1 << 20
"""Stretches of about so many bytes are cut into words together."""
UNJUDGED = -1
"""In place of a span's hints where it is not judged."""


class SpanRecord(msgspec.Struct, gc=False):
    """A span, as every record has it."""

    document: str
    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True)
class CutSpans:
    """The spans of alignments, each of them once.

    Attributes
    ----------
    a, b : list of int
        Which spans each alignment has.
    spans : list of SpanRecord
        All spans.
    excerpts : list of Excerpt or None
        Where each stands, if it is judged.
    """

    a: list[int]
    b: list[int]
    spans: list[SpanRecord]
    excerpts: list[Excerpt | None]


class Stretch(NamedTuple):
    """The part of a document that holds all its spans.

    Attributes
    ----------
    document : int
        Its number in the corpus.
    text : str
        The stretch.
    before, after : int
        Code points of the document on either side of it.
    places : list of (int, int, int)
        Start and end of each span in the stretch, and its hints of notes.
    """

    document: int
    text: str
    before: int
    after: int
    places: list[tuple[int, int, int]]


def cut_spans(
    rows: NDArray[np.int64],
    judged: NDArray[np.bool_],
    corpus: Corpus,
    tokenizer: Tokenizer,
    settings: ReuseSettings,
) -> CutSpans:
    """Cut the spans of alignments, and what stands around them where the alignment is `judged`."""
    from firsthand.reuse.stock import Excerpt
    from firsthand.reuse.wording import Wording

    n = len(rows)
    sides, which = _tell_apart(np.concatenate([rows[:, :3], rows[:, 3:6]]))
    wanted = np.zeros(len(sides), bool)
    wanted[which[:n][judged]] = wanted[which[n:][judged]] = True
    spans: list[SpanRecord] = []
    excerpts: list[Excerpt | None] = []
    wordings: dict[str, Wording] = {}
    for document, text, before, after, places in _stretches(sides, wanted, corpus, tokenizer):
        name, outlet = corpus.ids[document], corpus.outlets[document]
        for start, stop, hints in places:
            exact = text[start:stop]
            spans.append(SpanRecord(name, before + start, before + stop, exact))
            if hints == UNJUDGED:
                excerpts.append(None)
                continue
            wording = wordings.get(exact)
            if wording is None:
                wording = wordings[exact] = Wording(exact, hints)
            at_edge = min(before + start, len(text) - stop + after) <= settings.edge_characters
            excerpts.append(Excerpt.around(text, start, stop, wording, outlet, at_edge))
    return CutSpans(which[:n].tolist(), which[n:].tolist(), spans, excerpts)


def _tell_apart(sides: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """All different spans, sorted, and which of them each one is."""
    order = np.lexsort((sides[:, 2], sides[:, 1], sides[:, 0]))
    ordered = sides[order]
    fresh = np.ones(len(ordered), bool)
    fresh[1:] = (ordered[1:] != ordered[:-1]).any(axis=1)
    which = np.empty(len(order), np.int64)
    which[order] = np.cumsum(fresh) - 1
    return ordered[fresh], which


def _stretches(
    spans: NDArray[np.int64], wanted: NDArray[np.bool_], corpus: Corpus, tokenizer: Tokenizer
) -> Iterator[Stretch]:
    """Read, and cut into words again, what lies between the first and the last span of each document."""
    from firsthand.reuse.stock import AROUND

    documents, firsts = np.unique(spans[:, 0], return_index=True)
    if not len(documents):
        return
    found = corpus.places.find(documents, spans[firsts, 1], np.maximum.reduceat(spans[:, 2], firsts), AROUND)
    lengths, points = corpus.places.lengths(), found.points_begin.tolist()
    numbers, bounds = documents.tolist(), [*firsts.tolist(), len(spans)]
    begins, ends = found.bytes_begin.tolist(), [None if end < 0 else end for end in found.bytes_end.tolist()]
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
        tokens = tokenizer.cut(
            np.frombuffer(b"".join(raws), np.uint8), stops - [len(raw) for raw in raws], stops, escaped
        )
        # The words of all these spans, as they are numbered among those of all these stretches.
        here = slice(bounds[first], bounds[last])
        shift = np.repeat(tokens.offsets[:-1] - found.first_word[first:last], np.diff(bounds[first : last + 1]))
        first_words, last_words = spans[here, 1] + shift, spans[here, 2] + shift
        hints = _hints_in(wanted[here], tokens.words, first_words, last_words)
        places = list(zip(tokens.starts[first_words].tolist(), tokens.stops[last_words - 1].tolist(), hints))
        for n in range(first, last):
            number, before, text = numbers[n], points[n], corpus.decode(numbers[n], raws[n - first])
            after = (int(lengths[number]) - before - len(text)) if number < len(lengths) else 0
            own = slice(bounds[n] - bounds[first], bounds[n + 1] - bounds[first])
            yield Stretch(number, text, before, after, places[own])
        first = last


def _hints_in(
    wanted: NDArray[np.bool_], words: NDArray[np.uint32], first: NDArray[np.int64], last: NDArray[np.int64]
) -> list[int]:
    """The hints of notes in each span, the words ``first:last``."""
    if not wanted.any():
        return [UNJUDGED] * len(wanted)
    from firsthand.reuse.wording import HINT_BITS, hints_of_notes

    lengths = (last - first)[wanted]
    begins = np.cumsum(lengths) - lengths
    at = np.arange(int(lengths.sum())) + np.repeat(first[wanted] - begins, lengths)
    hints = np.full(len(wanted), UNJUDGED, np.int64)
    hints[wanted] = np.add.reduceat(hints_of_notes()[words[at] >> np.uint32(32 - HINT_BITS)], begins)
    listed: list[int] = hints.tolist()
    return listed
