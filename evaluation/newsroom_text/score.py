"""How well the whole program counts, from raw text to origins: ``python -m evaluation.newsroom_text.score [SEED [N]]``.

A fact that stands in several claims has all their origins, each once (somebody anonymous in one claim is not the
anonymous one of another): so would a reader count. Per setting, over all facts told by two or more documents: mean
error of the best count, share of truths inside low–high, their mean distance, share of facts that stand in one claim,
share of right parents, and the mean error when outlets are counted instead. `N` odd seeds from SEED on; figures that
break their floor in ``floors.toml`` are named, and the exit code is 1.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import firsthand
from evaluation.newsroom_text.simulate import simulate
from firsthand.model import Claim, Document, TimeInterval

GRID: dict[str, dict[str, float]] = {
    "as usual": {},
    "no dates": {"p_miss": 1.0},
    "hidden wires": {"p_hide_wire": 1.0},
    "two parents": {"p_contam": 0.4},
    "quote-rich": {"p_quote": 0.8},
    "Spanish": {"p_spanish": 0.6},
    "sources dropped": {"p_strip": 0.4},
    "reworded": {"mu": 0.2},
}
COLUMNS = ("error", "covered", "width", "one claim", "parent", "outlets' error", "facts")
AT_LEAST = ("covered", "one claim", "parent")


def document(record: dict[str, Any]) -> Document:
    """A record of the simulator as a document."""
    stamp = record.get("published")
    return Document(
        record["id"],
        record["text"],
        outlet=record["outlet"],
        owner=record["owner"],
        languages=(record["language"],),
        published=TimeInterval(stamp, stamp) if stamp else None,
    )


def claims_of(claims: tuple[Claim, ...], fact: dict[str, Any]) -> list[Claim]:
    """The claims in which the tellings of `fact` stand."""
    found = {}
    for claim in claims:
        for a in claim.assertions:
            if a.span.document in fact["told"]:
                start, end = fact["told"][a.span.document]["span"]
                shared = min(a.span.end, end) - max(a.span.start, start)
                if shared > 0.5 * min(end - start, a.span.end - a.span.start):
                    found[claim.id] = claim
    return list(found.values())


def score(seeds: Iterable[int], settings: dict[str, float]) -> dict[str, float]:
    """Mean figures over `seeds`, by the names in `COLUMNS`."""
    facts: list[dict[str, float]] = []
    right = tellings = 0
    for seed in seeds:
        made = simulate(seed, **settings)
        if len(made["documents"]) < 2:
            continue
        outlet = {d["id"]: d["outlet"] for d in made["documents"]}
        case = firsthand.trace([document(d) for d in made["documents"]])
        for fact in made["truth"]:
            claims = claims_of(case.claims, fact)
            facts.append(_judge(claims, fact, len({outlet[d] for d in fact["told"]})))
            found = _parents(claims)
            tellings += len(fact["told"])
            right += sum(found.get(d) == told["parent"] for d, told in fact["told"].items())
    means = {name: sum(f[name] for f in facts) / len(facts) for name in facts[0]}
    return {**means, "parent": right / tellings, "facts": len(facts)}


def _judge(claims: list[Claim], fact: dict[str, Any], n_outlets: int) -> dict[str, float]:
    truth = fact["origins"]
    best = len({(o.kind, o.name, o.kind == "anonymous" and c.id) for c in claims for o in c.origins.list})
    low, high = max((c.origins.low for c in claims), default=0), sum(c.origins.high for c in claims)
    return {
        "error": abs(best - truth),
        "covered": low <= truth <= high,
        "width": high - low,
        "one claim": len(claims) == 1,
        "outlets' error": abs(n_outlets - truth),
    }


def _parents(claims: list[Claim]) -> dict[str, str | None]:
    """The document from which each one has it, by the edges of `claims`; None where the edge leads to no document."""
    found = {}
    for claim in claims:
        place = {a.id: a.span.document for a in claim.assertions}
        for edge in claim.derivations:
            if edge.target in place and place.get(edge.origin) != place[edge.target]:
                found[place[edge.target]] = place.get(edge.origin)
    return found


def broken_floors(figures: dict[str, dict[str, float]], table: str = "newsroom-text") -> list[str]:
    """A line for each figure that is worse than its floor."""
    floors = tomllib.loads((Path(__file__).parents[1] / "floors.toml").read_text("utf8"))[table]
    return [
        f"{name}: {figure} is {figures[name][figure]:.3f}, its floor {limit}"
        for name, limits in floors.items()
        for figure, limit in limits.items()
        if (figures[name][figure] < limit if figure in AT_LEAST else figures[name][figure] > limit)
    ]


def main() -> int:
    """Print the figures of all settings and the floors that they break."""
    first, count = (int(x) for x in (*sys.argv[1:], *("1", "20")[len(sys.argv) - 1 :]))
    figures = {}
    for name, settings in GRID.items():
        figures[name] = score(range(first, first + 2 * count, 2), settings)
        print(f"{name:16s}" + "".join(f"  {column} {figures[name][column]:.3f}" for column in COLUMNS), flush=True)
    broken = broken_floors(figures)
    print(*broken, sep="\n")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
