"""Whose story it is, with the credit taken away: `python -m evaluation.masked_credits [--held] [--errors]`.

Two news articles of different outlets that share long passages, at least one of which credits an agency. First the
credit of one of them is cut out (its lines and its dateline), then that of both. Every claim that both tell must have
one origin; where one credit is left, the agency's name is to be recovered for what the outlet says itself. Even pairs
choose, odd ones (`--held`) are what is reported.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from firsthand.model import Document, TimeInterval
from firsthand.origins.agencies import find_contributions, find_credits, usual_name
from firsthand.pipeline import trace_documents
from firsthand.text.bylines import agencies, find_agencies

DATA = Path(os.environ.get("FIRSTHAND_DATA", "../shared/data")) / "news" / "news_dev.jsonl.gz"
RUN, SHARED = 12, 8
_WORD = re.compile(r"\w+")


def load() -> dict[str, Document]:
    """All articles with an outlet."""
    found = {}
    with gzip.open(DATA, "rt", encoding="utf8") as lines:
        for a in map(json.loads, lines):
            day = a.get("published")
            dated = TimeInterval(day, day) if day and len(day) == 10 else None
            found[a["id"]] = Document(a["id"], a["text"], outlet=a["outlet"], published=dated, languages=("en",))
    return found


def pairs(documents: dict[str, Document]) -> list[tuple[str, str, str]]:
    """Pairs of articles with many runs of words in common, and the agency that one of them credits."""
    places: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name, d in documents.items():
        words = [w.lower() for w in _WORD.findall(d.text)]
        for run in {tuple(words[i : i + RUN]) for i in range(0, len(words) - RUN, 3)}:
            places[run].append(name)
    for name, d in documents.items():
        words = [w.lower() for w in _WORD.findall(d.text)]
        for i in range(len(words) - RUN):
            run = tuple(words[i : i + RUN])
            if run in places and name not in places[run]:
                places[run].append(name)
    votes: Counter[tuple[str, str]] = Counter()
    for names in places.values():
        if 2 <= len(names) <= 6:
            votes.update(combinations(sorted(names), 2))
    found = []
    for (a, b), n in sorted(votes.items()):
        one, two = documents[a], documents[b]
        credited = {*find_credits(one)} | {*find_credits(two)}
        outlets = {usual_name(one.outlet or ""), usual_name(two.outlet or "")}
        if n >= SHARED and one.outlet != two.outlet and len(credited) == 1 and not credited & outlets:
            found.append((a, b, credited.pop()))
    return found


def masked(d: Document) -> Document:
    """`d` without what credits an agency: short lines that name one, and the dateline."""
    lines = d.text.split("\n")
    edges = {*range(14), *range(len(lines) - 6, len(lines))}
    kept = []
    for n, line in enumerate(lines):
        if n in edges and len(line) < 200 and list(find_agencies(line)):
            continue
        kept.append(_DATELINE.sub("", line) if n in edges else line)
    return replace(d, text="\n".join(kept), author=None, credits=())


_NAMES = "|".join(map(re.escape, sorted(agencies(), key=len, reverse=True)))
_DATELINE = re.compile(rf"^(?:[A-Z][\w.,' ]{{2,40}})?\((?:{_NAMES})\)\s*[-–—]+\s*")


def shared_claims(*documents: Document) -> Iterator[tuple[int, list[str], bool]]:
    """Of every claim that both articles tell: its best count, its origins' names, whether an outlet speaks."""
    for claim in trace_documents(documents).claims:
        if claim.n_documents > 1:
            own = all(o.kind == "outlet" for o in claim.origins.list)
            yield claim.origins.best, [o.name for o in claim.origins.list], own


def main() -> int:
    documents = load()
    counts: Counter[str] = Counter()
    for a, b, agency in pairs(documents)["--held" in sys.argv :: 2]:
        one, two = documents[a], documents[b]
        keeps, other = (one, two) if find_credits(one) else (two, one)
        for kind, first in (("one credit left", keeps), ("no credit left", masked(keeps))):
            left = find_credits(first) or find_contributions(first)
            if bool(left) != (kind == "one credit left"):
                continue
            counts[f"{kind}: pairs"] += 1
            for best, names, own in shared_claims(first, masked(other)):
                counts[f"{kind}: claims"] += 1
                counts[f"{kind}: one origin"] += best == 1
                if own and kind == "one credit left":
                    counts[f"{kind}: own words"] += 1
                    counts[f"{kind}: the agency's"] += names == [agency]
                wrong = best > 1 or (own and kind == "one credit left" and names != [agency])
                if wrong and "--errors" in sys.argv:
                    print(kind, best, names, agency, first.outlet, other.outlet, a, b)
    for name, n in sorted(counts.items()):
        print(f"{name:36} {n}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
