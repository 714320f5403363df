"""How well the whole program counts, from raw text to origins: ``python -m evaluation.newsroom_text.score
[FIRST_SEED] [N]``.

A fact that stands in several claims has all their origins, each once (somebody anonymous in one claim is not the
anonymous one of another): so would a reader count. Per setting, over all
facts told by two or more documents: mean error of the best count, share of truths inside low–high, mean width, share of
facts that stand in one claim, share of right parents, and the mean error when outlets are counted instead. Odd seeds
are for tuning, even ones for reports.
"""

from __future__ import annotations

import sys
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
            told = fact["told"].get(a.span.document)
            if told and min(a.span.end, told["span"][1]) - max(a.span.start, told["span"][0]) > 0.5 * (
                told["span"][1] - told["span"][0]
            ):
                found[claim.id] = claim
    return list(found.values())


def score(seeds: range, settings: dict[str, float]) -> dict[str, float]:
    """Mean figures over `seeds`."""
    error = covered = width = whole = naive = n = parents = tellings = 0.0
    for seed in seeds:
        made = simulate(seed, **settings)
        if len(made["documents"]) < 2:
            continue
        outlet = {d["id"]: d["outlet"] for d in made["documents"]}
        case = firsthand.trace([document(d) for d in made["documents"]])
        for fact in made["truth"]:
            claims = claims_of(case.claims, fact)
            best = len({(o.kind, o.name, o.kind == "anonymous" and c.id) for c in claims for o in c.origins.list})
            low, high = max((c.origins.low for c in claims), default=0), sum(c.origins.high for c in claims)
            error += abs(best - fact["origins"])
            covered += low <= fact["origins"] <= high
            width += high - low
            whole += len(claims) == 1
            naive += abs(len({outlet[d] for d in fact["told"]}) - fact["origins"])
            n += 1
            found = {}
            for claim in claims:
                place = {a.id: a.span.document for a in claim.assertions}
                for edge in claim.derivations:
                    if edge.target in place and place.get(edge.origin) != place[edge.target]:
                        found[place[edge.target]] = place.get(edge.origin)
            for d, told in fact["told"].items():
                tellings += 1
                parents += found.get(d) == told["parent"]
    return {
        "error": error / n,
        "covered": covered / n,
        "width": width / n,
        "one claim": whole / n,
        "parent": parents / tellings,
        "outlets' error": naive / n,
        "facts": n,
    }


if __name__ == "__main__":
    first, count = (int(x) for x in (*sys.argv[1:], *("2", "10")[len(sys.argv) - 1 :]))
    for name, settings in GRID.items():
        figures = score(range(first, first + 2 * count, 2), settings)
        print(f"{name:16s}" + "".join(f"  {k} {v:.3f}" for k, v in figures.items()), flush=True)
