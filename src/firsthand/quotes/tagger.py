"""Attributions by the trained model: text in, linked source, cue and content out.

Two bidirectional LSTM layers over hashed words read every paragraph, a conditional random field finds the spans, and
:mod:`firsthand.quotes.linker` ties them together. Always true: linear in the text; the same text gives the same answer
whatever was read before.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import pairwise

import numpy as np

from firsthand.quotes import linker, tags
from firsthand.quotes.attribution import Attribution
from firsthand.quotes.linker import Floats, Labelled
from firsthand.quotes.marks import OPENING_MARKS
from firsthand.quotes.tokens import Ints, Tokens, tokenise

SEQUENCE = 160
"""Tokens that are read together: whole paragraphs up to this many, as in training."""

LONGEST = 640
"""A paragraph beyond this many tokens is read in pieces, so that hostile text cannot take all memory."""

BLOCK = 8192
"""Tokens held in memory as states at one time."""

REMEMBERED_WORDS = 8192
"""Words whose gates are kept: 16 MB, and nine in ten words of a new article are among them."""

ENCOURAGEMENT = 1.0
"""Added to the scores of content where a cue has none in its sentence: in the gold every cue has some. On the
development documents 1 gains .05 of exact F for contents, 2 loses .1; "According to X, …" often needs it."""

HOLD = 5.0
"""Added meanwhile to the tags already found in that sentence."""

POSSESSIONS = ("'s", "’s")
"""Endings that tokens keep and names do not."""

WORDLESS = 40
"""Nobody says anything in so many marks without a word of two letters among them."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One direction of one recurrent layer."""

    inputs: Floats
    bias: Floats
    recurrent: Floats


@dataclass(frozen=True, slots=True)
class Model:
    """The weights of one language; `keys` are the sorted hashes with a row in `tables`, where row 0 is for the rest."""

    keys: tuple[Ints, ...]
    tables: tuple[Floats, ...]
    layout: Floats
    layers: tuple[tuple[Layer, Layer], ...]
    tag: Floats
    tag_bias: Floats
    trellis: Floats
    links: linker.LinkWeights
    gates: Gates = field(default_factory=lambda: Gates(), compare=False)


def has_model(language: str) -> bool:
    """Whether a trained model for `language` is shipped."""
    return (files("firsthand.quotes") / "model" / f"{language}.npz").is_file()


@cache
def load_model(language: str) -> Model:
    """The model of `language`, read once."""
    return read_model(files("firsthand.quotes") / "model" / f"{language}.npz")


def read_model(path: Traversable) -> Model:
    """The model in a file of arrays; floats are kept there in half precision."""
    with path.open("rb") as stream:
        arrays = {
            name: array.astype(np.float32 if array.dtype.kind == "f" else np.int64)
            for name, array in np.load(stream).items()
        }

    def layer(number: int, direction: str) -> Layer:
        return Layer(*(arrays[f"layer{number}.{direction}.{part}"] for part in ("inputs", "bias", "recurrent")))

    return Model(
        tuple(arrays[f"keys{i}"] for i in range(4)),
        tuple(arrays[f"table{i}"] for i in range(4)),
        arrays["layout"],
        tuple((layer(i, "ahead"), layer(i, "behind")) for i in range(2)),
        arrays["tag"],
        arrays["tag_bias"],
        arrays["trellis"],
        linker.LinkWeights.from_arrays(arrays),
    )


def find_attributions(text: str, language: str, ranges: Sequence[tuple[int, int]] | None = None) -> list[Attribution]:
    """All attributions of `text`, in order of their first character.

    Parameters
    ----------
    text : str
        Any text; paragraphs are lines.
    language : str
        A code for which :func:`has_model` is true.
    ranges : sequence of (start, end), optional
        The parts to read, in order; all of it where absent.
    """
    model = load_model(language)
    tokens = tokenise(text)
    if ranges is not None:
        tokens = tokens.within(ranges)
    spans, probabilities, states = find_spans(model, tokens)
    found = linker.assemble(model.links, spans, probabilities, states, tokens)
    if ranges is not None:
        found = [replace(a, content=tuple(cut_at_gaps(text, a.content, ranges))) for a in found]
    return [_without_possession(text, attribution) for attribution in found]


