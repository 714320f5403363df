"""Kernels that cut UTF-8 text into folded words, straight from the bytes of a file."""

from __future__ import annotations

import numpy as np

from firsthand.kernels.native import I64, U8, U32, OutI64, OutU32, kernel

RESERVED_WORDS = 1 << 20
"""Word hashes below this number are never given to a word: they are barriers, and a barrier matches nothing."""

SEPARATOR, LETTER, ALONE, MARK, EXPANDED = 0, 1, 2, 3, 4
"""What the folding table says of a character, in the highest byte of its entry."""
OUTSIDE, IN_WORD, SINGLE = 0, 1, 2
BROKEN = 0x110000
"""In place of a code point: the bytes are no UTF-8."""


@kernel
def decode_point(data: U8, at: int, end: int, byte: int) -> tuple[np.uint32, int]:
    """Decode the code point whose first byte is `byte`, `at` being the next offset; returns it and the offset after.

    A backslash opens an escape of JSON. What is no UTF-8 gives `BROKEN`.
    """
    cp = np.uint32(byte)
    six = np.uint32(6)
    low_six = np.uint32(63)
    if byte == 92:
        if at >= end:
            return cp, at
        byte = data[at]
        at += 1
        if byte != 117 or at + 4 > end:
            return np.uint32(32), at
        cp = hex_digits(data, at)
        at += 4
        if (cp >> np.uint32(10)) == 54 and at + 6 <= end and data[at] == 92 and data[at + 1] == 117:
            low = hex_digits(data, at + 2)
            if (low >> np.uint32(10)) == 55:
                cp = np.uint32(0x10000) + ((cp & np.uint32(1023)) << np.uint32(10)) + (low & np.uint32(1023))
                at += 6
        return cp, at
    broken = np.uint32(BROKEN)
    if byte < 224:
        if byte < 194 or at >= end or data[at] >> 6 != 2:
            return broken, at
        return (cp & np.uint32(31)) << six | (np.uint32(data[at]) & low_six), at + 1
    if byte < 240:
        if at + 1 >= end or data[at] >> 6 != 2 or data[at + 1] >> 6 != 2:
            return broken, at
        cp = (cp & np.uint32(15)) << np.uint32(12) | (np.uint32(data[at]) & low_six) << six
        cp |= np.uint32(data[at + 1]) & low_six
        if cp < 2048 or (cp >> np.uint32(11)) == 27:
            return broken, at
        return cp, at + 2
    if at + 2 >= end or data[at] >> 6 != 2 or data[at + 1] >> 6 != 2 or data[at + 2] >> 6 != 2:
        return broken, at
    cp = (cp & np.uint32(7)) << np.uint32(18) | (np.uint32(data[at]) & low_six) << np.uint32(12)
    cp |= (np.uint32(data[at + 1]) & low_six) << six | (np.uint32(data[at + 2]) & low_six)
    if byte > 244 or cp < 0x10000 or cp >= broken:
        return broken, at
    return cp, at + 3


@kernel
def hex_digits(data: U8, at: int) -> np.uint32:
    """The number that four hexadecimal digits at `at` stand for."""
    value = np.uint32(0)
    for k in range(4):
        digit = np.uint32(data[at + k])
        value = value * np.uint32(16) + (digit & np.uint32(15)) + (digit >> np.uint32(6)) * np.uint32(9)
    return value


@kernel
def cut_words(
    data: U8, begins: I64, ends: I64, escaped: bool, letters: U32, pages: U32, blocks: U32, expansions: U32,
    words: OutU32, starts: OutU32, stops: OutU32, n_words: OutI64, n_points: OutI64,
) -> int:  # fmt: skip
    """Cut texts into folded words with their places.

    Parameters
    ----------
    data : uint8, shape (n_bytes,)
        UTF-8; with `escaped`, the inside of JSON strings.
    begins, ends : int64, shape (n_texts,)
        Where each text lies in `data`.
    letters, pages, blocks, expansions : uint32
        The folding table (`firsthand.text.tokens.FoldTable`).
    words, starts, stops : uint32, shape (capacity,)
        Filled with the hash of each word and its half-open place in code points of its own text. A capacity of half
        the bytes plus one a text always suffices.
    n_words, n_points : int64, shape (n_texts,)
        Filled with the number of words and of code points of each text; -1 points where it is no UTF-8.

    Returns
    -------
    int
        The number of words, in time linear in the bytes.
    """
    n = 0
    basis = np.uint64(0xCBF29CE484222325)
    factor = np.uint64(0x9E3779B97F4A7C15)
    for text in range(len(begins)):
        at = begins[text]
        end = ends[text]
        first = n
        point = 0
        h = basis
        word_start = 0
        word_stop = 0
        state = OUTSIDE
        broken = False
        while at <= end:
            entry = np.uint32(SEPARATOR)
            if at < end:
                byte = data[at]
                at += 1
                if byte < 128 and not (escaped and byte == 92):
                    entry = blocks[byte]
                    if state == IN_WORD:
                        before = at
                        letter = letters[byte]
                        while letter != 0:
                            h = (h ^ np.uint64(letter)) * factor
                            letter = letters[data[at]] if at < end else np.uint32(0)
                            at += 1
                        if at > before:
                            at -= 1
                            point += at - before + 1
                            word_stop = point
                            continue
                else:
                    cp, at = decode_point(data, at, end, byte)
                    if cp == BROKEN:
                        broken = True
                        cp = np.uint32(32)
                    entry = blocks[pages[cp >> np.uint32(7)] << np.uint32(7) | (cp & np.uint32(127))]
            else:
                at += 1
            kind = entry >> np.uint32(24)
            if kind == MARK:
                point += 1
                if state != OUTSIDE:
                    word_stop = point
                continue
            opens = kind == ALONE or (kind != SEPARATOR and state != IN_WORD)
            if state != OUTSIDE and (opens or kind == SEPARATOR):
                h ^= h >> np.uint64(32)
                h *= factor
                words[n] = np.uint32(h >> np.uint64(32)) | np.uint32(RESERVED_WORDS)
                starts[n] = word_start
                stops[n] = word_stop
                n += 1
                state = OUTSIDE
            if opens:
                state = SINGLE if kind == ALONE else IN_WORD
                word_start = point
                h = basis
            if kind == EXPANDED:
                k = np.int64(entry & np.uint32(0xFFFFFF))
                while expansions[k] != 0:
                    h = (h ^ np.uint64(expansions[k] | np.uint32(LETTER << 24))) * factor
                    k += 1
            elif kind != SEPARATOR:
                h = (h ^ np.uint64(entry)) * factor
            point += 1
            if kind != SEPARATOR:
                word_stop = point
        n_words[text] = n - first
        n_points[text] = -1 if broken else point - 1
    return n
