"""Tokens: a text's words, folded and hashed, with the place of each in code points.

Case, compatibility forms, accents and quote marks are folded; a word is a run of letters and digits of any script,
but Chinese, Japanese, Thai and other scripts written without spaces give one word a character. Equal words have equal
hashes; that different words have different ones is very likely, and never relied on to call a passage verbatim.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

MARKED_WORDS = 64
"""One word of so many, from a text's first, is marked with its place: from there a passage is found again."""


@dataclass(frozen=True, slots=True)
class FoldTable:
    """What every code point folds to, as two levels of a table and its expansions.

    The first block is that of ASCII. ``blocks[pages[cp >> 7] * 128 + (cp & 127)]`` holds the kind of `cp` in its
    highest byte (separator, letter, letter that is a word of its own, mark inside a word, expansion) and in the others
    the folded code point, or where its expansion begins in `expansions`, which a zero ends.
    """

    pages: NDArray[np.uint32]
    blocks: NDArray[np.uint32]
    expansions: NDArray[np.uint32]


@cache
def fold_table() -> FoldTable:
    """The table that ``training/folding_table.py`` writes from the Unicode database."""
    raw = np.fromfile(os.path.join(os.path.dirname(__file__), "folding_table.bin"), "<u4")
    n_pages, n_blocks = 0x110000 >> 7, int(raw[0])
    return FoldTable(*np.split(raw[2:], [n_pages, n_pages + n_blocks * 128]))


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of several texts, one after another.

    Attributes
    ----------
    words : uint32, shape (n_words,)
        Hash of each folded word.
    starts, stops : uint32, shape (n_words,)
        Half-open place of each word in code points of its own text.
    offsets : int64, shape (n_texts + 1,)
        Text ``i`` has the words ``offsets[i]:offsets[i + 1]``.
    lengths : int64, shape (n_texts,)
        Code points of each text.
    """

    words: NDArray[np.uint32]
    starts: NDArray[np.uint32]
    stops: NDArray[np.uint32]
    offsets: NDArray[np.int64]
    lengths: NDArray[np.int64]


_Places = Sequence[int] | NDArray[np.int64]


class Tokenizer:
    """Cuts blocks of texts into words, using the same memory again for each block."""

    def __init__(self) -> None:
        self._columns = [np.empty(0, np.uint32)] * 3

    def cut(self, data: NDArray[np.uint8], begins: _Places, ends: _Places, escaped: bool) -> Tokens:
        """Cut texts that lie in `data` as UTF-8, or (`escaped`) as the inside of JSON strings.

        The arrays of the result are overwritten by the next call. A text that is no UTF-8 has a length of -1.
        """
        begin, end = np.asarray(begins, np.int64), np.asarray(ends, np.int64)
        capacity = most_words(begin, end)
        if len(self._columns[0]) < capacity:
            self._columns = [np.empty(capacity + capacity // 4, np.uint32) for _ in range(3)]
        words, starts, stops = self._columns
        n_words, lengths, _ = cut_into(data, begin, end, escaped, words, starts, stops)
        offsets = np.zeros(len(begin) + 1, np.int64)
        np.cumsum(n_words, out=offsets[1:])
        n = int(offsets[-1])
        return Tokens(words[:n], starts[:n], stops[:n], offsets, lengths)


def most_words(begins: NDArray[np.int64], ends: NDArray[np.int64]) -> int:
    """As many words as texts of these bytes may have."""
    return int((ends - begins).sum()) // 2 + len(begins) + 1


def cut_into(
    data: NDArray[np.uint8],
    begins: NDArray[np.int64],
    ends: NDArray[np.int64],
    escaped: bool,
    words: NDArray[np.uint32],
    starts: NDArray[np.uint32],
    stops: NDArray[np.uint32],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.uint32]]:
    """Cut texts into words, written to `words`, and their places to `starts` and `stops` unless these are empty.

    Returns the numbers of words and of code points of each text, and the marks: first byte and first code point of one
    word of `MARKED_WORDS`, text by text. `words` must have room for :func:`most_words`.
    """
    from firsthand.kernels.tokens import cut_words

    table = fold_table()
    n_words, lengths = np.zeros(len(begins), np.int64), np.zeros(len(begins), np.int64)
    marks = np.empty(2 * (most_words(begins, ends) // MARKED_WORDS + len(begins)), np.uint32)
    cut_words(
        data, begins, ends, escaped, table.pages, table.blocks, table.expansions,
        words, starts, stops, MARKED_WORDS, marks, n_words, lengths,
    )  # fmt: skip
    return n_words, lengths, marks[: 2 * int(((n_words + MARKED_WORDS - 1) // MARKED_WORDS).sum())]


def tokenize(texts: Sequence[str]) -> Tokens:
    """Cut `texts` into words."""
    encoded = [text.encode("utf-8", "replace") for text in texts]
    bounds = np.zeros(len(encoded) + 1, np.int64)
    np.cumsum([len(e) for e in encoded], out=bounds[1:])
    data = np.frombuffer(b"".join(encoded) or b" ", np.uint8)
    return Tokenizer().cut(data, bounds[:-1], bounds[1:], escaped=False)
