"""Make the attribution model anew: ``python -m training.quotes [--epochs N] [--seed N] [--out FILE]``.

Reads PolNeAR (train) and Universal Dependencies (English EWT train, English PUD) from ``FIRSTHAND_DATA``, fits the
network on one thread (so that the same seed gives the same weights), writes the model, calibrates its probabilities on
PolNeAR's development documents, and prints their exact F after every epoch. About ten minutes of one core.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

import torch

from firsthand.quotes import linker, tagger
from training.quotes import calibrate, fit, ship
from training.quotes.corpus import ROLES, News, read_news, read_trees
from training.quotes.network import Network
from training.quotes.vocabulary import Ints, choose_keys, word_vectors

MODEL = Path(tagger.__file__).parent / "model" / "en.npz"
TREEBANKS = ["en_ewt-train", "en_pud"]
SEEN_AT_LEAST = (2, 3, 3, 2)
"""How often a word, prefix, suffix or shape must occur to get a row of its own."""


def exact_f(model: tagger.Model, news: list[News]) -> dict[str, float]:
    """Exact F of every role in percent, spans without their links."""
    figures = {}
    hits, found, wanted = [0, 0, 0], [0, 0, 0], [0, 0, 0]
    for paper in news:
        spans, _, _ = tagger.find_spans(model, paper.tokens)
        gold = {(r, *run) for told in paper.told for r, role in enumerate(ROLES) for run in getattr(told, role)}
        for r in range(len(ROLES)):
            mine, theirs = {s for s in spans if s[0] == r}, {s for s in gold if s[0] == r}
            hits[r] += len(mine & theirs)
            found[r] += len(mine)
            wanted[r] += len(theirs)
    for r, role in enumerate(ROLES):
        figures[role] = 200 * hits[r] / max(1, found[r] + wanted[r])
    return figures


def main() -> None:
    """Train, ship, calibrate."""
    plan = fit.Plan()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=int, default=plan.epochs)
    parser.add_argument("--short-epochs", type=int, default=0, help="more, in which half is read by the paragraph")
    parser.add_argument("--seed", type=int, default=plan.seed)
    parser.add_argument("--out", type=Path, default=MODEL)
    given = parser.parse_args()
    plan = fit.Plan(epochs=given.epochs, seed=given.seed)
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    train, dev = read_news("train"), read_news("dev")
    relations: list[str] = []
    trees = read_trees(TREEBANKS, relations)
    texts = [paper.tokens for paper in train] + [block.tokens for block in trees]
    keys: list[Ints] = choose_keys(texts, SEEN_AT_LEAST)
    network = fit.new_network(keys, word_vectors(texts, keys[0], 96), len(relations), plan)

    def report(epoch: int, loss: float, averaged: Network) -> None:
        ship.save(averaged, keys, given.out)
        figures = " ".join(f"{role} {value:.1f}" for role, value in exact_f(tagger.read_model(given.out), dev).items())
        print(f"epoch {epoch + 1} loss {loss:.1f} exact F on dev: {figures}", flush=True)

    network = fit.fit(network, train, trees, keys, plan, report)
    if given.short_epochs:
        fit.fit(network, train, trees, keys, replace(plan, epochs=given.short_epochs, rate=5e-4, alone=0.5), report)
    judged = calibrate.judge(tagger.read_model(given.out), dev)
    print(f"calibration error, cross-validated: {calibrate.calibration_error(judged):.3f}")
    ship.set_confidence(given.out, calibrate.fit_confidence(judged))
    assert len(judged.evidence[0]) == linker.N_EVIDENCE


if __name__ == "__main__":
    main()
