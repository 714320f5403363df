"""Facts made of clusters of frames: their assertions, their values with who gives them, their status and place in time.

In: frames by document, and what the collection knows of documents, quotations and claims. Out: facts, contradictions
first, then the most told. Nothing here reads a text but to cut the spans shown.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from firsthand.facts.concepts import concept_class
from firsthand.facts.dating import find_days
from firsthand.facts.frames import Frame
from firsthand.facts.gathering import gather_frames
from firsthand.facts.labels import label_of
from firsthand.facts.opposing import find_opposed, find_polarities
from firsthand.facts.valuing import Told, group_values, judge_status
from firsthand.model import (
    Claim,
    Document,
    Fact,
    FactAssertion,
    FactStatus,
    FactValue,
    First,
    Origins,
    Quotation,
    TimeInterval,
    ToldValue,
    fact_order,
)
from firsthand.settings import FactSettings

CountOrigins = Callable[[Sequence[tuple[Frame, Quotation | None]]], Origins]
"""How many independent origins some frames have; each comes with the quotation that it stands in."""

_OPEN = float("inf")


@dataclass(frozen=True, slots=True)
class Collection:
    """What facts need to know of a collection beyond its frames.

    `articles` names the article that each document is a copy of; `quotations` are known by document and id.
    """

    documents: Mapping[str, Document]
    articles: Mapping[str, str]
    quotations: Mapping[tuple[str, str], Quotation]
    claims: Sequence[Claim]
    count: CountOrigins


def find_facts(frames: Mapping[str, Sequence[Frame]], collection: Collection, settings: FactSettings) -> list[Fact]:
    """All facts that two articles or more tell, contradictions first, then those that most articles tell.

    Parameters
    ----------
    frames
        The frames of every document (:func:`firsthand.facts.cut_frames`).
    collection
        The documents, and what is known of them.
    settings
        Thresholds.
    """
    claims = _ClaimsAt(collection.claims)
    facts: dict[object, Fact] = {}
    published = {
        d: interval.minutes()[1] / 1440 if (interval := document.published) else None
        for d, document in collection.documents.items()
    }
    gathered_all = gather_frames(frames, published, settings)
    for gathered in sorted(gathered_all, key=lambda c: (c[0].concept.startswith("~"), c[0].key)):
        cluster = _without_others(gathered, collection.documents)
        articles = {collection.articles[f.document] for f in cluster}
        told = {collection.articles[f.document] + str(f.order) for f in cluster}
        if len(articles) > 1 and (cluster[0].kind == "value" or len(told) <= settings.most_per_article * len(articles)):
            fact = _make(cluster, collection, claims, settings)
            facts.setdefault(_dispute(fact), fact)
    return list(_without_repeats(sorted(facts.values(), key=fact_order)))


def _without_repeats(facts: Iterable[Fact]) -> Iterator[Fact]:
    """`facts` without the events that another word of the same clause tells, in the same documents or more."""
    kept: dict[tuple[str, str], list[frozenset[str]]] = defaultdict(list)
    for fact in facts:
        documents = frozenset(a.span.document for a in fact.assertions)
        shown = kept[fact.status, fact.label]
        if fact.kind == "event" and any(documents <= known for known in shown):
            continue
        shown.append(documents)
        yield fact


def _dispute(fact: Fact) -> object:
    """What a fact is known by: a contradiction between two sentences is one, whichever of their words it is seen by."""
    if fact.kind == "value" or fact.status != "contradictory":
        return fact.id
    return frozenset(v.value.text for v in fact.values), frozenset(a.span.document for a in fact.assertions)


class _ClaimsAt:
    """Which claims have an assertion at a place."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._places: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for claim in claims:
            for a in claim.assertions:
                self._places[a.span.document].append((a.span.start, a.span.end, claim.id))
        for places in self._places.values():
            places.sort()

    def at(self, frame: Frame) -> set[str]:
        places = self._places.get(frame.document, [])
        last = bisect_left(places, (frame.anchor[1], 0, ""))
        return {c for a, b, c in places[max(0, last - 40) : last] if b > frame.anchor[0]}


def _without_others(cluster: list[Frame], documents: Mapping[str, Document]) -> list[Frame]:
    """An event's frames without those that tell of another name or thing in nearly the same words."""
    if cluster[0].kind == "value":
        return cluster
    _, others = find_opposed(cluster, documents)
    return [f for i, f in enumerate(cluster) if i not in others] if others else cluster


