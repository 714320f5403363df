"""Affairs: how probably two documents tell of one affair, as the collection's own make-up and days have it.

Two articles that are a little alike tell of one affair where all are of one flood, and of two where they were drawn
from years of news. So likeness and days are evidence, and how common it is that two documents share an affair
is estimated from the collection itself (expectation maximisation on the pairs; Dempster, Laird & Rubin 1977).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from firsthand.facts.weighing import Floats

_GAPS = np.array([1.5, 3.5, 7.5, 14.5, 30.5, 90.5, 365.5])
"""Days between two documents, in steps; the last step has no end."""
_TOGETHER = np.array([0.45, 0.20, 0.12, 0.06, 0.05, 0.05, 0.04, 0.03])
"""How many pairs of articles on one affair lie so far apart: most are told within the week."""
_BELIEVED = 20.0
"""Pairs that a small collection's own days are weighed against."""
_MOST_EVIDENCE = 6.0
_WHOLE = 80
"""Different words from which on an article says by silence, too, that it tells of something else; a line does not."""
_ROWS, _SAMPLED = 512, 1000
_ROUNDS = 30


@cache
def _likeness() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Affinities, and the nats that each tells for one affair; ``training/affairs.py`` measures them."""
    told: Mapping[str, list[float]] = json.loads(Path(__file__).with_name("weights.json").read_text("utf8"))["affair"]
    return np.array(told["affinity"]), np.array(told["nats"])


class Affairs:
    """Documents, and for every two of them the probability that they tell of one affair."""

    def __init__(
        self,
        vectors: Mapping[str, Floats],
        published: Mapping[str, float | None],
        words: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self._number = {document: n for n, document in enumerate(vectors)}
        self._matrix = np.array(list(vectors.values()), np.float32).reshape(len(vectors), -1)
        self._days = np.array([np.nan if (d := published.get(v)) is None else d for v in vectors], np.float32)
        told = [len(words[v]) if words else _WHOLE for v in vectors]
        self._wholeness = np.minimum(np.array(told, np.float32) / _WHOLE, 1.0)
        rows = np.unique(np.linspace(0, max(0, len(vectors) - 1), min(_SAMPLED, len(vectors))).astype(np.intp))
        self._gap_nats = self._read_gaps(rows)
        self.prior = self._estimate(rows)

    def of(self, documents: Sequence[str]) -> Floats:
        """The probability for every two of `documents`, as a square matrix."""
        at = np.array([self._number[d] for d in documents], np.intp)
        return self._probability(at, at)

    def near(self, floor: float) -> list[NDArray[np.intp]]:
        """For each document, the numbers of those that it shares an affair with at a probability of `floor` or more."""
        found: list[NDArray[np.intp]] = []
        everything = np.arange(len(self._matrix))
        for at in range(0, len(self._matrix), _ROWS):
            told = self._probability(everything[at : at + _ROWS], everything) >= floor - 1e-3
            found += [np.flatnonzero(row) for row in told]
        return found

    @property
    def number(self) -> Mapping[str, int]:
        """The number of each document."""
        return self._number

    def _gaps(self, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> NDArray[np.intp]:
        """The step of days between every two; one more than the last where a day is unknown."""
        apart = np.abs(self._days[rows][:, None] - self._days[columns][None, :])
        return np.where(np.isnan(apart), len(_TOGETHER), np.searchsorted(_GAPS, np.nan_to_num(apart)))

    def _read_gaps(self, rows: NDArray[np.intp]) -> NDArray[np.float64]:
        counts = np.zeros(len(_TOGETHER) + 1)
        everything = np.arange(len(self._matrix))
        for at in range(0, len(rows), _ROWS):
            some = rows[at : at + _ROWS]
            steps = self._gaps(some, everything)[some[:, None] != everything[None, :]]
            counts += np.bincount(steps, minlength=len(counts))
        counts = counts[:-1] / 2
        usual = (counts + _BELIEVED * _TOGETHER) / (counts.sum() + _BELIEVED)
        nats = np.clip(np.log(_TOGETHER / usual), -_MOST_EVIDENCE, _MOST_EVIDENCE)
        return np.append(nats, 0.0)

    def _evidence(self, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> NDArray[np.float64]:
        alike = self._matrix[rows] @ self._matrix[columns].T
        nats = np.interp(alike, *_likeness())
        whole = np.minimum(self._wholeness[rows][:, None], self._wholeness[columns][None, :])
        nats = np.where(nats < 0, nats * whole, nats) + self._gap_nats[self._gaps(rows, columns)]
        return np.asarray(nats, np.float64)

    def _estimate(self, rows: NDArray[np.intp]) -> float:
        """How many of all pairs share an affair."""
        edges = np.linspace(-20.0, 20.0, 401)
        counts = np.zeros(len(edges) - 1)
        everything = np.arange(len(self._matrix))
        for at in range(0, len(rows), _ROWS):
            some = rows[at : at + _ROWS]
            evidence = self._evidence(some, everything)[some[:, None] != everything[None, :]]
            counts += np.histogram(evidence, edges)[0]
        counts /= 2
        odds = np.exp((edges[:-1] + edges[1:]) / 2)
        share = 0.5
        for _ in range(_ROUNDS):
            held = share * odds / (share * odds + 1 - share)
            share = float((1 + (counts * held).sum()) / (2 + counts.sum()))
        return share

    def _probability(self, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> Floats:
        base = np.log(self.prior / (1 - self.prior))
        found = 1.0 / (1.0 + np.exp(-(base + self._evidence(rows, columns))))
        found[rows[:, None] == columns[None, :]] = 1.0
        return np.asarray(found, np.float32)
