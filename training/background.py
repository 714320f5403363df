"""Counts in how many news articles a stem stands: ``src/firsthand/facts/background.tsv``, so that words of every
article weigh little in a collection of five. Counts only. Run: ``python training/background.py``."""

from __future__ import annotations

import gzip
import json
import os
from collections import Counter
from pathlib import Path

from firsthand.reuse.translation_words import content_words, tokens

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("FIRSTHAND_DATA", ROOT.parent / "shared" / "data"))
ARTICLES = 4000
MIN_SHARE = 0.01


def main() -> None:
    """Write the shares of articles, the commonest stem first."""
    counts, n = Counter[str](), 0
    for path in sorted((DATA / "news").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf8") as lines:
            for line in lines:
                counts.update(set(content_words(tokens(json.loads(line)["text"]), "en")))
                n += 1
                if n >= ARTICLES:
                    break
    kept = sorted((s for s, c in counts.items() if c / n >= MIN_SHARE and s[0] != "#"), key=lambda s: (-counts[s], s))
    lines = [f"{s}\t{counts[s] / n:.3f}" for s in kept]
    (ROOT / "src/firsthand/facts/background.tsv").write_text("\n".join(lines) + "\n", "utf8")


if __name__ == "__main__":
    main()