def _make(cluster: Sequence[Frame], collection: Collection, claims: _ClaimsAt, settings: FactSettings) -> Fact:
    heard = [_heard(f, collection) for f in cluster]
    published = [collection.documents[f.document].published for f in cluster]
    assertions = tuple(_assertion(f, q, collection.documents[f.document]) for f, q in zip(cluster, heard))
    status: FactStatus = "agreed"
    values: tuple[ToldValue, ...] = ()
    if cluster[0].kind == "value":
        told = group_values(cluster, published, [_voice(q) for q in heard])
        status = judge_status(told, cluster[0].concept, settings)
        values = tuple(_told_value(t, cluster, heard, assertions, collection) for t in told)
    else:
        sides = find_polarities(cluster, collection.documents) or _opposites(cluster, collection)
        days = {} if sides else find_days(cluster, collection.documents)
        if sides or days:
            status = "contradictory"
            told_ways = [(FactValue(t), m) for t, m in sides.items()]
            told_ways += [(FactValue(day.text, scope=day.date), m) for day, m in days.items()]
            values = tuple(_summed(v, m, cluster, heard, assertions, collection) for v, m in told_ways)
    anchors = Counter(a.anchor.exact.casefold() for a in assertions)
    return Fact(
        id=_fact_id(cluster),
        label=label_of(cluster, collection.documents),
        kind=cluster[0].kind,
        anchor=min(anchors, key=lambda a: (-anchors[a], a)),
        assertions=assertions,
        values=values,
        status=status,
        claims=tuple(sorted(set[str]().union(*(claims.at(f) for f in cluster)))),
        time=_time(cluster),
        n_documents=len({collection.articles[f.document] for f in cluster}),
    )


def _heard(frame: Frame, collection: Collection) -> Quotation | None:
    return collection.quotations.get((frame.document, frame.quotation)) if frame.quotation else None


def _voice(quotation: Quotation | None) -> str:
    """Who is quoted, by name; nobody where it is anybody."""
    source = quotation.source if quotation else None
    return "" if source is None or source.anonymous else source.entity or source.name


def _assertion(frame: Frame, quotation: Quotation | None, document: Document) -> FactAssertion:
    return FactAssertion(
        id=f"{frame.document}:{frame.anchor[0]}-{frame.anchor[1]}",
        span=document.span(*frame.clause),
        anchor=document.span(*frame.anchor),
        value=_value(frame, document),
        source=quotation.source if quotation else None,
        medium=quotation.medium if quotation else None,
        certainty=frame.certainty,
    )


def _value(frame: Frame, document: Document) -> FactValue | None:
    figure = frame.figure
    if figure is None:
        return None
    low = None if figure.low == 0.0 < figure.nominal else figure.low
    return FactValue(
        text=document.text[figure.start : figure.end],
        low=low,
        high=None if figure.high == _OPEN else figure.high,
        unit=figure.unit,
        scope=_scope(frame),
        time=document.published,
    )


def _scope(frame: Frame) -> str | None:
    counted = frame.figure.head if frame.figure and frame.scope.group not in concept_class("states") else ""
    parts = [
        (counted or "") if frame.scope.group else "",
        frame.scope.year,
        f"{frame.scope.since}–" if frame.scope.since else "",
    ]
    return " · ".join(p for p in parts if p) or None


def _told_value(
    told: Told,
    cluster: Sequence[Frame],
    heard: Sequence[Quotation | None],
    assertions: Sequence[FactAssertion],
    collection: Collection,
) -> ToldValue:
    value = _value(told.frame, collection.documents[told.frame.document])
    assert value is not None
    return _summed(value, told.members, cluster, heard, assertions, collection)


def _summed(
    value: FactValue,
    members: Sequence[int],
    cluster: Sequence[Frame],
    heard: Sequence[Quotation | None],
    assertions: Sequence[FactAssertion],
    collection: Collection,
) -> ToldValue:
    first = min(members, key=lambda i: (_when(cluster[i], collection), cluster[i].key))
    return ToldValue(
        value=value,
        origins=collection.count([(cluster[i], heard[i]) for i in members]),
        n_documents=len({collection.articles[cluster[i].document] for i in members}),
        first=First(assertions[first].id, collection.documents[cluster[first].document].published),
        assertions=tuple(assertions[i].id for i in members),
    )


def _when(frame: Frame, collection: Collection) -> tuple[bool, float]:
    published = collection.documents[frame.document].published
    return (True, 0.0) if published is None else (False, published.minutes()[1])


def _opposites(cluster: Sequence[Frame], collection: Collection) -> dict[str, list[int]]:
    """The words of those who tell it and of those who tell its opposite."""
    opposed, _ = find_opposed(cluster, collection.documents)
    if not opposed:
        return {}
    others = [i for i in range(len(cluster)) if i not in opposed]
    if {cluster[i].document for i in opposed} & {cluster[i].document for i in others}:
        return {}  # what one document tells both ways are two things
    text = collection.documents
    words = [
        " ".join(text[cluster[m[0]].document].text[slice(*cluster[m[0]].clause)].split()) for m in (others, opposed)
    ]
    return {words[0]: others, words[1]: opposed} if words[0] != words[1] else {}


def _time(cluster: Sequence[Frame]) -> TimeInterval | None:
    """The days that most of the clauses that date it agree on."""
    days = Counter(f.days for f in cluster if f.days)
    if not days:
        return None
    best = min(days, key=lambda d: (-days[d], d))
    return TimeInterval(*best)


def _fact_id(cluster: Sequence[Frame]) -> str:
    first = cluster[0]
    place = f"{first.kind}\n{first.concept}\n{first.document}:{first.anchor[0]}-{first.anchor[1]}"
    return "f" + hashlib.sha256(place.encode("utf-8", "surrogatepass")).hexdigest()[:20]  # 80 bits
