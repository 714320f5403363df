"""Where two wordings differ: both cut into pieces, alike or changed, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

_WORD = re.compile(r"\w+(?:['’.,]\w+)*|[%$€£¥]")  # quote marks and commas differ by house style, and say nothing
_WIDEST_WORD = 12  # characters a word, on the safe side: longer texts are not even cut into words
_MOST_WORDS = 6000  # two passages of this length are aligned in a tenth of a second; beyond it nobody reads a diff


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one wording, from `start` within it, and whether the other wording has it too."""

    text: str
    start: int
    changed: bool


def compare(a: str, b: str) -> tuple[list[Piece], list[Piece]]:
    """Cut `a` and `b` into pieces that they share and pieces that they do not; each side's pieces join to the whole."""
    if max(len(a), len(b)) > _MOST_WORDS * _WIDEST_WORD:
        return [Piece(a, 0, False)], [Piece(b, 0, False)]
    words_a, words_b = list(_WORD.finditer(a)), list(_WORD.finditer(b))
    if max(len(words_a), len(words_b)) > _MOST_WORDS:
        return [Piece(a, 0, False)], [Piece(b, 0, False)]
    fold_a, fold_b = ([match.group().casefold().replace("’", "'") for match in words] for words in (words_a, words_b))
    changed_a, changed_b = set[int](), set[int]()
    for operation in Levenshtein.opcodes(fold_a, fold_b):
        if operation.tag != "equal":
            changed_a.update(range(operation.src_start, operation.src_end))
            changed_b.update(range(operation.dest_start, operation.dest_end))
    return _pieces(a, words_a, changed_a), _pieces(b, words_b, changed_b)


def _pieces(text: str, words: list[re.Match[str]], changed: set[int]) -> list[Piece]:
    """Runs of words of one kind; the blanks between two runs are nobody's change."""
    pieces: list[Piece] = []
    start, state = 0, False
    for i, word in enumerate(words):
        if (i in changed) != state:
            cut = words[i - 1].end() if state else word.start()
            if cut > start:
                pieces.append(Piece(text[start:cut], start, state))
            start, state = cut, i in changed
    if state and words[-1].end() < len(text):
        pieces.append(Piece(text[start : words[-1].end()], start, True))
        start, state = words[-1].end(), False
    if start < len(text):
        pieces.append(Piece(text[start:], start, state))
    return pieces
