"""Score attribution on the Spanish gold: linked F, by part of the gold and by type.

    python evaluation/spanish_quotes/score.py [--part develop|report|held_out|all] [--errors]

The measure is that of the English gold: a token is a word or a single punctuation mark; an attribution is right when
its content and its source both reach token F >= .5, each gold attribution matched once; nobody named counts as a
source of its own. Texts are read from Universal Dependencies below FIRSTHAND_DATA and checked against the hashes of
the gold.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
GOLD = HERE / "gold.jsonl"
PARTS = ("develop", "report", "held_out")
TOKEN = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")

Tokens = frozenset[int]


@dataclass(frozen=True, slots=True)
class Gold:
    text: str
    part: str
    attributions: list[dict[str, list[list[int]]]]


@dataclass(frozen=True, slots=True)
class Score:
    precision: float
    recall: float
    n: int

    @property
    def f(self) -> float:
        return (
            2 * self.precision * self.recall / (self.precision + self.recall) if self.precision + self.recall else 0.0
        )


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
    texts = {
        name: dict(_sentences(data_folder() / "ud" / f"{name}.conllu.gz"))
        for name in sorted({x["corpus"] for x in lines})
    }
    gold = []
    for line in lines:
        text = texts[line["corpus"]][line["sent_id"]]
        if hashlib.sha256(text.encode()).hexdigest() != line["sha256"]:
            raise ValueError(f"{line['corpus']} {line['sent_id']} is not the text that was annotated")
        if part in ("all", line["part"]):
            gold.append(Gold(text, line["part"], line["attributions"]))
    return gold


def _sentences(path: Path) -> Iterator[tuple[str, str]]:
    sent_id = ""
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for line in lines:
            if line.startswith("# sent_id"):
                sent_id = line.partition("=")[2].strip()
            elif line.startswith("# text ="):
                yield sent_id, line.partition("=")[2].strip()


def covered(tokens: list[tuple[int, int]], pieces: list[list[int]] | list[tuple[int, int]]) -> Tokens:
    return frozenset(i for i, (a, b) in enumerate(tokens) for s, e in pieces if a < e and b > s)


def f1(a: Tokens, b: Tokens) -> float:
    if not a and not b:
        return 1.0
    return 2 * len(a & b) / (len(a) + len(b)) if a & b else 0.0


def score(gold: list[Gold], errors: bool = False) -> Score:
    """Linked precision, recall and F over `gold`."""
    from firsthand.quotes import find_quotations

    right = n_found = n_gold = 0
    for item in gold:
        tokens = [m.span() for m in TOKEN.finditer(item.text)]
        truth = [
            (covered(tokens, a["content"]), covered(tokens, [a["source"]] if a["source"] else []))
            for a in item.attributions
        ]
        found = []
        for q in find_quotations(item.text, "es"):
            source = [(q.source.span.start, q.source.span.end)] if q.source and q.source.span else []
            found.append((covered(tokens, [(s.start, s.end) for s in q.content]), covered(tokens, source)))
        free = set(range(len(found)))
        missed = []
        for n, (content, source) in enumerate(truth):
            best = max(((f1(content, found[j][0]) + f1(source, found[j][1]) / 100, -j) for j in free), default=(0.0, 0))
            j = -best[1]
            if best[0] >= 0.5 and f1(source, found[j][1]) >= 0.5 and f1(content, found[j][0]) >= 0.5:
                free.discard(j)
                right += 1
            else:
                missed.append(n)
        n_found += len(found)
        n_gold += len(truth)
        if errors and (missed or free):
            show(item.text, tokens, [truth[n] for n in missed], [found[j] for j in sorted(free)])
    return Score(right / max(1, n_found), right / max(1, n_gold), n_gold)


def show(
    text: str, tokens: list[tuple[int, int]], missed: list[tuple[Tokens, Tokens]], extra: list[tuple[Tokens, Tokens]]
) -> None:
    def words(indices: Tokens) -> str:
        return " ".join(text[slice(*tokens[i])] for i in sorted(indices))

    print(f"\n{text}")
    for label, group in (("missed", missed), ("extra ", extra)):
        for content, source in group:
            print(f"   {label} [{words(source)}] {words(content)}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--part", choices=(*PARTS, "all"), default="all")
    parser.add_argument("--errors", action="store_true")
    arguments = parser.parse_args()
    result = score(read_gold(arguments.part), arguments.errors)
    print(f"linked P {result.precision:.3f} R {result.recall:.3f} F {result.f:.3f}   n {result.n}")


if __name__ == "__main__":
    main()
