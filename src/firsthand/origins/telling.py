"""Tellings: what counting needs to know of one article's telling of a claim."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from firsthand.origins.voices import Voice


@dataclass(frozen=True, slots=True)
class Telling:
    """One article's telling of a claim: whose voice, through which medium, and how sure it is the same claim.

    `parent` is the article it was most likely taken from, with the probability that it was. `words` are all words of
    the telling, `stems` those that tell something, `marked` those of them in quote marks, `beside` the telling words
    right before and right after it; `around` is the text that it stands in, folded, `author` who wrote it, `agencies`
    whom the article credits, and `published` bounds when it came out. `text` is all that its page says, where that
    tells exact copies.
    """

    article: str
    voice: Voice
    medium: str | None = None
    outlet: str | None = None
    parent: str | None = None
    probability: float = 0.0
    weak: bool = False
    language: str = ""
    words: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()
    marked: tuple[str, ...] = ()
    beside: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    quoted: bool = False
    around: str = ""
    author: str | None = None
    agencies: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    published: tuple[float, float] | None = None
    text: str = ""


Dependence = Callable[[str, str], float]
Tied = Callable[[str, str], bool]
Lean = Callable[[str, str], int]
"""How many losses more the second of two articles shows: above 0, the first looks like the original."""


def nothing_else(_a: str, _b: str) -> bool:
    """Two articles that nothing else ties."""
    return False


def no_lean(_a: str, _b: str) -> int:
    """Two articles of which neither looks like the original."""
    return 0


def is_later(a: Telling, b: Telling) -> bool:
    """Whether `a` certainly came out after `b`."""
    return a.published is not None and b.published is not None and a.published[0] > b.published[1]
