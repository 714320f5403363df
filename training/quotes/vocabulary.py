"""Which hashes get a row of their own, and what the neighbours of a word say about it before any gold is seen."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.utils.extmath import randomized_svd

from firsthand.quotes.tokens import Ints, Tokens


def choose_keys(texts: list[Tokens], at_least: tuple[int, int, int, int]) -> list[Ints]:
    """Sorted hashes per column of :attr:`Tokens.hashes` that occur often enough; row 0 is for all others."""
    keys = []
    for column, minimum in enumerate(at_least):
        values, counts = np.unique(np.concatenate([t.hashes[:, column] for t in texts]), return_counts=True)
        keys.append(values[counts >= minimum])
    return keys


def look_up(keys: list[Ints], hashes: Ints) -> Ints:
    """Rows (1 + position of the hash among the sorted keys, 0 for unknown) for every column."""
    rows = np.zeros_like(hashes)
    for column, known in enumerate(keys):
        place = np.minimum(np.searchsorted(known, hashes[:, column]), len(known) - 1)
        rows[:, column] = np.where(known[place] == hashes[:, column], place + 1, 0)
    return rows


def word_vectors(texts: list[Tokens], keys: Ints, width: int, n_contexts: int = 6000) -> NDArray[np.float32]:
    """Vectors of words from their neighbours: truncated SVD of directional positive pointwise mutual information.

    Contexts are the `n_contexts` commonest words one and two places to either side, each place a context of its own
    (which makes neighbours in this space alike in grammar), and anywhere within five places (alike in topic).
    """
    n = len(keys) + 1
    sequences = [look_up([keys], t.hashes[:, :1])[:, 0] for t in texts]
    counts = np.bincount(np.concatenate(sequences), minlength=n)
    common = np.full(n, -1)
    order = np.argsort(-counts, kind="stable")[:n_contexts]
    common[order] = np.arange(len(order))
    total = None
    for block, offsets in enumerate([(-2,), (-1,), (1,), (2,), (-5, -4, -3, 3, 4, 5)]):
        for offset in offsets:
            pairs = []
            for s in sequences:
                here, there = (s[:-offset], s[offset:]) if offset > 0 else (s[-offset:], s[:offset])
                seen = common[there] >= 0
                pairs.append(np.stack([here[seen], common[there[seen]] + block * n_contexts]))
            i, j = np.concatenate(pairs, 1)
            part = sparse.coo_matrix((np.ones(len(i)), (i, j)), shape=(n, 5 * n_contexts)).tocsr()
            total = part if total is None else total + part
    assert total is not None
    pairs_seen = total.tocoo()
    of_row, of_column = np.asarray(total.sum(1)).ravel(), np.asarray(total.sum(0)).ravel() ** 0.75
    of_column *= of_row.sum() / of_column.sum()
    score = np.log(pairs_seen.data * of_row.sum() / (of_row[pairs_seen.row] * of_column[pairs_seen.col]))
    positive = sparse.csr_matrix((np.maximum(score, 0), (pairs_seen.row, pairs_seen.col)), shape=total.shape)
    u, s, _ = randomized_svd(positive, width, n_iter=4, random_state=0)
    vectors = u * np.sqrt(s)
    vectors[0] = 0
    return np.asarray(vectors / vectors.std() * 0.3, np.float32)
