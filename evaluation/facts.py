"""Pairs of tellings that were written for this: near-misses, paraphrases, and values that do or do not differ.

Run: ``python -m evaluation.facts``; with ``--sealed`` the part that was kept unread while the rules were made. Floors
are in ``floors.toml``. A near-miss is right where the two sentences are in no claim and no fact in silence;
a paraphrase where they are in one of either; two values where their fact has the status.
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import firsthand
from firsthand.model import Case, Document, TimeInterval

HERE = Path(__file__).with_name("facts_pairs")
EARLY, LATE = TimeInterval("2024-03-02", "2024-03-02"), TimeInterval("2024-03-05", "2024-03-05")


Rows = dict[str, list[dict[str, object]]]


def load(name: str, sealed: bool = False) -> Iterator[tuple[str, list[dict[str, object]]]]:
    """The rows of each language of one kind of pairs: those to develop with, or the sealed ones."""
    first: Rows = tomllib.loads((HERE / f"{name}.toml").read_text("utf8"))
    second: dict[str, Rows] = tomllib.loads((HERE / f"{name}_second.toml").read_text("utf8"))
    kept_back = second.pop("sealed")
    yield from kept_back.items() if sealed else (*first.items(), *second.items())  # type: ignore[misc]


def trace(a: str, b: str, later: bool = False) -> Case:
    """Two articles of one sentence each, of two outlets."""
    return firsthand.trace(
        [
            Document("a", a, outlet="Harbour Post", published=EARLY),
            Document("b", b, outlet="Coast Radio", published=LATE if later else EARLY),
        ]
    )


def is_one_in_silence(case: Case) -> bool:
    """Whether both sentences are one claim, or one fact, and nothing says that they differ."""
    for claim in case.claims:
        told = {a.span.document for a in claim.assertions}
        changes = [c for d in claim.derivations for c in d.changes if c.slot not in ("source", "medium")]
        sure = {a.certainty.level for a in claim.assertions}  # "denied in 1 of 2 tellings", says the ledger's line
        if len(told) > 1 and not claim.discrepancies and not changes and len(sure) == 1:
            return True
    differ = [c for c in case.claims if len({a.span.document for a in c.assertions}) > 1]
    return not differ and any(
        f.status in ("agreed", "rounded") and len({a.span.document for a in f.assertions}) > 1 for f in case.facts
    )


def is_one(case: Case) -> bool:
    """Whether both sentences are in one claim or one fact."""
    return any(len({a.span.document for a in n.assertions}) > 1 for n in (*case.claims, *case.facts))


def near_misses(sealed: bool = False) -> Iterator[tuple[str, str, bool]]:
    """Kind, sentence, and whether it is kept apart from its base or told to differ."""
    for language, bases in load("near", sealed):
        for row in bases:
            for kind, sentence in row.items():
                if kind != "base":
                    case = trace(str(row["base"]), str(sentence))
                    yield f"{kind} {language}", str(sentence), not is_one_in_silence(case)


def paraphrases(sealed: bool = False) -> Iterator[tuple[str, str, bool]]:
    """Language, sentence, and whether it is brought together with another one of its thing."""
    for language, rows in load("same", sealed):
        for row in rows:
            for a, b in combinations(row["told"], 2):  # type: ignore[call-overload]
                yield language, f"{a} | {b}", is_one(trace(a, b))


def values(sealed: bool = False) -> Iterator[tuple[str, str, bool]]:
    """Status, sentences, and whether the two values are judged so."""
    for _, rows in load("values", sealed):
        for row in rows:
            for x, y, when, status in row["pairs"]:  # type: ignore[attr-defined]
                a, b = str(row["a"]).format(x), str(row["b"]).format(y)
                facts = [f for f in trace(a, b, when == "later").facts if f.kind == "value"]
                found = [f.status for f in facts]
                right = found == [status] if status != "same" else len(found) == 1 and found[0] in ("agreed", "rounded")
                yield status, f"{a} | {b} -> {found}", right


MEASURES = {"near_misses": near_misses, "paraphrases": paraphrases, "values": values}


def main() -> None:
    """Print every share, and with ``--wrong`` what is wrong."""
    for name, measure in MEASURES.items():
        right, total = Counter[str](), Counter[str]()
        for kind, what, is_right in measure("--sealed" in sys.argv):
            total[kind] += 1
            right[kind] += is_right
            if not is_right and "--wrong" in sys.argv:
                print(f"  {name} {kind}: {what}")
        print(f"{name}: {sum(right.values())} of {sum(total.values())}", {k: f"{right[k]}/{total[k]}" for k in total})


if __name__ == "__main__":
    main()
