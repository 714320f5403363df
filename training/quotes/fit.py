"""Fitting the tagger: attributions first, with tags and trees of Universal Dependencies learnt beside them."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from firsthand.quotes import tags
from training.quotes.batches import Batch, chunk, pad
from training.quotes.corpus import POS, ROLES, News, Trees
from training.quotes.links import Links, choice_loss, choices, cut
from training.quotes.network import Network, Sizes
from training.quotes.vocabulary import Ints, look_up


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how hard to train."""

    epochs: int = 10
    rate: float = 2e-3
    batch: int = 16
    longest: int = 160
    tree_weight: float = 0.3
    tree_every: int = 3
    link_weight: float = 0.1
    average: float = 0.998
    seed: int = 1
    hidden: int = 128
    dropout: float = 0.35
    alone: float = 0.0
    """Share of documents whose paragraphs are each read alone, as the sentences of a question or a test are."""


def gold_tags(document: News) -> Ints:
    """Tags of a document by its gold; cues before sources before contents where they overlap."""
    runs: dict[int, list[tuple[int, int]]] = {r: [] for r in range(3)}
    for told in document.told:
        for r, role in enumerate(ROLES):
            runs[r] += getattr(told, role)
    return tags.encode(runs, len(document.tokens))


def news_batches(news: list[News], keys: list[Ints], plan: Plan, rng: random.Random) -> Iterator[Batch]:
    """Shuffled batches of one pass over the documents."""
    sequences = []
    for document in news:
        rows = look_up(keys, document.tokens.hashes)
        wanted = gold_tags(document)
        linked = choices(document)
        longest = 1 if rng.random() < plan.alone else plan.longest
        for a, b in chunk(document.tokens, longest, rng.randrange(longest)):
            sequences.append((rows[a:b], document.tokens.layout[a:b], (wanted[a:b],), cut(linked, a, b)))
    yield from _shuffled(sequences, (0,), plan.batch, rng)


def tree_batches(trees: list[Trees], keys: list[Ints], plan: Plan, rng: random.Random) -> Iterator[Batch]:
    """Endless shuffled batches of treebank blocks."""
    sequences = [
        (look_up(keys, block.tokens.hashes), block.tokens.layout, (block.pos, block.heads, block.relations), None)
        for block in trees
        if len(block.tokens)
    ]
    while True:
        yield from _shuffled(sequences, (-1, -2, -1), plan.batch, rng)


def _shuffled(sequences: list, fills: tuple[int, ...], size: int, rng: random.Random) -> Iterator[Batch]:  # type: ignore[type-arg]
    """Batches of about equal length, in random order."""
    order = sorted(range(len(sequences)), key=lambda i: len(sequences[i][1]) + rng.random() * 20)
    groups = [order[i : i + size] for i in range(0, len(order), size)]
    rng.shuffle(groups)
    for group in groups:
        yield pad([sequences[i] for i in group], fills)


def tree_loss(network: Network, batch: Batch) -> Tensor:
    """Cross-entropy of parts of speech (lower layer), heads and relations (upper layer)."""
    pos, heads, relations = batch.targets
    lower, upper = network(batch.rows, batch.layout, batch.flip)
    cross = nn.functional.cross_entropy
    loss = cross(network.pos(lower).flatten(0, 1), pos.flatten(), ignore_index=-1)
    loss = loss + cross(network.relation(upper).flatten(0, 1), relations.flatten(), ignore_index=-1)
    arcs = network.arcs(upper, batch.mask)
    return loss + cross(arcs.flatten(0, 1), (heads + 1).flatten(), ignore_index=-1)


def link_loss(network: Network, states: Tensor, links: Links) -> Tensor:
    """Loss of the gold choices of one batch."""
    scores = network.link_scores(states.flatten(0, 1), links.spans, links.chooser, links.candidate, links.between)
    return choice_loss(scores, links.group, links.right, links.n_groups)


def fit(
    network: Network,
    news: list[News],
    trees: list[Trees],
    keys: list[Ints],
    plan: Plan,
    report: Callable[[int, float, Network], None],
) -> Network:
    """Train, and give back the exponentially averaged weights."""
    rng = random.Random(plan.seed)
    optimiser = torch.optim.AdamW(network.parameters(), plan.rate, weight_decay=1e-3, betas=(0.9, 0.99))
    n_steps = plan.epochs * (len(list(news_batches(news, keys, plan, random.Random(0)))) + 2)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min(1.0, (s + 1) / 200) * max(0.02, 1 - s / n_steps)
    )
    average = copy.deepcopy(network)
    forest = tree_batches(trees, keys, plan, rng)
    step = 0
    for epoch in range(plan.epochs):
        network.train()
        total = 0.0
        for batch in news_batches(news, keys, plan, rng):
            with torch.autocast("cpu", torch.bfloat16):
                _, upper = network(batch.rows, batch.layout, batch.flip)
            emissions = network.tag(upper.float())
            loss = network.crf_loss(emissions, batch.targets[0], batch.mask) / batch.mask.sum()
            total += float(loss.detach())
            if batch.links is not None and batch.links.n_groups:
                loss = loss + plan.link_weight * link_loss(network, upper.float(), batch.links)
            if step % plan.tree_every == 0:
                with torch.autocast("cpu", torch.bfloat16):
                    branch = tree_loss(network, next(forest))
                loss = loss + plan.tree_weight * branch
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimiser.step()
            schedule.step()
            step += 1
            with torch.no_grad():
                keep = min(plan.average, 1 - 1 / (step + 1))
                for mine, theirs in zip(average.parameters(), network.parameters()):
                    mine.lerp_(theirs, 1 - keep)
        report(epoch, total, average)
    return average


def new_network(keys: list[Ints], vectors: np.ndarray, n_relations: int, plan: Plan) -> Network:  # type: ignore[type-arg]
    """A fresh network whose word table starts from `vectors`."""
    torch.manual_seed(plan.seed)
    sizes = Sizes(tuple(len(k) + 1 for k in keys), hidden=plan.hidden, n_pos=len(POS), n_relations=n_relations)  # type: ignore[arg-type]
    network = Network(sizes, plan.dropout)
    with torch.no_grad():
        network.embeddings[0].weight.copy_(torch.from_numpy(vectors))  # type: ignore[union-attr,operator]
    return network
