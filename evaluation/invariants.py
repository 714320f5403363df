"""What must always hold, over thousands of newsrooms: `python -m evaluation.invariants [--each 500] [--copies 10000]`.

The same seven laws as in ``tests/copying/test_copying_invariants.py``, which tries 25 newsrooms a run. Prints a line
for each law, and every newsroom that breaks it; ends with 1 if one does.
"""

from __future__ import annotations

import argparse
import importlib
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

TESTS = Path(__file__).resolve().parent.parent / "tests"
REWRITING, QUOTED, DATED, LOST = (0.0, 0.03, 0.08, 0.2, 0.45, 0.7), (0.0, 0.2, 0.8), (0.0, 0.5, 1.0), (0.0, 0.2)


def laws() -> dict[str, Callable[..., None]]:
    """The tests by their names, without what draws examples for them."""
    sys.path[:0] = [str(TESTS), str(TESTS / "copying")]
    module = importlib.import_module("test_copying_invariants")
    return {name: getattr(module, name).hypothesis.inner_test for name in (*NEWSROOMS, TIES)}


NEWSROOMS = {
    "test_a_verbatim_copy_raises_no_count": "seed known",
    "test_order_of_input_changes_nothing_to_the_byte": "seed known",
    "test_new_names_only_rename": "",
    "test_wording_of_its_own_lowers_no_count": "seed known",
    "test_a_report_that_shares_only_the_names_lowers_no_count": "",
    "test_tables_hold_together": "known",
}
TIES = "test_ties_are_ties"


def newsroom(r: random.Random) -> dict[str, Any]:
    """One newsroom's settings, of the kinds that the tests draw."""
    return {
        "seed": r.randrange(10**6),
        "n": r.randint(2, 9),
        "n_families": r.randint(1, 6),
        "rewriting": r.choice(REWRITING),
        "p_quoted": r.choice(QUOTED),
        "p_dated": r.choice(DATED),
        "p_lost": r.choice(LOST),
    }


def ties(r: random.Random) -> dict[str, Any]:
    """Two copies of something that is not here."""
    return {
        "n_families": r.randint(1, 4),
        "changed": r.sample(range(12), r.randint(0, 4)),
        "published": r.choice([None, (60.0, 120.0), (60.0, 60.0)]),
        "quoted": r.random() < 0.5,
        "names_known": r.random() < 0.5,
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=500)
    parser.add_argument("--copies", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=1)
    options = parser.parse_args()
    broken = 0
    found = laws()
    make = importlib.import_module("little_newsroom").make_newsroom
    for name, law in found.items():
        began, fails = time.process_time(), 0
        n = options.copies if "copy" in name else options.each
        for number in range(options.first, options.first + n):
            r = random.Random(f"{name} {number}")
            given = ties(r) if name == TIES else newsroom(r)
            arguments = dict(given)
            if name != TIES:
                arguments = {"witnesses": make(**given)}
                arguments |= {"seed": r.randrange(10**6)} if "seed" in NEWSROOMS[name] else {}
                arguments |= {"names_known": r.random() < 0.5} if "known" in NEWSROOMS[name] else {}
            try:
                law(**arguments)
            except AssertionError:
                fails += 1
                print(f"{name} {number}: {given}", flush=True)
        print(f"{name:60} {n:6} newsrooms, broken {fails}, {time.process_time() - began:.0f} s", flush=True)
        broken += fails
    return int(broken > 0)


if __name__ == "__main__":
    sys.exit(main())
