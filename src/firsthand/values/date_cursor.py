"""Reading dates word by word: the place in the text, and what a rule has read there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from firsthand.values.calendar import Period
from firsthand.values.date_words import DateWords
from firsthand.values.words import Word

DateKind = Literal["date", "time", "duration", "set"]


@dataclass(slots=True)
class Reading:
    """What a rule read: words ``[first, after)`` and how to resolve it, given an anchor day."""

    first: int
    after: int
    kind: DateKind
    value: str
    fixed: Period | None = None
    resolve: Callable[[date], Period] | None = None
    part: str = ""


class DateCursor:
    """The words of one text and small questions about the date words among them."""

    def __init__(self, text: str, words: list[Word], lexicon: DateWords) -> None:
        self.text = text
        self.words = words
        self.n = len(words)
        self.lexicon = lexicon

    def _key(self, i: int) -> str:
        return self.words[i].key if 0 <= i < self.n else ""

    def _capital(self, i: int) -> bool:
        return not self.lexicon.needs_capital or self.words[i].text[:1].isupper()

    def _month(self, i: int) -> int | None:
        if 0 <= i < self.n and self._capital(i):
            return self.lexicon.months.get(self.words[i].key)
        return None

    def _number(self, i: int, low: int, high: int) -> int | None:
        if 0 <= i < self.n and self.words[i].kind == "number" and self.words[i].text.isdigit():
            if len(self.words[i].text) > 4:
                return None
            value = int(self.words[i].text)
            return value if low <= value <= high else None
        return None

    def _skip_links(self, i: int) -> int:
        while self._key(i) in self.lexicon.links:
            i += 1
        return i

    def _skip_abbreviation(self, i: int) -> int:
        """Past the full stop of "Oct." where another word of the date follows."""
        return i + 1 if self._key(i) == "." and len(self.words[i - 1].text) <= 4 else i

    def _year_after(self, i: int) -> tuple[int, int] | None:
        """A year at word `i`, past a comma or a link, and the index after it."""
        at = i
        if self._key(at) == ",":
            at += 1
        at = self._skip_links(at)
        year = self._number(at, 1000, 2199)
        if year is not None and len(self.words[at].text) == 4 and not self._counts(at):
            return year, at + 1
        return None

    def _counts(self, i: int) -> bool:
        """Whether the four digits at `i` count something: "2000 people", "1700 millones"."""
        return self._key(i + 1) in self.lexicon.not_years or self._key(i + 1) in self.lexicon.numbers.scales

    def _future(self, i: int) -> bool:
        """Whether the clause around word `i` speaks of what is to come: its words before, or after if it opens."""
        if any(word.key in self.lexicon.future_before for word in self.words[max(0, i - 3) : i]):
            return True
        first = i
        while first > 0 and i - first < 10 and self.words[first - 1].text not in ".;!?":
            first -= 1
        window = self.words[first:i] if i - first > 1 else self.words[first : i + 8]
        return any(self._promises(word) for word in window)

    def _promises(self, word: Word) -> bool:
        if word.key in self.lexicon.future:
            return True
        accented = word.text[-1:] in "áé" or word.text.endswith("án") or word.key.endswith("remos")
        return len(word.key) > 4 and accented and word.key.endswith(self.lexicon.future_endings)
