"""The attribution model's view of a text: tokens, their paragraphs, and a row of hashes for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Tokens:
    """Words and single punctuation marks of one text, as parallel arrays over its `n` tokens.

    `starts` and `ends` are code points; `paragraphs` numbers the line each token stands on; `hashes` has the columns of
    :func:`firsthand.kernels.features.hash_tokens`; `layout` is the state among quote marks; `sentence_ends` is 1 on
    every token that may end a sentence (a guess: it only feeds the linker).
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


_KINDS = np.zeros(0x110000, np.uint8)
"""What kind of character each code point is, and 1 more; 0 until a text has it: few of a million are ever met."""


def _kinds_of(codes: Ints) -> NDArray[np.uint8]:
    """The kind of every character of a text."""
    kinds = _KINDS[codes]
    if not kinds.all():
        fresh = np.unique(codes[kinds == 0])
        _KINDS[fresh] = [_kind(chr(code)) + 1 for code in fresh.tolist()]
        kinds = _KINDS[codes]
    kinds -= 1
    return kinds


def _kind(character: str) -> int:
    from firsthand.kernels import features

    if character in "'’":
        return features.APOSTROPHE
    if character.isalnum() or character == "_":
        return features.LETTER
    return features.SPACE if character.isspace() else features.MARK


def tokenise(text: str) -> Tokens:
    """Cut `text` into the tokens that the attribution model reads."""
    from firsthand.kernels import features

    codes = code_points(text)
    starts, ends = np.empty(len(text), np.int64), np.empty(len(text), np.int64)
    n = features.cut_tokens(_kinds_of(codes), starts, ends)
    starts, ends = starts[:n].copy(), ends[:n].copy()
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    paragraphs = np.searchsorted(np.flatnonzero(codes == 10), starts)
    layout, sentence_ends = np.empty(n, np.int64), np.empty(n, np.int64)
    hashes = np.empty((n, features.N_HASHED), np.int64)
    features.hash_tokens(codes, code_points(lowered), starts, ends, hashes.reshape(-1))
    features.lay_out_quotes(codes, starts, ends, paragraphs, layout)
    features.guess_sentence_ends(codes, starts, ends, paragraphs, sentence_ends)
    return Tokens(starts, ends, paragraphs, hashes, layout, sentence_ends)
