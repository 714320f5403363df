"""Stock wording: what documents share though none took it from another.

Names with their offices, which everybody writes alike because they are called so; furniture that stands in running text
(teasers, captions, notes on authors and polls); formulas of the trade, short and quoted by nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from firsthand.languages import codes, table
from firsthand.settings import ReuseSettings

Reason = Literal["names", "furniture", "formula"]

AROUND = 300
"""Characters before and after a passage that are looked at."""
MOST_NOTES = 8
"""More notes than that are not looked for: long passages cost most, and are none."""
_WORD = re.compile(r"[^\W\d_]+")
_QUOTE = re.compile('["“”„«»「」『』]')
_BORDER = re.compile(r"[.!?][\"”’'»)\]]*(?:\s|$)|[\n\"“”„«»「」『』]")
_LIKE_A_NAME = (
    "role_heads", "titles", "role_modifiers", "organization_words", "organization_heads", "work_heads", "place_words",
    "compass", "role_links", "determiners",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage where it stands.

    Attributes
    ----------
    before, exact, after : str
        The passage, and up to `AROUND` characters on either side.
    outlet : str or None
        Who published it.
    at_edge : bool
        Whether its document begins or ends nearby.
    """

    before: str
    exact: str
    after: str
    outlet: str | None
    at_edge: bool

    @classmethod
    def cut(cls, text: str, start: int, end: int, outlet: str | None, settings: ReuseSettings) -> Excerpt:
        """The passage ``text[start:end]`` of a document that `outlet` published."""
        at_edge = min(start, len(text) - end) <= settings.edge_characters
        return cls(text[max(0, start - AROUND) : start], text[start:end], text[end : end + AROUND], outlet, at_edge)


@dataclass(frozen=True, slots=True)
class Strength:
    """How much an alignment says.

    Attributes
    ----------
    score : float
        The surprise of its words.
    kinship : float
        How much else the two documents have in common, from 0 to 1.
    matched, edits : int
        Words that are the same, and what was done to others.
    """

    score: float
    kinship: float
    matched: int
    edits: int


def why_stock(a: Excerpt, b: Excerpt, strength: Strength, settings: ReuseSettings) -> Reason | None:
    """Why a passage that two documents share tells nothing of where they have it from; None if it does.

    Parameters
    ----------
    a, b : Excerpt
        The passage in either document.
    strength : Strength
        How much the passage says.
    settings : ReuseSettings
        Thresholds.
    """
    if _is_only_names(a.exact, settings) or _is_only_names(b.exact, settings):
        return "names"
    same_outlet = a.outlet is not None and a.outlet == b.outlet
    if _is_furniture(a, same_outlet, settings) and _is_furniture(b, same_outlet, settings):
        return "furniture"
    floor = settings.formula_score * min(1.0, strength.kinship / settings.formula_kinship) ** 2
    if not strength.edits and strength.matched <= settings.formula_words:
        floor = max(floor, settings.formula_score_short)
    return "formula" if strength.score < floor and not (_is_quoted(a) or _is_quoted(b)) else None


def _is_only_names(passage: str, settings: ReuseSettings) -> bool:
    """Whether hardly a word remains besides names, offices, and who said it. Without small letters nothing is told."""
    if passage == passage.upper():
        return False
    n_capitalised = n_rest = n_words = 0
    for match in _WORD.finditer(passage):
        word = match[0]
        n_words += 1
        if word[0].isupper():
            n_capitalised += 1
        elif word not in _words_around_names() and word[0] != word[0].upper():
            n_rest += 1
            if n_rest > settings.name_rest + n_words // settings.name_rest_words:
                return False
    if n_words > settings.name_words and n_capitalised < settings.name_share * n_words:
        return False
    # With quotation marks it may be what somebody said.
    return n_capitalised > 1 and (n_rest < settings.name_rest or not _QUOTE.search(passage))


@cache
def _words_around_names() -> frozenset[str]:
    names = (_split(table(code, "names").get(subject, ())) for code in codes() for subject in _LIKE_A_NAME)
    says = (_split(table(code, "stock").get("says", ())) for code in codes())
    return frozenset(["s", "t"]).union(*names, *says)


