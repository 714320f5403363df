"""The attribution model's view of a text: tokens, their paragraphs, and a row of hashes for each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

TOKEN = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Tokens:
    """Words and single punctuation marks of one text, as parallel arrays over its `n` tokens.

    `starts` and `ends` are code points; `paragraphs` numbers the line each token stands on; `hashes` has the columns of
    :func:`firsthand.kernels.features.hash_tokens`; `layout` is the state among quote marks; `sentence_ends` is 1 on every
    token that may end a sentence (a guess: it only feeds the linker).
    """

    starts: Ints
    ends: Ints
    paragraphs: Ints
    hashes: Ints
    layout: Ints
    sentence_ends: Ints

    def __len__(self) -> int:
        return len(self.starts)

    def within(self, ranges: Sequence[tuple[int, int]]) -> Tokens:
        """The tokens that lie in `ranges` (ordered, apart)."""
        edges = np.array(ranges, np.int64).reshape(-1, 2)
        number = np.searchsorted(edges[:, 0], self.starts, "right") - 1
        inside = (number >= 0) & (self.ends <= np.append(edges[:, 1], 0)[number])
        return Tokens(*(getattr(self, field.name)[inside] for field in fields(self)))


def code_points(text: str) -> Ints:
    """The code points of `text`, one a character, whatever they are."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)


def tokenise(text: str) -> Tokens:
    """Cut `text` into the tokens that the attribution model reads."""
    from firsthand.kernels import features

    edges: Any = np.array([m.span() for m in TOKEN.finditer(text)], np.int64).reshape(-1, 2)
    starts, ends = np.ascontiguousarray(edges[:, 0]), np.ascontiguousarray(edges[:, 1])
    codes = code_points(text)
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    paragraphs = np.searchsorted(np.flatnonzero(codes == 10), starts)
    layout = features.lay_out_quotes(codes, starts, ends, paragraphs)
    return Tokens(
        starts,
        ends,
        paragraphs,
        features.hash_tokens(codes, code_points(lowered), starts, ends),
        layout,
        features.guess_sentence_ends(codes, starts, ends, paragraphs),
    )
