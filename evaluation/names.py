"""Names in Spanish newswire (CoNLL 2002, for evaluation only): `python evaluation/names.py [--errors N]`.

Exact spans and kinds, micro F; outlets count as organizations. Rules and tables only: nothing here was learnt from it.
Floors are checked.
"""

from __future__ import annotations

import os
import random
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

from firsthand.values import find_names

ARCHIVE = Path(os.environ.get("FIRSTHAND_DATA", "../shared/data")) / "es_conll2002" / "conll2002.zip"
KINDS = {"person": "PER", "organization": "ORG", "outlet": "ORG", "place": "LOC", "other": "MISC"}
FLOORS = {"esp.testa": (0.66, 0.84), "esp.testb": (0.64, 0.84)}
CLOSERS = set(",.;:)!?»%")
SENTENCES_A_DOCUMENT = 60


def documents(name: str) -> Iterator[tuple[str, dict[tuple[int, int], str]]]:
    """Texts put together from the words of the corpus, with the places and kinds of their names."""
    lines = zipfile.ZipFile(ARCHIVE).read(f"conll2002/{name}").decode("utf8").split("\n")
    text, gold, open_name, n_sentences = "", dict[tuple[int, int], str](), None, 0
    for line in lines:
        if not line.strip():
            text, open_name, n_sentences = text + "\n", None, n_sentences + 1
            if n_sentences % SENTENCES_A_DOCUMENT == 0:
                yield text, gold
                text, gold = "", {}
            continue
        word, tag = line.split()[0], line.split()[-1]
        if text and not text.endswith(("\n", "(", "¿", "¡", "«")) and word not in CLOSERS:
            text += " "
        start, text = len(text), text + word
        if tag.startswith("B"):
            open_name = (start, len(text))
            gold[open_name] = tag[2:]
        elif tag.startswith("I") and open_name:
            kind = gold.pop(open_name)
            open_name = (open_name[0], len(text))
            gold[open_name] = kind
        else:
            open_name = None
    yield text, gold


def measure(name: str, n_errors: int) -> tuple[float, float, float]:
    """F of spans with kinds, F of spans alone, words a CPU second."""
    found = gold_count = spans = right = n_words = 0
    seconds, errors = 0.0, list[str]()
    for text, gold in documents(name):
        began = time.process_time()
        names = find_names(text, "es")
        seconds += time.process_time() - began
        n_words += len(text.split())
        found, gold_count = found + len(names), gold_count + len(gold)
        for n in names:
            kind = gold.get((n.start, n.end))
            spans += kind is not None
            right += kind == KINDS[n.kind]
            if kind != KINDS[n.kind]:
                errors.append(f"{n.kind} {n.text!r} gold {kind}: {text[max(0, n.start - 30) : n.end + 20]!r}")
    for error in random.Random(1).sample(errors, min(n_errors, len(errors))):
        print(error)
    total = found + gold_count
    return 2 * right / total, 2 * spans / total, n_words / max(seconds, 1e-9)


def main() -> int:
    n_errors = int(sys.argv[2]) if len(sys.argv) > 2 and sys.argv[1] == "--errors" else 0
    below = False
    for name, (floor, span_floor) in FLOORS.items():
        score, spans, speed = measure(name, n_errors)
        print(f"{name}: F {score:.3f} (floor {floor}), spans F {spans:.3f} (floor {span_floor}), {speed:,.0f} words/s")
        below = below or score < floor or spans < span_floor
    return int(below)


if __name__ == "__main__":
    sys.exit(main())
