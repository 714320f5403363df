"""Learns ``src/firsthand/facts/weights.json``: how probably two frames of one concept tell of one event.

Trained on ECB+ topics 1–23 (topics 24–35 stay unread), each topic's two events together, so that another fire is a
negative, and beside two other topics. Run: ``python training/facts.py`` with FIRSTHAND_DATA pointing at the gold data.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from firsthand.facts.cutting import cut_frames
from firsthand.facts.frames import Frame
from firsthand.facts.scoring import LEARNT, compare_all
from firsthand.facts.weighing import Weights, document_vectors, words_by_document
from firsthand.model import Document
from firsthand.settings import Settings
from firsthand.text import lay_out_alone

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("FIRSTHAND_DATA", ROOT.parent / "shared" / "data")) / "claims"
FIRST_UNREAD_TOPIC = 24
PENALTY = 1.0
UNREAD = "--unread" in sys.argv


def gold() -> dict[int, list[dict[str, object]]]:
    """Documents by topic."""
    topics: dict[int, list[dict[str, object]]] = defaultdict(list)
    with gzip.open(DATA / "ecb_dev.jsonl.gz", "rt", encoding="utf8") as lines:
        for line in lines:
            document = json.loads(line)
            topics[int(document["collection"].removesuffix("plus"))].append(document)
    return topics


def frames_of(record: dict[str, object]) -> list[Frame]:
    """The frames of one gold document, without its attributions: they cost much and say little of events."""
    document = Document(str(record["id"]), str(record["text"]))
    passages = lay_out_alone(document, Settings().text)
    return cut_frames(document, passages, ())


def chains(record: dict[str, object], frames: list[Frame]) -> list[str]:
    """The gold chain of every frame's anchor: empty where nobody looked, ``-`` where it is no event in a chain."""
    found = []
    for frame in frames:
        checked = any(s["checked"] and s["start"] <= frame.anchor[0] < s["end"] for s in record["sentences"])  # type: ignore[attr-defined]
        chain = ""
        for m in record["mentions"]:  # type: ignore[attr-defined]
            if "ACTION" in m["kind"] and m["start"] < frame.anchor[1] and frame.anchor[0] < m["end"]:
                chain = f"{record['collection']}:{m['chain']}"
        found.append(chain if checked else "")
    return found


def groups(frames: list[Frame], labels: list[str]) -> Iterator[tuple[list[Frame], list[str]]]:
    """Frames of one concept with their chains."""
    together: dict[str, list[int]] = defaultdict(list)
    for i, frame in enumerate(frames):
        if frame.kind == "event" and labels[i]:
            together[frame.concept].append(i)
    for concept in sorted(together):
        if len(together[concept]) > 1:
            yield [frames[i] for i in together[concept]], [labels[i] for i in together[concept]]


def examples(topics: dict[int, list[dict[str, object]]], chosen: list[int]) -> tuple[np.ndarray, np.ndarray]:
    """Feature rows and labels of all pairs of one concept, each topic beside the two that follow it."""
    cut = {t: [(r, frames_of(r)) for r in topics[t]] for t in chosen}
    rows, labels = [], []
    for n, topic in enumerate(chosen):
        beside = [topic, *(chosen[(n + k) % len(chosen)] for k in (1, 2))]
        read = [(r, f) for t in beside for r, f in cut[t]]
        by_document = {str(r["id"]): f for r, f in read}
        words = words_by_document(by_document)
        weights = Weights(words, Settings().facts.background_weight)
        vectors = document_vectors(words, weights)
        lengths = {d: max((f.order for f in told), default=0) + 1 for d, told in by_document.items()}
        frames = [f for _, fs in read for f in fs]
        gold_chains = [c for r, fs in read for c in chains(r, fs)]
        for members, names in groups(frames, gold_chains):
            features = compare_all(members, vectors, weights, lengths)
            upper = np.triu_indices(len(members), 1)
            rows.append(np.stack([features[name][upper] for name in LEARNT], 1))
            coded = np.array([hash(c) for c in names])
            labels.append((coded[:, None] == coded[None, :])[upper])
    return np.concatenate(rows), np.concatenate(labels).astype(float)


def fit(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Logistic regression by Newton's method with a ridge."""
    w = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - y) + PENALTY * w
        curvature = (x * (p * (1 - p))[:, None]).T @ x + PENALTY * np.eye(len(w))
        w -= np.linalg.solve(curvature, gradient)
    return w


def main() -> None:
    """Fit, say how well it does on what it was fitted on, write the weights of events."""
    topics = gold()
    chosen = [t for t in sorted(topics) if t < FIRST_UNREAD_TOPIC]
    x, y = examples(topics, chosen)
    w = fit(x, y)
    p = 1 / (1 + np.exp(-x @ w))
    print(f"{len(y)} pairs, {y.mean():.2f} of them one event; right at .5: {((p > 0.5) == (y > 0.5)).mean():.3f}")
    for name, weight in zip(LEARNT, w):
        print(f"  {name:18} {weight:+.2f}")
    path = ROOT / "src/firsthand/facts/weights.json"
    model = json.loads(path.read_text("utf8"))
    model["event"] |= {name: round(float(weight), 3) for name, weight in zip(LEARNT, w)}
    path.write_text(json.dumps(model, indent=1) + "\n", "utf8")


if __name__ == "__main__":
    main()
