"""Write the folding table of the tokeniser from Python's Unicode database.

    python training/folding_table.py src/firsthand/text/folding_table.bin

Little-endian uint32: number of blocks, number of expansions, a page for each 128 code points, blocks of 128 entries in
the order in which pages first use them (that of ASCII first), expansions. Entries are told in `firsthand.text.tokens`.
"""

from __future__ import annotations

import sys
import unicodedata

import numpy as np

SEPARATOR, LETTER, ALONE, MARK, EXPANDED = (kind << 24 for kind in range(5))
WITHOUT_SPACES = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x19E0, 0x19FF), (0x3005, 0x3007), (0x3040, 0x30FF),
    (0x31F0, 0x31FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xA000, 0xA4CF), (0xF900, 0xFAFF), (0xFF66, 0xFF9F),
    (0x1AFF0, 0x1B16F), (0x20000, 0x3FFFF),
)  # fmt: skip
"""Thai, Lao, Burmese, Khmer, Chinese, Japanese, Yi: a letter is a word of its own."""
INVISIBLE = (0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF)
PLAIN = {"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th", "ħ": "h"}
"""Letters that Unicode does not decompose."""


def is_accent(character: str) -> bool:
    """Whether a mark changes no letter into another word: accents, points, not vowels of Indic scripts."""
    order = unicodedata.combining(character)
    return unicodedata.category(character) in ("Mn", "Me") and (order >= 200 or 10 <= order <= 35 or order == 1)


def fold(character: str) -> list[int]:
    """Code points of the letters and digits that a character folds to."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", character) if not is_accent(c)).casefold()
    bare = unicodedata.normalize("NFKD", "".join(PLAIN.get(c, c) for c in bare))
    bare = unicodedata.normalize("NFC", "".join(c for c in bare if not is_accent(c)))
    return [ord(c) for c in bare if unicodedata.category(c)[0] in "LNM"]


def entry_of(point: int, expansions: list[int], known: dict[tuple[int, ...], int]) -> int:
    """The table's entry for a code point; a new expansion is added to `expansions`."""
    character = chr(point)
    category = unicodedata.category(character)
    alone = any(first <= point <= last for first, last in WITHOUT_SPACES)
    if category == "Cf":
        return MARK if point in INVISIBLE else SEPARATOR
    if is_accent(character):
        return MARK
    if category in ("Mn", "Me", "Mc"):
        return MARK if alone or 0xFE00 <= point < 0xFE10 else LETTER | point
    if category[0] not in "LN":
        return SEPARATOR
    folded = fold(character) or [point]
    if len(folded) == 1:
        return (ALONE if alone else LETTER) | folded[0]
    if alone:
        return ALONE | point
    key = tuple(folded)
    if key not in known:
        known[key] = len(expansions)
        expansions.extend([*folded, 0])
    return EXPANDED | known[key]


def main() -> None:
    """Write the table to the file that is named."""
    expansions: list[int] = [0]
    known: dict[tuple[int, ...], int] = {}
    entries = np.array([entry_of(point, expansions, known) for point in range(0x110000)], np.uint32)
    blocks, first, pages = np.unique(entries.reshape(-1, 128), axis=0, return_index=True, return_inverse=True)
    order = np.argsort(first)
    pages = np.argsort(order)[pages.ravel()]
    parts = ([len(blocks), len(expansions)], pages, blocks[order].ravel(), expansions)
    np.concatenate([np.asarray(part, np.uint32) for part in parts]).astype("<u4").tofile(sys.argv[1])


if __name__ == "__main__":
    main()
