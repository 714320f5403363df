"""How probable an attribution is: logistic regression on what the model knows of it, on gold it never saw."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from firsthand.quotes import linker, tagger
from training.quotes.corpus import News

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Judged:
    """Evidence (attribution, column) of all attributions found in some documents, whether each is right, and where."""

    evidence: Floats
    right: NDArray[np.bool_]
    document: NDArray[np.int64]


def judge(model: tagger.Model, news: list[News]) -> Judged:
    """Find attributions and compare them with gold: right where content and source both reach token F .5."""
    evidence, right, document = [], [], []
    for number, paper in enumerate(news):
        spans, probabilities, states = tagger.find_spans(model, paper.tokens)
        gold = [({*_tokens(t.content)}, {*_tokens(t.source)}) for t in paper.told if t.content]
        for linked in linker.link(model.links, spans, probabilities, states, paper.tokens):
            content = {*_tokens([spans[i][1:] for i in linked.contents])}
            source = {*_tokens([spans[linked.source][1:]] if linked.source >= 0 else [])}
            evidence.append(linked.evidence)
            right.append(any(_f(content, c) >= 0.5 and _f(source, s) >= 0.5 for c, s in gold))
            document.append(number)
    return Judged(np.array(evidence), np.array(right), np.array(document))


def _tokens(runs: list[tuple[int, int]]) -> list[int]:
    return [t for a, b in runs for t in range(a, b)]


def _f(a: set[int], b: set[int]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


def fit_confidence(judged: Judged) -> Floats:
    """Weights of the evidence."""
    model = LogisticRegression(C=1.0, fit_intercept=False, max_iter=1000).fit(judged.evidence, judged.right)
    return np.asarray(model.coef_[0])


def calibration_error(judged: Judged, n_bins: int = 10) -> float:
    """Expected calibration error in two-fold cross-validation over documents."""
    probability = np.zeros(len(judged.right))
    for fold in (0, 1):
        held = judged.document % 2 == fold
        weights = fit_confidence(Judged(judged.evidence[~held], judged.right[~held], judged.document[~held]))
        probability[held] = 1 / (1 + np.exp(-judged.evidence[held] @ weights))
    bins = np.minimum((probability * n_bins).astype(int), n_bins - 1)
    return float(
        sum(
            abs(probability[bins == b].mean() - judged.right[bins == b].mean()) * (bins == b).mean()
            for b in range(n_bins)
            if (bins == b).any()
        )
    )
