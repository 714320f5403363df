"""Measures how much the likeness of two articles tells for one affair: the table ``affair`` of ``weights.json``.

For it speak pairs of ECB+ articles on one event (topics 1–23), against it pairs of news articles that lie more than
sixty days apart, of 500 drawn by a seed. Run: ``python training/affairs.py``
with FIRSTHAND_DATA pointing at the gold data.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections import defaultdict
from datetime import date

import numpy as np

from firsthand.facts.frames import Frame
from firsthand.facts.weighing import Weights, document_vectors, words_by_document
from firsthand.settings import Settings
from training.facts import DATA, FIRST_UNREAD_TOPIC, ROOT, frames_of, gold

ISO = re.compile(r"\d{4}-\d\d-\d\d")
N_ARTICLES, SEED = 500, 1
FAR_DAYS = 60
EDGES = np.array([-1.0, 0.02, 0.04, 0.06, 0.08, 0.1, 0.12, 0.14, 0.16, 0.18, 0.2, 0.24, 0.28, 1.0])
MOST_NATS = 7.0


def alikeness(frames: dict[str, list[Frame]]) -> tuple[list[str], np.ndarray]:
    """The documents, and how alike every two are."""
    words = words_by_document(frames)
    vectors = document_vectors(words, Weights(words, Settings().facts.background_weight))
    matrix = np.array(list(vectors.values()))
    return list(vectors), matrix @ matrix.T


def of_one_affair() -> np.ndarray:
    """Likeness of pairs of one collection, each collection apart."""
    together: dict[str, dict[str, list[Frame]]] = defaultdict(dict)
    for topic, records in gold().items():
        for r in records if topic < FIRST_UNREAD_TOPIC else ():
            together[str(r["collection"])][str(r["id"])] = frames_of(r)
    return np.concatenate([a[np.triu_indices(len(a), 1)] for _, a in map(alikeness, together.values())])


def of_two_affairs() -> np.ndarray:
    """Likeness of news articles that lie far apart in time."""
    path = DATA.parent / "news" / "news_dev.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf8") as lines:
        rows = sorted((r for r in map(json.loads, lines) if ISO.match(r["published"] or "")), key=lambda r: r["id"])
    rows = random.Random(SEED).sample(rows, N_ARTICLES)
    days = {r["id"]: date.fromisoformat(r["published"][:10]).toordinal() for r in rows}
    ids, alike = alikeness({r["id"]: frames_of(r) for r in rows})
    at = np.array([days[i] for i in ids])
    apart = np.abs(at[:, None] - at[None, :]) > FAR_DAYS
    return alike[np.triu(apart, 1)]


def main() -> None:
    """Measure, and write the table."""
    pro, contra = of_one_affair(), of_two_affairs()
    counts = [np.histogram(a, EDGES)[0] + 0.5 for a in (pro, contra)]
    nats = np.log(counts[0] / counts[0].sum()) - np.log(counts[1] / counts[1].sum())
    nats = np.clip(np.maximum.accumulate(nats), -MOST_NATS, MOST_NATS)
    middles = [round(float(m), 3) for m in (EDGES[1:] + EDGES[:-1]) / 2]
    middles[0], middles[-1] = 0.01, 0.32
    path = ROOT / "src/firsthand/facts/weights.json"
    model = json.loads(path.read_text("utf8"))
    model["affair"] = {"affinity": middles, "nats": [round(float(n), 2) for n in nats]}
    path.write_text(json.dumps(model, indent=1) + "\n", "utf8")
    print(model["affair"], len(pro), len(contra))


if __name__ == "__main__":
    main()
