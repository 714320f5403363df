"""Which two statements state the same in other words: not by the names they share, but by what they say of them.

Articles on one affair share its names and offices in every sentence, so those are set aside: what is left, the
*predicate*, must agree. How much, depends on what else agrees: figures, the speaker, the set of names. And a sentence
that another holds nearly whole, with what happens in it, is told there, whatever else stands beside it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

from firsthand.claims.candidates import propose_pairs
from firsthand.claims.kinship import Kinship
from firsthand.claims.matching import Link
from firsthand.claims.statements import Statement
from firsthand.claims.wording import Rarity, content_stems
from firsthand.model import Document
from firsthand.settings import ClaimSettings
from firsthand.values import Figure, compare_figures, find_negation_change, find_opposition
from firsthand.values.figure_comparison import Agreement

Place = tuple[int, int, str]
Event = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Facts:
    """What can be compared of a statement: the entities it names, its figures, the stems of all the rest, and the
    concepts of what happens in it."""

    names: frozenset[str] = frozenset()
    figures: tuple[Figure, ...] = ()
    predicate: tuple[str, ...] = ()
    events: frozenset[str] = frozenset()


FactsOf = Callable[[int], Facts]


def link_by_wording(
    statements: Sequence[Statement], rarity: Rarity, facts: FactsOf, settings: ClaimSettings
) -> Iterator[Link]:
    """Links between statements of one language, in two documents, whose predicates agree.

    Candidates share two of their rarest stems, names included. A link is as strong as its predicates are alike.
    """
    kinship = Kinship(statements, rarity)
    for i, j in propose_pairs(statements, rarity, settings):
        a, b, ours, theirs = statements[i], statements[j], facts(i), facts(j)
        held = _held(a, b, rarity)
        if held < settings.near_wording_least_held or are_opposite(a, b):
            continue
        likeness = _likeness(ours, theirs, rarity)
        shared = len(set(ours.predicate) & set(theirs.predicate))
        alike = shared > 0 and likeness >= _needed(a, b, ours, theirs, shared, settings)
        retold = held >= settings.near_wording_held and _retells(a, b, ours, theirs, settings)
        if alike and kinship.of(a.document, b.document) >= settings.near_wording_kinship:
            yield Link(i, j, "near wording", min(1.0, likeness))
        elif retold and kinship.of(a.document, b.document) >= settings.near_wording_held_kinship:
            yield Link(i, j, "near wording", min(1.0, held * settings.near_wording_held))


def _likeness(ours: Facts, theirs: Facts, rarity: Rarity) -> float:
    """Weighed cosine of two predicates."""
    shared = sorted(set(ours.predicate) & set(theirs.predicate))
    return rarity.sum(shared) / sqrt(rarity.sum(ours.predicate) * rarity.sum(theirs.predicate)) if shared else 0.0


def _held(a: Statement, b: Statement, rarity: Rarity) -> float:
    """The share of what the shorter of two statements tells that stands in the other, names included."""
    shared = sorted(set(a.stems) & set(b.stems))
    return rarity.sum(shared) / min(rarity.sum(a.stems), rarity.sum(b.stems)) if shared else 0.0


def _retells(a: Statement, b: Statement, ours: Facts, theirs: Facts, settings: ClaimSettings) -> bool:
    """Whether of two statements, one of which holds nearly all words of the other, both tell the same happening.

    "Mr Brodie took money from Pell Ltd" is in "deputy mayor Nils Brodie took money from the builder Pell Ltd for
    years"; "the Hunger Games" and "three people shot" stand in many sentences that tell something else.
    """
    events = ours.events & theirs.events
    return (
        min(len(a.stems), len(b.stems)) >= settings.near_wording_held_stems
        and len(events) >= max(1, 0.5 * min(len(ours.events), len(theirs.events)))
        and not _is_conflict(_compare_all_figures(ours, theirs))
        and not _name_others(_persons(ours), _persons(theirs))
    )


def are_opposite(a: Statement, b: Statement) -> bool:
    """Whether two statements of nearly the same words say opposite things: one negates, or has another's antonym."""
    return a.language == b.language and a.text != b.text and _oppose(a.text, b.text, a.language)


@lru_cache(maxsize=1 << 16)
def _oppose(a: str, b: str, language: str) -> bool:
    """The same of two texts: many pairs of statements are pairs of the same two wordings."""
    return find_opposition(a, b, language) is not None or find_negation_change(a, b, language) is not None


_NEVER = 2.0


