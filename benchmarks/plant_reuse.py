"""Plant copies with known edits into articles that share nothing, so that recall and precision can be counted.

    python -m benchmarks.plant_reuse articles.jsonl planted.jsonl truth.jsonl --copies 1500 --seed 1

Takes any JSONL with `text` (and `id`), leaves out every paragraph with a shingle of seven words that was told before,
then copies passages of 20 to 200 words from one article into another after editing 0 to 30 % of their words: 60 % of
the edits put another word, 20 % add one, 20 % drop one; words are drawn from the corpus. Two copied passages never
overlap. One copy in six is of a viral passage. The truth has a line for each copy, offsets in code points.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np

from firsthand.text.tokens import tokenize

SHARED_WORDS = 7
LENGTHS = (20, 35, 50, 100, 200)
RATES = (0, 0.05, 0.1, 0.2, 0.3)
VIRAL_SHARE = 1 / 6
PARAGRAPH = re.compile(r"[^\n]*\n*")


def read_rows(path: str) -> list[dict[str, Any]]:
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    return [{"id": str(row.get("id", n)), "text": row["text"]} for n, row in enumerate(rows)]


def leave_out_what_is_shared(texts: list[str]) -> list[str]:
    """The texts without the paragraphs that have a shingle of seven words which was told before, by whomever.

    Cutting the shingle alone would leave what stands around it: passages that really were copied, with a word changed
    within every seven, which no truth tells of.
    """
    tokens = tokenize(texts)
    n = len(tokens.words) - SHARED_WORDS + 1
    key = np.zeros(n, np.uint64)
    for k in range(SHARED_WORDS):
        key = (key ^ tokens.words[k : n + k].astype(np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
        key ^= key >> np.uint64(29)
    by_key = np.argsort(key, kind="stable")
    told_before = by_key[1:][key[by_key][1:] == key[by_key][:-1]]
    shared = np.zeros(len(tokens.words), bool)
    for k in range(SHARED_WORDS):
        shared[told_before + k] = True
    rest = []
    for number, text in enumerate(texts):
        first, last = tokens.offsets[number], tokens.offsets[number + 1]
        starts = tokens.starts[first:last][shared[first:last]]
        paragraphs = [match.span() for match in PARAGRAPH.finditer(text)]
        touched = set(np.searchsorted([begin for begin, _ in paragraphs], starts, side="right").tolist())
        rest.append("".join(text[begin:end] for n, (begin, end) in enumerate(paragraphs, 1) if n not in touched))
    return rest


def edit(words: list[str], rate: float, vocabulary: list[str], draw: random.Random) -> tuple[list[str], int]:
    """The words with this share of them edited, and the number of edits."""
    edited: list[list[str]] = [[word] for word in words]
    places = draw.sample(range(len(words)), round(rate * len(words)))
    for place in places:
        kind = draw.random()
        if kind < 0.6:
            edited[place] = [draw.choice(vocabulary)]
        elif kind < 0.8:
            edited[place] = [words[place], draw.choice(vocabulary)]
        else:
            edited[place] = []
    return [word for words_here in edited for word in words_here], len(places)


def plant(rows: list[dict[str, Any]], n_copies: int, seed: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Rows with copies planted, and the truth."""
    draw = random.Random(seed)
    draw.shuffle(rows)
    rests = leave_out_what_is_shared([row["text"] for row in rows])
    rows = [{**row, "text": rest} for row, rest in zip(rows, rests) if len(rest.split()) >= 60]
    vocabulary = [word for row in draw.sample(rows, min(len(rows), 200)) for word in row["text"].split()]
    sources = range(len(rows) // 2)
    targets = list(range(len(rows) // 2, len(rows)))
    long_enough = {n: [k for k in sources if len(rows[k]["text"].split()) >= n + 20] for n in LENGTHS}
    insertions: dict[int, tuple[int, str, dict[str, Any]]] = {}
    truth: list[dict[str, Any]] = []
    taken: dict[int, list[tuple[int, int]]] = defaultdict(list)
    group = 0
    while targets and len(truth) < n_copies:
        length = draw.choice(LENGTHS)
        source = draw.choice(long_enough[length])
        text = rows[source]["text"]
        spans = [m.span() for m in re.finditer(r"\S+", text)]
        first = draw.randrange(len(spans) - length)
        begin, end = spans[first][0], spans[first + length - 1][1]
        if any(begin < stop and start < end for start, stop in taken[source]):
            continue
        taken[source].append((begin, end))
        viral = draw.random() < VIRAL_SHARE / 7
        for _ in range(min(len(targets), draw.randint(3, 12) if viral else 1)):
            target = targets.pop()
            rate = draw.choice(RATES)
            copied, edits = edit(text[begin:end].split(), rate, vocabulary, draw)
            body = rows[target]["text"]
            ends = [m.end() for m in re.finditer(r"[.!?]\s", body)] or [len(body)]
            copy = " ".join(copied) + " "
            record = {"group": group, "words": length, "rate": rate, "viral": viral, "edits": edits}
            record |= {"src": rows[source]["id"], "src_begin": begin, "src_end": end, "tgt": rows[target]["id"]}
            insertions[target] = (draw.choice(ends), copy, record)
            truth.append(record)
        group += 1
    for target, (place, copy, record) in insertions.items():
        body = rows[target]["text"]
        rows[target] = {**rows[target], "text": body[:place] + copy + body[place:]}
        record |= {"tgt_begin": place, "tgt_end": place + len(copy) - 1}
    return rows, truth


def write_rows(path: str, rows: list[dict[str, Any]]) -> None:
    Path(path).write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf8")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("articles")
    arguments.add_argument("planted")
    arguments.add_argument("truth")
    arguments.add_argument("--copies", type=int, default=1500)
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    rows, truth = plant(read_rows(given.articles), given.copies, given.seed)
    write_rows(given.planted, rows)
    write_rows(given.truth, truth)
    print(f"{len(rows)} articles, {len(truth)} copies")


if __name__ == "__main__":
    main()
