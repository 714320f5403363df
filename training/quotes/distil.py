"""Teach a small network what a large one found: ``python -m training.quotes.distil [--epochs N] [--out FILE]``.

The student starts from the teacher's tables of words and keeps its trellis. It learns the gold of PolNeAR (train) and
beside it, token by token, how the teacher scores the tags there and in texts without gold: the sentences of the
treebanks, the pages of ECB+ and the English side of NTREX, all read from ``FIRSTHAND_DATA``. (Hinton, Vinyals & Dean
2015; Kim & Rush 2016 on sequences.) The teacher is the model of ``python -m training.quotes``.
"""

from __future__ import annotations

import argparse
import copy
import gzip
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from firsthand.quotes import tagger, tags
from firsthand.quotes.tokens import Tokens, tokenise
from training.quotes import calibrate, ship
from training.quotes.__main__ import MODEL, TREEBANKS, exact_f
from training.quotes.batches import Batch, chunk, pad
from training.quotes.corpus import News, data_folder, read_news, read_trees
from training.quotes.fit import gold_tags, link_loss
from training.quotes.links import Choices, choices, cut
from training.quotes.network import Network, Sizes
from training.quotes.vocabulary import Ints, look_up

Scores = NDArray[np.float32]
SURE = 8.0
"""The score of "outside" for tokens that the teacher does not read."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How long, how hard, and how much the teacher's word counts beside the gold."""

    epochs: int = 14
    rate: float = 3e-3
    batch: int = 16
    longest: int = 160
    alone: float = 0.2
    link_weight: float = 0.1
    teacher_weight: float = 1.0
    average: float = 0.998
    seed: int = 1
    lower: int = 64
    hidden: int = 96
    dropout: float = 0.25


@dataclass(frozen=True, slots=True)
class Lesson:
    """One text with the teacher's scores; without gold, `gold` and `links` are None."""

    tokens: Tokens
    rows: Ints
    scores: Scores
    gold: Ints | None
    links: Choices | None


def teach(teacher: tagger.Model, tokens: Tokens) -> Scores:
    """The teacher's scores (token, tag)."""
    scores = np.zeros((len(tokens), tags.N_TAGS), np.float32)
    scores[:, tags.OUTSIDE] = SURE
    for bounds in tagger.blocks(tokens):
        states = tagger.read(teacher, tokens, bounds)
        scores[int(bounds[0]) : int(bounds[-1])] = states @ teacher.tag + teacher.tag_bias
    return scores


def unlabelled() -> Iterator[Tokens]:
    """Texts without gold."""
    for block in read_trees(TREEBANKS, []):
        yield block.tokens
    for name, field, document in (("claims/ecb_dev", "text", "id"), ("parallel/ntrex_dev", "en", "document")):
        with gzip.open(data_folder() / f"{name}.jsonl.gz", "rt", encoding="utf8") as lines:
            for _, records in groupby(map(json.loads, lines), key=lambda record: record[document]):
                yield tokenise("\n".join(record[field] for record in records))


def lessons(teacher: tagger.Model, keys: list[Ints], news: list[News]) -> tuple[list[Lesson], list[Lesson]]:
    """Those with gold, and those without."""

    def lesson(tokens: Tokens, paper: News | None = None) -> Lesson:
        gold, links = (gold_tags(paper), choices(paper)) if paper else (None, None)
        return Lesson(tokens, look_up(keys, tokens.hashes), teach(teacher, tokens), gold, links)

    return [lesson(p.tokens, p) for p in news], [lesson(t) for t in unlabelled() if len(t)]


def batches(given: list[Lesson], plan: Plan, rng: random.Random) -> Iterator[tuple[Batch, Tensor]]:
    """Shuffled batches of one pass, each with the teacher's scores."""
    sequences = []
    for one in given:
        longest = 1 if rng.random() < plan.alone else plan.longest
        for a, b in chunk(one.tokens, longest, rng.randrange(longest)):
            for first in range(a, b, tagger.LONGEST):
                last = min(b, first + tagger.LONGEST)
                wanted = (one.gold[first:last],) if one.gold is not None else ()
                linked = cut(one.links, first, last) if one.links is not None else None
                sequence = (one.rows[first:last], one.tokens.layout[first:last], wanted, linked)
                sequences.append((sequence, one.scores[first:last]))
    order = sorted(range(len(sequences)), key=lambda i: len(sequences[i][1]) + rng.random() * 20)
    groups = [order[i : i + plan.batch] for i in range(0, len(order), plan.batch)]
    rng.shuffle(groups)
    for group in groups:
        batch = pad([sequences[i][0] for i in group], (0,) if sequences[group[0]][0][2] else ())
        scores = np.zeros((*batch.mask.shape, tags.N_TAGS), np.float32)
        for row, i in enumerate(group):
            scores[row, : len(sequences[i][1])] = sequences[i][1]
        yield batch, torch.from_numpy(scores)


