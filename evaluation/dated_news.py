"""Who copied whom, on real news: `python -m evaluation.dated_news`.

Nobody wrote down who copied whom in real news, but two things are known that can be hidden and guessed again. The
*order*: of two articles that share a passage and bear different days, which came first? The *credit*: of all articles
that share a passage with one that names an outlet, which is that outlet's? The guess is the evidence of
`firsthand.origins` between the two documents, dates and credits taken away. Its parts are then weighed anew by a
logistic regression on nine tenths of the components and tried on the rest: the fitted weights deserve to be shipped
only where they beat the plain ones there.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from firsthand.copying.collate import Collation, collate
from firsthand.copying.documents import Shelf, stack_shelf
from firsthand.copying.evidence import score_wording, weigh_words
from firsthand.model import Document, Reuse
from firsthand.origins import Witness
from firsthand.settings import COPYING

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("wording", "other passages", "credits")
REWRITING = 0.06
FOLDS = 10
SUFFIXES = re.compile(r"\s*(\(.*\)|- .*|Online News|News)$")
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles of one component; `a` came out first. `parts`: what each kind of evidence says for a -> b, in nats.

    `backwards` says the same for b -> a.
    """

    component: int
    a: str
    b: str
    parts: tuple[float, ...]
    backwards: tuple[float, ...]
    credited: bool


def load_articles(path: Path) -> list[tuple[Document, int]]:
    """The articles that bear a full date, with the day as a number."""
    articles = []
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["published"] and len(row["published"]) == 10:
                day = int(np.datetime64(row["published"]).astype(int))
                articles.append((Document(row["id"], row["text"], outlet=row["outlet"], url=row["url"]), day))
    return articles


def outlet_name(outlet: str) -> str:
    """The name by which other articles call an outlet."""
    while (shorter := SUFFIXES.sub("", outlet)) != outlet and len(shorter) > 2:
        outlet = shorter
    return outlet


def credits_of(document: Document, names: dict[str, re.Pattern[str]]) -> set[str]:
    """The outlets that an article names, without its own."""
    own = outlet_name(document.outlet or "")
    return {name for name, pattern in names.items() if name != own and pattern.search(document.text)}


def make_witnesses(documents: Sequence[Document], reuses: Sequence[Reuse], names: Sequence[str]) -> list[Witness]:
    """Shared passages by family, and every paragraph that nobody shares as a family of its own."""
    from firsthand.reuse import tie_families

    _, families = tie_families(reuses, documents)
    patterns = {name: re.compile(rf"\b{re.escape(name)}\b") for name in names if len(name) > 2}
    shared: dict[str, dict[str, str]] = defaultdict(dict)
    covered: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for family in families:
        for span in family.members:
            shared[span.document].setdefault(family.id, span.exact)
            covered[span.document].append((span.start, span.end))
    witnesses = []
    for document in documents:
        if document.id not in shared:
            continue
        passages = dict(shared[document.id])
        for match in re.finditer(r"[^\n]{80,}", document.text):
            if not any(a < match.end() and match.start() < b for a, b in covered[document.id]):
                passages[f"{document.id} {match.start()}"] = match.group()
        name = outlet_name(document.outlet or "")
        witnesses.append(Witness(document.id, name, passages=passages, credits=credits_of(document, patterns) - {name}))
    return witnesses


def components(witnesses: Sequence[Witness]) -> Iterator[list[Witness]]:
    """Documents that share a family, directly or through others."""
    carriers: dict[str, list[int]] = defaultdict(list)
    for i, w in enumerate(witnesses):
        for family in w.passages:
            carriers[family].append(i)
    label = list(range(len(witnesses)))

    def find(i: int) -> int:
        while label[i] != i:
            label[i] = label[label[i]]
            i = label[i]
        return i

    for members in carriers.values():
        for i in members[1:]:
            a, b = sorted((find(members[0]), find(i)))
            label[b] = a
    inside: dict[int, list[Witness]] = defaultdict(list)
    for i, w in enumerate(witnesses):
        inside[find(i)].append(w)
    yield from (inside[root] for root in sorted(inside))


def shelve(witnesses: list[Witness]) -> tuple[Collation, Shelf]:
    """All that the origins' evidence is read from."""
    collation = collate(witnesses)
    spread: Counter[str] = Counter()
    for table in collation.families:
        spread.update(dict(zip(table.words, table.has.sum(0).tolist(), strict=True)))
    families = tuple(weigh_words(table, spread, None, {}) for table in collation.families)
    return collation, stack_shelf(collation, families, np.arange(len(collation.groups)))


def pairs_of(component: int, witnesses: list[Witness], day: dict[str, int]) -> Iterator[Pair]:
    """All pairs of different days and outlets that share more than names."""
    collation, shelf = shelve(witnesses)
    n = shelf.size
    wording, kept = np.zeros((n, n)), np.zeros((n, n))
    carries = np.zeros(n)
    for texts in shelf.families:
        carries[texts.members] += 1
        if len(texts.members) > 1:
            score, _ = score_wording(texts, n, REWRITING)
            at = np.ix_(texts.members, texts.members)
            wording[at] += np.where(np.isfinite(score), np.maximum(score, np.log(COPYING.slip)), 0.0)
            kept[at] += 1
    rest = (
        (carries[:, None] - kept) * np.log(COPYING.dropped_passage)
        + (carries[None, :] - kept) * COPYING.own_passage
        + carries[:, None] * COPYING.first_hand_passage
    )
    credit = shelf.ties + shelf.alone[:, None]
    for i in range(n):
        for j in range(n):
            a, b = collation.groups[i][0], collation.groups[j][0]
            if (
                i != j
                and kept[i, j]
                and day[a.document] < day[b.document]
                and a.outlet != b.outlet
                and wording[i, j] > 3
            ):
                parts, backwards = (tuple(float(x[at]) for x in (wording, rest, credit)) for at in ((i, j), (j, i)))
                yield Pair(component, a.document, b.document, parts, backwards, a.outlet in set(b.credits))


