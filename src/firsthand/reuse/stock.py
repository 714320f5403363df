"""Stock wording: what documents share though none took it from another.

Names with their offices, which everybody writes alike because they are called so; furniture that stands in running text
(teasers, captions, notes on authors and polls); formulas of the trade, short and quoted by nobody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from firsthand.reuse.wording import Wording, holds_mark, is_quote_open
from firsthand.settings import ReuseSettings

Reason = Literal["names", "furniture", "formula"]

AROUND = 300
"""Characters before and after a passage that are looked at."""
_BORDER = re.compile(r"[.!?][\"”’'»)\]]*(?:\s|$)|[\n\"“”„«»「」『』]")


@dataclass(slots=True)
class Excerpt:
    """A passage where it stands.

    Attributes
    ----------
    page : str
        The passage with up to `AROUND` characters on either side.
    start, end : int
        Where it stands in `page`.
    wording : Wording
        What its words say; passages with the same words may share one.
    outlet : str or None
        Who published it.
    at_edge : bool
        Whether its document begins or ends nearby.
    """

    page: str
    start: int
    end: int
    wording: Wording
    outlet: str | None
    at_edge: bool
    _marked: bool | None = field(default=None, init=False)

    @classmethod
    def cut(cls, text: str, start: int, end: int, outlet: str | None, settings: ReuseSettings) -> Excerpt:
        """The passage ``text[start:end]`` of a document that `outlet` published."""
        at_edge = min(start, len(text) - end) <= settings.edge_characters
        return cls.around(text, start, end, Wording(text[start:end]), outlet, at_edge)

    @classmethod
    def around(cls, text: str, start: int, end: int, wording: Wording, outlet: str | None, at_edge: bool) -> Excerpt:
        """The same of part of a document, whose wording and place in it are known."""
        first = max(0, start - AROUND)
        return cls(text[first : end + AROUND], start - first, end - first, wording, outlet, at_edge)

    @property
    def exact(self) -> str:
        """The passage."""
        return self.page[self.start : self.end]

    @property
    def before(self) -> str:
        """What stands before it."""
        return self.page[: self.start]

    @property
    def after(self) -> str:
        """What stands after it."""
        return self.page[self.end :]

    def is_marked(self, settings: ReuseSettings) -> bool:
        """Whether it is furniture by the marks of pages in it, or between it and the nearest border of a sentence."""
        if self._marked is None:
            n_marks = self.wording.n_marks()
            if not n_marks and self.wording.n_words <= settings.mark_words:
                n_marks = int(self._stands_at_mark())
            self._marked = self.wording.n_words <= settings.mark_words * n_marks
        return self._marked

    def _stands_at_mark(self) -> bool:
        # A label may stand on a line of its own.
        above, below = self.before.rstrip(), self.after.lstrip()
        begin = max((match.end() for match in _BORDER.finditer(above)), default=0)
        border = _BORDER.search(below)
        return holds_mark(above, begin, below, border.start() if border else len(below))

    def is_quoted(self) -> bool:
        """Whether it is somebody's words, wholly or in part, as far as the marks around it tell."""
        page, start, end = self.page, self.start, self.end
        before, after = page[max(0, start - 1) : start], page[end : end + 1]
        if self.wording.is_quoted() or before in ("'", "‘") or after in ("’", "'"):
            return True
        return is_quote_open(page[page.rfind("\n", 0, start) + 1 : start])

    def is_shouted(self) -> bool:
        """Whether a headline in capitals stands in a text that is not."""
        if not self.wording.is_shouted() or self.is_quoted():
            return False
        return any(around != around.upper() for around in (self.before, self.after))


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
    if a.wording.is_only_names(settings) or b.wording.is_only_names(settings):
        return "names"
    same_outlet = a.outlet is not None and a.outlet == b.outlet
    if _is_furniture(a, same_outlet, settings) and _is_furniture(b, same_outlet, settings):
        return "furniture"
    floor = settings.formula_score * min(1.0, strength.kinship / settings.formula_kinship) ** 2
    everywhere = not strength.edits or strength.kinship >= settings.formula_kinship_edited
    if everywhere and strength.matched <= settings.formula_words:
        floor = max(floor, settings.formula_score_short)
    return "formula" if strength.score < floor and not (a.is_quoted() or b.is_quoted()) else None


def _is_furniture(excerpt: Excerpt, same_outlet: bool, settings: ReuseSettings) -> bool:
    """Whether a passage is furniture: by the marks of its outlet's pages, or by what anybody can see."""
    wording = excerpt.wording
    if wording.n_words > settings.furniture_longest:
        return False
    return (
        (same_outlet and excerpt.is_marked(settings))
        or wording.is_widget(settings)
        or excerpt.is_shouted()
        or wording.is_note(excerpt.at_edge, settings)
    )
