"""Characters to words to hashes: what the attribution model sees of a text, one row a token.

Arrays are flat. `codes` are the code points of the text, `lowered` the same after lower-casing character by character,
`starts` and `ends` the half-open ranges of its tokens. Nothing here knows a word of any language.
"""

from __future__ import annotations

import numpy as np

from firsthand.kernels.native import I64, U8, OutI64, kernel

WORD, PREFIX, SUFFIX, SHAPE = range(4)
N_HASHED = 4

OUTSIDE_PLAIN, OUTSIDE_BEFORE, OUTSIDE_AFTER, OPENER, INSIDE, CLOSER, OPENER_UNCLOSED, INSIDE_UNCLOSED = range(8)
PARAGRAPH_START = 8
N_LAYOUTS = 16


SPACE, LETTER, MARK, APOSTROPHE = range(4)


@kernel
def cut_tokens(kinds: U8, starts: OutI64, ends: OutI64) -> int:
    """Cut a text into runs of letters (joined by single apostrophes) and single marks.

    Parameters
    ----------
    kinds : uint8, shape (n_characters,)
        SPACE, LETTER, MARK or APOSTROPHE.
    starts, ends : int64, shape (n_characters,)
        Filled with the tokens' places.

    Returns
    -------
    int
        The number of tokens.
    """
    n = len(kinds)
    count = 0
    i = 0
    while i < n:
        if kinds[i] == SPACE:
            i += 1
            continue
        starts[count] = i
        if kinds[i] == LETTER:
            while i < n and (kinds[i] == LETTER or (kinds[i] == APOSTROPHE and i + 1 < n and kinds[i + 1] == LETTER)):
                i += 1
        else:
            i += 1
        ends[count] = i
        count += 1
    return count


@kernel
def mix_hash(h: np.uint64, value: np.int64) -> np.uint64:
    """A hash with one more value in it."""
    return (h ^ np.uint64(value)) * np.uint64(0x9E3779B97F4A7C15)


@kernel
def finish_hash(h: np.uint64) -> np.int64:
    """The 31 bits of a hash that are kept."""
    h ^= h >> np.uint64(32)
    return np.int64(h & np.uint64(0x7FFFFFFF))


@kernel
def hash_tokens(codes: I64, lowered: I64, starts: I64, ends: I64, out: OutI64) -> None:
    """Hash word, three first and three last characters, and shape of every token.

    Parameters
    ----------
    codes, lowered : int64, shape (n_characters,)
    starts, ends : int64, shape (n_tokens,)
    out : int64, shape (n_tokens * 4,)
        Filled with 31-bit hashes, in columns WORD, PREFIX, SUFFIX, SHAPE. Digits count as one digit and typographic
        apostrophes as plain ones; in a shape, at most two neighbours of one class (upper, lower, digit, the very
        character) are kept.

    Notes
    -----
    Linear in the characters of the tokens.
    """
    for t in range(len(starts)):
        a, b = starts[t], ends[t]
        word = np.uint64(1469598103934665603)
        prefix = np.uint64(1099511628211)
        suffix = np.uint64(2099511628231)
        shape = np.uint64(3099511628251)
        last, run = np.int64(-1), 0
        for i in range(a, b):
            low, raw = lowered[i], codes[i]
            if 48 <= low <= 57:
                low = 48
                kind = np.int64(2)
            elif low == 8217:
                low = 39
                kind = np.int64(39)
            elif raw != low:
                kind = np.int64(0)
            elif 97 <= low <= 122 or (low >= 192 and not 8192 <= low <= 12351):
                kind = np.int64(1)
            else:
                kind = low
            word = mix_hash(word, low)
            if i - a < 3:
                prefix = mix_hash(prefix, low)
            if b - i <= 3:
                suffix = mix_hash(suffix, low)
            run = run + 1 if kind == last else 1
            last = kind
            if run <= 2:
                shape = mix_hash(shape, kind)
        out[N_HASHED * t + WORD] = finish_hash(word)
        out[N_HASHED * t + PREFIX] = finish_hash(prefix)
        out[N_HASHED * t + SUFFIX] = finish_hash(suffix)
        out[N_HASHED * t + SHAPE] = finish_hash(shape)


@kernel
def lay_out_quotes(codes: I64, starts: I64, ends: I64, paragraphs: I64, out: OutI64) -> None:
    """Where every token stands among the double quote marks of its paragraph.

    Parameters
    ----------
    codes : int64, shape (n_characters,)
    starts, ends : int64, shape (n_tokens,)
    paragraphs : int64, shape (n_tokens,)
        Number of the paragraph each token stands in, never decreasing.
    out : int64, shape (n_tokens,)
        Filled with one of the eight states above, plus PARAGRAPH_START for the first token of a paragraph. A plain mark
        opens where none is open; whatever is open at the paragraph's end is told apart, since such quotations go on.

    Notes
    -----
    Linear in the tokens.
    """
    n = len(starts)
    t = 0
    while t < n:
        first = t
        opened = -1
        seen = False
        while t < n and paragraphs[t] == paragraphs[first]:
            c = codes[starts[t]] if ends[t] - starts[t] == 1 else np.int64(0)
            opens = c == 8220 or c == 171 or c == 8222 or (c == 34 and opened < 0)
            closes = c == 8221 or c == 187 or (c == 34 and opened >= 0)
            if opens and opened < 0:
                out[t] = OPENER
                opened = t
                seen = True
            elif closes:
                out[t] = CLOSER
                opened = -1
                seen = True
            elif opened >= 0:
                out[t] = INSIDE
            else:
                out[t] = OUTSIDE_AFTER if seen else OUTSIDE_BEFORE
            t += 1
        for i in range(first, t):
            if not seen:
                out[i] = OUTSIDE_PLAIN
            elif 0 <= opened <= i:
                out[i] = OPENER_UNCLOSED if i == opened else INSIDE_UNCLOSED
        out[first] += PARAGRAPH_START


@kernel
def guess_sentence_ends(codes: I64, starts: I64, ends: I64, paragraphs: I64, out: OutI64) -> None:
    """Mark tokens after which a sentence may end: ``. ? !`` before a space, not after a lone capital, or a line's end.

    Parameters and complexity as for :func:`lay_out_quotes`; `out` is filled with 0 and 1.
    """
    n = len(starts)
    for t in range(n):
        out[t] = 0
        if t + 1 == n or paragraphs[t + 1] != paragraphs[t]:
            out[t] = 1
            continue
        c = codes[starts[t]]
        stop = ends[t] - starts[t] == 1 and (c == 46 or c == 63 or c == 33)
        initial = t > 0 and ends[t - 1] - starts[t - 1] <= 2 and 65 <= codes[starts[t - 1]] <= 90 and c == 46
        apart = starts[t + 1] > ends[t] or codes[starts[t + 1]] == 8221 or codes[starts[t + 1]] == 34
        if stop and apart and not initial:
            out[t] = 1
