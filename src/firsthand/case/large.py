"""Claims of very many tellings, read only so far as a page shows them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from firsthand.case import nouns
from firsthand.case.reader import CaseReader
from firsthand.case.values import stored_id
from firsthand.model import Claim


@dataclass(frozen=True, slots=True)
class PartOfClaim:
    """A claim with its first tellings; `n_tellings` says how many it has."""

    claim: Claim
    n_tellings: int


def claim_part(case: CaseReader, id: str, most: int) -> PartOfClaim | None:
    """The claim of this id with at most `most` tellings, the first telling among them, and what ties those."""
    row = case.database.execute("SELECT key, tellings, first FROM claim WHERE id = ?", (stored_id(id),)).fetchone()
    if row is None or row[1] <= most:
        claim = case.claim(id)
        return None if claim is None else PartOfClaim(claim, len(claim.assertions))
    key, n_tellings, first = row
    ask = case.database.execute
    rows = ask(
        f"SELECT a.n, {nouns.ASSERTION} FROM assertion a LEFT JOIN quotation q ON q.key = a.quotation "
        "WHERE a.claim = ? AND (a.n < ? OR a.n = ?) ORDER BY a.n",
        (key, most, first),
    ).fetchall()
    places = {n: place for place, (n, *_) in enumerate(rows)}
    told = [(*rest[:-2], places.get(rest[-2]) if rest[-2] is not None else None, rest[-1]) for _, *rest in rows]
    edges = []
    for origin, voice, target, *rest in ask(
        f"SELECT {nouns.DERIVATION} FROM derivation v WHERE v.claim = ? AND (v.origin IS NULL OR v.origin < ?) AND "
        "(v.target IS NULL OR v.target < ?) ORDER BY v.n LIMIT ?",
        (key, most, most, 4 * most),
    ):
        edges.append((places.get(origin), voice, places.get(target), *rest))
    head = list(ask(f"SELECT {nouns.CLAIM} FROM claim c WHERE c.key = ?", (key,)).fetchone())
    if first is not None:
        head[4] = places[first]
    claim = case.make.claim(tuple(head), told, edges)
    return PartOfClaim(replace(claim, deficit=head[16]), n_tellings)
