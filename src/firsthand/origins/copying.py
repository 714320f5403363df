"""Who took which passage from whom: first the documents' parents, then every family's forest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from firsthand.origins.collate import Collation, FamilyTable, Floats, collate
from firsthand.origins.forest import best_forest, edge_marginals
from firsthand.origins.witness import Copying, Tellings, Witness

MU, HOMO, RARE, QUOTE = 0.08, 0.2, 0.01, 0.3


def infer_copying(witnesses: Iterable[Witness], background: Mapping[str, float] | None = None) -> Copying:
    """Infer who copied whom, passage by passage, and how many separate first tellings each passage has.

    Parameters
    ----------
    witnesses
        The documents with their passages, in any order.
    background
        Word -> probability that an independent report of the same thing has it. None: judged from the words themselves.

    Returns
    -------
    Copying
        Parents, probabilities, reasons and counts per family.
    """
    collation = collate(witnesses)
    n = len(collation.witnesses)
    names = [w.document for w in collation.witnesses]
    alike = [_likeness(table, background) for table in collation.families]
    shared, logs = np.zeros((n, n)), np.zeros((n, n))
    for table, score in zip(collation.families, alike, strict=True):
        at = np.ix_(table.members, table.members)
        shared[at] += np.maximum(score, -8.0)
        logs[at] += 1
    dated = _time_score(collation)
    parents, probability, reasons, candidates, origins, together = {}, {}, {}, {}, {}, {}
    for table, score in zip(collation.families, alike, strict=True):
        at = np.ix_(table.members, table.members)
        size = len(table.members)
        rest = shared[at] - np.maximum(score, -8.0)
        weights = np.clip(score, -40, 40) + np.clip(rest, -20, 20) * 0.5 + dated[at] - 3
        m, q = edge_marginals(weights, np.zeros(size))
        chosen = best_forest(np.where(m > 0, m, -np.inf), q)
        ids = [names[i] for i in table.members]
        parents[table.name] = {ids[v]: None if p < 0 else ids[p] for v, p in enumerate(chosen)}
        probability[table.name] = {
            ids[v]: float(q[v] if p < 0 else m[p, v]) for v, p in enumerate(chosen)
        }
        reasons[table.name] = {
            ids[v]: () if p < 0 else (f"{int((table.has[p] & table.has[v]).sum())} words alike",)
            for v, p in enumerate(chosen)
        }
        candidates[table.name] = {
            ids[v]: tuple(sorted([(None, float(q[v])), *((ids[u], float(m[u, v])) for u in range(size) if u != v)],
                                 key=lambda c: (-c[1], c[0] or "")))
            for v in range(size)
        }
        pairs = m + m.T
        origins[table.name] = Tellings(_clusters(pairs, 0.5), _clusters(pairs, 0.1), _clusters(pairs, 0.9))
        together[table.name] = {
            (min(ids[u], ids[v]), max(ids[u], ids[v])): float(min(1.0, pairs[u, v]))
            for u in range(size) for v in range(u)
        }
    return Copying(parents, probability, reasons, candidates, origins, together)


def _clusters(pairs: Floats, threshold: float) -> int:
    n = len(pairs)
    label = list(range(n))
    for u in range(n):
        for v in range(u):
            if pairs[u, v] >= threshold and label[u] != label[v]:
                old, new = label[u], label[v]
                label = [new if x == old else x for x in label]
    return len(set(label))


def _likeness(table: FamilyTable, background: Mapping[str, float] | None) -> Floats:
    common = np.array([_commonness(word, background) for word in table.words])
    has = table.has.astype(float)
    same = (has * -np.log(common)) @ has.T
    quoted = table.quoted[:, None] & table.quoted[None, :]
    rare = (has * np.where(common < 0.1, -np.log(common), 0.0)) @ has.T
    same = np.where(quoted, np.minimum(same, -np.log(QUOTE)) + (rare if background else 0), same)
    n_same = has @ has.T
    own = has.sum(1)[None, :] - n_same
    return np.asarray(same + n_same * np.log(1 - MU) + own * np.log(MU))


def _commonness(word: str, background: Mapping[str, float] | None) -> float:
    if background is not None:
        return min(0.99, max(background.get(word, RARE), 1e-6))
    return 0.5 if len(word) < 5 else 0.1


def _time_score(collation: Collation) -> Floats:
    n = len(collation.witnesses)
    score = np.zeros((n, n))
    for u, a in enumerate(collation.witnesses):
        for v, b in enumerate(collation.witnesses):
            if a.published and b.published and a.published[0] > b.published[1]:
                score[u, v] = -np.inf
    return score
