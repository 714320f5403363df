"""What the words of a passage say of it, wherever it stands: a list of names, a widget, a note to the reader.

A passage that many documents share is looked at once: what is found is kept, and found when it is first asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from firsthand.languages import any_of, codes, table
from firsthand.settings import ReuseSettings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_NOTES = 8
"""More notes than that are not looked for: long passages cost most, and are none."""
HINT_BITS = 18
"""Words that notes need are looked up by the highest bits of their hashes."""
COUNT_BITS = 20
"""Bits of hints that count notes; above them are those for notes at the edge of a document, and above these calls."""
_WORD = re.compile(r"[^\W\d_]+")
_QUOTE = re.compile('["“”„«»「」『』]')
_LIKE_A_NAME = (
    "role_heads", "titles", "role_modifiers", "organization_words", "organization_heads", "work_heads", "place_words",
    "compass", "role_links", "determiners",
)  # fmt: skip


class Wording:
    """The words of a passage.

    Parameters
    ----------
    text : str
        The passage.
    hints : int, optional
        The sum of its words' :func:`hints_of_notes`; it is looked at in vain less often where they are known.
    """

    __slots__ = ("_hints", "_n_marks", "_notes", "_only_names", "_quoted", "_widget", "n_words", "text")

    def __init__(self, text: str, hints: int | None = None) -> None:
        self.text = text
        self.n_words = text.count(" ") + 1
        self._hints = hints
        self._only_names: bool | None = None
        self._quoted: bool | None = None
        self._n_marks: int | None = None
        self._widget: bool | None = None
        self._notes: dict[bool, bool] = {}

    def is_quoted(self) -> bool:
        """Whether it holds a quotation mark."""
        if self._quoted is None:
            self._quoted = _QUOTE.search(self.text) is not None
        return self._quoted

    def is_shouted(self) -> bool:
        """Whether it is in capitals, of a script that has others."""
        return self.text.isupper()

    def is_only_names(self, settings: ReuseSettings) -> bool:
        """Whether hardly a word remains besides names, offices, and who said it. Capitals alone tell nothing."""
        if self._only_names is None:
            self._only_names = self._count_names(settings)
        return self._only_names

    def _count_names(self, settings: ReuseSettings) -> bool:
        if self.text.isupper():
            return False
        around_names = _words_around_names()
        n_capitalised = n_rest = n_words = 0
        for match in _WORD.finditer(self.text):
            word = match[0]
            n_words += 1
            if word[0].isupper():
                n_capitalised += 1
            elif word not in around_names and word[0] != word[0].upper():
                n_rest += 1
                if n_rest > settings.name_rest + n_words // settings.name_rest_words:
                    return False
        if n_words > settings.name_words and n_capitalised < settings.name_share * n_words:
            return False
        # With quotation marks it may be what somebody said.
        return n_capitalised > 1 and (n_rest < settings.name_rest or not self.is_quoted())

    def n_marks(self) -> int:
        """How many marks of furniture it holds."""
        if self._n_marks is None:
            self._n_marks = sum(1 for _ in any_of("stock", "marks_before", "marks_after").finditer(self.text))
        return self._n_marks

    def is_widget(self, settings: ReuseSettings) -> bool:
        """Whether it is hardly more than buttons and the credits of captions."""
        if self._widget is None:
            self._widget = False
            for word in _widget_words():
                if word in self.text:
                    found = [len(match[0]) for match in any_of("stock", "widgets").finditer(self.text)]
                    self._widget = len(self.text) - sum(found) <= settings.widget_characters * len(found)
                    break
        return self._widget

    def is_note(self, at_edge: bool, settings: ReuseSettings) -> bool:
        """Whether it is notes on authors, polls and forms, or calls; `at_edge` of a document, more are notes."""
        if at_edge not in self._notes:
            needed = self.n_words // settings.note_words + 1
            self._notes[at_edge] = needed <= min(MOST_NOTES, self._most_notes(at_edge)) and (
                self._count_notes(at_edge, needed) >= needed
            )
        return self._notes[at_edge]

    def _most_notes(self, at_edge: bool) -> int:
        """No more notes and calls than this, as far as the hints tell."""
        if self._hints is None:
            return MOST_NOTES
        low = (1 << COUNT_BITS) - 1
        at_edges = self._hints >> COUNT_BITS & low if at_edge else 0
        return (self._hints & low) + at_edges + (self._hints >> 2 * COUNT_BITS > 0)

    def _count_notes(self, at_edge: bool, needed: int) -> int:
        """Different notes and calls, or less where there cannot be as many as are `needed`."""
        from firsthand.text.folding import fold
        from firsthand.text.furniture import compiled, find_calls

        folded = fold(self.text).text.strip()
        words = frozenset(_WORD.findall(folded))
        tables = ("notes", "edge_notes") if at_edge else ("notes",)
        found = {pattern for name in tables for word in words & _notes(name).keys() for pattern in _notes(name)[word]}
        n = 0
        for number, pattern in enumerate(found):
            if n + len(found) - number + 1 < needed:
                return 0
            n += compiled(pattern).search(folded) is not None
        return n + find_calls(self.text, words, codes()[0])


def holds_mark(above: str, begin: int, below: str, end: int) -> bool:
    """Whether ``above[begin:]`` holds a mark that stands before furniture, or ``below[:end]`` one that stands after."""
    before, after = any_of("stock", "marks_before"), any_of("stock", "marks_after")
    return before.search(above, begin) is not None or after.search(below, 0, end) is not None


def is_quote_open(paragraph: str) -> bool:
    """Whether a quotation is still open at the end of the beginning of a paragraph."""
    marks = [match.start() for match in _QUOTE.finditer(paragraph)]
    if not marks:
        return False
    # A mark after a space opens a quotation, one after a letter or a stop closes it.
    return marks[-1] == 0 or paragraph[marks[-1] - 1] in " \t\u00a0([—–-"


@cache
def hints_of_notes() -> NDArray[np.int64]:
    """How many notes, edge notes and calls each word may begin, by the highest `HINT_BITS` bits of its hash."""
    import numpy as np

    from firsthand.text.tokens import tokenize

    hints = np.zeros(1 << HINT_BITS, np.int64)
    begins = dict.fromkeys(_calls(), 1 << 2 * COUNT_BITS)
    for shift, name in (0, "notes"), (COUNT_BITS, "edge_notes"):
        for trigger, patterns in _notes(name).items():
            begins[trigger] = begins.get(trigger, 0) + (len(patterns) << shift)
    tokens = tokenize(list(begins))
    np.add.at(hints, tokens.words[tokens.offsets[:-1]] >> np.uint32(32 - HINT_BITS), list(begins.values()))
    return hints


@cache
def _words_around_names() -> frozenset[str]:
    names = (_split(table(code, "names").get(subject, ())) for code in codes() for subject in _LIKE_A_NAME)
    says = (_split(table(code, "stock").get("says", ())) for code in codes())
    return frozenset(["s", "t"]).union(*names, *says)


def _split(words: str | Iterable[str]) -> Iterable[str]:
    return words.split() if isinstance(words, str) else words


@cache
def _widget_words() -> tuple[str, ...]:
    """Without one of these there is no widget."""
    return tuple(word for code in codes() for word in table(code, "stock").get("widget_words", ()))


@cache
def _notes(name: str) -> dict[str, tuple[str, ...]]:
    notes: dict[str, tuple[str, ...]] = {}
    for code in codes():
        for trigger, patterns in table(code, "stock").get(name, {}).items():
            notes[trigger] = (*notes.get(trigger, ()), *patterns)
    return notes


@cache
def _calls() -> frozenset[str]:
    return frozenset(trigger for code in codes() for trigger in table(code, "furniture").get("calls", ()))
