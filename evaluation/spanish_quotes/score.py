"""Score attribution on the Spanish gold: linked F, by part of the gold and by type.

    python evaluation/spanish_quotes/score.py [--part develop|report|held_out|news|all] [--errors] [--agreement]

The measure is that of the English gold: a token is a word or a single punctuation mark; an attribution is right when
its content and its source both reach token F >= .5, each gold attribution matched once; nobody named counts as a
source of its own. Texts are read from Universal Dependencies and NTREX below FIRSTHAND_DATA and checked against the
hashes of the gold.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
GOLD = HERE / "gold.jsonl"
SECOND_PASS = HERE / "second_pass.jsonl"
PARTS = ("develop", "report", "held_out", "news")
NEWS = "ntrex_dev"
TOKEN = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")

QUOTE_MARKS = frozenset("\"“”«»‘’'")

Tokens = frozenset[int]
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Gold:
    corpus: str
    sent_id: str
    text: str
    part: str
    attributions: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Spans:
    """One attribution as tokens, with its type by its content's quote marks."""

    content: Tokens
    source: Tokens
    kind: str

    @property
    def labels(self) -> tuple[str, str]:
        return self.kind, "named" if self.source else "unnamed"


@dataclass(frozen=True, slots=True)
class Tally:
    """What of one sentence, or of many, was right."""

    hits: tuple[Spans, ...] = ()
    missed: tuple[Spans, ...] = ()
    extra: tuple[Spans, ...] = ()

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.hits + other.hits, self.missed + other.missed, self.extra + other.extra)

    def of(self, label: str) -> Tally:
        """The part of it under one label; what was right counts as the gold has it."""
        groups = (self.hits, self.missed, self.extra)
        return Tally(*(tuple(one for one in group if label in one.labels) for group in groups))

    @property
    def precision(self) -> float:
        return len(self.hits) / max(1, len(self.hits) + len(self.extra))

    @property
    def recall(self) -> float:
        return len(self.hits) / max(1, len(self.hits) + len(self.missed))

    @property
    def f(self) -> float:
        return 2 * len(self.hits) / max(1, 2 * len(self.hits) + len(self.missed) + len(self.extra))

    def __str__(self) -> str:
        n = len(self.hits) + len(self.missed)
        return f"P {self.precision:.3f} R {self.recall:.3f} F {self.f:.3f}   n {n}"


def data_folder() -> Path:
    return Path(os.environ.get("FIRSTHAND_DATA", HERE.parents[2] / "shared" / "data"))


def read_gold(part: str = "all") -> list[Gold]:
    """The gold sentences with their texts.

    Raises
    ------
    FileNotFoundError
        The treebanks are not below FIRSTHAND_DATA.
    ValueError
        A text is not the one that was annotated.
    """
    lines = [json.loads(line) for line in GOLD.read_text("utf8").splitlines()]
    texts = {corpus: read_texts(corpus) for corpus in sorted({x["corpus"] for x in lines})}
    gold = []
    for line in lines:
        text = texts[line["corpus"]][line["sent_id"]]
        if hashlib.sha256(text.encode()).hexdigest() != line["sha256"]:
            raise ValueError(f"{line['corpus']} {line['sent_id']} is not the text that was annotated")
        if part in ("all", line["part"]):
            gold.append(Gold(line["corpus"], line["sent_id"], text, line["part"], line["attributions"]))
    return gold


def read_texts(corpus: str) -> dict[str, str]:
    """The sentences of a treebank by their ids, or those of the parallel news by their line numbers."""
    if corpus == NEWS:
        with gzip.open(data_folder() / "parallel" / f"{corpus}.jsonl.gz", "rt", encoding="utf8") as lines:
            return {str(n): json.loads(line)["es"].strip() for n, line in enumerate(lines)}
    with gzip.open(data_folder() / "ud" / f"{corpus}.conllu.gz", "rt", encoding="utf8") as lines:
        return dict(_sentences(lines))


