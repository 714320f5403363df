"""The corpora as arrays: PolNeAR's attributions and Universal Dependencies' trees, in the model's own tokens."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from firsthand.quotes.tokens import Ints, Tokens, tokenise

ROLES = ("source", "cue", "content")
POS = (
    *("ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM"),
    *("PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"),
)


def data_folder() -> Path:
    """Where the gold data is."""
    return Path(os.environ.get("FIRSTHAND_DATA", Path(__file__).parents[3] / "shared" / "data"))


@dataclass(frozen=True, slots=True)
class Told:
    """One gold attribution in token numbers: lists of half-open runs per role."""

    source: list[tuple[int, int]]
    cue: list[tuple[int, int]]
    content: list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class News:
    """One PolNeAR document."""

    text: str
    tokens: Tokens
    told: list[Told]


@dataclass(frozen=True, slots=True)
class Trees:
    """Some neighbouring sentences of a treebank; `heads` are token numbers, -1 for roots, -2 where unknown."""

    tokens: Tokens
    pos: Ints
    heads: Ints
    relations: Ints


def read_news(split: str) -> list[News]:
    """All documents of PolNeAR's `split`, with the first annotator's attributions."""
    documents = []
    with gzip.open(data_folder() / "polnear" / f"{split}.jsonl.gz", "rt", encoding="utf8") as lines:
        for line in lines:
            record = json.loads(line)
            tokens = tokenise(record["text"])
            gold = next(iter(record["annotators"].values()), [])
            documents.append(News(record["text"], tokens, [_told(a, tokens) for a in gold]))
    return documents


def _told(annotation: dict[str, Any], tokens: Tokens) -> Told:
    runs = {}
    for role in ROLES:
        inside = np.zeros(len(tokens) + 2, bool)
        for start, end in annotation[role]:
            inside[1:-1] |= (tokens.starts < end) & (tokens.ends > start)
        edges = np.flatnonzero(inside[1:] != inside[:-1])
        runs[role] = [(int(a), int(b)) for a, b in edges.reshape(-1, 2)]
    return Told(**runs)


def read_trees(names: list[str], relations: list[str]) -> list[Trees]:
    """Treebanks in blocks of about a paragraph; `relations` grows by the names of relations it lacks."""
    blocks = []
    for name in names:
        path = data_folder() / "ud" / f"{name}.conllu.gz"
        sentences: list[list[list[str]]] = []
        for sentence in _sentences(path):
            sentences.append(sentence)
            if sum(map(len, sentences)) > 120:
                blocks.append(_block(sentences, relations))
                sentences = []
        if sentences:
            blocks.append(_block(sentences, relations))
    return blocks


def _sentences(path: Path) -> Iterator[list[list[str]]]:
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for block in lines.read().split("\n\n"):
            rows = [line.split("\t") for line in block.splitlines() if line and not line.startswith("#")]
            if rows:
                yield rows


def _block(sentences: list[list[list[str]]], relations: list[str]) -> Trees:
    """Spell the sentences out, cut them into our tokens, and give each token the outermost of its words."""
    text, owner, words = "", [], []
    for rows in sentences:
        base = len(words)
        merged_until, glue = 0, False
        for row in rows:
            if "." in row[0]:
                continue
            if "-" in row[0]:
                first, last = map(int, row[0].split("-"))
                form, merged_until = row[1], last
                owner += [base + first - 1] * len(form)
                text += form
                glue = "SpaceAfter=No" in row[9]
                if not glue:
                    text, owner = text + " ", [*owner, -1]
                continue
            number = int(row[0])
            head = int(row[6])
            words.append((row[3], base + head - 1 if head else -1, row[7].split(":")[0]))
            if number > merged_until:
                text += row[1]
                owner += [base + number - 1] * len(row[1])
                if "SpaceAfter=No" not in row[9]:
                    text, owner = text + " ", [*owner, -1]
        if not text.endswith(" "):
            text, owner = text + " ", [*owner, -1]
    tokens = tokenise(text)
    token_of = np.full(len(words), -1)
    inside: list[list[int]] = []
    for t, (a, b) in enumerate(zip(tokens.starts, tokens.ends)):
        members = sorted({owner[i] for i in range(a, b)} - {-1})
        inside.append(members)
        for w in members:
            if token_of[w] < 0:
                token_of[w] = t
    n = len(tokens)
    pos, heads, labels = np.full(n, -1), np.full(n, -2), np.full(n, -1)
    for t, members in enumerate(inside):
        outermost = next((w for w in members if words[w][1] not in members), members[0] if members else None)
        if outermost is None:
            continue
        tag, head, relation = words[outermost]
        pos[t] = POS.index(tag) if tag in POS else -1
        if relation not in relations:
            relations.append(relation)
        labels[t] = relations.index(relation)
        target = token_of[head] if head >= 0 else -1
        heads[t] = target if target != t else -2
    return Trees(tokens, pos, heads, labels)
