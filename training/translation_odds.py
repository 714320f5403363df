"""Learns the weights by which `reuse.sentence_similarity` turns what two sentences share into log odds.

Logistic regression on the NTREX training half: each of its documents is scored with lexicons that were learnt without
it (two folds), and every sentence's true counterpart stands against the others of its article and the closest of all.
Run: ``python training/translation_odds.py`` and copy what it prints into `settings.TranslationSettings.odds_weights`.
"""

from __future__ import annotations

import sys
import zlib
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from firsthand.reuse import translation_words
from firsthand.reuse.sentence_similarity import Sentence, measure, rarity
from firsthand.reuse.translation_words import content_words, tokens
from firsthand.settings import TRANSLATION
from training import lexicon as training_lexicon
from training.lexicon import LANGUAGES, PIVOT, learn, rows

HARD = 3
"""Closest wrong sentences of other articles that stand beside those of the same article."""


def fold_of(document: str) -> int:
    """One of two folds of the training half."""
    return zlib.crc32(document.encode()) // 2 % 2


def examples(language: str, other: str, fold: int) -> tuple[np.ndarray, np.ndarray]:
    """Features and truth of sentence pairs of one fold."""
    chosen = [
        r
        for r in rows("ntrex_dev.jsonl.gz")
        if not training_lexicon.is_test(r["document"]) and fold_of(r["document"]) == fold
    ]
    sides = [
        [Sentence(r["document"], 0, len(r[code]), code, content_words(tokens(r[code]), code)) for r in chosen]
        for code in (language, other)
    ]
    features = measure(*sides, rarity([*sides[0], *sides[1]]), TRANSLATION)
    truth = np.eye(len(chosen), dtype=bool)
    article = np.array([r["document"] for r in chosen])
    kept = article[:, None] == article[None, :]
    closeness = np.where(truth, -1, features[:, :, 1])
    for axis in (0, 1):
        nearest = np.argsort(-closeness, axis=axis, kind="stable")
        rank = np.argsort(nearest, axis=axis, kind="stable")
        kept |= rank < HARD
    kept |= truth
    return features[kept], truth[kept]


def fit(features: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """Weights of a logistic regression, by Newton's method, slightly shrunk."""
    weights = np.zeros(features.shape[1])
    for _ in range(40):
        p = 1 / (1 + np.exp(-np.clip(features @ weights, -30, 30)))
        gradient = features.T @ (truth - p) - 0.1 * weights
        hessian = (features * (p * (1 - p))[:, None]).T @ features + 0.1 * np.eye(len(weights))
        weights += np.linalg.solve(hessian, gradient)
    return weights


def main() -> None:
    """Print the weights."""
    features, truth = [], []
    held_out = training_lexicon.is_test
    for fold in (0, 1):
        training_lexicon.is_test = lambda d, fold=fold: held_out(d) or fold_of(d) == fold
        lexicons = {code: {a: tuple(t) for a, t in learn(code, True).items()} for code in LANGUAGES}
        training_lexicon.is_test = held_out
        translation_words.lexicon = lambda code, lexicons=lexicons: lexicons.get(code, {})
        translation_words.pivots.cache_clear()
        for a, b in [(code, PIVOT) for code in LANGUAGES] + [("es", "pt")]:
            x, y = examples(a, b, fold)
            features.append(x)
            truth.append(y)
    x, y = np.concatenate(features), np.concatenate(truth).astype(float)
    weights = fit(x, y)
    odds = x @ weights
    print(", ".join(f"{w:.2f}" for w in weights))
    mean_true, mean_wrong = odds[y > 0].mean(), odds[y == 0].mean()
    print(f"{len(y)} pairs, {y.sum():.0f} true; mean odds of true {mean_true:.2f}, of wrong {mean_wrong:.2f}")
    for threshold in (-2, -1, 0, 1, 2, 3, 4):
        found = odds > threshold
        both = (found & (y > 0)).sum()
        print(f"odds > {threshold}: recall {both / y.sum():.3f}, precision {both / found.sum():.3f}")


if __name__ == "__main__":
    main()