def _split(words: str | Iterable[str]) -> Iterable[str]:
    return words.split() if isinstance(words, str) else words


def _is_furniture(excerpt: Excerpt, same_outlet: bool, settings: ReuseSettings) -> bool:
    """Whether a passage is furniture: by the marks of its outlet's pages, or by what anybody can see."""
    n_words = excerpt.exact.count(" ") + 1
    if n_words > settings.furniture_longest:
        return False
    if same_outlet and n_words <= settings.mark_words * _count_marks(excerpt):
        return True
    widgets = [len(match[0]) for match in _marks("widgets").finditer(excerpt.exact)]
    if len(excerpt.exact) - sum(widgets) <= settings.widget_characters * len(widgets) or _is_shouted(excerpt):
        return True
    most_notes = n_words // settings.note_words
    return most_notes < MOST_NOTES and most_notes < _count_notes(excerpt, most_notes + 1)


def _count_marks(excerpt: Excerpt) -> int:
    """Marks of furniture within a passage, or in what stands between it and the nearest border of a sentence."""
    n = sum(1 for _ in _marks("marks_before", "marks_after").finditer(excerpt.exact))
    if n:
        return n
    before, after = _marks("marks_before"), _marks("marks_after")
    # A label may stand on a line of its own.
    above, below = excerpt.before.rstrip(), excerpt.after.lstrip()
    begin = max((match.end() for match in _BORDER.finditer(above)), default=0)
    border = _BORDER.search(below)
    return int(
        before.search(above, begin) is not None
        or after.search(below, 0, border.start() if border else len(below)) is not None
    )


@cache
def _marks(*names: str) -> re.Pattern[str]:
    patterns = [pattern for name in names for code in codes() for pattern in table(code, "stock").get(name, ())]
    return re.compile("|".join(patterns) or "(?!)")


def _is_shouted(excerpt: Excerpt) -> bool:
    """Whether a headline in capitals stands in a text that is not."""
    exact = excerpt.exact
    shouted = exact == exact.upper() != exact.lower() and not _is_quoted(excerpt)
    return shouted and any(around != around.upper() for around in (excerpt.before, excerpt.after))


def _count_notes(excerpt: Excerpt, needed: int) -> int:
    """Different notes and calls to the reader in a passage, or less where there cannot be as many as are `needed`."""
    words = frozenset(_WORD.findall(excerpt.exact.lower()))
    if words.isdisjoint(_triggers()):
        return 0
    from firsthand.text.folding import fold
    from firsthand.text.furniture import compiled, find_calls

    tables = ("notes", "edge_notes") if excerpt.at_edge else ("notes",)
    found = {pattern for name in tables for word in words for pattern in _notes(name).get(word, ())}
    if len(found) + 1 < needed:
        return 0
    folded = fold(excerpt.exact).text.strip() if found else ""
    n = sum(compiled(pattern).search(folded) is not None for pattern in found)
    return n + find_calls(excerpt.exact, words, codes()[0])


@cache
def _notes(name: str) -> dict[str, tuple[str, ...]]:
    notes: dict[str, tuple[str, ...]] = {}
    for code in codes():
        for trigger, patterns in table(code, "stock").get(name, {}).items():
            notes[trigger] = (*notes.get(trigger, ()), *patterns)
    return notes


@cache
def _triggers() -> frozenset[str]:
    """Words without one of which a passage holds neither notes nor calls."""
    calls = (trigger for code in codes() for trigger in table(code, "furniture").get("calls", ()))
    return frozenset([*_notes("notes"), *_notes("edge_notes"), *calls])


def _is_quoted(excerpt: Excerpt) -> bool:
    """Whether a passage is somebody's words, wholly or in part, as far as the marks around it tell."""
    if _QUOTE.search(excerpt.exact) or excerpt.before[-1:] in ("'", "‘") or excerpt.after[:1] in ("’", "'"):
        return True
    paragraph = excerpt.before[excerpt.before.rfind("\n") + 1 :]
    marks = [match.start() for match in _QUOTE.finditer(paragraph)]
    if not marks:
        return False
    # A mark after a space opens a quotation, one after a letter or a stop closes it.
    return marks[-1] == 0 or paragraph[marks[-1] - 1] in " \t\u00a0([—–-"