def fit(difference: Floats, ridge: float = 1.0) -> Floats:
    """Weights that best tell the right order from the wrong one: logistic regression by Newton's steps, no constant."""
    weights = np.zeros(difference.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(difference @ weights, -30, 30)))
        gradient = difference.T @ (1 - p) - ridge * weights
        hessian = (difference * (p * (1 - p))[:, None]).T @ difference + ridge * np.eye(len(weights))
        weights = weights + np.linalg.solve(hessian, gradient)
    return np.asarray(weights)


def order_differences(pairs: Sequence[Pair]) -> Floats:
    """What each part says for the right order, against the wrong one; a row a pair."""
    return np.array([np.subtract(p.parts, p.backwards) for p in pairs]).reshape(-1, len(PARTS))


def credit_contests(pairs: Sequence[Pair]) -> list[tuple[int, Floats, NDArray[np.bool_]]]:
    """Per article that names an outlet among those it shares passages with: all these articles' parts, and which it is.

    Credits are hidden: their part is left out. Candidates are those that came out before, as the dates say.
    """
    by_child: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        by_child[pair.b].append(pair)
    contests = []
    for child in sorted(by_child):
        named = np.array([p.credited for p in by_child[child]])
        if named.any() and not named.all():
            parts = np.array([p.parts[:2] for p in by_child[child]])
            contests.append((by_child[child][0].component, parts, named))
    return contests


def share_right(value: Floats) -> float:
    """How often the order comes out right, ½ for a tie; `value` is what speaks for the right one."""
    return float(np.where(np.abs(value) < 1e-9, 0.5, value > 0).mean())


def mean_surprise(value: Floats) -> float:
    """Mean surprise at the right order, in nats."""
    return float(np.logaddexp(0, -value).mean())


def found_credits(contests: Sequence[tuple[int, Floats, NDArray[np.bool_]]], weights: Floats) -> list[float]:
    """1 where the likeliest candidate is of the outlet that was named, shared among ties."""
    found = []
    for _, parts, named in contests:
        value = parts @ weights
        best = value >= value.max() - 1e-9
        found.append(float(named[best].mean()))
    return found


def compare(pairs: Sequence[Pair]) -> list[tuple[str, int, float, float, float]]:
    """Rows of the table: task, cases, chance or naive rule, plain weights, weights fitted on other folds."""
    fold = np.array([p.component % FOLDS for p in pairs])
    rows = []
    for name, columns in (("order, credits hidden", [0, 1]), ("order", [0, 1, 2])):
        x = order_differences(pairs)[:, columns]
        plain = x.sum(1)
        fitted = np.stack([x @ fit(x[fold != k]) for k in range(FOLDS)])[fold, np.arange(len(x))]
        rows.append((name, len(x), 0.5, share_right(plain), share_right(fitted)))
        rows.append((f"{name}: surprise", len(x), float(np.log(2)), mean_surprise(plain), mean_surprise(fitted)))
        print(name, "weights", np.round(fit(x), 3), file=sys.stderr)
    contests = credit_contests(pairs)
    steps = [
        (component, parts[i] - parts[j])
        for component, parts, named in contests
        for i in np.flatnonzero(named)
        for j in np.flatnonzero(~named)
    ]
    where, moves = np.array([c % FOLDS for c, _ in steps]), np.array([d for _, d in steps])
    known = found_credits(contests, np.ones(2))
    learnt = [found_credits([c], fit(moves[where != c[0] % FOLDS]))[0] for c in contests]
    chance = float(np.mean([named.mean() for _, _, named in contests]))
    rows.append(("whose credit", len(contests), chance, float(np.mean(known)), float(np.mean(learnt))))
    print("credit weights", np.round(fit(moves), 3), file=sys.stderr)
    return rows


def measure(path: Path) -> list[tuple[str, int, float, float, float]]:
    """Everything, from the articles."""
    from firsthand.reuse import find_reuse

    articles = load_articles(path)
    documents = [document for document, _ in articles]
    day = {document.id: number for document, number in articles}
    names = sorted({outlet_name(d.outlet) for d in documents if d.outlet})
    witnesses = make_witnesses(documents, find_reuse(documents), names)
    pairs = [
        pair
        for number, members in enumerate(components(witnesses))
        if 1 < len(members) <= COPYING.exact_documents
        for pair in pairs_of(number, members, day)
    ]
    return compare(pairs)


def main() -> int:
    """Measure and print."""
    data = Path(os.environ.get("FIRSTHAND_DATA", ROOT.parent / "shared" / "data"))
    rows = measure(data / "news" / "news_dev.jsonl.gz")
    lines = [
        "| guessed | cases | by chance | plain weights | fitted, on what they were not fitted on |",
        "|---" * 5 + "|",
    ]
    lines += [
        f"| {name} | {n} | {chance:.3f} | {plain:.3f} | {fitted:.3f} |" for name, n, chance, plain, fitted in rows
    ]
    print("\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
