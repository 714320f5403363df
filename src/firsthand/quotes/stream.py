"""A paragraph as the rules read it: words and punctuation, each quoted stretch folded into one token.

In: text, a range of it and its quoted stretches. Out: a :class:`Stream` with its sentences as token ranges. Always
true: tokens are in order and do not overlap; a sentence never ends inside a quoted stretch.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from firsthand.quotes.lexicon import Lexicon
from firsthand.quotes.marks import Quoted
from firsthand.settings import QUOTES

BLOCK = "“”"
"""What stands in `Stream.lows` for a quoted stretch."""

_TOKEN = re.compile(
    r"[a-z0-9-]{2,}(?:\.[a-z]{2,4})+(?![\w.])|\d+(?:[.,]\d+)+|\w+(?:['’-]\w+)*"
    rf"|[^\w\s]{{{QUOTES.noise_marks},}}|[^\w\s]"
)
"""A domain, a figure, a word, a mark, or a row of so many marks that they mean nothing."""
_STOPS = frozenset(".!?…")
_SCARE_WORDS = 3


@dataclass(slots=True)
class Stream:
    """Parallel lists, one entry a token; `blocks` maps the tokens that are quoted stretches to them."""

    text: str
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    lows: list[str] = field(default_factory=list)
    blocks: dict[int, Quoted] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.lows)

    def word(self, k: int) -> str:
        """The token as it stands in the text."""
        return self.text[self.starts[k] : self.ends[k]]

    def is_capital(self, k: int) -> bool:
        """Whether the token starts with a capital letter (never a quoted stretch)."""
        return self.lows[k] != BLOCK and self.text[self.starts[k]].isupper()

    def is_word(self, k: int) -> bool:
        """Whether the token is a word or a number."""
        return self.text[self.starts[k]].isalnum() and self.lows[k] != BLOCK

    def add(self, start: int, end: int, cuts: re.Pattern[str] | None = None) -> None:
        """Append the tokens of ``text[start:end]``; `cuts` is where the language has two words in one."""
        for m in _TOKEN.finditer(self.text, start, end):
            cut = cuts.search(m.group()) if cuts is not None and len(m.group()) > 2 else None
            if cut is not None:
                self._add_two(m, cut)
                continue
            self.starts.append(m.start())
            self.ends.append(m.end())
            self.lows.append(m.group().lower())

    def _add_two(self, word: re.Match[str], cut: re.Match[str]) -> None:
        """Both halves of a word; an elided one ends with its plain apostrophe."""
        first = word.start() + (cut.start() or cut.end())
        for begin, stop in ((word.start(), first), (word.start() + cut.end(), word.end())):
            self.starts.append(begin)
            self.ends.append(stop)
            self.lows.append(self.text[begin:stop].lower().replace("’", "'"))


def read_stream(
    text: str, start: int, end: int, stretches: Sequence[Quoted], cuts: re.Pattern[str] | None = None
) -> Stream:
    """Tokens of ``text[start:end]``; `stretches` are the outermost quoted ones inside it, in order."""
    stream = Stream(text)
    at = start
    for quoted in stretches:
        stream.add(at, quoted.start, cuts)
        at = quoted.end
        if _is_scare(text, quoted, start, end):
            stream.add(quoted.start, quoted.end, cuts)
            continue
        stream.blocks[len(stream.lows)] = quoted
        stream.starts.append(quoted.start)
        stream.ends.append(quoted.end)
        stream.lows.append(BLOCK)
    stream.add(at, end, cuts)
    return stream


def _is_scare(text: str, quoted: Quoted, start: int, end: int) -> bool:
    """A nickname or a word held at arm's length: short, unpunctuated, words directly on both sides."""
    if quoted.end - quoted.start > 60 or quoted.kind == "dash":
        return False
    inner = text[quoted.inner_start : quoted.inner_end]
    if len(inner.split()) > _SCARE_WORDS or not inner[-1:].isalnum():
        return False
    before, after = text[max(start, quoted.start - 2) : quoted.start], text[quoted.end : min(end, quoted.end + 2)]
    return before[:1].isalnum() and before[-1:].isspace() and after[:1].isspace() and after[-1:].isalnum()


def cut_sentences(stream: Stream, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Token ranges of the sentences."""
    found, start, k, n = [], 0, 0, len(stream)
    while k < n:
        k += 1
        if k - start < QUOTES.longest_sentence and not _ends(stream, k - 1, n, lexicon):
            continue
        while k < n and stream.lows[k] in ")]}….":
            k += 1
        found.append((start, k))
        start = k
    if start < n:
        found.append((start, n))
    return found


def _ends(stream: Stream, k: int, n: int, lexicon: Lexicon) -> bool:
    low = stream.lows[k]
    if low == BLOCK:
        return _block_ends(stream, k, n, lexicon)
    if low not in _STOPS:
        return False
    if k + 1 >= n:
        return True
    behind = stream.lows[k + 1]
    opens = behind == BLOCK or stream.is_capital(k + 1) or behind in "¿¡—–([«“\"'" or behind.isdigit()
    if low != ".":
        return opens
    if k and stream.ends[k - 1] == stream.starts[k]:
        before = stream.lows[k - 1]
        if stream.starts[k + 1] == stream.ends[k] and stream.is_word(k + 1) and behind != BLOCK and len(before) < 3:
            return False
        if (len(before) == 1 and before.isalpha()) or before in lexicon.abbreviations:
            return behind == BLOCK
    return opens or behind in ")]"


def _block_ends(stream: Stream, k: int, n: int, lexicon: Lexicon) -> bool:
    """A quoted stretch ends its sentence when it closes one and what follows starts another."""
    quoted = stream.blocks[k]
    last = stream.text[quoted.inner_end - 1 : quoted.inner_end]
    if last not in _STOPS or k + 1 >= n:
        return k + 1 >= n
    behind = stream.lows[k + 1]
    if behind == BLOCK:
        return True
    if not stream.is_capital(k + 1):
        return False
    if last == ".":
        return True
    for j in range(k + 1, min(n, k + 6)):  # “Why?” Ana Ruiz asked.
        if stream.lows[j] in lexicon.forms:
            return False
        if not stream.is_capital(j) and not lexicon.has("names_inside", stream.lows[j]):
            return True
    return True
