"""A tiny newsroom of our own for the properties: a few reports, copies of them, and everything that blurs the trail."""

from __future__ import annotations

import random

from firsthand.origins import Witness


def make_newsroom(
    seed: int,
    n: int = 7,
    n_families: int = 5,
    rewriting: float = 0.08,
    p_quoted: float = 0.1,
    p_dated: float = 0.5,
    p_lost: float = 0.0,
) -> list[Witness]:
    """Up to `n` documents, the first two of them reports; the others copy one or two before them.

    A copy rewrites each word with probability `rewriting`. A family is a direct quotation with probability `p_quoted`,
    a document has a date with `p_dated` and is lost with `p_lost`.
    """
    r = random.Random(seed)
    fresh = iter(range(10**6))
    quotations = {f: [f"said{f}x{i}" for i in range(10)] for f in range(n_families) if r.random() < p_quoted}
    texts: list[dict[str, list[str]]] = []
    witnesses = []
    for i in range(n):
        minutes = 60.0 * i if r.random() < p_dated else None
        own: dict[str, list[str]] = {}
        if i < 2:
            for f in range(n_families):
                if r.random() < 0.8:
                    words = quotations.get(f) or [f"word{next(fresh)}" for _ in range(10)]
                    own[f"f{f}"] = [f"name{f}", f"place{f}", *words]
        else:
            parents = r.sample(range(i), r.choice([1, 1, 1, 2]) if i > 1 else 1)
            for f in range(n_families):
                having = [p for p in parents if f"f{f}" in texts[p]]
                if having and r.random() < 0.8:
                    source = texts[r.choice(having)][f"f{f}"]
                    own[f"f{f}"] = [f"word{next(fresh)}" if r.random() < rewriting else word for word in source]
            if r.random() < 0.4:
                own[f"own{i}"] = [f"word{next(fresh)}" for _ in range(12)]
        texts.append(own)
        witnesses.append(
            Witness(
                document=f"d{i}",
                outlet=f"outlet{i}",
                owner=r.choice([None, "one house", "another house"]),
                published=None if minutes is None else (minutes, minutes + 60),
                passages={family: " ".join(words) for family, words in own.items()},
                quoted={f"f{f}" for f in quotations if f"f{f}" in own},
                credits={f"outlet{r.randrange(i)}"} if i and r.random() < 0.3 else set(),
            )
        )
    return [w for w in witnesses if r.random() >= p_lost or w is witnesses[0]]


def background_of(witnesses: list[Witness]) -> dict[str, float]:
    """What every report of the same event has: its names and places, and to a lesser degree what was said there."""
    words = {word for w in witnesses for text in w.passages.values() for word in text.split()}
    likely = {"name": 0.6, "place": 0.6, "said": 0.3}
    return {word: p for word in words for start, p in likely.items() if word.startswith(start)}
