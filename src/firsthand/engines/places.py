"""Where words stand in texts: one word in `MARKED_WORDS` is marked, so that a passage is found without its document."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from firsthand.text.tokens import MARKED_WORDS

I64 = NDArray[np.int64]


class Stretches(NamedTuple):
    """Parts of documents, a row each.

    Attributes
    ----------
    bytes_begin, bytes_end : int64
        Where each lies in its document as that is written in its file; an end of -1 is the document's.
    points_begin : int64
        Code points before it.
    first_word : int64
        Words before it.
    """

    bytes_begin: I64
    bytes_end: I64
    points_begin: I64
    first_word: I64


class Places:
    """The marks of documents, which are added in the order of their numbers."""

    def __init__(self) -> None:
        self._n_words: list[I64] = []
        self._lengths: list[I64] = []
        self._marks: list[NDArray[np.uint32]] = []

    def add(self, n_words: I64, lengths: I64, marks: NDArray[np.uint32]) -> None:
        """Add a block of documents: what :func:`firsthand.text.tokens.cut_into` returns."""
        self._n_words.append(n_words)
        self._lengths.append(lengths)
        self._marks.append(marks.copy())

    def lengths(self) -> I64:
        """The code points of each document that was added."""
        return np.concatenate([np.zeros(0, np.int64), *self._lengths])

    def find(self, documents: I64, first_words: I64, last_words: I64, around: int) -> Stretches:
        """The stretches that hold words ``first_words:last_words`` of documents, and `around` characters more.

        A document that was never added is one stretch.
        """
        first_mark = np.zeros(sum(map(len, self._n_words)) + 1, np.int64)
        n_marks = [-(-n_words // MARKED_WORDS) for n_words in self._n_words]
        np.cumsum(np.concatenate([np.zeros(0, np.int64), *n_marks]), out=first_mark[1:])
        # A last mark, of nothing, stands behind all others, so that there always is one.
        marks = np.concatenate([*self._marks, np.zeros(2, np.uint32)]).reshape(-1, 2).astype(np.int64)
        owner = np.repeat(np.arange(len(first_mark), dtype=np.int64), [*np.diff(first_mark), 1])
        order = owner << 32 | marks[:, 1]
        known = documents < len(first_mark) - 1
        named = np.where(known, documents, len(first_mark) - 1)
        low, high = first_mark[named], first_mark[np.minimum(named + 1, len(first_mark) - 1)]
        near = np.minimum(low + first_words // MARKED_WORDS, len(marks) - 1)
        begin = np.searchsorted(order, (named << 32) + marks[near, 1] - around, side="right") - 1
        inside = known & (begin >= low)
        begin = np.where(inside, begin, 0)
        far = low + -(-last_words // MARKED_WORDS)
        beyond = np.minimum(far, len(marks) - 1)
        end = np.searchsorted(order, (named << 32) + marks[beyond, 1] + around, side="left")
        cut = known & (far < high) & (end < high)
        return Stretches(
            np.where(inside, marks[begin, 0], 0),
            np.where(cut, marks[np.minimum(end, len(marks) - 1), 0], -1),
            np.where(inside, marks[begin, 1], 0),
            np.where(inside, (begin - low) * MARKED_WORDS, 0),
        )
