"""The network that is trained: embeddings of hashes, two bidirectional LSTM layers, and heads for every task.

Only the embeddings, the two layers, the tag head and the linker are shipped; :mod:`firsthand.kernels.recurrent` and
:mod:`firsthand.kernels.decode` run them without torch.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from firsthand.quotes.linker import BETWEEN_SIZES
from firsthand.quotes.tags import N_TAGS, allowed_transitions


@dataclass(frozen=True, slots=True)
class Sizes:
    """Rows of the embedding tables (word, prefix, suffix, shape) and widths of everything."""

    rows: tuple[int, int, int, int]
    widths: tuple[int, int, int, int] = (96, 24, 32, 16)
    layout: int = 8
    hidden: int = 128
    lower: int = 128
    n_pos: int = 17
    n_relations: int = 40
    arc: int = 64
    link: int = 64
    between: int = 8


class TwoWay(nn.Module):
    """One bidirectional LSTM layer that starts afresh at both ends of every sequence, whatever the padding."""

    def __init__(self, n_in: int, hidden: int) -> None:
        super().__init__()
        self.forward_lstm = nn.LSTM(n_in, hidden, batch_first=True)
        self.backward_lstm = nn.LSTM(n_in, hidden, batch_first=True)

    def forward(self, x: Tensor, flip: Tensor) -> Tensor:
        """States of both directions side by side; `flip` reverses every sequence within its own length."""
        ahead = self.forward_lstm(x)[0]
        flipped = torch.gather(x, 1, flip[:, :, None].expand_as(x))
        back = self.backward_lstm(flipped)[0]
        return torch.cat([ahead, torch.gather(back, 1, flip[:, :, None].expand_as(back))], -1)


class Network(nn.Module):
    """See the module's docstring; `forward` gives the two layers' states."""

    def __init__(self, sizes: Sizes, dropout: float = 0.35, word_dropout: float = 0.08) -> None:
        super().__init__()
        self.sizes = sizes
        self.embeddings = nn.ModuleList([nn.Embedding(n, w) for n, w in zip(sizes.rows, sizes.widths)])
        self.layout = nn.Embedding(16, sizes.layout)
        n_in = sum(sizes.widths) + sizes.layout
        self.lower = TwoWay(n_in, sizes.lower)
        self.upper = TwoWay(2 * sizes.lower, sizes.hidden)
        self.tag = nn.Linear(2 * sizes.hidden, N_TAGS)
        self.transitions = nn.Parameter(torch.zeros(N_TAGS + 1, N_TAGS))
        self.register_buffer("forbidden", torch.tensor(allowed_transitions() == 0))
        self.pos = nn.Linear(2 * sizes.lower, sizes.n_pos)
        self.relation = nn.Linear(2 * sizes.hidden, sizes.n_relations)
        self.dependent = nn.Linear(2 * sizes.hidden, sizes.arc)
        self.head = nn.Linear(2 * sizes.hidden, sizes.arc)
        self.root = nn.Parameter(torch.zeros(sizes.arc))
        self.ends = nn.Linear(4 * sizes.hidden, 2 * sizes.link)
        self.nobody = nn.Parameter(torch.zeros(2, sizes.link))
        self.between = nn.ModuleList([nn.Embedding(n, sizes.between) for n in BETWEEN_SIZES])
        self.mix = nn.Linear(3 * sizes.link + len(BETWEEN_SIZES) * sizes.between, sizes.link)
        self.link = nn.Linear(sizes.link, 1)
        self.dropout, self.word_dropout = dropout, word_dropout
        for table in [*self.embeddings, self.layout]:
            nn.init.normal_(table.weight, std=0.1)

    def forward(self, rows: Tensor, layout: Tensor, flip: Tensor) -> tuple[Tensor, Tensor]:
        """Lower and upper states (sequence, position, 2 * hidden)."""
        if self.training and self.word_dropout:
            keep = torch.rand(rows.shape[:2]) > self.word_dropout
            rows = torch.cat([(rows[:, :, 0] * keep)[:, :, None], rows[:, :, 1:]], -1)
        x = torch.cat([*[e(rows[:, :, i]) for i, e in enumerate(self.embeddings)], self.layout(layout)], -1)
        lower = self.lower(self._drop(x), flip)
        upper = self.upper(self._drop(lower), flip)
        return lower, self._drop(upper)

    def _drop(self, x: Tensor) -> Tensor:
        """Dropout with one mask for all positions of a sequence."""
        if not self.training:
            return x
        mask = torch.empty(x.shape[0], 1, x.shape[2]).bernoulli_(1 - self.dropout) / (1 - self.dropout)
        return x * mask

    def arcs(self, states: Tensor, mask: Tensor) -> Tensor:
        """Scores (batch, dependent, head); head 0 is the root, head t + 1 token t."""
        dependents, heads = self.dependent(states), self.head(states)
        scores = torch.cat([(dependents @ self.root)[:, :, None], dependents @ heads.transpose(1, 2)], -1)
        absent = torch.cat([torch.zeros_like(mask[:, :1]), ~mask], 1)
        return scores.masked_fill(absent[:, None, :], -1e4)

    def link_scores(self, states: Tensor, spans: Tensor, chooser: Tensor, candidate: Tensor, between: Tensor) -> Tensor:
        """Scores of candidate links.

        `states` are flat over tokens, `spans` their (first, last) token, the others as in
        :class:`firsthand.quotes.linker.Pairs`; the first half of a span's projection speaks for it as chooser, the
        second as candidate.
        """
        halves = self.ends(torch.cat([states[spans[:, 0]], states[spans[:, 1]]], -1)).chunk(2, -1)
        nobody = self.nobody[between[:, -1] % 2]
        chosen = torch.where((candidate < 0)[:, None], nobody, halves[1][candidate.clamp(min=0)])
        choosing = halves[0][chooser]
        gaps = [e(between[:, i]) for i, e in enumerate(self.between)]
        hidden = torch.relu(self.mix(torch.cat([choosing, chosen, choosing * chosen, *gaps], -1)))
        return self.link(hidden)[:, 0]

    def trellis(self) -> Tensor:
        """Transition scores (from, to); the last row is the start of a sequence."""
        return self.transitions.masked_fill(self.forbidden, -1e4)

    def crf_loss(self, emissions: Tensor, tags: Tensor, mask: Tensor) -> Tensor:
        """Negative log-likelihood of `tags`, summed over the batch (linear-chain CRF)."""
        n_steps = emissions.shape[1]
        trellis = self.trellis()
        here = torch.gather(emissions, 2, tags[:, :, None])[:, :, 0]
        before = torch.cat([torch.full_like(tags[:, :1], N_TAGS), tags[:, :-1]], 1)
        gold = ((here + trellis[before, tags]) * mask).sum()
        alpha = trellis[N_TAGS] + emissions[:, 0]
        for t in range(1, n_steps):
            step = torch.logsumexp(alpha[:, :, None] + trellis[:N_TAGS][None], 1) + emissions[:, t]
            alpha = torch.where(mask[:, t, None], step, alpha)
        return torch.logsumexp(alpha, 1).sum() - gold
