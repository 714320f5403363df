"""The tree of a claim: every telling below the one it was most probably taken from, voices at the top.

Derivations may give a telling several possible parents; a tree shows the likeliest and lists the others beside it. Rows
come out flat, in reading order, each with its depth, so that long chains need no recursion anywhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from firsthand.model import Assertion, Claim, Derivation, Document, Origin
from firsthand.report.phrases import source_words, voice

RowKind = Literal["voice", "medium", "telling"]
_DRAWN = 12


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the tree. `continues` says of the branches to its left, outermost first, which go on below it.

    Only the innermost dozen are kept: no screen draws more, and a long chain must not cost its square.
    """

    id: str
    kind: RowKind
    name: str
    depth: int
    continues: tuple[bool, ...]
    assertion: Assertion | None = None
    parent: str | None = None
    edge: Derivation | None = None
    others: tuple[Derivation, ...] = ()


def lineage(claim: Claim, documents: Mapping[str, Document], names: Mapping[str, str]) -> list[Row]:
    """The rows of the claim's tree, in reading order; `documents` and their short `names` by id."""
    assertions = {a.id: a for a in claim.assertions if a.copy_of is None}  # copies are named with what they copy
    parents, edges = _likeliest_parents(claim, assertions)
    ids = {*assertions, *edges, *(e.origin for e in claim.derivations), *(p for p in parents.values() if p)}

    def order(id: str) -> tuple[int, str, str, int, str]:
        if id not in assertions:
            return 0, "", "", 0, id
        span = assertions[id].span
        published = documents[span.document].published
        return 1, published.earliest if published else "9999", span.document, span.start, id

    children: dict[str | None, list[str]] = defaultdict(list)
    for id in sorted(ids, key=order):
        children[parents.get(id)].append(id)
    voices = _voice_names(claim, documents, names)
    rows = []
    stack: list[tuple[str, int, tuple[bool, ...]]] = [
        (id, 0, (i < len(children[None]) - 1,)) for i, id in reversed(list(enumerate(children[None])))
    ]
    while stack:
        id, depth, continues = stack.pop()
        mine = edges.get(id, [])
        rows.append(
            Row(
                id,
                "telling" if id in assertions else "medium" if id.startswith("medium:") else "voice",
                names[assertions[id].span.document] if id in assertions else voices.get(id) or id.split(":", 1)[-1],
                depth,
                continues,
                assertions.get(id),
                parents.get(id),
                next((edge for edge in mine if edge.origin == parents.get(id)), None),
                tuple(edge for edge in mine if edge.origin != parents.get(id)),
            )
        )
        below = children[id]
        stack.extend(
            (child, depth + 1, (*continues, i < len(below) - 1)[-_DRAWN:])
            for i, child in reversed(list(enumerate(below)))
        )
    return rows


def documents_of(claim: Claim) -> set[str]:
    """Ids of the documents that the claim's tree speaks of."""
    told = {span.document for a in claim.assertions for span in (a.span, *a.copies)}
    return told | {value.span.document for d in claim.discrepancies for value in d.values}


def _likeliest_parents(
    claim: Claim, assertions: dict[str, Assertion]
) -> tuple[dict[str, str | None], dict[str, list[Derivation]]]:
    edges: dict[str, list[Derivation]] = defaultdict(list)
    for edge in claim.derivations:
        edges[edge.target].append(edge)
    parents: dict[str, str | None] = {}
    for target in sorted(edges):
        edges[target].sort(key=lambda edge: (-edge.probability, edge.origin))
        # A parent below its own child would make a ring: the next likeliest is taken instead.
        parents[target] = next((e.origin for e in edges[target] if not _is_below(e.origin, target, parents)), None)
    for id, assertion in sorted(assertions.items()):
        if parents.get(id) is None and (origin := _origin_of(assertion, claim.origins.list)):
            parents[id] = _origin_id(origin)
    return parents, edges


def _is_below(id: str | None, ancestor: str, parents: dict[str, str | None]) -> bool:
    while id is not None:
        if id == ancestor:
            return True
        id = parents.get(id)
    return False


def _origin_of(assertion: Assertion, origins: Iterable[Origin]) -> Origin | None:
    source = assertion.source
    if source is None:
        return None
    for origin in origins:
        if origin.name == source.name or (origin.entity is not None and origin.entity == source.entity):
            return origin
    return None


def _origin_id(origin: Origin) -> str:
    return f"origin:{origin.kind}:{origin.name}"


def _voice_names(claim: Claim, documents: Mapping[str, Document], known: Mapping[str, str]) -> dict[str, str]:
    """What to call voices and media. An id holds a key; its name is the one that those who quote the voice give it."""
    names: dict[str, str] = {}
    for origin in claim.origins.list:
        for key in (_origin_id(origin), f"origin:{origin.entity}", f"origin:{origin.kind}:{origin.entity}"):
            names.setdefault(key, voice(origin, known))
    heard: dict[str, Assertion] = {}
    assertions = {assertion.id: assertion for assertion in claim.assertions}
    for edge in sorted(claim.derivations, key=lambda e: (e.origin, e.target)):
        if edge.target in assertions:
            heard.setdefault(edge.origin, assertions[edge.target])
    for edge in claim.derivations:
        for id in (edge.origin, edge.target):
            if id.startswith("medium:"):
                names[id] = id.removeprefix("medium:")
            elif id.startswith("origin:") and id not in names:
                witness = heard.get(id) or heard.get(edge.target)
                names[id] = _called(witness, documents, known) if witness else id.split(":")[-1]
    return names


def _called(witness: Assertion, documents: Mapping[str, Document], known: Mapping[str, str]) -> str:
    """Who speaks in `witness`: the source it names, or the outlet that speaks for itself."""
    document = documents[witness.span.document]
    return source_words(witness.source) or document.outlet or known[document.id]


def role_of(claim: Claim, row: Row) -> str:
    """The office a voice is given by those who quote it, where any of them names one."""
    roles = sorted(
        {a.source.role for a in claim.assertions if a.source and a.source.role and source_words(a.source) == row.name}
    )
    return roles[0] if roles else ""
