"""Value F of dates on half of MEANTIME, English and Spanish: `python evaluation/dates.py [--errors]`.

A gold TIMEX3 is found where a date overlaps it; its value is right where both values are written alike. Precision and
recall are over overlapping expressions with right values (value F of TempEval-3, relaxed spans). Floors are checked.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
import time
from pathlib import Path

from firsthand.model import TimeInterval
from firsthand.values import find_dates

DATA = Path(os.environ.get("FIRSTHAND_DATA", "../shared/data")) / "dates"
FLOORS = {"en": 0.84, "es": 0.75}


def measure(language: str, show_errors: bool = False) -> tuple[float, float, float]:
    """Value F, relaxed span F, and words a CPU second."""
    found = gold_count = overlapping = right = n_words = 0
    seconds = 0.0
    with gzip.open(DATA / f"meantime_{language}_dev.jsonl.gz", "rt", encoding="utf8") as lines:
        for line in lines:
            document = json.loads(line)
            text, published = document["text"], document["published"]
            began = time.process_time()
            dates = find_dates(text, language, TimeInterval(published, published))
            seconds += time.process_time() - began
            n_words += len(text.split())
            gold = document["timexes"]
            found += len(dates)
            gold_count += len(gold)
            taken: set[int] = set()
            for timex in gold:
                match = next(
                    (
                        d
                        for k, d in enumerate(dates)
                        if k not in taken and d.start < timex["end"] and timex["start"] < d.end
                    ),
                    None,
                )
                where = repr(text[max(0, timex["start"] - 30) : timex["end"] + 30])
                if match is None:
                    if show_errors:
                        print("MISSED", text[timex["start"] : timex["end"]], timex["value"], where)
                    continue
                taken.add(dates.index(match))
                overlapping += 1
                if match.value == timex["value"]:
                    right += 1
                elif show_errors:
                    print("VALUE", match.text, match.value, "gold", timex["value"], "published", published, where)
            if show_errors:
                for k, d in enumerate(dates):
                    if k not in taken:
                        print("EXTRA", d.text, d.value, repr(text[max(0, d.start - 30) : d.end + 30]))
    return 2 * right / (found + gold_count), 2 * overlapping / (found + gold_count), n_words / max(seconds, 1e-9)


def main() -> int:
    show_errors = "--errors" in sys.argv
    below = False
    for language, floor in FLOORS.items():
        value, spans, speed = measure(language, show_errors)
        print(f"{language}: value F {value:.3f} (floor {floor:.2f}), spans F {spans:.3f}, {speed:,.0f} words/s")
        below = below or value < floor
    return int(below)


if __name__ == "__main__":
    sys.exit(main())
