"""Kernels that cut UTF-8 text into folded words, straight from the bytes of a file."""

from __future__ import annotations

import numpy as np

from firsthand.kernels.native import I64, U8, U32, OutI64, OutU32, kernel

RESERVED_WORDS = 1 << 20
"""Word hashes below this number are never given to a word: they are barriers, and a barrier matches nothing."""

SEPARATOR, LETTER, ALONE, MARK, EXPANDED = 0, 1, 2, 3, 4
"""What the folding table says of a character, in the highest byte of its entry."""
WINDOW = 64
"""Bytes that are told apart at once, a bit for each."""
OUTSIDE, IN_WORD, SINGLE = 0, 1, 2
SMALL = 0x2020202020202020
"""Set in eight bytes of ASCII, it makes letters small and leaves digits as they are."""
BASIS = 0xCBF29CE484222325
"""The hash of a word before its first byte."""
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
def eight_bytes(data: U8, at: np.uint64) -> np.uint64:
    """The eight bytes at `at` as one number, the first one lowest: compiled to a single load."""
    one, byte = np.uint64(1), np.uint64(8)
    value = np.uint64(data[at])
    value |= np.uint64(data[at + one]) << byte
    value |= np.uint64(data[at + np.uint64(2)]) << np.uint64(16)
    value |= np.uint64(data[at + np.uint64(3)]) << np.uint64(24)
    value |= np.uint64(data[at + np.uint64(4)]) << np.uint64(32)
    value |= np.uint64(data[at + np.uint64(5)]) << np.uint64(40)
    value |= np.uint64(data[at + np.uint64(6)]) << np.uint64(48)
    value |= np.uint64(data[at + np.uint64(7)]) << np.uint64(56)
    return value


@kernel
def outside_word(eight: np.uint64) -> np.uint64:
    """The highest bit of each of eight bytes that is no letter or digit of ASCII.

    Adding ``128 - c`` to a byte below 128 sets its highest bit if the byte is at least `c`.
    """
    seven = eight & np.uint64(0x7F7F7F7F7F7F7F7F)
    small = seven | np.uint64(SMALL)
    letter = (small + np.uint64(0x1F1F1F1F1F1F1F1F)) & ~(small + np.uint64(0x0505050505050505))
    digit = (seven + np.uint64(0x5050505050505050)) & ~(seven + np.uint64(0x4646464646464646))
    return ~((letter | digit) & ~eight) & np.uint64(0x8080808080808080)


@kernel
def one_bit_a_byte(bits: np.uint64) -> np.uint64:
    """The highest bits of eight bytes side by side: that of byte `i` is bit `i`."""
    return (bits >> np.uint64(7)) * np.uint64(0x0102040810204080) >> np.uint64(56)


@kernel
def look_ahead(data: U8, at: np.uint64, escaped: bool) -> tuple[np.uint64, np.uint64]:
    """Which of the 64 bytes at `at` are letters or digits of ASCII, and which begin something else than ASCII."""
    inside = np.uint64(0)
    other = np.uint64(0)
    high = np.uint64(0x8080808080808080)
    for k in range(8):
        by = np.uint64(8 * k)
        eight = eight_bytes(data, at + by)
        begins = eight & high
        if escaped:
            # A byte that is no backslash, or is above 127, leaves its highest bit set.
            differing = eight ^ np.uint64(0x5C5C5C5C5C5C5C5C)
            begins |= ~(((differing & ~high) + ~high) | differing) & high
        inside |= one_bit_a_byte(~outside_word(eight) & high) << by
        other |= one_bit_a_byte(begins) << by
    return inside, other


