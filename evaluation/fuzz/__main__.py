"""Run every attack, tell what was tried, and fail where something was found."""

from __future__ import annotations

import argparse
import sys
import time
from importlib import import_module
from pkgutil import iter_modules

from evaluation import fuzz

FEW = {"kill": 24, "server": 600, "arguments": 300, "files": 10_000, "folders": 10}
"""Attacks of each kind in CI's time; of others 400. For folders, how large they are."""


def main() -> int:
    """Run the attacks that were asked for."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.fuzz", description=fuzz.__doc__)
    parser.add_argument("attacks", nargs="*", help="which (default: all)")
    parser.add_argument("-n", type=int, help="how many of each")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    found = 0
    for name in given.attacks or attacks():
        begun = time.perf_counter()
        tally = import_module(f"evaluation.fuzz.{name}").attack(given.n or FEW.get(name, 400), given.seed)
        tried = ", ".join(f"{n:,} {kind}" for kind, n in sorted(tally.tried.items()))
        seconds = time.perf_counter() - begun
        print(f"{name}: {tally.tried.total():,} attacks in {seconds:.0f} s ({tried}); {len(tally.findings)} findings")
        print("".join(f"  {finding}\n" for finding in tally.findings), end="", flush=True)
        found += len(tally.findings)
    return 1 if found else 0


def attacks() -> list[str]:
    """Modules of this package that attack."""
    names = [module.name for module in iter_modules(fuzz.__path__) if module.name != "__main__"]
    return [name for name in names if hasattr(import_module(f"evaluation.fuzz.{name}"), "attack")]


if __name__ == "__main__":
    sys.exit(main())
