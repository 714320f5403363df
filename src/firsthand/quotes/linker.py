"""Which source and which content belong to which cue.

Every cue chooses one of the sources near it, or none; every content chooses one of the cues near it, or none. A choice
is the best-scored candidate of a small network over the tagger's states at both spans and what lies between them.
Contents with one cue are pieces of one attribution: a quotation resumed after its cue, or an indirect clause that turns
into quotation, becomes one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray

from firsthand.quotes.attribution import Attribution
from firsthand.quotes.tokens import Ints, Tokens

SOURCE, CUE, CONTENT = range(3)
Labelled = tuple[int, int, int]
Floats = NDArray[np.float32]

BETWEEN_SIZES = (20, 4, 4, 4, 5, 4, 4)
"""Number of values of each column of :attr:`Pairs.between`."""

REACH = 3
"""Candidates of one role on either side of a span. On the training documents the gold link is within it for 99.9 %."""

FARTHEST = 4
"""Paragraphs between two linked spans at most, empty lines counted."""

LEAST = 0.2
"""Attributions less probable than this are dropped. On the development documents, exact F of contents gains 0.3 by it
and no linked F loses."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Candidate links, as parallel arrays over pairs; pairs of one chooser stand together.

    `chooser` and `candidate` are numbers of spans (-1: none); `between` has one row of small integers a pair.
    """

    chooser: Ints
    candidate: Ints
    between: Ints


def propose(spans: list[Labelled], tokens: Tokens) -> Pairs:
    """All candidate links among `spans` (role, start, end; ordered by start); each chooser may choose none."""
    from firsthand.kernels import features, linking

    labelled = np.array(spans, np.int64).reshape(-1, 3)
    state = tokens.layout % features.PARAGRAPH_START
    marks = (state == features.OPENER) | (state == features.CLOSER) | (state == features.OPENER_UNCLOSED)
    table = linking.propose_links(
        labelled[:, 0].copy(),
        labelled[:, 1].copy(),
        labelled[:, 2].copy(),
        np.array([-1, SOURCE, CUE]),
        REACH,
        FARTHEST,
        tokens.paragraphs,
        np.concatenate([[0], np.cumsum(tokens.sentence_ends)]),
        np.concatenate([[0], np.cumsum(marks)]),
    )
    return Pairs(table[:, 0].copy(), table[:, 1].copy(), table[:, 2:].copy())


@dataclass(frozen=True, slots=True)
class LinkWeights:
    """The small network that scores candidate links.

    `ends` projects a span's states to what it is as chooser (first half) and as candidate (second half); `nobody`
    stands for the choice of none; `gaps` are embeddings of the columns of :attr:`Pairs.between`;
    `confidence` weighs :attr:`Linked.evidence` into the log-odds that an attribution is right.
    """

    ends: Floats
    ends_bias: Floats
    nobody: Floats
    gaps: tuple[Floats, ...]
    mix: Floats
    mix_bias: Floats
    link: Floats
    link_bias: Floats
    confidence: Floats

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Any]) -> LinkWeights:
        """Pick the linker's arrays out of a model file."""
        gaps = tuple(arrays[f"link.gap{i}"] for i in range(len(BETWEEN_SIZES)))
        names = ("ends", "ends_bias", "nobody", "mix", "mix_bias", "link", "link_bias", "confidence")
        return cls(gaps=gaps, **{name: arrays[f"link.{name}"] for name in names})


def score(weights: LinkWeights, states: Floats, pairs: Pairs) -> Floats:
    """Scores of all candidate links; `states` has the states of every span's first and last token side by side."""
    from firsthand.kernels.dense import multiply

    halves = multiply(states, weights.ends, weights.ends_bias)
    width = halves.shape[1] // 2
    choosing = halves[pairs.chooser, :width]
    nobody = weights.nobody[pairs.between[:, -1] % 2]
    chosen = np.where((pairs.candidate < 0)[:, None], nobody, halves[np.maximum(pairs.candidate, 0), width:])
    gaps = [table[pairs.between[:, i]] for i, table in enumerate(weights.gaps)]
    hidden = multiply(np.concatenate([choosing, chosen, choosing * chosen, *gaps], 1), weights.mix, weights.mix_bias)
    scores: Floats = np.maximum(hidden, 0) @ weights.link + weights.link_bias
    return scores


