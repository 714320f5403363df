"""Sequences of bounded length, and padded batches of them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import torch
from torch import Tensor

from firsthand.quotes.tokens import Ints, Tokens
from training.quotes.links import Choices, Links, collate


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded arrays (sequence, position); `flip` reverses every sequence in place of its own length."""

    rows: Tensor
    layout: Tensor
    flip: Tensor
    mask: Tensor
    targets: tuple[Tensor, ...]
    links: Links | None = None


def chunk(tokens: Tokens, longest: int, offset: int = 0) -> list[tuple[int, int]]:
    """Runs of whole paragraphs of at most `longest` tokens (a longer one stays whole), the first `offset` apart."""
    edges = [*np.flatnonzero(np.diff(tokens.paragraphs, prepend=-1)).tolist(), len(tokens)]
    out, start = [], 0
    for before, after in pairwise(edges):
        if before > start and (after - start > longest or (start == 0 and 0 < offset <= before)):
            out.append((start, before))
            start = before
    out.append((start, len(tokens)))
    return [(a, b) for a, b in out if b > a]


Sequence = tuple[Ints, Ints, tuple[Ints, ...], Choices | None]


def pad(sequences: list[Sequence], fills: tuple[int, ...]) -> Batch:
    """One batch of sequences given as (rows of embedding tables, layout, targets, choices)."""
    n = max(len(s[1]) for s in sequences)
    k = len(sequences)
    rows, layouts = np.zeros((k, n, 4), np.int64), np.zeros((k, n), np.int64)
    flip, mask = np.tile(np.arange(n), (k, 1)), np.zeros((k, n), bool)
    targets = [np.full((k, n), fill, np.int64) for fill in fills]
    for i, (row, layout, wanted, _) in enumerate(sequences):
        m = len(layout)
        rows[i, :m], layouts[i, :m], mask[i, :m] = row, layout, True
        flip[i, :m] = np.arange(m)[::-1]
        for target, values in zip(targets, wanted):
            target[i, :m] = values
    t = torch.from_numpy
    parts = [s[3] for s in sequences if s[3] is not None]
    links = collate(parts, n) if len(parts) == k else None
    return Batch(t(rows), t(layouts), t(flip), t(mask), tuple(t(x) for x in targets), links)
