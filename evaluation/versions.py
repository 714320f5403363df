"""States of one page: `python -m evaluation.versions [--held] [--traced 8]`.

Pages of an encyclopaedia, each with its states in their true order. Under one address and without dates they must all
be versions of each other, never copies; and of two neighbours the order is guessed. Even pages choose, odd ones
(`--held`) are what is reported. `--traced` pages go through the whole program.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import sys
from itertools import pairwise
from pathlib import Path

import firsthand
from firsthand.model import Document
from firsthand.origins.versions import find_versions, fullness

DATA = Path(os.environ.get("FIRSTHAND_DATA", "../shared/data")) / "versions" / "wikipedia_dev.jsonl.gz"
LEAST_RIGHT = 0.65


def pages(held: bool) -> list[list[str]]:
    """The states of every second page, oldest first, each text once."""
    with gzip.open(DATA, "rt", encoding="utf8") as lines:
        found = [json.loads(line)["versions"] for line in lines]
    return [list(dict.fromkeys(states)) for states in found[int(held) :: 2]]


def documents(number: int, states: list[str]) -> list[Document]:
    """States of one address; their ids say nothing of their order."""
    url = f"https://pages.example/{number}"
    return [Document(f"{(7 * n + 3) % 31:02}", text, url=url) for n, text in enumerate(states)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--held", action="store_true")
    parser.add_argument("--traced", type=int, default=8)
    options = parser.parse_args()
    right = decided = pairs = missed = copies = 0
    for number, states in enumerate(pages(options.held)):
        made = documents(number, states)
        versions = find_versions(made)
        missed += sum({*versions[d.id]} != {e.id for e in made} - {d.id} for d in made)
        for before, after in pairwise(states):
            pairs += 1
            ours, theirs = fullness(before), fullness(after)
            decided += ours != theirs
            right += ours < theirs
        if number < options.traced:
            case = firsthand.trace(made)
            copies += sum(bool(d.same_as) for d in case.documents)
    print(f"states that are no version of another state: {missed}; taken for copies: {copies}")
    print(f"order of neighbours: {pairs} pairs, decided {decided}, right {right / max(1, decided):.3f}")
    return int(missed > 0 or copies > 0 or right < LEAST_RIGHT * decided)


if __name__ == "__main__":
    sys.exit(main())
