"""Small corpora of invented words with planted copies, of every kind that reuse must survive."""

from __future__ import annotations

import random
from typing import Any

from firsthand.engines.corpus import Corpus
from firsthand.engines.local import find_matches
from firsthand.engines.rows import make_records, tie_rows
from firsthand.settings import ReuseSettings

Row = dict[str, Any]
SENTENCE = "你好世界这是一个长句子用来测试。"
SYLLABLES = "ba de fi go lu ma ne pi ro su ta ve xi zo qua stra ml dor ken vil"


def plant(n_documents: int = 60, seed: int = 1) -> list[Row]:
    """Documents of several outlets: copies whole and edited, a viral passage, furniture, twins, odd texts."""
    chance = random.Random(seed)
    words = ["".join(chance.choices(SYLLABLES.split(), k=chance.randint(1, 4))) for _ in range(4000)]
    weights = [1 / (rank + 3) for rank in range(len(words))]

    def speak(n: int) -> list[str]:
        return chance.choices(words, weights, k=n)

    def edit(passage: list[str]) -> list[str]:
        return [speak(1)[0] if chance.random() < 0.1 else word for word in passage]

    viral, slogan = speak(30), speak(12)
    shared = [speak(chance.randint(9, 60)) for _ in range(n_documents // 3)]
    rows: list[Row] = []
    for n in range(n_documents):
        body = speak(chance.randint(20, 160))
        for passage in chance.sample(shared, 2):
            at = chance.randrange(len(body))
            body[at:at] = edit(passage) if chance.random() < 0.5 else passage
        if n % 10 != 9:
            body += edit(viral)
        outlet = f"The {words[n % 5]} Post"
        text = " ".join(body).capitalize() + ".\n" + " ".join([*slogan, str(n % 5), *shared[n % 5][:6]])
        rows.append({"id": f"doc-{n:03}", "text": text, "outlet": outlet, "published": f"2021-0{n % 9 + 1}-11"})
    twin = rows[3]["text"]
    passage = " ".join(speak(25))
    return [
        *rows,
        *(
            {"id": name, "text": text, "outlet": None, "published": None}
            for name, text in (
                ("twin", twin),
                ("doc-004", passage + ". " + rows[5]["text"][:200]),
                ("empty", " "),
                ("signs", SENTENCE * 2 + "𝒲 ﬁ “" + passage + "”"),
                ("echo", f"{passage}. And again: {passage}."),
                ('𝔲 quoted"id\\', SENTENCE + passage),
            )
        ),
    ]


def find_locally(paths: list[str], settings: ReuseSettings = ReuseSettings()) -> list[Row]:
    """The records of the local engine."""
    import msgspec

    corpus = Corpus()
    try:
        matches = find_matches(paths, corpus, settings)
        families = tie_rows(matches, corpus, settings)
        return [msgspec.to_builtins(record) for record in make_records(matches, families, corpus, settings)]
    finally:
        corpus.close()


def place_of(row: Row) -> tuple[Any, ...]:
    """What records are sorted by."""
    a, b = row["a"], row["b"]
    return a["document"], b["document"], a["start"], b["start"], a["end"], b["end"]
