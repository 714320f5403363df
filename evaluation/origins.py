"""Who copied whom, against simulated newsrooms: `python evaluation/origins.py [--first 1 --last 79] [--write]`.

Runs the measure that lies beside the simulator (``newsroom/score_origins.py``) on `firsthand.infer_copying`, and
compares every figure with its floor in ``floors.toml``. Odd seeds only: even ones are kept back. `--write` renews the
table in ``docs/reference/benchmark-origins.md``. Ends with 1 when a floor is broken.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
import time
import tomllib
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "docs" / "reference" / "benchmark-origins.md"
AT_LEAST = {"covered", "parent"}
COLUMNS = ("error", "covered", "width", "parent", "ece")
QUICK = ("hour dates", "hidden wires", "rewrite .6")
MORE = {
    "five agencies": {"n_wire": 5},
    "all loss": {"p_loss": 0.3},
    "short passages": {"toklen": 9},
    "day dates": {"gran": 1440},
    "many own reports": {"p_orig": 0.4},
    "small newsrooms": {"n": 6},
    "large newsrooms": {"n": 24},
}


def load_scorer() -> ModuleType:
    """The measure beside the gold data."""
    data = Path(os.environ.get("FIRSTHAND_DATA", ROOT.parent / "shared" / "data"))
    sys.path.insert(0, str(data / "newsroom"))
    try:
        return importlib.import_module("score_origins")
    finally:
        sys.path.pop(0)


def measure(names: Iterable[str] | None = None, first: int = 1, last: int = 39) -> dict[str, dict[str, float]]:
    """Figures by setting, over the odd seeds from `first` to `last`; `seconds` is CPU time per newsroom."""
    import firsthand

    scorer = load_scorer()
    settings: dict[str, dict[str, Any]] = scorer.GRID | MORE
    figures = {}
    seeds = range(first, last + 1, 2)
    for name in names or settings:
        started = time.process_time()
        figures[name] = scorer.score(firsthand.infer_copying, firsthand.Witness, seeds, settings[name])
        figures[name]["seconds"] = (time.process_time() - started) / len(seeds)
    return figures


def broken_floors(figures: dict[str, dict[str, float]], table: str = "origins") -> list[str]:
    """A line for each figure that is worse than its floor."""
    floors = tomllib.loads((ROOT / "evaluation" / "floors.toml").read_text("utf8"))[table]
    lines = []
    for name, limits in floors.items():
        for figure, limit in limits.items():
            value = figures[name][figure] if name in figures else limit
            if value < limit if figure in AT_LEAST else value > limit:
                lines.append(f"{name}: {figure} is {value:.3f}, its floor {limit}")
    return lines


def render(figures: dict[str, dict[str, float]], first: int, last: int) -> str:
    """The table as Markdown."""
    rows = [f"| setting | {' | '.join(COLUMNS)} | CPU s |", "|---" * (len(COLUMNS) + 2) + "|"]
    for name, values in figures.items():
        rows.append(f"| {name} | {' | '.join(f'{values[c]:.3f}' for c in COLUMNS)} | {values['seconds']:.2f} |")
    return INTRODUCTION.format(first=first, last=last) + "\n".join(rows) + "\n"


INTRODUCTION = """# Benchmark: who copied whom

Simulated newsrooms, odd seeds {first} to {last}, written by `evaluation/origins.py --write`. Per passage that two or
more documents have: **error** is the mean distance of `best` from the true number of first tellings, **covered** how
often the truth lies within `low`–`high`, **width** their mean distance, **parent** the share of documents whose nearest
visible ancestor (or none) is right, **ece** the calibration error of the parents' probabilities, in ten bins. CPU
seconds are per newsroom of about 14 documents and 10 passages each, on a busy machine.

"""


def main() -> int:
    """Measure, print, compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--last", type=int, default=39)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    figures = measure(first=options.first, last=options.last)
    text = render(figures, options.first, options.last)
    print(text)
    if options.write:
        TABLE.write_text(text, "utf8")
    broken = broken_floors(figures)
    print("\n".join(broken))
    return bool(broken)


if __name__ == "__main__":
    sys.exit(main())
