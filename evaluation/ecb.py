"""Events of ECB+ brought together: B-cubed over gold event mentions, each collection apart.

Run: ``python -m evaluation.ecb [FIRST_TOPIC LAST_TOPIC]``. Topics 1–23 taught the weights and the tables, 24–29 were
read for words that the tables lacked, 30 and later were never read. Frames are cut without attributions: they cost much
and change little here.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from firsthand.facts import cut_frames
from firsthand.facts.gathering import gather_frames
from firsthand.model import Document
from firsthand.settings import Settings
from firsthand.text import lay_out_alone

DATA = Path(os.environ.get("FIRSTHAND_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))
GOLD = DATA / "claims" / "ecb_dev.jsonl.gz"
Mention = tuple[str, int, int]


def collections(path: Path, first: int, last: int) -> Iterator[list[dict[str, Any]]]:
    """The documents of each collection of the topics ``first`` to ``last``."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for line in lines:
            document = json.loads(line)
            found[document["collection"]].append(document)
    for name, documents in sorted(found.items()):
        if first <= int(name.removesuffix("plus")) <= last:
            yield documents


def mentions(documents: list[dict[str, Any]]) -> dict[Mention, str]:
    """The chain of every action that is no saying, in checked sentences."""
    return {
        (d["id"], m["start"], m["end"]): m["chain"]
        for d in documents
        for s in d["sentences"]
        for m in d["mentions"]
        if s["checked"] and s["start"] <= m["start"] < s["end"]
        if "ACTION" in m["kind"] and "REPORTING" not in m["kind"]
    }


def cluster(documents: list[dict[str, Any]], truth: dict[Mention, str]) -> dict[Mention, object]:
    """The fact that anchors each mention; one that no fact anchors stands alone."""
    settings, frames = Settings(), {}
    for d in documents:
        document = Document(d["id"], d["text"])
        frames[d["id"]] = cut_frames(document, lay_out_alone(document, settings.text), ())
    found: dict[Mention, object] = {m: m for m in truth}
    for n, told in enumerate(gather_frames(frames, dict.fromkeys(frames), settings.facts)):
        anchors = [(f.document, *f.anchor) for f in told if f.kind == "event"]
        found |= {m: n for m in truth for d, a, b in anchors if d == m[0] and a < m[2] and m[1] < b}
    return found


def share(a: dict[Mention, Any], b: dict[Mention, Any]) -> float:
    """Over all mentions, the share of those that `a` puts with it that `b` does too, summed."""
    members = defaultdict(list)
    for m, c in a.items():
        members[c].append(m)
    return sum(sum(b[x] == b[m] for x in members[a[m]]) / len(members[a[m]]) for m in a)


def score(path: Path = GOLD, first: int = 1, last: int = 35) -> tuple[float, float, float, int]:
    """Precision, recall, F, and how many mentions."""
    precision = recall = 0.0
    total = 0
    for documents in collections(path, first, last):
        truth = mentions(documents)
        found = cluster(documents, truth)
        precision += share(found, truth)
        recall += share(truth, found)
        total += len(truth)
    p, r = precision / total, recall / total
    return p, r, 2 * p * r / (p + r), total


if __name__ == "__main__":
    first, last = map(int, sys.argv[1:3]) if len(sys.argv) > 2 else (1, 35)
    p, r, f, n = score(GOLD, first, last)
    print(f"precision {p:.3f} recall {r:.3f} F {f:.3f} of {n} mentions")
