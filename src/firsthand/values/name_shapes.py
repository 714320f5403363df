"""The shape of a text: which words have capitals, and which of these capitals mean something."""

from __future__ import annotations

from collections import Counter

from firsthand.values.namelists import Gazetteer, NameWords
from firsthand.values.words import Word

OPENERS = frozenset("\"“”«»‘'’„‹›([{¿¡*•·—–-")
ENDERS = frozenset(".!?:;…|/")


class NameShapes:
    """The words of one text with what their letters and places tell."""

    def __init__(self, text: str, words: list[Word], lexicon: NameWords, known: Gazetteer) -> None:
        self.text = text
        self.words = words
        self.n = len(words)
        self.lexicon = lexicon
        self.known = known
        self.capital = [w.kind == "word" and w.text[0].isupper() for w in words]
        self.initial = self._initials()
        self.shouted = self._title_lines()
        self.inside = Counter(
            w.key for k, w in enumerate(words) if self.capital[k] and not self.initial[k] and not self.shouted[k]
        )
        self.lower = Counter(w.key for k, w in enumerate(words) if w.kind == "word" and not self.capital[k])

    def _initials(self) -> list[bool]:
        """Which words begin a sentence, a line or a quotation: their capital says nothing."""
        initial = [False] * self.n
        fresh = True
        for k, word in enumerate(self.words):
            if k and "\n" in self.text[self.words[k - 1].end : word.start]:
                fresh = True
            if word.kind == "mark":
                if word.text in ENDERS:
                    fresh = fresh or not self._abbreviates(k)
                elif word.text in OPENERS:
                    fresh = fresh or word.text in '"“«„‹¿¡•*'
                continue
            initial[k] = fresh
            fresh = False
        return initial

    def _abbreviates(self, k: int) -> bool:
        """Whether the full stop at `k` belongs to "Mr.", "J." or "U.S."."""
        if self.words[k].text != "." or k == 0:
            return False
        before = self.words[k - 1]
        return before.end == self.words[k].start and (
            (len(before.text) == 1 and before.text.isupper())
            or (before.key in self.lexicon.titles and len(before.key) <= 5)
        )

    def _title_lines(self) -> list[bool]:
        """Which words stand in a headline-cased line, where capitals mean nothing."""
        shouted = [False] * self.n
        start = 0
        for k in range(1, self.n + 1):
            if k < self.n and "\n" not in self.text[self.words[k - 1].end : self.words[k].start]:
                continue
            line = [j for j in range(start, k) if self.words[j].kind == "word" and len(self.words[j].text) > 3]
            capitals = sum(self.capital[j] for j in line)
            headed = len(line) >= 2 and capitals > 0.7 * len(line)
            headed = headed or (0 < len(line) <= 2 and all(self.words[j].text.isupper() for j in line))
            if headed and self.words[k - 1].text not in ENDERS:
                for j in range(start, k):
                    shouted[j] = True
            start = k
        return shouted

    def _spaced(self, a: int, b: int) -> bool:
        """Whether only blanks on one line, or nothing, lie between words `a` and `b`."""
        gap = self.text[self.words[a].end : self.words[b].start]
        return len(gap) <= 2 and "\n" not in gap and (not gap or gap.isspace())

    def _glued(self, a: int, b: int) -> bool:
        return self.words[a].end == self.words[b].start
