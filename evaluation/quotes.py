"""Attribution against PolNeAR's development documents: `python evaluation/quotes.py [N_DOCUMENTS]`.

Runs the measure that lies beside the gold data (``score_quotes.py``) on `firsthand.find_quotations` as users call it,
and compares every figure with its floor in ``floors.toml``. Exact F is over maximal runs of role tokens; linked F
counts an attribution whose content and source both reach token F .5. Ends with 1 when a floor is broken.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import os
import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LINE = re.compile(r"^(?:linked )?(\w+)\s.*?F\s+([\d.]+)", re.M)
SPEED = re.compile(r"^(\d+) tokens/s", re.M)


def measure(n_documents: int | None = None, split: str = "dev") -> dict[str, float]:
    """All figures by name: exact F of `source`, `cue`, `content`, linked F of `speech` …, and `tokens_per_second`."""
    data = Path(os.environ.get("FIRSTHAND_DATA", ROOT.parent / "shared" / "data"))
    spec = importlib.util.spec_from_file_location("score_quotes", data / "score_quotes.py")
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    with contextlib.redirect_stdout(io.StringIO()) as said:
        scorer.main(str(data / "polnear" / f"{split}.jsonl.gz"), n_documents)
    figures = {name: float(value) / 100 for name, value in LINE.findall(said.getvalue())}
    speed = SPEED.search(said.getvalue())
    assert speed is not None
    return figures | {"tokens_per_second": float(speed[1])}


def floors(name: str) -> dict[str, float]:
    """The floors of one section of ``floors.toml``."""
    section: dict[str, float] = tomllib.loads((ROOT / "evaluation" / "floors.toml").read_text("utf8"))[name]
    return section


def main(arguments: list[str]) -> int:
    limit = int(arguments[0]) if arguments else None
    figures = measure(limit)
    least = floors("quotes") if limit is None else {}
    broken = 0
    for name, value in figures.items():
        floor = least.get(name)
        broken += floor is not None and value < floor
        print(f"{name:18} {value:9.3f}" + (f"   floor {floor}" if floor is not None else ""))
    return int(broken > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
