"""Frames of all documents gathered into clusters that tell of one thing: events as learnt, values as set by reading."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import numpy as np

from firsthand.facts.affairs import Affairs
from firsthand.facts.clustering import cluster
from firsthand.facts.concepts import concept_class
from firsthand.facts.copies import Copies
from firsthand.facts.frames import Frame, are_two
from firsthand.facts.neighbourhood import Neighbourhood
from firsthand.facts.scoring import LONG, compare_all, probabilities
from firsthand.facts.valuing import relation, size_of, split_told_apart
from firsthand.facts.weighing import Floats, Weights, document_vectors, words_by_document
from firsthand.kernels.one_thread import on_one_thread
from firsthand.settings import FactSettings
from firsthand.values import Figure


def gather_frames(
    frames: Mapping[str, Sequence[Frame]], published: Mapping[str, float | None], settings: FactSettings
) -> list[list[Frame]]:
    """Clusters of frames that tell of one thing, each told in two documents at least.

    Parameters
    ----------
    frames
        The frames of every document.
    published
        The day, counted from any common zero, that each document was published; None where unknown.
    settings
        Thresholds.

    Returns
    -------
    list of lists of Frame
        In order of their first frame, each cluster in order of document and place.
    """
    with on_one_thread():
        return _gather(Copies(frames), published, settings)


def _gather(copies: Copies, published: Mapping[str, float | None], settings: FactSettings) -> list[list[Frame]]:
    frames = copies.heads
    words = words_by_document(frames)
    weights = Weights(words, settings.background_weight)
    vectors = document_vectors(words, weights)
    lengths = {document: max((f.order for f in told), default=0) + 1 for document, told in frames.items()}
    found = []
    affairs = Affairs(vectors, published, words)
    scattered = np.float32(1.0 - affairs.prior)  # where all is of one affair, a long article is no riddle
    near = Neighbourhood(affairs.number, affairs.near(settings.same_affair))
    for group in _groups(copies, near, published, settings):
        features = compare_all(group, vectors, weights, lengths) | _compare_days(group, published)
        if group[0].kind == "event":
            features |= {name: features[name] * scattered for name in LONG}
            is_loose = group[0].concept in concept_class("loose")
            threshold = settings.same_loose_event if is_loose else settings.same_event
            probability = probabilities(features, "event")
        else:
            features |= _compare_values(group, features["context"], features["names_apart"])
            features |= {name: features[name] * scattered for name in ("far_apart", "vague")}
            probability, threshold = probabilities(features, "value"), settings.same_value
        one_affair = affairs.of([f.document for f in group])
        if group[0].concept in _counted():
            one_affair = np.maximum(one_affair, _recalled(features))
        if group[0].concept in concept_class("single"):
            probability = np.maximum(probability, _SINGLE * (1 - features["same_document"]))
        probability *= one_affair
        if group[0].kind == "event":
            probability = np.where(features["years_between"] > 0, _NEVER, probability)
        for members in cluster(probability, threshold):
            if group[0].kind == "event":
                lenient = _TOPIC if sum(group[i].topic for i in members) * 2 > len(members) else scattered
                members = _borne_out(members, probability * (1 - features["same_document"]), lenient)
            for told in split_told_apart([group[i] for i in members]) if members else ():
                if copies.count(told) > 1:
                    found.append(sorted(copies.with_copies(told), key=lambda f: f.key))
    return sorted(found, key=lambda c: (c[0].key, c[0].kind))


def _groups(
    copies: Copies,
    near: Neighbourhood,
    published: Mapping[str, float | None],
    settings: FactSettings,
) -> Iterator[list[Frame]]:
    """Frames that can tell of one thing: of one kind and concept, values of one unit; the largest cut into parts."""
    together: dict[tuple[str, str, str], list[Frame]] = defaultdict(list)
    for told in copies.heads.values():
        for frame in told:
            together[frame.kind, frame.concept, frame.unit].append(frame)
    for key in sorted(together):
        group = sorted(together[key], key=lambda f: f.key)
        if copies.count(group) < 2:
            continue
        for part in near.parts([f.document for f in group]):
            affair = [group[i] for i in part]
            if copies.count(affair) < 2:
                continue
            if len(affair) > settings.largest_group:
                affair.sort(key=lambda f: (published[f.document] is None, published[f.document] or 0.0, f.key))
            for at in range(0, len(affair), settings.largest_group):
                yield sorted(affair[at : at + settings.largest_group], key=lambda f: f.key)


_SINGLE = np.float32(0.6)
"""How probably two documents on one affair count the same where an affair has one number of it: people aboard."""
_TOPIC = np.float32(1.15)
"""A word that tells no deed by itself, as "newspaper", names one thing only in sentences that are much alike."""
_NEVER = np.float32(-1000.0)
"""Two tellings dated to years far apart keep their clusters apart, however alike the others are."""
_BORNE_OUT = 0.8


def _borne_out(members: Sequence[int], elsewhere: Floats, scattered: np.float32) -> list[int]:
    """Those of `members` that a telling in another document surely bears out, where the collection has many affairs.

    Chosen by reading the first facts of 1,600 news articles: at .5 a fifth of them mixed two things, at .8 one in 30.
    """
    best = elsewhere[np.ix_(members, members)].max(1)
    return [i for i, probability in zip(members, best) if probability >= _BORNE_OUT * scattered]


@cache
def _counted() -> frozenset[str]:
    return concept_class("people") | concept_class("measures")


_LEAST_RECALLED, _PLAINLY_RECALLED, _RECALLED_WITHIN = 0.25, 0.45, 2.0


def _recalled(features: Mapping[str, Floats]) -> Floats:
    """Where two sentences on a toll or a measure are so alike, within two months, that they recall one affair.

    Two lines of a ticker, or a paragraph of background, tell of it in documents that have little else in common.
    """
    alike = (features["alike"] - _LEAST_RECALLED) / (_PLAINLY_RECALLED - _LEAST_RECALLED)
    return np.asarray(np.clip(alike, 0.0, 1.0) * (features["months_apart"] < _RECALLED_WITHIN), np.float32)


def _compare_days(group: Sequence[Frame], published: Mapping[str, float | None]) -> dict[str, Floats]:
    """How many months lie between the documents of two frames, three at most; none where a day is unknown."""
    days = np.array([np.nan if (day := published[f.document]) is None else day for f in group], np.float32)
    months = np.abs(days[:, None] - days[None, :]) / 30.0
    return {"months_apart": np.minimum(np.nan_to_num(months), 3.0)}


_BARE = frozenset({"#money", "#percent", "#measure", "#person"})
"""Figures of which nothing is known but what they are measured in."""


def _compare_values(frames: Sequence[Frame], likeness: Floats, strangers: Floats) -> dict[str, Floats]:
    """Features of pairs of values beyond those of their clauses; every two different figures are compared once."""
    distinct: dict[tuple[object, ...], Figure] = {}
    coded = []
    for frame in frames:
        assert frame.figure is not None
        f = frame.figure
        key = (f.kind, f.unit, f.low, f.high, f.nominal, f.step)
        distinct.setdefault(key, f)
        coded.append(key)
    numbers = {key: n for n, key in enumerate(distinct)}
    figures = list(distinct.values())
    half = [[relation(a, b) for b in figures[: n + 1]] for n, a in enumerate(figures)]  # either way round is the same
    agreement = np.array([[half[max(n, m)][min(n, m)] for m in range(len(half))] for n in range(len(half))])
    at = np.array([numbers[key] for key in coded])
    told = agreement[np.ix_(at, at)]
    conflict = told == "conflict"
    wide = np.array([f.low > 0 and 2 * f.low <= f.high < np.inf for f in figures])[at]
    vague = wide[:, None] | wide[None, :]
    groups, years = (np.array([pick(f) for f in frames]) for pick in (_group, _year))
    documents = np.array([f.document for f in frames])
    speakers, spoken = np.unique([f.speaker for f in frames], return_inverse=True)
    disputed = np.array([[are_two(a, b) for b in speakers] for a in speakers])[np.ix_(spoken, spoken)]
    both = (groups[:, None] != "") & (groups[None, :] != "")
    concept = frames[0].concept
    one = np.ones(told.shape, np.float32)
    loose = float(concept.startswith("#") or concept in concept_class("amounts") - concept_class("measured"))
    return {
        "same_value": (((told == "same") | (told == "compatible")) & ~vague).astype(np.float32),
        "vague": vague.astype(np.float32),
        "conflict": conflict.astype(np.float32),
        "groups_apart": ((groups[:, None] != groups[None, :]) & (both | conflict)).astype(np.float32),
        "years_apart": ((years[:, None] != years[None, :]) & conflict).astype(np.float32),
        "conflict_within": ((documents[:, None] == documents[None, :]) & conflict & ~disputed).astype(np.float32),
        "generic": one * np.float32(loose),
        "counted": one * np.float32(concept in _counted()),
        "lasting": one * np.float32(concept in concept_class("lasting")),
        "bare": one * np.float32(concept in _BARE),
        "far_apart": (_ratios(figures)[np.ix_(at, at)] > _NEAR).astype(np.float32)
        * (told != "same")
        * np.float32(concept not in concept_class("running") | concept_class("states") | concept_class("spans")),
        "conflict_strangers": conflict * strangers,
        "conflict_context": conflict * likeness,
        "loose_conflict": np.float32(loose) * conflict,
        "loose_conflict_context": np.float32(loose) * conflict * likeness,
    }


_NEAR = 1.25


def _ratios(figures: Sequence[Figure]) -> Floats:
    """How many times the larger of every two figures is the smaller."""
    sizes = np.maximum(np.abs(np.array([size_of(f) for f in figures], np.float32)), np.float32(1e-6))
    return np.asarray(np.maximum(sizes[:, None] / sizes[None, :], sizes[None, :] / sizes[:, None]), np.float32)


def _group(frame: Frame) -> str:
    return frame.scope.group + ("+" if frame.scope.part else "") + ("~" if frame.scope.state else "")


def _year(frame: Frame) -> str:
    return frame.scope.year