def unlikeness(emissions: Tensor, scores: Tensor, mask: Tensor) -> Tensor:
    """Divergence of the student's tags from the teacher's, a token."""
    wanted = torch.softmax(scores, -1)
    loss = nn.functional.kl_div(torch.log_softmax(emissions, -1), wanted, reduction="none").sum(-1)
    return (loss * mask).sum() / mask.sum()


def new_student(teacher: tagger.Model, plan: Plan) -> Network:
    """A network with the teacher's tables, trellis and distances."""
    torch.manual_seed(plan.seed)
    rows = tuple(len(k) + 1 for k in teacher.keys)
    student = Network(Sizes(rows, hidden=plan.hidden, lower=plan.lower), plan.dropout)  # type: ignore[arg-type]
    with torch.no_grad():
        for table, known in zip([*student.embeddings, student.layout], [*teacher.tables, teacher.layout]):
            table.weight.copy_(torch.from_numpy(known))  # type: ignore[operator,union-attr]
        student.transitions.copy_(torch.from_numpy(teacher.trellis))
        for gap, known in zip(student.between, teacher.links.gaps):
            gap.weight.copy_(torch.from_numpy(known))  # type: ignore[operator]
        student.mix.weight.copy_(torch.from_numpy(teacher.links.mix.T.copy()))
        student.mix.bias.copy_(torch.from_numpy(teacher.links.mix_bias))
        student.link.weight.copy_(torch.from_numpy(teacher.links.link)[None])
    student.transitions.requires_grad_(False)
    return student


def fit(
    student: Network,
    told: list[Lesson],
    untold: list[Lesson],
    plan: Plan,
    report: Callable[[int, float, Network], None],
) -> Network:
    """Train, and give back the exponentially averaged weights."""
    rng = random.Random(plan.seed)
    optimiser = torch.optim.AdamW(
        [p for p in student.parameters() if p.requires_grad], plan.rate, weight_decay=1e-3, betas=(0.9, 0.99)
    )
    n_steps = plan.epochs * sum(1 for part in (told, untold) for _ in batches(part, plan, random.Random(0)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min(1.0, (s + 1) / 200) * max(0.01, 1 - s / n_steps)
    )
    average, step = copy.deepcopy(student), 0
    for epoch in range(plan.epochs):
        student.train()
        total = 0.0
        both = [*batches(told, plan, rng), *batches(untold, plan, rng)]
        rng.shuffle(both)
        for batch, scores in both:
            with torch.autocast("cpu", torch.bfloat16):
                _, upper = student(batch.rows, batch.layout, batch.flip)
            emissions = student.tag(upper.float())
            loss = plan.teacher_weight * unlikeness(emissions, scores, batch.mask)
            if batch.targets:
                loss = loss + student.crf_loss(emissions, batch.targets[0], batch.mask) / batch.mask.sum()
            if batch.links is not None and batch.links.n_groups:
                loss = loss + plan.link_weight * link_loss(student, upper.float(), batch.links)
            total += float(loss.detach())
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(student.parameters(), 5.0)
            optimiser.step()
            schedule.step()
            step += 1
            with torch.no_grad():
                keep = min(plan.average, 1 - 1 / (step + 1))
                for mine, theirs in zip(average.parameters(), student.parameters()):
                    mine.lerp_(theirs, 1 - keep)
        report(epoch, total, average)
    return average


def main() -> None:
    """Teach, ship, calibrate."""
    plan = Plan()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--teacher", type=Path, default=MODEL)
    parser.add_argument("--start", type=Path, help="a student to go on with")
    parser.add_argument("--rate", type=float, default=plan.rate)
    for name in ("epochs", "seed", "lower", "hidden"):
        parser.add_argument(f"--{name}", type=int, default=getattr(plan, name))
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    plan = Plan(epochs=given.epochs, seed=given.seed, lower=given.lower, hidden=given.hidden, rate=given.rate)
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    teacher = tagger.read_model(given.teacher)
    keys, dev = list(teacher.keys), read_news("dev")
    told, untold = lessons(teacher, keys, read_news("train"))
    print(f"{sum(len(x.tokens) for x in told)} tokens with gold, {sum(len(x.tokens) for x in untold)} without")

    def report(epoch: int, loss: float, averaged: Network) -> None:
        ship.save(averaged, keys, given.out)
        figures = " ".join(f"{role} {value:.1f}" for role, value in exact_f(tagger.read_model(given.out), dev).items())
        print(f"epoch {epoch + 1} loss {loss:.1f} exact F on dev: {figures}", flush=True)

    student = new_student(teacher, plan)
    if given.start:
        ship.load(student, given.start)
    fit(student, told, untold, plan, report)
    judged = calibrate.judge(tagger.read_model(given.out), dev)
    print(f"calibration error, cross-validated: {calibrate.calibration_error(judged):.3f}")
    ship.set_confidence(given.out, calibrate.fit_confidence(judged))


if __name__ == "__main__":
    main()
