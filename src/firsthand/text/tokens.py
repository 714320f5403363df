"""Tokens: a text's words, folded and hashed, with the place of each in code points.

Case, compatibility forms, accents and quote marks are folded; a word is a run of letters and digits of any script,
but Chinese, Japanese, Thai and other scripts written without spaces give one word a character. Equal words have equal
hashes; that different words have different ones is very likely, and never relied on to call a passage verbatim.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class FoldTable:
    """What every code point folds to, as two levels of a table and its expansions.

    The first block is that of ASCII. ``blocks[pages[cp >> 7] * 128 + (cp & 127)]`` holds the kind of `cp` in its
    highest byte (separator, letter, letter that is a word of its own, mark inside a word, expansion) and in the others
    the folded code point, or where its expansion begins in `expansions`, which a zero ends. ``letters[byte]`` is the
    entry of an ASCII letter or digit, and zero for every other byte.
    """

    letters: NDArray[np.uint32]
    pages: NDArray[np.uint32]
    blocks: NDArray[np.uint32]
    expansions: NDArray[np.uint32]


@cache
def fold_table() -> FoldTable:
    """The table that ``training/folding_table.py`` writes from the Unicode database."""
    from firsthand.kernels.tokens import LETTER

    raw = np.frombuffer((files("firsthand.text") / "folding_table.bin").read_bytes(), "<u4")
    n_pages, n_blocks = 0x110000 >> 7, int(raw[0])
    pages, blocks, expansions = np.split(raw[2:], [n_pages, n_pages + n_blocks * 128])
    letters = np.zeros(256, np.uint32)
    letters[:128] = np.where(blocks[:128] >> 24 == LETTER, blocks[:128], 0)
    return FoldTable(letters, pages.copy(), blocks.copy(), expansions.copy())


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
        from firsthand.kernels.tokens import cut_words

        table = fold_table()
        begin, end = np.asarray(begins, np.int64), np.asarray(ends, np.int64)
        capacity = int((end - begin).sum()) // 2 + len(begin) + 1
        if len(self._columns[0]) < capacity:
            self._columns = [np.empty(capacity + capacity // 4, np.uint32) for _ in range(3)]
        n_words, lengths = np.zeros(len(begin), np.int64), np.zeros(len(begin), np.int64)
        words, starts, stops = self._columns
        n = cut_words(
            data, begin, end, escaped, table.letters, table.pages, table.blocks, table.expansions,
            words, starts, stops, n_words, lengths,
        )  # fmt: skip
        offsets = np.zeros(len(begin) + 1, np.int64)
        np.cumsum(n_words, out=offsets[1:])
        return Tokens(words[:n], starts[:n], stops[:n], offsets, lengths)


def tokenize(texts: Sequence[str]) -> Tokens:
    """Cut `texts` into words."""
    encoded = [text.encode("utf-8", "replace") for text in texts]
    bounds = np.zeros(len(encoded) + 1, np.int64)
    np.cumsum([len(e) for e in encoded], out=bounds[1:])
    data = np.frombuffer(b"".join(encoded) or b" ", np.uint8)
    return Tokenizer().cut(data, bounds[:-1], bounds[1:], escaped=False)
