"""How probably two frames of one concept tell of one thing: a logistic model over a dozen readable features.

`weights.json` holds its weights, learnt by ``training/facts.py`` on ECB+ topics 1–23 and on pairs across affairs.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from firsthand.facts.concepts import concept_class
from firsthand.facts.frames import Frame
from firsthand.facts.weighing import Floats, Weights, bag_matrix

FEATURES = (
    "constant",
    "affinity",
    "context",
    "names_shared",
    "names_apart",
    "doers",
    "objects",
    "roles_crossed",
    "same_stem",
    "other_stem",
    "light",
    "listed",
    "days_meet",
    "days_apart",
    "polarity_differs",
    "same_document",
    "adjacent",
    "light_affinity",
    "near_shared",
    "near_apart",
    "length",
    "length_context",
    "length_names",
    "length_unlisted",
    "length_roles_apart",
    "length_days_apart",
    "years_between",
    "long",
    "long_alike",
    "long_unlisted",
    "long_light",
    "long_near_apart",
)
LONG = FEATURES[-5:]
"""What is asked of long articles in a collection of many affairs."""
LEARNT = FEATURES[:-12]
"""Those that ECB+ teaches. Its articles are short and each of one event: what length takes away is set by reading."""
_SHORT = 18.0
_LONG = 0.5
"""Twice 18 sentences are, on the scale of nats, a little more than this: from there on an article is long."""


@cache
def _model(kind: str) -> Mapping[str, float]:
    found: Mapping[str, float] = json.loads(Path(__file__).with_name("weights.json").read_text("utf8"))[kind]
    return found


def compare_all(
    frames: Sequence[Frame], vectors: Mapping[str, Floats], weights: Weights, lengths: Mapping[str, int]
) -> dict[str, Floats]:
    """Every feature for every pair of `frames`, as square matrices by the feature's name.

    Parameters
    ----------
    frames
        Frames of one concept.
    vectors
        What each document speaks of.
    weights
        What each stem tells.
    lengths
        How many sentences each document has.
    """
    n = len(frames)
    affinity = _affinity([f.document for f in frames], vectors)
    context = bag_matrix([f.context for f in frames], weights, normed=True)
    names = bag_matrix([[f"^{x}" for x in f.names] for f in frames], weights, normed=False)
    sides = bag_matrix([*(f.doers for f in frames), *(f.objects for f in frames)], weights, normed=False)
    doers, objects = sides[:n], sides[n:]
    shared = names @ names.T
    named = np.array([bool(f.names) for f in frames])
    near = bag_matrix([[f"^{x}" for x in f.near] for f in frames], weights, normed=False)
    near = near @ near.T
    beside = np.array([bool(f.near) for f in frames])
    near_apart = (beside[:, None] & beside[None, :] & (near <= 0)).astype(np.float32)
    same = _equal([f.document for f in frames])
    stems = _equal([f.stem for f in frames])
    light = np.full((n, n), np.float32(frames[0].concept in concept_class("light")))
    listed = np.full((n, n), np.float32(not frames[0].concept.startswith("~")))
    starts = [f.days[0] if f.days else "" for f in frames]
    ends = [f.days[1] if f.days else "" for f in frames]
    meet, apart = _days(starts, ends)
    years = np.array([int(s[:4]) if s and s[:7] == e[:7] else 0 for s, e in zip(starts, ends)])
    between = (years[:, None] > 0) & (years[None, :] > 0) & (np.abs(years[:, None] - years[None, :]) > 1)
    negated = np.array([f.negated or f.certainty.level == "denied" for f in frames])
    order = np.array([f.order for f in frames])
    sentences = np.log(np.maximum(1.0, np.array([lengths[f.document] for f in frames], np.float32) / _SHORT))
    length = (sentences[:, None] + sentences[None, :]) / 2
    likeness = context @ context.T
    long = np.clip(length / _LONG, 0.0, 1.0).astype(np.float32)
    alike = bag_matrix([[*f.context, *(f"^{x}" for x in f.names)] for f in frames], weights, normed=True)
    alike = alike @ alike.T
    roles_apart = (doers @ doers.T + objects @ objects.T + doers @ objects.T + objects @ doers.T <= 0).astype(
        np.float32
    )
    return {
        "constant": np.ones((n, n), np.float32),
        "affinity": affinity,
        "context": likeness,
        "names_shared": np.minimum(shared / 4.0, 3.0),
        "names_apart": (named[:, None] & named[None, :] & (shared <= 0)).astype(np.float32),
        "doers": np.minimum(doers @ doers.T / 4.0, 2.0),
        "objects": np.minimum(objects @ objects.T / 4.0, 2.0),
        "roles_crossed": np.minimum((doers @ objects.T + objects @ doers.T) / 4.0, 2.0),
        "same_stem": stems,
        "other_stem": 1.0 - stems,
        "light": light,
        "listed": listed,
        "days_meet": meet,
        "days_apart": apart,
        "years_between": (apart * between).astype(np.float32),
        "polarity_differs": (negated[:, None] != negated[None, :]).astype(np.float32),
        "same_document": same,
        "adjacent": same * (np.abs(order[:, None] - order[None, :]) <= 1),
        "light_affinity": light * affinity,
        "near_shared": np.minimum(near / 4.0, 2.0),
        "near_apart": near_apart,
        "length": length,
        "length_context": length * likeness,
        "length_roles_apart": length * roles_apart,
        "length_days_apart": length * apart,
        "length_unlisted": length * (1.0 - listed),
        "length_names": length * np.minimum(shared / 4.0, 3.0),
        "long": long,
        "alike": alike,
        "long_alike": long * alike,
        "long_unlisted": long * (1.0 - listed),
        "long_light": long * light,
        "long_near_apart": long * near_apart,
    }


def probabilities(features: Mapping[str, Floats], kind: str) -> Floats:
    """The probability that two frames tell of one thing, for every pair."""
    model = _model(kind)
    score = sum(
        (np.float32(model[name]) * matrix for name, matrix in features.items() if model.get(name)),
        np.zeros_like(features["affinity"]),
    )
    return np.asarray(1.0 / (1.0 + np.exp(-score)), dtype=np.float32)


def _affinity(documents: Sequence[str], vectors: Mapping[str, Floats]) -> Floats:
    """How alike the documents of every two frames are; each document is compared once, however many frames it has."""
    numbers = {document: n for n, document in enumerate(dict.fromkeys(documents))}
    matrix = np.array([vectors[document] for document in numbers])
    at = np.array([numbers[document] for document in documents])
    return np.asarray((matrix @ matrix.T)[np.ix_(at, at)])


def _equal(values: Sequence[str]) -> Floats:
    numbers = {value: n for n, value in enumerate(dict.fromkeys(values))}
    coded: NDArray[np.int64] = np.array([numbers[v] for v in values], np.int64)
    return np.asarray(coded[:, None] == coded[None, :], dtype=np.float32)


def _days(starts: Sequence[str], ends: Sequence[str]) -> tuple[Floats, Floats]:
    """Where two frames' days meet, and where both are known and lie apart."""
    known = np.array([bool(s) for s in starts])
    first = np.array([_number(s) for s in starts])
    last = np.array([_number(e) for e in ends])
    both = known[:, None] & known[None, :]
    meeting = (first[:, None] <= last[None, :]) & (first[None, :] <= last[:, None])
    return (both & meeting).astype(np.float32), (both & ~meeting).astype(np.float32)


def _number(day: str) -> int:
    return int(day[:10].replace("-", "")) if day else 0