@kernel
def trailing_zeros(bits: np.uint64) -> np.uint64:
    """How many zeros stand below the lowest set bit, 64 where none is set: compiled to a single instruction."""
    below = ~bits & (bits - np.uint64(1))
    below -= below >> np.uint64(1) & np.uint64(0x5555555555555555)
    below = (below & np.uint64(0x3333333333333333)) + (below >> np.uint64(2) & np.uint64(0x3333333333333333))
    below = (below + (below >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return below * np.uint64(0x0101010101010101) >> np.uint64(56)


@kernel
def mix(h: np.uint64, eight: np.uint64) -> np.uint64:
    """Take eight more bytes of a word into its hash."""
    h = (h ^ eight) * np.uint64(0x9E3779B97F4A7C15)
    return h ^ h >> np.uint64(32)


@kernel
def word_of(h: np.uint64) -> np.uint32:
    """The hash of a word, all of whose bytes are in `h`."""
    return np.uint32((h * np.uint64(0xD6E8FEB86659FD93)) >> np.uint64(32)) | np.uint32(RESERVED_WORDS)


@kernel
def hash_plain(data: U8, at: np.uint64, stop: np.uint64) -> np.uint64:
    """Hash of a word in ASCII. Few have sixteen letters; the others are hashed without a branch, which would be guessed
    wrong once in seven words."""
    small, eight, all_bits = np.uint64(SMALL), np.uint64(8), ~np.uint64(0)
    h = np.uint64(BASIS)
    length = stop - at
    while length >= np.uint64(16):
        h = mix(h, eight_bytes(data, at) | small)
        at += eight
        length -= eight
    begins = (eight_bytes(data, at) | small) & all_bits >> (eight - min(length, eight)) * eight
    goes_on = (eight_bytes(data, at + eight) | small) & ~(all_bits << (length & np.uint64(7)) * eight)
    h = mix(h, begins)
    return mix(h, goes_on) if length >= eight else h


@kernel
def cut_words(
    data: U8, begins: I64, ends: I64, escaped: bool, pages: U32, blocks: U32, expansions: U32,
    words: OutU32, starts: OutU32, stops: OutU32, every: int, marks: OutU32, n_words: OutI64, n_points: OutI64,
) -> int:  # fmt: skip
    """Cut texts into folded words with their places.

    A word's folded characters are packed into numbers of eight bytes, an ASCII character being one byte, any other
    three, and hashed number by number: of words in ASCII, eight bytes are read, told apart and folded at once.

    Parameters
    ----------
    data : uint8, shape (n_bytes,)
        UTF-8; with `escaped`, the inside of JSON strings.
    begins, ends : int64, shape (n_texts,)
        Where each text lies in `data`.
    pages, blocks, expansions : uint32
        The folding table (`firsthand.text.tokens.FoldTable`).
    words : uint32, shape (capacity,)
        Filled with the hash of each word. A capacity of half the bytes plus one a text always suffices.
    starts, stops : uint32, shape (capacity,) or (0,)
        Filled with the half-open place of each word in code points of its own text, unless they are empty.
    every : int
        A power of two: one word of so many, from a text's first, is marked.
    marks : uint32, shape (2 * (capacity / every + n_texts),)
        Filled with the places of the first byte, and of the first code point, of each marked word in its text.
    n_words, n_points : int64, shape (n_texts,)
        Filled with the number of words and of code points of each text; -1 points where it is no UTF-8.

    Returns
    -------
    int
        The number of words, in time linear in the bytes.
    """
    zero, one, byte_bits, eight = np.uint64(0), np.uint64(1), np.uint64(8), np.uint64(8)
    basis = np.uint64(BASIS)
    window_bytes, every_bit = np.uint64(WINDOW), ~zero
    safe = np.uint64(max(len(data) - WINDOW - 15, 0))
    seven_bits = np.uint32(127)
    with_places = len(starts) > 0
    unmarked = np.uint64(every - 1)
    n = zero
    m = zero
    for text in range(len(begins)):
        begin = np.uint64(begins[text])
        at = begin
        window = at - window_bytes
        inside = zero
        other = zero
        end = np.uint64(ends[text])
        first = n
        point = zero
        word_start = zero
        word_stop = zero
        word_at = at
        h = basis
        packed = zero
        filled = zero
        state = OUTSIDE
        broken = False
        while at <= end:
            if state == OUTSIDE and at < safe:
                if at >= window + window_bytes:
                    window = at
                    inside, other = look_ahead(data, at, escaped)
                    if end - at < window_bytes:
                        other |= every_bit << (end - at)
                ahead = every_bit << (at - window)
                other &= ahead
                plain = (other & (~other + one)) - one
                run = inside & ahead & plain
                point -= at
                while run != zero:
                    # Added to its lowest bit, the first run of bits becomes one bit, that of the byte behind it.
                    behind = run + (run & (~run + one))
                    if behind & ~run & plain == zero:
                        break
                    at = window + trailing_zeros(run)
                    stop = window + trailing_zeros(behind & ~run)
                    words[n] = word_of(hash_plain(data, at, stop))
                    if with_places:
                        starts[n] = point + at
                        stops[n] = point + stop
                    if (n - first) & unmarked == zero:
                        marks[m] = at - begin
                        marks[m + one] = point + at
                        m += np.uint64(2)
                    n += one
                    run &= behind
                at = window + trailing_zeros(run if run != zero else other)
                point += at
                if other == zero and at != window:
                    window = at - window_bytes
                    continue
            entry = np.uint32(SEPARATOR)
            char_at = at
            if at < end:
                byte = data[at]
                at += one
                if byte < 128 and not (escaped and byte == 92):
                    entry = blocks[byte]
                else:
                    cp, next_at = decode_point(data, int(at), int(end), byte)
                    at = np.uint64(next_at)
                    if cp == BROKEN:
                        broken = True
                        cp = np.uint32(32)
                    entry = blocks[pages[cp >> np.uint32(7)] << np.uint32(7) | (cp & seven_bits)]
            else:
                at += one
            kind = entry >> np.uint32(24)
            if kind == MARK:
                point += one
                if state != OUTSIDE:
                    word_stop = point
                continue
            opens = kind == ALONE or (kind != SEPARATOR and state != IN_WORD)
            if state != OUTSIDE and (opens or kind == SEPARATOR):
                words[n] = word_of(mix(h, packed))
                if with_places:
                    starts[n] = word_start
                    stops[n] = word_stop
                if (n - first) & unmarked == zero:
                    marks[m] = word_at - begin
                    marks[m + one] = word_start
                    m += np.uint64(2)
                n += one
                state = OUTSIDE
            if opens:
                state = SINGLE if kind == ALONE else IN_WORD
                word_start = point
                word_at = char_at
                h = basis
                packed = zero
                filled = zero
            if kind != SEPARATOR:
                k = np.uint64(entry & np.uint32(0xFFFFFF))
                folded = np.uint32(k)
                if kind == EXPANDED:
                    folded = expansions[k]
                while folded != 0:
                    rest = np.uint64(folded)
                    n_bytes = 1
                    if folded > 127:
                        rest = np.uint64((folded & seven_bits) | (folded >> np.uint32(7) & seven_bits) << np.uint32(8))
                        rest |= np.uint64(folded >> np.uint32(14)) << np.uint64(16) | np.uint64(0x808080)
                        n_bytes = 3
                    for _ in range(n_bytes):
                        packed |= (rest & np.uint64(255)) << filled * byte_bits
                        rest >>= byte_bits
                        filled += one
                        if filled == eight:
                            h = mix(h, packed)
                            packed = zero
                            filled = zero
                    folded = np.uint32(0)
                    if kind == EXPANDED:
                        k += one
                        folded = expansions[k]
            point += one
            if kind != SEPARATOR:
                word_stop = point
        n_words[text] = np.int64(n - first)
        n_points[text] = np.int64(-1) if broken else np.int64(point - one)
    return int(n)