def choose(weights: LinkWeights, states: Floats, pairs: Pairs) -> dict[int, tuple[int, float]]:
    """The best candidate (-1: none) of every chooser, with its probability."""
    if not len(pairs.chooser):
        return {}
    scores = score(weights, states, pairs)
    starts = np.diff(pairs.chooser, prepend=-1) != 0
    edges, group = np.flatnonzero(starts), np.cumsum(starts) - 1
    top = np.maximum.reduceat(scores, edges)
    total = np.add.reduceat(np.exp(scores - top[group]), edges)
    is_best = np.flatnonzero(scores == top[group])
    best = is_best[np.unique(group[is_best], return_index=True)[1]]  # of equal scores the nearest
    probabilities = (1 / total).tolist()
    return dict(zip(pairs.chooser[edges].tolist(), zip(pairs.candidate[best].tolist(), probabilities)))


@dataclass(frozen=True, slots=True)
class Linked:
    """One attribution in numbers of spans (-1: none), with what is known of its chances.

    `evidence` holds the logarithms of the probabilities of its contents (their mean), its cue, its source, and all its
    links (their sum), whether cue and source are missing, and 1.
    """

    contents: tuple[int, ...]
    cue: int
    source: int
    evidence: tuple[float, ...]


N_EVIDENCE = 7


def link(
    weights: LinkWeights, spans: list[Labelled], probabilities: list[float], states: Floats, tokens: Tokens
) -> list[Linked]:
    """Tie spans together, given their probabilities and states, in order of their first contents."""
    if not spans:
        return []
    chosen = choose(weights, states, propose(spans, tokens))
    contents: dict[int, list[int]] = {}
    for i, (role, _, _) in enumerate(spans):
        if role == CONTENT:
            cue = chosen[i][0]
            contents.setdefault(cue if cue >= 0 else -1 - i, []).append(i)
    found = []
    logs = np.log(np.maximum(probabilities, 1e-6)).tolist()
    for key, pieces in contents.items():
        cue, source = (key, chosen[key][0]) if key >= 0 else (-1, -1)
        links = [chosen[i][1] for i in (*pieces, *([cue] if cue >= 0 else []))]
        evidence = (
            sum(logs[i] for i in pieces) / len(pieces),
            logs[cue] if cue >= 0 else 0.0,
            logs[source] if source >= 0 else 0.0,
            sum(log(max(probability, 1e-6)) for probability in links),
            float(cue < 0),
            float(source < 0),
            1.0,
        )
        found.append(Linked(tuple(pieces), cue, source, evidence))
    return found


def assemble(
    weights: LinkWeights, spans: list[Labelled], probabilities: list[float], states: Floats, tokens: Tokens
) -> list[Attribution]:
    """Attributions from spans, their probabilities and their states, in order of their first character."""

    def characters(i: int) -> tuple[int, int]:
        _, start, end = spans[i]
        return int(tokens.starts[start]), int(tokens.ends[end - 1])

    tied = link(weights, spans, probabilities, states, tokens)
    if not tied:
        return []
    odds = np.array([linked.evidence for linked in tied]) @ weights.confidence
    sure = np.round(1 / (1 + np.exp(-odds)), 4).tolist()
    found = [
        Attribution(
            content=tuple(map(characters, linked.contents)),
            cue=(characters(linked.cue),) if linked.cue >= 0 else (),
            source=characters(linked.source) if linked.source >= 0 else None,
            probability=probability,
        )
        for linked, probability in zip(tied, sure)
    ]
    return sorted((a for a in found if a.probability >= LEAST), key=lambda a: a.span)
