"""Choose sentences to annotate that no part of the gold holds yet, and show them without anybody's annotation.

    python evaluation/spanish_quotes/choose.py --likely 175 --other 25 --news 130 > sentences.jsonl

Of the treebanks two strata, each in the order of a hash of its ids: sentences that may attribute something (a clausal
complement or parataxis in the treebank, quote marks, *según*, *de acuerdo con*), and all others. Of the news any
sentences, in the order of a hash of their line numbers.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from evaluation.spanish_quotes.score import GOLD, NEWS, data_folder, read_texts

CORPORA = ("es_gsd-dev", "es_gsd-test", "es_pud")
LIKELY_RELATIONS = {"ccomp", "parataxis"}
LIKELY_WORDS = re.compile(r'["“”«»‘’]|\bsegún\b|\bde acuerdo con\b|\bde acuerdo al\b', re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Candidate:
    rank: str
    corpus: str
    sent_id: str
    text: str
    likely: bool


def candidates(taken: frozenset[tuple[str, str]]) -> Iterator[Candidate]:
    """Every sentence of the treebanks that is not `taken`."""
    for corpus in CORPORA:
        with gzip.open(data_folder() / "ud" / f"{corpus}.conllu.gz", "rt", encoding="utf8") as lines:
            blocks = lines.read().strip().split("\n\n")
        for block in blocks:
            head = dict(line[2:].split(" = ", 1) for line in block.split("\n") if line[:2] == "# " and " = " in line)
            sent_id, text = head["sent_id"].strip(), head["text"].strip()
            if (corpus, sent_id) in taken:
                continue
            relations = {line.split("\t")[7] for line in block.split("\n") if line[:1].isdigit()}
            likely = bool(LIKELY_RELATIONS & relations or LIKELY_WORDS.search(text))
            rank = hashlib.sha256(f"held-out {corpus} {sent_id}".encode()).hexdigest()
            yield Candidate(rank, corpus, sent_id, text, likely)


def news(taken: frozenset[tuple[str, str]]) -> list[Candidate]:
    """The sentences of the news that are not `taken`, in their order."""
    ranks = ((hashlib.sha256(f"news {NEWS} {n}".encode()).hexdigest(), n, text) for n, text in read_texts(NEWS).items())
    return sorted(Candidate(rank, NEWS, n, text, True) for rank, n, text in ranks if (NEWS, n) not in taken)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--likely", type=int, default=175)
    parser.add_argument("--other", type=int, default=25)
    parser.add_argument("--news", type=int, default=0)
    arguments = parser.parse_args()
    annotated = map(json.loads, GOLD.read_text("utf8").splitlines())
    taken = frozenset((line["corpus"], line["sent_id"]) for line in annotated)
    pool = sorted(candidates(taken))
    chosen = [c for c in pool if c.likely][: arguments.likely] + [c for c in pool if not c.likely][: arguments.other]
    for candidate in sorted(chosen) + news(taken)[: arguments.news]:
        line = {"corpus": candidate.corpus, "sent_id": candidate.sent_id, "text": candidate.text}
        print(json.dumps(line, ensure_ascii=False))


if __name__ == "__main__":
    main()
