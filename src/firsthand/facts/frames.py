"""Frames: what one clause tells, as things that can be compared across wordings and languages.

An *event* frame stands for a word that says what happened; a *value* frame for a figure and what it counts or measures.
Frames are nouns: frozen, made from one document alone, and nothing in them depends on any other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from firsthand.model import Certainty
from firsthand.values import Figure

Range = tuple[int, int]
_PLAIN = Certainty()


@dataclass(frozen=True, slots=True)
class Scope:
    """Of whom, where and as of when a figure speaks: what makes two figures speak of different things.

    `group` is the kind of people or things counted where it is narrower than "people", `year` a year that the figure is
    of, `since` the year that it counts from, `part` whether it is only a part of another figure ("two of them", "three
    other Americans"), `state` whether it tells how many are left in some state ("43 remain in hospital").
    """

    group: str = ""
    year: str = ""
    since: str = ""
    part: bool = False
    state: bool = False


ANOTHER = "≠"
"""A speaker who is none of those named before: "against the 14 that the union counts", "The ministry says nine"."""


def are_two(speaker: str, other: str) -> bool:
    """Whether two speakers are known to be two people."""
    return ANOTHER in (speaker, other) or (bool(speaker and other) and speaker != other)


@dataclass(frozen=True, slots=True)
class Frame:
    """What one clause of `document` tells.

    Attributes
    ----------
    clause, sentence, anchor
        Where it stands; the anchor is the words that name the event, or the value.
    concept
        What happens, language-free: a concept of the tables, or ``~`` and a stem. For a value, what is counted.
    context
        Stems, in the pivot language, of what else the sentence speaks of.
    doers, objects
        The nearest of them before and after the anchor, exchanged where the verb is passive.
    names
        Capitalised words of the sentence, folded.
    near
        Those that stand next to the anchor: whose death it is, who was arrested.
    figure, unit, scope
        The value, what it is measured in, and of what it speaks; None, empty for an event.
    days
        The days that the sentence dates it to, if it does.
    topic
        Whether the anchor names an event only because a short report speaks of one thing: "sequel", "newspaper".
    quotation
        The id of the quotation that it stands in, or empty.
    speaker
        Whom the document names for it, or empty; `ANOTHER` where it is set against what somebody else says.
    """

    document: str
    sentence: Range
    clause: Range
    anchor: Range
    concept: str
    kind: Literal["event", "value"]
    language: str
    order: int
    stem: str = ""
    context: tuple[str, ...] = ()
    doers: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    figure: Figure | None = None
    unit: str = ""
    scope: Scope = Scope()
    days: tuple[str, str] | None = None
    topic: bool = False
    quotation: str = ""
    speaker: str = ""
    certainty: Certainty = _PLAIN
    negated: bool = False

    def disputes(self, other: Frame) -> bool:
        """Whether both are told by two different people, so that two numbers of one document can be of one thing."""
        return are_two(self.speaker, other.speaker)

    @property
    def key(self) -> tuple[str, Range, str]:
        """What tells this frame from every other."""
        return self.document, self.anchor, self.concept
