"""Words put in a mouth: `python -m evaluation.swaps [--held] [--errors]`.

From news articles, one by one: a quotation whose page names its speaker, or a sentence that a page says itself, is
printed again on a later page, with a stranger named as the speaker (a planted swap), or innocently: the same speaker by
surname or with an office, nobody named, or the sentence in the outlet's own voice again. A swap is *told* where the
claim has a discrepancy about the source, or a check of the new page names the old one as giving the words to somebody
else. Even articles choose, odd ones (`--held`) are what is reported.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from firsthand.checking import check_text
from firsthand.model import Document, Quotation, TimeInterval
from firsthand.quotes import find_quotations

DATA = Path(os.environ.get("FIRSTHAND_DATA", "../shared/data")) / "news" / "news_dev.jsonl.gz"
N = 50
STRANGERS = ("Orla Whitcombe", "Denton Marsh", "Petra Lindqvist", "Samuel Okafor", "Ines Duarte", "Hollis Crane")
SHORTEST = 12
TOLD, SILENT = 45, 2


@dataclass(frozen=True, slots=True)
class Pair:
    """Two pages; `swapped` where the later one gives the words of the earlier to a stranger."""

    kind: str
    old: Document
    new: Document
    words: str

    @property
    def swapped(self) -> bool:
        """Whether it must be told."""
        return self.kind.startswith("swap")


def articles(held: bool) -> Iterator[tuple[int, str]]:
    """Texts of every second article, in an order of their own."""
    with gzip.open(DATA, "rt", encoding="utf8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    numbers = [n for n in range(len(texts)) if n % 2 == held]
    random.Random(5).shuffle(numbers)
    return ((n, texts[n]) for n in numbers)


def page(name: str, text: str, day: int, outlet: str) -> Document:
    """A page of a day in May."""
    date = f"2031-05-{day:02}"
    return Document(name, text, outlet=outlet, published=TimeInterval(date, date), languages=("en",))


def plant(held: bool) -> Iterator[Pair]:
    """Swaps and innocent pairs, in turn, from one article each."""
    kinds = ("swap: another speaker", "same speaker, surname", "swap: nobody said it", "own voice again")
    kinds += ("swap: another speaker", "nobody named", "swap: nobody said it", "same speaker, spokesman's words")
    wanted = 0
    for n, text in articles(held):
        kind = kinds[wanted % len(kinds)]
        pair = make(kind, text[:6000], STRANGERS[n % len(STRANGERS)])
        if pair is not None:
            wanted += 1
            yield pair


def make(kind: str, text: str, stranger: str) -> Pair | None:
    """One pair of a kind from one article, or None where it has nothing of the kind."""
    quotations = find_quotations(text, language="en")
    old = page("old", text, 1, "Valley Times")
    if kind in ("swap: nobody said it", "own voice again"):
        sentence = _own_sentence(text, quotations)
        if sentence is None:
            return None
        told = f"“{sentence.rstrip('.')},” {stranger} said." if kind.startswith("swap") else sentence
        return Pair(kind, old, _later(told), sentence)
    found = next((q for q in quotations if _is_plain(q)), None)
    if found is None or found.source is None:
        return None
    words = found.content[0].exact.strip("“”\"' ,.")
    name = found.source.name
    speaker = {
        "swap: another speaker": f"{stranger} said.",
        "same speaker, surname": f"{name.split()[-1]} said.",
        "same speaker, spokesman's words": f"{name} told the outlet on Friday.",
        "nobody named": "",
    }[kind]
    introduced = f"{name} spoke on Thursday. " if kind.startswith("same") else ""
    mark = "," if speaker else "."
    return Pair(kind, old, _later(f"{introduced}“{words}{mark}” {speaker}".rstrip()), words)


def _is_plain(q: Quotation) -> bool:
    named = q.source is not None and q.source.kind == "person" and len(q.source.name.split()) > 1 and not q.inferred
    plain = q.mode == "direct" and len(q.content) == 1
    return named and plain and len(q.content[0].exact.split()) >= SHORTEST and '"' not in q.content[0].exact.strip('"')


def _own_sentence(text: str, quotations: list[Quotation]) -> str | None:
    for m in re.finditer(r"(?<=[.!?]\s)[A-Z][^\n.!?\"“”]{70,220}\.(?=\s)", text):
        free = not any(q.span.start < m.end() and m.start() < q.span.end for q in quotations)
        if free and len(m.group().split()) >= SHORTEST and not re.search(r"\b(I|we|my|our)\b|\(|:", m.group()):
            return m.group()
    return None


def _later(told: str) -> Document:
    text = "The council met again in the harbour hall after a long week of rain.\n\n" + told
    return page("new", text + "\n\nThe vote on the budget was put off until the autumn.", 4, "Isle Courier")


def is_told(pair: Pair) -> tuple[bool, bool]:
    """Whether the ledger tells that two give the words to different people, and whether a check does."""
    findings = check_text([pair.old], pair.new)
    about = [
        f for f in findings if f.span.exact.strip("“”\"' ,.")[:25] in pair.words or pair.words[:25] in f.span.exact
    ]
    ledger = any(d.slot == "source" for f in about if f.claim for d in f.claim.discrepancies)
    return ledger, any(f.elsewhere for f in about)


def main() -> int:
    held = "--held" in sys.argv
    counts: Counter[tuple[str, str]] = Counter()
    n: Counter[bool] = Counter()
    for pair in plant(held):
        if n[pair.swapped] >= N:
            continue
        n[pair.swapped] += 1
        ledger, check = is_told(pair)
        told = ledger or check
        counts[pair.kind, "pairs"] += 1
        counts[pair.kind, "in the ledger"] += ledger
        counts[pair.kind, "in a check"] += check
        counts["swaps" if pair.swapped else "innocent", "told"] += told
        if "--errors" in sys.argv and not ledger == check == pair.swapped:
            print(f"{pair.kind}: {pair.new.text.split(chr(10))[2]}")
        if n[True] >= N and n[False] >= N:
            break
    for (kind, what), count in sorted(counts.items()):
        print(f"{kind:40} {what:15} {count}")
    return int(counts["swaps", "told"] < TOLD or counts["innocent", "told"] > SILENT)


if __name__ == "__main__":
    sys.exit(main())
