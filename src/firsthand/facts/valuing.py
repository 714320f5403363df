"""The values of a fact: which of them are one, and what it means where they differ.

Equal values are one value, however they are written: "at least 24" and "24", ten kilometres and six miles. Of values
that cannot both be true, a running number that grew is *updated*, numbers of other people or years are of *different
scope*, and the rest is *contradictory*.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from firsthand.facts.concepts import concept_class
from firsthand.facts.frames import Frame
from firsthand.model import FactStatus, TimeInterval
from firsthand.settings import FactSettings
from firsthand.values import Figure, compare_figures
from firsthand.values.units import in_base_unit

_OPEN = float("inf")


@dataclass(slots=True)
class Told:
    """One value, the frames (by number) that tell it, when it was first told, and when each voice last gave it."""

    frame: Frame
    members: list[int]
    first: tuple[float, float] | None = None
    voices: dict[tuple[str, str], float] = field(default_factory=dict)


def group_values(
    frames: Sequence[Frame], published: Sequence[TimeInterval | None], voices: Sequence[str] = ()
) -> list[Told]:
    """The different values that `frames` tell, each with those that tell it, in the order of their first telling.

    `voices` names who is quoted with each, if anybody is; of every value it is kept when each last gave it.
    """
    told: list[Told] = []
    for i, frame in enumerate(frames):
        same = next((t for t in told if _is_same(t.frame, frame)), None)
        if same is None:
            told.append(Told(frame, [i]))
        else:
            same.members.append(i)
    for value in told:
        value.frame = min((frames[i] for i in value.members), key=_plainness)
        times = [interval.minutes() for i in value.members if (interval := published[i]) is not None]
        for i in value.members if voices else ():
            if voices[i] and (told_on := published[i]) is not None:
                voice = frames[i].language, voices[i]
                value.voices[voice] = max(value.voices.get(voice, 0.0), told_on.minutes()[0])
        value.first = min(times, key=lambda t: (t[1], t[0]), default=None)
    return sorted(told, key=lambda t: (t.first is None, t.first or (0.0, 0.0), _nominal(t.frame), t.members[0]))


def split_told_apart(frames: Sequence[Frame]) -> list[list[Frame]]:
    """A cluster of values as one or more: what one document tells as two numbers are two things, not one in dispute.

    Only of a running number may a document tell an older value beside the newer one.
    """
    if frames[0].kind == "event":
        return [list(frames)]
    told = group_values(frames, [None] * len(frames))
    homes = [{_teller(frames[i]): frames[i] for i in t.members} for t in told]
    parts: list[list[int]] = []
    for n in sorted(range(len(told)), key=lambda n: (-len(homes[n]), n)):
        home = next((part for part in parts if not any(_are_apart(told, homes, n, m, frames[0]) for m in part)), None)
        if home is None:
            parts.append([n])
        else:
            home.append(n)
    return [sorted((frames[i] for n in part for i in told[n].members), key=lambda f: f.key) for part in parts]


Homes = dict[tuple[str, str], Frame]


def _are_apart(told: Sequence[Told], homes: Sequence[Homes], n: int, m: int, frame: Frame) -> bool:
    first, second = told[n].frame.figure, told[m].frame.figure
    assert first is not None
    assert second is not None
    farthest = _FARTHEST_RUNNING if frame.concept in concept_class("running") else _FARTHEST
    if _ratio(first, second) > farthest:
        return True
    if relation(first, second) != "conflict":
        return False
    if frame.concept.startswith("#") and not _any_alike(homes[n], homes[m]):
        return True
    both = len(_shared_homes(homes[n], homes[m]))
    if not both:
        return False
    return frame.concept not in concept_class("running") or both > len({d for d, _ in [*homes[n], *homes[m]]}) / 3


def _teller(frame: Frame) -> tuple[str, str]:
    """The document that tells, and in which sentence it quotes whom."""
    return frame.document, f"{frame.order}:{frame.quotation}" if frame.quotation else ""


def _any_alike(ours: Homes, theirs: Homes) -> bool:
    """Whether somewhere two tellings speak of one thing: what is counted with any noun is told of many."""
    return any(_are_alike(a, b) for a in ours.values() for b in theirs.values())


def _are_alike(a: Frame, b: Frame) -> bool:
    if a.names and b.names and not {*a.names} & {*b.names} and a.language == b.language:
        return False
    shared = {*a.context} & {*b.context}
    return len(shared) >= _ALIKE * min(len(a.context), len(b.context)) and bool(shared)


_ALIKE = 0.5
"""Of what the shorter of two sentences speaks of, the part that both must, before two numbers of no known kind of
event contradict each other."""


def _shared_homes(ours: Homes, theirs: Homes) -> set[str]:
    """The documents that tell both values; but one that sets one voice against another disputes one thing."""
    return {d for (d, _), a in ours.items() for (e, _), b in theirs.items() if d == e and not _is_set_against(a, b)}


def _is_set_against(a: Frame, b: Frame) -> bool:
    """Two quotations of one sentence, what a document has two people say, or says itself beside one of them, where a
    thing has one number: how many were there, how long it lasted."""
    in_one = a.order == b.order and a.quotation and b.quotation and a.quotation != b.quotation
    one_of = a.concept in concept_class("states") | concept_class("spans")
    return bool(in_one) or a.disputes(b) or (one_of and a.speaker != b.speaker)


_FARTHEST, _FARTHEST_RUNNING = 10.0, 50.0
"""No two voices differ by more over one thing; a number that grows may have grown by so much."""


def _ratio(a: Figure, b: Figure) -> float:
    """How many times the larger of two figures is the smaller."""
    small, large = sorted((abs(size_of(a)), abs(size_of(b))))
    return large / small if small else 1.0  # "nobody" against "two" is a dispute like any other


def size_of(figure: Figure) -> float:
    """What a figure comes to in the base unit of its kind: half an hour is more than five minutes."""
    based = in_base_unit(figure.nominal, figure.unit) if figure.unit else None
    return based[1] if based else figure.nominal


def _plainness(frame: Frame) -> tuple[bool, int, str, tuple[int, int]]:
    """Exact figures before bounds, short ones before long ones."""
    figure = frame.figure
    assert figure is not None
    return figure.low != figure.high, len(figure.text), frame.document, frame.anchor


def _nominal(frame: Frame) -> float:
    return frame.figure.nominal if frame.figure else 0.0


def _is_same(a: Frame, b: Frame) -> bool:
    if a.figure is None or b.figure is None or (a.scope.since and b.scope.since and a.scope.since != b.scope.since):
        return False
    if a.figure.unit == b.figure.unit or a.figure.kind == b.figure.kind == "count":
        return a.figure.nominal == b.figure.nominal
    return relation(a.figure, b.figure) in ("same", "compatible")


def relation(a: Figure, b: Figure) -> str:
    """How two figures that count the same agree, whatever noun stands behind them."""
    counted = a.kind in _COUNTING and b.kind in _COUNTING
    return compare_figures(_of_one_thing(a, counted), _of_one_thing(b, counted))


_COUNTING = ("count", "ordinal", "label")


@lru_cache(maxsize=1 << 14)
def _of_one_thing(figure: Figure, counted: bool) -> Figure:
    """`figure` as if it stood before a noun that all figures have; as a plain count, if `counted`."""
    if counted:
        return replace(figure, kind="count", unit=None, head="x", known_head=True)
    return replace(figure, head="x", known_head=True)


def judge_status(told: Sequence[Told], concept: str, settings: FactSettings) -> FactStatus:
    """What it means that a fact is told with these values."""
    found: set[FactStatus] = set()
    for n, a in enumerate(told):
        for b in told[n + 1 :]:
            found.add(_judge_pair(a, b, concept, settings))
    ranked: tuple[FactStatus, ...] = ("contradictory", "updated", "different scope", "rounded")
    for status in ranked:
        if status in found:
            return status
    return "agreed"


def _judge_pair(a: Told, b: Told, concept: str, settings: FactSettings) -> FactStatus:
    first, second = a.frame.figure, b.frame.figure
    assert first is not None
    assert second is not None
    ours, theirs = a.frame.scope, b.frame.scope
    moved = bool(ours.since and theirs.since and ours.since != theirs.since)
    agreement = relation(first, second)
    if agreement in ("same", "compatible", "unrelated"):
        return "contradictory" if moved and agreement == "same" else "rounded"
    if _is_close(first.nominal, second.nominal, settings.rounding) and first.kind != "label":
        return "rounded"
    if ours.state and theirs.state and a.first != b.first:
        return "updated"
    if (
        moved
        or ours.state != theirs.state
        or ours.part != theirs.part
        or ours.group != theirs.group
        or ours.year != theirs.year
    ):
        return "different scope"
    if _is_corrected(a, b):
        return "updated"
    estimated = concept in concept_class("amounts") and _are_of_two_voices(a, b)
    if concept in concept_class("running") and not estimated and _has_grown(a, b, settings):
        return "updated"
    return "contradictory"


def _is_close(a: float, b: float, slack: float) -> bool:
    """Whether of two large numbers one is the other rounded: 250 and 249."""
    large, small = max(a, b), min(a, b)
    is_round = any(v >= 100 and v % 10 ** (len(str(int(v))) - 2) == 0 for v in (large, small))
    return is_round and large - small <= slack * large


def _has_grown(a: Told, b: Told, settings: FactSettings) -> bool:
    """Whether of two values the larger was first told later."""
    if a.first is None or b.first is None:
        return False
    earlier, later = (a, b) if a.first[1] <= b.first[1] else (b, a)
    assert earlier.first is not None
    assert later.first is not None
    if any(when > later.first[1] and _is_another(voice, later) for voice, when in earlier.voices.items()):
        return False  # who still gives the older number, by name and after the newer one, disputes it
    gap = later.first[0] - earlier.first[1]
    return gap >= (1 if _is_day(later) and _is_day(earlier) else settings.same_hour_minutes) and _nominal(
        later.frame
    ) > _nominal(earlier.frame)


def _is_corrected(a: Told, b: Told) -> bool:
    """Whether those who gave one value by name gave the other on a later day, and nobody else gives them."""
    if not a.voices or a.voices.keys() != b.voices.keys() or a.first is None or b.first is None:
        return False
    earlier, later = (a, b) if a.first[1] <= b.first[1] else (b, a)
    assert later.first is not None
    return all(when < later.first[0] for when in earlier.voices.values())


def _are_of_two_voices(a: Told, b: Told) -> bool:
    """Whether two estimates have nobody in common who gives them by name: the second corrects nobody."""
    return bool(a.voices and b.voices) and not a.voices.keys() & b.voices.keys()


def _is_another(voice: tuple[str, str], told: Told) -> bool:
    """Whether somebody else gives the value `told`: offices and bodies can be told apart within one language only."""
    return voice not in told.voices and any(language == voice[0] for language, _ in told.voices)


def _is_day(told: Told) -> bool:
    return told.first is not None and told.first[1] - told.first[0] >= 1000