def cut_at_gaps(
    text: str, content: Sequence[tuple[int, int]], ranges: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Content without what stands between the ranges that were read.

    Only words in quotation marks go on behind such a gap: the speaker of one headline does not speak in the next.
    """
    begins = [begin for begin, _ in ranges]
    for start, end in content:
        number = bisect_right(begins, start) - 1
        at = start
        while number + 1 < len(ranges) and end > ranges[number + 1][0]:
            edge, number = ranges[number][1], number + 1
            if text[edge : ranges[number][0]].strip():
                yield at, at + len(text[at:edge].rstrip())
                at = ranges[number][0]
                if text[start] not in OPENING_MARKS:
                    break
        else:
            yield at, end


def _without_possession(text: str, attribution: Attribution) -> Attribution:
    """The source of "Ruiz’s claim" is Ruiz."""
    if attribution.source is None or text[slice(*attribution.source)][-2:] not in POSSESSIONS:
        return attribution
    start, end = attribution.source
    return replace(attribution, source=(start, end - 2)) if end - start > 2 else attribution


def find_spans(model: Model, tokens: Tokens) -> tuple[list[Labelled], list[float], Floats]:
    """Labelled spans in order, each with its probability and the states (first token, last token) side by side."""
    from firsthand.kernels import decode
    from firsthand.kernels.dense import multiply

    spans: list[Labelled] = []
    probabilities: list[float] = []
    edges = [np.zeros((0, 2 * model.tag.shape[0]), np.float32)]
    for bounds in blocks(tokens):
        first = int(bounds[0])
        states = read(model, tokens, bounds)
        scores = multiply(states, model.tag, model.tag_bias)
        local = bounds - first
        best = decode.best_tags(scores, model.trellis, local)
        if encourage(scores, best, tokens.sentence_ends[first : int(bounds[-1])]):
            best = decode.best_tags(scores, model.trellis, local)
        found = tags.decode(best)
        if not found:
            continue
        starts, ends = np.array([s[1:] for s in found], np.int64).T
        probabilities += decode.span_probabilities(
            scores, model.trellis, local, best, np.ascontiguousarray(starts), np.ascontiguousarray(ends)
        ).tolist()
        edges.append(np.concatenate([states[starts], states[ends - 1]], 1))
        spans += [(role, start + first, end + first) for role, start, end in found]
    return spans, probabilities, np.concatenate(edges)


def encourage(scores: Floats, best: Ints, sentence_ends: Ints) -> bool:
    """Raise, in place, the scores of content in sentences with a cue but no content; returns whether there are any.

    What has been found there already is held on to.
    """
    sentence = np.cumsum(sentence_ends) - sentence_ends
    role = (best - 1) // 4
    n_sentences = int(sentence[-1]) + 1
    has_cue = np.bincount(sentence[(best != tags.OUTSIDE) & (role == linker.CUE)], minlength=n_sentences) > 0
    has_content = np.bincount(sentence[(best != tags.OUTSIDE) & (role == linker.CONTENT)], minlength=n_sentences) > 0
    asked = (has_cue & ~has_content)[sentence]
    if not asked.any():
        return False
    free, held = asked & (best == tags.OUTSIDE), np.flatnonzero(asked & (best != tags.OUTSIDE))
    first = tags.tag(linker.CONTENT, tags.BEGIN)
    scores[free, first : first + 4] += ENCOURAGEMENT
    scores[held, best[held]] += HOLD
    return True


def blocks(tokens: Tokens) -> list[Ints]:
    """Bounds of the sequences to read, in groups of about BLOCK tokens; long stretches without a word are left out."""
    edges = np.flatnonzero(np.diff(tokens.paragraphs, prepend=-1)).tolist()
    edges.append(len(tokens))
    words = np.concatenate([[0], np.cumsum(tokens.ends - tokens.starts > 1)])
    out: list[list[int]] = []
    for start, end in pairwise(edges):
        for begin in range(start, end, LONGEST):
            stop = min(end, begin + LONGEST)
            if stop - begin > WORDLESS and words[stop] == words[begin]:
                continue
            open_block = bool(out) and out[-1][-1] == begin
            if open_block and stop - out[-1][-2] <= SEQUENCE:
                out[-1][-1] = stop
            elif open_block and stop - out[-1][0] <= BLOCK:
                out[-1].append(stop)
            else:
                out.append([begin, stop])
    return [np.array(b, np.int64) for b in out]


def read(model: Model, tokens: Tokens, bounds: Ints) -> Floats:
    """Upper states (token, 2 * hidden) of the sequences at `bounds`."""
    from firsthand.kernels.dense import add_rows, multiply

    first, last = int(bounds[0]), int(bounds[-1])
    local, layout = bounds - first, tokens.layout[first:last]
    lower, upper = model.layers
    one, which = model.gates.of(model, tokens.hashes[first:last])
    width = model.layout.shape[1]
    gates = [add_rows(a, which, model.layout @ d.inputs[-width:], layout) for a, d in zip(one, lower)]
    states = _run(lower, gates, local)
    return _run(upper, [multiply(states, d.inputs, d.bias) for d in upper], local)


class Gates:
    """A word's part in the gates of the lower layer: worked out once, however often the word stands anywhere.

    A word's gates are the same to the last bit whatever it was worked out with, so that it does not matter when.
    """

    def __init__(self) -> None:
        self._rows: dict[int, int] = {}
        self._gates: list[Floats] = []

    def of(self, model: Model, hashes: Ints) -> tuple[list[Floats], Ints]:
        """The gates of many words, a table for each direction, and the row of each token in both."""
        different, which = np.unique(word_keys(model, hashes), return_inverse=True)
        known = self._rows
        fresh = [key for key in different.tolist() if key not in known]
        if len(known) + len(fresh) > REMEMBERED_WORDS:
            known.clear()
            fresh = different.tolist()
        if len(fresh) > REMEMBERED_WORDS:  # hostile text: nobody writes so many words
            return self._made(model, different), which
        if fresh:
            if not self._gates:
                width = model.layers[0][0].bias.shape[0]
                self._gates = [np.empty((REMEMBERED_WORDS, width), np.float32) for _ in model.layers[0]]
            begin = len(known)
            for table, made in zip(self._gates, self._made(model, np.array(fresh))):
                table[begin : begin + len(fresh)] = made
            known.update(zip(fresh, range(begin, begin + len(fresh))))
        rows = np.array([known[key] for key in different.tolist()], np.int64)
        return self._gates, rows[which]

    def _made(self, model: Model, keys: Ints) -> list[Floats]:
        from firsthand.kernels.dense import multiply

        words = embed(model, keys)
        return [multiply(words, d.inputs[: words.shape[1]], d.bias) for d in model.layers[0]]


def word_keys(model: Model, hashes: Ints) -> Ints:
    """One number for all that the model sees of each token: equal for equal vectors."""
    key = np.zeros(len(hashes), np.int64)
    for column, known in enumerate(model.keys):
        place = np.minimum(np.searchsorted(known, hashes[:, column]), len(known) - 1)
        row = np.where(known[place] == hashes[:, column], place + 1, 0)
        key = key * (len(known) + 1) + row
    return key


def embed(model: Model, keys: Ints) -> Floats:
    """Vectors of words by their keys."""
    columns: list[Floats] = []
    for known, table in zip(reversed(model.keys), reversed(model.tables)):
        keys, row = np.divmod(keys, len(known) + 1)
        columns.insert(0, table[row])
    return np.concatenate(columns, 1)


def _run(both: tuple[Layer, Layer], gates: list[Floats], bounds: Ints) -> Floats:
    """States (token, 2 * hidden) of a layer, from the gates of both its directions, which are overwritten."""
    from firsthand.kernels.recurrent import run_lstm

    hidden = len(both[0].recurrent)
    halves = [np.empty((int(bounds[-1]), hidden), np.float32) for _ in both]
    for direction, gate, half, backward in zip(both, gates, halves, (False, True)):
        run_lstm(gate, direction.recurrent, bounds, backward, half)
    return np.concatenate(halves, 1)
