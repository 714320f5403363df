"""Characters to words to hashes: what the attribution model sees of a text, one row a token.

Arrays are flat. `codes` are the code points of the text, `lowered` the same after lower-casing character by character,
`starts` and `ends` the half-open ranges of its tokens. Nothing here knows a word of any language.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

I64 = NDArray[np.int64]


WORD, PREFIX, SUFFIX, SHAPE = range(4)
N_HASHED = 4

OUTSIDE_PLAIN, OUTSIDE_BEFORE, OUTSIDE_AFTER, OPENER, INSIDE, CLOSER, OPENER_UNCLOSED, INSIDE_UNCLOSED = range(8)
PARAGRAPH_START = 8
N_LAYOUTS = 16


SPACE, LETTER, MARK, APOSTROPHE = range(4)


@njit(cache=True)
def cut_tokens(kinds: NDArray[np.int8]) -> tuple[I64, I64]:
    """Cut a text into runs of letters (joined by single apostrophes) and single marks.

    Parameters
    ----------
    kinds : int8[:], shape (n_characters,)
        SPACE, LETTER, MARK or APOSTROPHE.

    Returns
    -------
    starts, ends : int64[:], shape (n_tokens,)
    """
    n = len(kinds)
    starts = np.empty(n, np.int64)
    ends = np.empty(n, np.int64)
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
    return starts[:count].copy(), ends[:count].copy()


@njit(cache=True)
def _mix(h: Any, value: Any) -> Any:
    return (h ^ np.uint64(value)) * np.uint64(0x9E3779B97F4A7C15)


@njit(cache=True)
def _finish(h: Any) -> Any:
    h ^= h >> np.uint64(32)
    return np.int64(h & np.uint64(0x7FFFFFFF))


@njit(cache=True)
def hash_tokens(codes: I64, lowered: I64, starts: I64, ends: I64) -> I64:
    """Hash word, three first and three last characters, and shape of every token.

    Parameters
    ----------
    codes, lowered : int64[:], shape (n_characters,)
    starts, ends : int64[:], shape (n_tokens,)

    Returns
    -------
    int64[:, :], shape (n_tokens, 4)
        31-bit hashes, in columns WORD, PREFIX, SUFFIX, SHAPE. Digits count as one digit and typographic apostrophes as
        plain ones; in a shape, at most two neighbours of one class (upper, lower, digit, the very character) are kept.

    Notes
    -----
    Linear in the characters of the tokens.
    """
    n = len(starts)
    out = np.empty((n, N_HASHED), np.int64)
    for t in range(n):
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
            word = _mix(word, low)
            if i - a < 3:
                prefix = _mix(prefix, low)
            if b - i <= 3:
                suffix = _mix(suffix, low)
            run = run + 1 if kind == last else 1
            last = kind
            if run <= 2:
                shape = _mix(shape, kind)
        out[t, WORD] = _finish(word)
        out[t, PREFIX] = _finish(prefix)
        out[t, SUFFIX] = _finish(suffix)
        out[t, SHAPE] = _finish(shape)
    return out


@njit(cache=True)
def lay_out_quotes(codes: I64, starts: I64, ends: I64, paragraphs: I64) -> I64:
    """Where every token stands among the double quote marks of its paragraph.

    Parameters
    ----------
    codes : int64[:], shape (n_characters,)
    starts, ends : int64[:], shape (n_tokens,)
    paragraphs : int64[:], shape (n_tokens,)
        Number of the paragraph each token stands in, never decreasing.

    Returns
    -------
    int64[:], shape (n_tokens,)
        One of the eight states above, plus PARAGRAPH_START for the first token of a paragraph. A plain mark opens where
        none is open; whatever is open at the paragraph's end is told apart, since such quotations go on.

    Notes
    -----
    Linear in the tokens.
    """
    n = len(starts)
    out = np.empty(n, np.int64)
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
    return out


@njit(cache=True)
def guess_sentence_ends(codes: I64, starts: I64, ends: I64, paragraphs: I64) -> I64:
    """Mark tokens after which a sentence may end: ``. ? !`` before a space, not after a lone capital, or a line's end.

    Parameters and complexity as for :func:`lay_out_quotes`; returns int64[:], shape (n_tokens,), of 0 and 1.
    """
    n = len(starts)
    out = np.zeros(n, np.int64)
    for t in range(n):
        if t + 1 == n or paragraphs[t + 1] != paragraphs[t]:
            out[t] = 1
            continue
        c = codes[starts[t]]
        stop = ends[t] - starts[t] == 1 and (c == 46 or c == 63 or c == 33)
        initial = t > 0 and ends[t - 1] - starts[t - 1] <= 2 and 65 <= codes[starts[t - 1]] <= 90 and c == 46
        apart = starts[t + 1] > ends[t] or codes[starts[t + 1]] == 8221 or codes[starts[t + 1]] == 34
        if stop and apart and not initial:
            out[t] = 1
    return out
