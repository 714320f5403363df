"""What find_changes sees between translations: `python evaluation/changes.py [--errors SLOT]`.

On English-Spanish pairs of the gold data: how often a faithful pair is said to differ in a figure (false alarms, over
the pairs that hold one), and how many figures altered in the Spanish half are caught. Alterations are drawn by a fixed
seed: written digits become another number of the same shape. Alarms in the other slots are over all pairs. Floors are
checked.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from firsthand.model import Span
from firsthand.values import find_changes, find_figures

DATA = Path(os.environ.get("FIRSTHAND_DATA", "../shared/data")) / "parallel"
CEILINGS = {"figure": 0.018, "date": 0.01, "name": 0.01, "certainty": 0.03, "negation": 0.02, "cut": 0.0}
CAUGHT = 0.85
_DIGITS = re.compile(r"(?<![\w.,:/-])\d+(?:[.,]\d+)*(?![\w:/-])")


def pairs() -> Iterator[tuple[str, str, str]]:
    for name in ("ntrex_dev", "pud_en_es", "tico_en_es"):
        with gzip.open(DATA / f"{name}.jsonl.gz", "rt", encoding="utf8") as lines:
            for line in lines:
                pair = json.loads(line)
                yield name, pair["en"], pair["es"]


def alter(text: str, chance: random.Random) -> tuple[str, str, str] | None:
    """`text` with one of its counted numbers changed, the number before, and after; years and dates are left alone."""
    figures = [f for f in find_figures(text, "es") if f.kind != "label"]
    spots = [m for m in _DIGITS.finditer(text) if any(f.start <= m.start() < f.end for f in figures)]
    if not spots:
        return None
    spot = chance.choice(spots)
    old = spot.group()
    first = old[0]
    new = old
    while new == old:
        digit = chance.choice([d for d in "123456789" if d != first])
        new = digit + old[1:]
    return text[: spot.start()] + new + text[spot.end() :], old, new


def main() -> int:
    shown = sys.argv[2] if len(sys.argv) > 2 and sys.argv[1] == "--errors" else ""
    chance = random.Random(7)
    n_pairs = n_figured = n_altered = n_caught = 0
    alarms: Counter[str] = Counter()
    began = time.process_time()
    for name, en, es in pairs():
        before, after = Span(0, len(en), en), Span(0, len(es), es)
        found = find_changes(before, after, "en", "es")
        slots = {c.slot for c in found}
        n_pairs += 1
        n_figured += bool(find_figures(en, "en") or find_figures(es, "es"))
        alarms.update(slots)
        if shown in slots:
            print("ALARM", name, next(c.label for c in found if c.slot == shown), "|", en, "|", es)
        altered = alter(es, chance)
        if altered is None or "figure" in slots:
            continue
        n_altered += 1
        text, old, new = altered
        caught = any(c.slot == "figure" for c in find_changes(before, Span(0, len(text), text), "en", "es"))
        n_caught += caught
        if not caught and shown == "missed":
            print("MISSED", name, old, "->", new, "|", en, "|", text)
    too_many = False
    for slot, ceiling in CEILINGS.items():
        share = alarms[slot] / (n_figured if slot == "figure" else n_pairs)
        too_many = too_many or share > ceiling
        print(f"{slot}: {alarms[slot]} false alarms, {share:.4f} (at most {ceiling})")
    print(f"altered figures {n_altered}: caught {n_caught / n_altered:.3f} (at least {CAUGHT})")
    print(f"{n_pairs} pairs, {n_figured} with figures, {time.process_time() - began:.1f} CPU s")
    return int(too_many or n_caught / n_altered < CAUGHT)


if __name__ == "__main__":
    sys.exit(main())
