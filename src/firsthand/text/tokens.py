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
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class FoldTable:
    """What every code point folds to, as two levels of a table and its expansions.

    The first block is that of ASCII. ``blocks[pages[cp >> 7] * 128 + (cp & 127)]`` holds the kind of `cp` in its highest byte (separator, letter, letter
    that is a word of its own, mark inside a word, expansion) and in the others the folded code point, or where its
    expansion begins in `expansions`, which a zero ends.
    """

    pages: NDArray[np.uint32]
    blocks: NDArray[np.uint32]
    expansions: NDArray[np.uint32]


@cache
def fold_table() -> FoldTable:
    """The table that ``training/folding_table.py`` writes from the Unicode database."""
    raw = np.frombuffer((files("firsthand.text") / "folding_table.bin").read_bytes(), "<u4")
    n_pages, n_blocks = 0x110000 >> 7, int(raw[0])
    pages, blocks, expansions = np.split(raw[2:], [n_pages, n_pages + n_blocks * 128])
    return FoldTable(pages.copy(), blocks.copy(), expansions.copy())


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


def tokenize(texts: Sequence[str]) -> Tokens:
    """Cut `texts` into words."""
    encoded = [text.encode("utf-8", "replace") for text in texts]
    bounds = np.zeros(len(encoded) + 1, np.int64)
    np.cumsum([len(e) for e in encoded], out=bounds[1:])
    data = np.frombuffer(b"".join(encoded) or b" ", np.uint8)
    return tokenize_bytes(data, bounds[:-1], bounds[1:], escaped=False)


def tokenize_bytes(data: NDArray[np.uint8], begins: Any, ends: Any, escaped: bool) -> Tokens:
    """Cut texts that lie in `data` as UTF-8, or (`escaped`) as the inside of JSON strings, into words."""
    from firsthand.kernels.tokens import cut_words

    table = fold_table()
    n_texts = len(begins)
    capacity = int((ends - begins).sum()) // 2 + n_texts + 1
    words, starts, stops = (np.empty(capacity, np.uint32) for _ in range(3))
    n_words, n_points = np.zeros(n_texts, np.int64), np.zeros(n_texts, np.int64)
    n = cut_words(
        data, begins, ends, escaped, table.pages, table.blocks, table.expansions, words, starts, stops, n_words, n_points
    )
    offsets = np.zeros(n_texts + 1, np.int64)
    np.cumsum(n_words, out=offsets[1:])
    return Tokens(words[:n], starts[:n], stops[:n], offsets, n_points)