def _needed(a: Statement, b: Statement, ours: Facts, theirs: Facts, n_shared: int, settings: ClaimSettings) -> float:
    """How alike two predicates must be, given what else the statements share; above 1 where nothing would do."""
    verdicts = _compare_all_figures(ours, theirs)
    if _happen_apart(ours, theirs) or tell_apart(ours, theirs):
        return _NEVER
    if _is_conflict(verdicts):
        return settings.near_wording_conflict if n_shared >= 4 else _NEVER
    if _name_others(_persons(ours), _persons(theirs)):
        return _NEVER
    if _name_others(ours.names, theirs.names):
        return settings.near_wording_same_figure if "same" in verdicts and n_shared >= 4 else _NEVER
    names = ours.names & theirs.names
    agreeing = len(names) >= 0.5 * len(ours.names | theirs.names)
    needed = _NEVER
    if "same" in verdicts and n_shared >= (3 if names else 4):
        needed = settings.near_wording_same_figure
    if agreeing and len(names) >= 2 and n_shared >= (2 if a.quotation and b.quotation else 3):
        needed = min(needed, settings.near_wording_same_names)
    if agreeing and len(names) >= 2 and a.quotation and b.quotation and max(len(a.stems), len(b.stems)) <= 9:
        needed = min(needed, settings.near_wording_short)
    if names and n_shared >= 6:
        needed = min(needed, settings.near_wording_many)
    if n_shared >= 3 and speaker_of(a) is not None and speaker_of(a) == speaker_of(b):
        needed = min(needed, settings.near_wording_same_source)
    if n_shared >= 2 and a.quoted and b.quoted and speaker_of(a) is not None and speaker_of(a) == speaker_of(b):
        needed = min(needed, settings.near_wording_same_mouth)
    if n_shared >= 4 and agreeing:
        needed = min(needed, settings.near_wording)
    return needed


def _happen_apart(ours: Facts, theirs: Facts) -> bool:
    """Whether two known things happen of which neither is the other: the killed and the injured."""
    a, b = _known_events(ours), _known_events(theirs)
    return bool(a and b) and a.isdisjoint(b)


def tell_apart(ours: Facts, theirs: Facts) -> bool:
    """Whether two statements tell of two things in other numbers: one mould, filled twice."""
    a, b = _known_events(ours), _known_events(theirs)
    return not a <= b and not b <= a and _is_conflict(_compare_all_figures(ours, theirs))


def _known_events(facts: Facts) -> set[str]:
    """What happens in a statement, as far as tables name it."""
    return {event for event in facts.events if not event.startswith("~")}


def _compare_all_figures(ours: Facts, theirs: Facts) -> list[Agreement]:
    return [compare_figures(f, g) for f in ours.figures for g in theirs.figures]


def _is_conflict(verdicts: Collection[Agreement]) -> bool:
    """Whether figures contradict each other, and none agrees."""
    return "conflict" in verdicts and "same" not in verdicts


def _persons(facts: Facts) -> frozenset[str]:
    return frozenset(name for name in facts.names if name.startswith("person:"))


def _name_others(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether both name somebody, and nobody in common."""
    return bool(ours) and bool(theirs) and not ours & theirs


def speaker_of(statement: Statement) -> str | None:
    """Whose words `statement` has, if that is somebody by name."""
    source = statement.quotation.source if statement.quotation else None
    if source is None or source.anonymous:
        return None
    return source.entity or source.name


def look_up_facts(
    statements: Sequence[Statement],
    documents: Iterable[Document],
    places: Mapping[str, Sequence[Place]],
    events: Mapping[str, Sequence[Event]],
) -> FactsOf:
    """A function that gives a statement's :class:`Facts` by its index, each worked out once.

    `places` holds, by document and in order, ``(start, end, entity id)`` of names, and of offices with an empty id;
    `events` ``(start, concept)`` of what happens.
    """
    texts = {d.id: d.text for d in documents}
    known: dict[int, Facts] = {}

    def look(index: int) -> Facts:
        if index not in known:
            s = statements[index]
            here = _within(places.get(s.document, ()), s.start, s.end)
            text = texts[s.document]
            named = {stem for a, b, _ in here for stem in content_stems(text[a:b], s.language) if not stem.isdigit()}
            named |= {stem for figure in s.figures for stem in content_stems(figure.text, s.language)}
            predicate = tuple(stem for stem in s.stems if stem not in named)
            happens = _from(events.get(s.document, ()), s.start, s.end)
            known[index] = Facts(frozenset(e for _, _, e in here if e), s.figures, predicate, happens)
        return known[index]

    return look


def _within(places: Sequence[Place], start: int, end: int) -> list[Place]:
    first = bisect_left(places, (start, 0, ""))
    while first > 0 and places[first - 1][1] > start:
        first -= 1
    found = []
    for place in places[first:]:
        if place[0] >= end:
            break
        if place[1] > start:
            found.append(place)
    return found


def _from(events: Sequence[Event], start: int, end: int) -> frozenset[str]:
    return frozenset(
        concept for _, concept in events[bisect_left(events, (start, "")) : bisect_left(events, (end, ""))]
    )