def _sentences(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    sent_id = ""
    for line in lines:
        if line.startswith("# sent_id"):
            sent_id = line.partition("=")[2].strip()
        elif line.startswith("# text ="):
            yield sent_id, line.partition("=")[2].strip()


def covered(tokens: Sequence[Range], pieces: Sequence[Sequence[int]]) -> Tokens:
    return frozenset(i for i, (a, b) in enumerate(tokens) for s, e in pieces if a < e and b > s)


def f1(a: Tokens, b: Tokens) -> float:
    if not a and not b:
        return 1.0
    return 2 * len(a & b) / (len(a) + len(b)) if a & b else 0.0


def spans(
    text: str, tokens: Sequence[Range], content: Sequence[Sequence[int]], source: Sequence[Sequence[int]]
) -> Spans:
    pieces = [text[start:end].strip(" .,") for start, end in content]
    quoted = [bool(QUOTE_MARKS & set(piece)) for piece in pieces]
    if all(piece[:1] in QUOTE_MARKS or piece[-1:] in QUOTE_MARKS for piece in pieces):
        kind = "direct"
    else:
        kind = "mixed" if any(quoted) else "indirect"
    return Spans(covered(tokens, content), covered(tokens, source), kind)


def annotated(item: Gold) -> list[Spans]:
    tokens = [m.span() for m in TOKEN.finditer(item.text)]
    sources = ([a["source"]] if a["source"] else [] for a in item.attributions)
    return [spans(item.text, tokens, a["content"], s) for a, s in zip(item.attributions, sources, strict=True)]


def score_sentence(item: Gold) -> Tally:
    """What `find_quotations` gets right, misses and adds in one sentence."""
    from firsthand.quotes import find_quotations

    tokens = [m.span() for m in TOKEN.finditer(item.text)]
    free = []
    for q in find_quotations(item.text, "es"):
        source = [(q.source.span.start, q.source.span.end)] if q.source and q.source.span else []
        free.append(spans(item.text, tokens, [(s.start, s.end) for s in q.content], source))
    return compare(annotated(item), free)


def compare(truth: Sequence[Spans], other: Sequence[Spans]) -> Tally:
    """What of the truth the other has, each one matched once."""
    free, hits, missed = list(other), [], []
    for wanted in truth:
        best = max(free, key=lambda x: f1(wanted.content, x.content) + f1(wanted.source, x.source) / 100, default=None)
        if best and f1(wanted.content, best.content) >= 0.5 and f1(wanted.source, best.source) >= 0.5:
            free.remove(best)
            hits.append(wanted)
        else:
            missed.append(wanted)
    return Tally(tuple(hits), tuple(missed), tuple(free))


def score(gold: Iterable[Gold]) -> Tally:
    """Linked precision, recall and F over `gold`."""
    return sum(map(score_sentence, gold), Tally())


def agreement() -> Tally:
    """The second pass of annotation held against the first."""
    second = [json.loads(line) for line in SECOND_PASS.read_text("utf8").splitlines()]
    first = {(g.corpus, g.sent_id): g for g in read_gold()}
    pairs = ((first[line["corpus"], line["sent_id"]], line["attributions"]) for line in second)
    return sum((compare(annotated(g), annotated(replace(g, attributions=a))) for g, a in pairs), Tally())


def show(item: Gold, tally: Tally) -> None:
    tokens = [m.span() for m in TOKEN.finditer(item.text)]

    def words(indices: Tokens) -> str:
        return " ".join(item.text[slice(*tokens[i])] for i in sorted(indices))

    print(f"\n{item.text}")
    for label, group in (("missed", tally.missed), ("extra ", tally.extra)):
        for one in group:
            print(f"   {label} [{words(one.source)}] {words(one.content)}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--part", choices=(*PARTS, "all"), default="all")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--agreement", action="store_true", help="of the two passes of annotation, and nothing else")
    arguments = parser.parse_args()
    if arguments.agreement:
        print(f"linked    {agreement()}")
        return
    total = Tally()
    for item in read_gold(arguments.part):
        tally = score_sentence(item)
        if arguments.errors and (tally.missed or tally.extra):
            show(item, tally)
        total += tally
    print(f"linked    {total}")
    for label in ("direct", "mixed", "indirect", "named", "unnamed"):
        print(f"{label:9} {total.of(label)}")


if __name__ == "__main__":
    main()
