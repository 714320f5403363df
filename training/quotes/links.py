"""Gold links as choices, and the loss of making them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from firsthand.quotes.linker import CONTENT, CUE, SOURCE, Labelled, Pairs, propose
from firsthand.quotes.tokens import Ints
from training.quotes.corpus import ROLES, News


@dataclass(frozen=True, slots=True)
class Choices:
    """All spans of a document, its candidate links, and 1 for the right ones."""

    spans: list[Labelled]
    pairs: Pairs
    right: Ints


def gold_spans(document: News) -> tuple[list[Labelled], set[tuple[Labelled, Labelled | None]]]:
    """Spans of a document, and its links as (chooser, candidate or None for none)."""
    spans: set[Labelled] = set()
    links: set[tuple[Labelled, Labelled | None]] = set()
    for told in document.told:
        by_role: list[list[Labelled]] = [[(r, a, b) for a, b in getattr(told, role)] for r, role in enumerate(ROLES)]
        spans.update(*map(set, by_role))
        for cue in by_role[CUE]:
            links.update((cue, source) for source in by_role[SOURCE] or [None])
        for content in by_role[CONTENT]:
            links.update((content, cue) for cue in by_role[CUE] or [None])
    return sorted(spans, key=lambda s: (s[1], s[0], s[2])), links


def choices(document: News) -> Choices:
    """The gold choices; a chooser whose right candidate is out of reach makes none."""
    spans, links = gold_spans(document)
    pairs = propose(spans, document.tokens)
    right = np.array(
        [(spans[i], spans[j] if j >= 0 else None) in links for i, j in zip(pairs.chooser, pairs.candidate)], np.int64
    )
    return Choices(spans, pairs, right)


@dataclass(frozen=True, slots=True)
class Links:
    """The choices of a batch: `spans` (first, last) as positions in the flattened batch, the rest as in `Pairs`."""

    spans: Tensor
    chooser: Tensor
    candidate: Tensor
    between: Tensor
    group: Tensor
    right: Tensor
    n_groups: int


def cut(document_choices: Choices, start: int, end: int) -> Choices:
    """The choices whose chooser and candidates all lie in tokens ``start:end``, counted from there."""
    spans = document_choices.spans
    inside = np.array([start <= a and b <= end for _, a, b in spans], bool)
    number = np.cumsum(inside) - 1
    pairs = document_choices.pairs
    keep = np.array([], bool)
    if len(pairs.chooser):
        keep = inside[pairs.chooser] & ((pairs.candidate < 0) | inside[pairs.candidate])
    kept = [(r, a - start, b - start) for (r, a, b), k in zip(spans, inside) if k]
    candidate = pairs.candidate[keep]
    return Choices(
        kept,
        Pairs(number[pairs.chooser[keep]], np.where(candidate < 0, -1, number[candidate]), pairs.between[keep]),
        document_choices.right[keep],
    )


def collate(parts: list[Choices], width: int) -> Links:
    """Join the choices of a batch's sequences, each of `width` positions."""
    spans, chooser, candidate, between, right = [np.zeros((0, 2), np.int64)], [], [], [], []
    n_spans = 0
    for i, part in enumerate(parts):
        if part.spans:
            spans.append(np.array([(i * width + a, i * width + b - 1) for _, a, b in part.spans]))
        chooser.append(part.pairs.chooser + n_spans)
        candidate.append(np.where(part.pairs.candidate < 0, -1, part.pairs.candidate + n_spans))
        between.append(part.pairs.between)
        right.append(part.right)
        n_spans += len(part.spans)
    everyone = np.concatenate(chooser)
    names, group = np.unique(everyone, return_inverse=True)
    t = torch.from_numpy
    return Links(
        t(np.concatenate(spans)),
        t(everyone),
        t(np.concatenate(candidate)),
        t(np.concatenate(between)),
        t(group),
        t(np.concatenate(right)).float(),
        len(names),
    )


def choice_loss(scores: Tensor, group: Tensor, right: Tensor, n_groups: int) -> Tensor:
    """Negative log-probability of any right candidate, averaged over the groups (one a chooser) that have one."""
    top = scores.max().detach()
    weights = torch.exp(scores - top)
    whole = torch.zeros(n_groups).index_add(0, group, weights)
    hit = torch.zeros(n_groups).index_add(0, group, weights * right)
    made = hit > 0
    return torch.log(whole[made] / hit[made]).mean() if bool(made.any()) else scores.sum() * 0
