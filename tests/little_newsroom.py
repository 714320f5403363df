"""A tiny newsroom of our own for the properties: a few reports, copies of them, and everything that blurs the trail."""

from __future__ import annotations

import random

from firsthand.origins import Witness


def make_newsroom(seed: int, n: int = 7, n_families: int = 5) -> list[Witness]:
    """`n` documents, the first two of them reports; the others copy one or two before them, and rewrite some words."""
    r = random.Random(seed)
    fresh = iter(range(10**6))
    texts: list[dict[str, list[str]]] = []
    witnesses = []
    for i in range(n):
        minutes = r.choice([None, 60.0 * i])
        if i < 2:
            own = {
                f"f{f}": [f"name{f}", f"place{f}", *(f"word{next(fresh)}" for _ in range(10))]
                for f in range(n_families)
                if r.random() < 0.8
            }
        else:
            own = {}
            parents = r.sample(range(i), r.choice([1, 1, 1, 2]) if i > 1 else 1)
            for f in range(n_families):
                having = [p for p in parents if f"f{f}" in texts[p]]
                if having and r.random() < 0.8:
                    source = texts[r.choice(having)][f"f{f}"]
                    own[f"f{f}"] = [f"word{next(fresh)}" if r.random() < 0.08 else word for word in source]
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
                quoted={"f0"} if "f0" in own and seed % 3 == 0 else set(),
                credits={f"outlet{r.randrange(i)}"} if i and r.random() < 0.3 else set(),
            )
        )
    return witnesses
