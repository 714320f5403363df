"""What no reader could know: `python -m evaluation.origins_ceiling [--first 1 --last 39]`.

The same inference on the same newsrooms, with the three things that a reader lacks given back one after another: the
dates that an update overwrote, the documents that nobody holds, and the credits that were laundered or never given. The
last row is near the best that anybody can do: what is still wrong there cannot be told from words, shape and time.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import sys
from collections.abc import Callable
from typing import Any

from evaluation.origins import load_scorer

SETTINGS: dict[str, dict[str, Any]] = {"hour dates": {}, "quote-rich": {"p_quote": 0.4}}


def as_seen(nodes: list[dict[str, Any]], settings: dict[str, Any]) -> None:
    """Give nothing back."""


def true_dates(nodes: list[dict[str, Any]], settings: dict[str, Any]) -> None:
    """Dates as they were at first publication; those that are missing stay so."""
    step = settings.get("gran", 60)
    for node in nodes:
        if node["iv"] is not None:
            start = math.floor(node["t"] / step) * step
            node["iv"] = (start, start + step)


def nothing_hidden(nodes: list[dict[str, Any]], settings: dict[str, Any]) -> None:
    """Also the documents that nobody holds."""
    true_dates(nodes, settings)
    for node in nodes:
        node["seen"] = True


def all_credits(nodes: list[dict[str, Any]], settings: dict[str, Any]) -> None:
    """Also the first parent of each copy by name."""
    nothing_hidden(nodes, settings)
    for node in nodes:
        node["credit"] = {nodes[node["par"][0]]["outlet"]} if node["par"] else set()


GIVEN: dict[str, Callable[[list[dict[str, Any]], dict[str, Any]], None]] = {
    "as a reader sees it": as_seen,
    "with true dates": true_dates,
    "and nothing hidden": nothing_hidden,
    "and true credits": all_credits,
}


def measure(
    seeds: range, settings: dict[str, Any], give: Callable[[list[dict[str, Any]], dict[str, Any]], None]
) -> tuple[float, float]:
    """Mean error of the count and share of right parents, over what a reader sees."""
    import firsthand

    scorer = load_scorer()
    error = right = families = tellings = 0.0
    for seed in seeds:
        made = scorer.simulate(seed, **settings)
        nodes = made["N"]
        readable = {x["id"] for x in made["W"]}
        give(nodes, settings)
        witnesses = [
            firsthand.Witness(
                document=f"d{x['id']}",
                outlet=x["outlet"],
                owner=x["owner"],
                published=x["iv"],
                passages={f"p{f}": " ".join(map(scorer.word, words)) for f, words in x["s"].items()},
                quoted={f"p{f}" for f in x["s"] if f in made["quoted"]},
                credits=set(x["credit"]),
            )
            for x in nodes
            if x["seen"]
        ]
        random.Random(seed).shuffle(witnesses)
        copying = firsthand.infer_copying(witnesses, background={scorer.word(k): v for k, v in made["bg"].items()})
        for f in sorted({f for x in made["W"] for f in x["s"]}, key=str):
            have = [x["id"] for x in made["W"] if f in x["s"]]
            if len(have) < 2:
                continue
            truth = {x["id"]: x.get("src", {}).get(f) for x in nodes}
            guess = {int(d[1:]): None if p is None else int(p[1:]) for d, p in copying.parents[f"p{f}"].items()}
            tellings += len(have)
            families += 1
            right += sum(_above(truth, i, readable) == _above(guess, i, readable) for i in have)
            n_true = len({_root(truth, i) for i in have})
            best = copying.origins[f"p{f}"].best
            if len(readable) < len(witnesses):  # the count of what is read: roots that a readable telling goes back to
                best = len({_root(guess, i) for i in have})
            error += abs(best - n_true)
    return error / families, right / tellings


def _above(found: dict[int, int | None], i: int, readable: set[int]) -> int | None:
    above = found.get(i)
    while above is not None and above not in readable:
        above = found.get(above)
    return above


def _root(found: dict[int, int | None], i: int) -> int:
    while (above := found.get(i)) is not None:
        i = above
    return i


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--last", type=int, default=39)
    options = parser.parse_args()
    print("| setting | given | error of the count | parent |\n|---|---|---|---|")
    for name, settings in SETTINGS.items():
        for given, give in GIVEN.items():
            error, right = measure(range(options.first, options.last + 1, 2), settings, give)
            print(f"| {name} | {given} | {error:.3f} | {right:.3f} |", flush=True)
    return 0


if __name__ == "__main__":
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    sys.exit(main())
