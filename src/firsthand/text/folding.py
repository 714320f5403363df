"""Folding: one comparable spelling of a text, with the way home from each of its characters."""

from __future__ import annotations

import unicodedata
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_QUOTES = dict.fromkeys("“”„‟«»‹›″＂〝〞〟「」『』", '"') | dict.fromkeys("‘’‚‛′ʼʻ´`ʹ＇", "'")
_DASHES = dict.fromkeys("‐‑‒–—―−﹘﹣－", "-")
_LETTERS = {"⁄": "/", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th", "ħ": "h"}
_ACCENTS = (
    *((0x300, 0x36F), (0x483, 0x487), (0x591, 0x5C7), (0x64B, 0x65F), (0x670, 0x670), (0x6D6, 0x6ED)),
    *((0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE00, 0xFE0F), (0xFE20, 0xFE2F)),
)
_SPACE = ord(" ")
_OFTEN = (("’", "'"), ("“", '"'), ("”", '"'), ("—", "-"), ("–", "-"), ("‘", "'"), ("\xa0", " "))
"""Signs that print puts into plain English: with them folded first, most texts are folded without a table."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and its map home.

    Attributes
    ----------
    text : str
        Case, compatibility forms, accents, quote marks, dashes and runs of white space folded; invisible characters
        dropped.
    home : sequence of int
        ``home[i]`` is the offset in the original of the character that became ``text[i]``; one more element, the
        original's length, ends it. Never decreasing.
    """

    text: str
    home: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the folded range ``[start, end)`` stands in the original."""
        if start >= end:
            return self.home[start], self.home[start]
        return self.home[start], max(self.home[end], self.home[end - 1] + 1)


def fold(text: str) -> Folded:
    """Fold `text` so that spellings of the same words become equal.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    Folded
        The folded text and its map home, in time linear in the text.
    """
    for mark, plain in _OFTEN:
        if mark in text:
            text = text.replace(mark, plain)
    if text.isascii() and "  " not in text and text.isprintable():
        return Folded(text.lower().replace("`", "'"), range(len(text) + 1))
    table = {ord(c): f for c in set(text) if (f := _fold_character(c)) != c}
    folded = text.translate(table)
    if "  " not in folded and all(len(f) == 1 for f in table.values()):
        return Folded(folded, range(len(text) + 1))
    return _collapse_spaces(text, folded, table)


@lru_cache(8192)
def _fold_character(character: str) -> str:
    if character.isspace():
        return " "
    for marks in (_QUOTES, _DASHES):
        if character in marks:
            return marks[character]
    if unicodedata.category(character) in ("Cc", "Cf"):
        return ""
    bare = "".join(c for c in unicodedata.normalize("NFKD", character) if not _is_accent(c))
    folded = "".join(_LETTERS.get(c, c) for c in unicodedata.normalize("NFKC", bare).casefold())
    folded = "".join(_QUOTES.get(c) or _DASHES.get(c) or c for c in folded)
    return " ".join(folded.split()) if folded.strip() else folded and " "


def _is_accent(character: str) -> bool:
    point = ord(character)
    return any(first <= point <= last for first, last in _ACCENTS)


def _collapse_spaces(text: str, folded: str, table: dict[int, str]) -> Folded:
    import numpy as np

    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    lengths_of = np.ones(int(points.max()) + 1, np.int8)
    for point, becomes in table.items():
        lengths_of[point] = len(becomes)
    home = np.repeat(np.arange(len(text), dtype=np.int64), lengths_of[points])
    points = np.frombuffer(folded.encode("utf-32-le", "surrogatepass"), np.uint32)
    repeated = np.zeros(len(points), bool)
    repeated[1:] = (points[1:] == _SPACE) & (points[:-1] == _SPACE)
    if repeated.any():
        folded = points[~repeated].tobytes().decode("utf-32-le", "surrogatepass")
        home = home[~repeated]
    way = array("q")
    way.frombytes(np.append(home, len(text)).astype(np.int64).tobytes())
    return Folded(folded, way)
