"""The attribution model's view of a text: tokens, their paragraphs, and a row of hashes for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

_PLANE = 0x10000


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


@cache
def _kinds() -> NDArray[np.int8]:
    """What kind of character each code point of the basic plane is."""
    from firsthand.kernels import features

    kinds = np.array([_kind(chr(code)) for code in range(_PLANE)], np.int8)
    kinds[[ord("'"), ord("’")]] = features.APOSTROPHE
    return kinds


def _kind(character: str) -> int:
    from firsthand.kernels import features

    if character.isalnum() or character == "_":
        return features.LETTER
    return features.SPACE if character.isspace() else features.MARK


def _kinds_of(codes: Ints) -> NDArray[np.int8]:
    """The kind of every character of a text."""
    kinds = _kinds()[np.minimum(codes, _PLANE - 1)]
    beyond = np.flatnonzero(codes >= _PLANE)
    if len(beyond):
        seen, which = np.unique(codes[beyond], return_inverse=True)
        kinds[beyond] = np.array([_kind(chr(code)) for code in seen], np.int8)[which]
    return kinds


def tokenise(text: str) -> Tokens:
    """Cut `text` into the tokens that the attribution model reads."""
    from firsthand.kernels import features

    codes = code_points(text)
    starts, ends = features.cut_tokens(_kinds_of(codes))
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
