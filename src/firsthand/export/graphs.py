"""A case as one directed graph for Gephi, yEd or networkx: who took what from whom, who gives which value of a fact.

Nodes are tellings, voices, media, facts and values; edges that join the same two nodes in two claims are two edges. In
GEXF nodes and edges begin when they were first published, for a timeline; what is undated is always there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO

from firsthand.export.parts import QUOTABLE_WORDS
from firsthand.export.records import ledger_order
from firsthand.model import Assertion, Case, Claim, Document, Fact, fact_order
from firsthand.present import join_reasons

if TYPE_CHECKING:
    import networkx as nx

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MAKER = re.compile(rb"<creator>NetworkX [^<]*</creator>")  # whose version is nobody's finding either
_WRITTEN_ON = re.compile(rb' lastmodifieddate="[^"]*"')  # the day of writing is nobody's finding
_DAY = len("2012-07-19")

Node = tuple[str, dict[str, Any]]
Edge = tuple[str, str, str, dict[str, Any]]
"""From where, to where, the edge's own id, and what is told of it."""


def to_graph(case: Case, text: bool = True) -> nx.MultiDiGraph[str]:
    """The derivations of all claims, and the values of all facts.

    Nodes are ``claim/assertion``, ``origin:…``, ``medium:…``, ``fact/…`` and ``fact/…/number``; `relation` of an edge
    is ``taken from``, ``gives`` (a document to a value) or ``value of``.
    """
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    documents = {document.id: document for document in case.documents}
    for claim in sorted(case.claims, key=ledger_order):
        graph.add_nodes_from(_tellings(claim, documents, text))
        for start, end, key, told in _derivations(claim):
            for name in (start, end):
                if name not in graph:
                    kind, _, label = name.removeprefix("origin:").partition(":")
                    graph.add_node(name, label=label or name, kind=kind)
            graph.add_edge(start, end, key=key, **told)
    for fact in sorted(case.facts, key=fact_order):
        graph.add_nodes_from(_fact_nodes(fact, documents))
        for start, end, key, told in _fact_edges(fact):
            graph.add_edge(start, end, key=key, **told)
    return graph


def _tellings(claim: Claim, documents: dict[str, Document], text: bool) -> Iterator[Node]:
    for assertion in sorted(claim.assertions, key=lambda a: a.id):
        document = documents[assertion.span.document]
        words = assertion.span.exact
        shown = words if text or len(words.split(None, QUOTABLE_WORDS)) <= QUOTABLE_WORDS else ""
        yield (
            _telling(claim, assertion),
            {
                "label": _clean(_label(document)),
                "kind": "telling",
                "claim": _clean(claim.text),
                "document": _clean(document.id),
                "outlet": _clean(document.outlet or ""),
                "published": document.published.earliest if document.published else "",
                "telling": assertion.kind,
                "words": _clean(shown),
                "origins": f"{claim.origins.best} ({claim.origins.low}-{claim.origins.high})",
                "verdict": claim.origins.verdict,
            },
        )


def _derivations(claim: Claim) -> Iterator[Edge]:
    ids = {assertion.id: _telling(claim, assertion) for assertion in claim.assertions}
    for n, edge in enumerate(sorted(claim.derivations, key=lambda e: (e.target, e.origin))):
        told = {
            "relation": "taken from",
            "weight": round(edge.probability, 6),
            "claim": _clean(claim.id),
            "reasons": _clean(join_reasons(edge.reasons)),
        }
        start, end = (_clean(ids.get(id, id)) for id in (edge.origin, edge.target))
        yield start, end, _clean(f"{claim.id}#{n}"), told


def _fact_nodes(fact: Fact, documents: dict[str, Document]) -> Iterator[Node]:
    name = _clean(f"fact/{fact.id}")
    date = fact.time.earliest if fact.time else ""
    yield name, {"label": _clean(fact.label), "kind": "fact", "status": fact.status, "published": date}
    for n, told in enumerate(fact.values):
        first = told.first.published
        yield (
            f"{name}/{n}",
            {
                "label": _clean(told.value.text),
                "kind": "value",
                "published": first.earliest if first else "",
                "origins": f"{told.origins.best} ({told.origins.low}-{told.origins.high})",
                "verdict": told.origins.verdict,
            },
        )
    for document in sorted({a.span.document for a in fact.assertions}):
        known = documents[document]
        yield (
            _clean(f"document/{document}"),
            {
                "label": _clean(_label(known)),
                "kind": "document",
                "outlet": _clean(known.outlet or ""),
                "published": known.published.earliest if known.published else "",
            },
        )


def _fact_edges(fact: Fact) -> Iterator[Edge]:
    name = _clean(f"fact/{fact.id}")
    given = {id: f"{name}/{n}" for n, told in enumerate(fact.values) for id in told.assertions}
    for n in range(len(fact.values)):
        yield f"{name}/{n}", name, f"{name}/{n}", {"relation": "value of", "weight": 1.0, "fact": _clean(fact.id)}
    for n, assertion in enumerate(fact.assertions):
        told = {
            "relation": "gives" if assertion.id in given else "tells",
            "weight": 1.0,
            "fact": _clean(fact.id),
            "voice": _clean(assertion.source.name if assertion.source else ""),
        }
        value = given.get(assertion.id, name)
        yield _clean(f"document/{assertion.span.document}"), value, f"{name}#{n}", told


def write_graphml(case: Case, text: bool, out: BinaryIO) -> None:
    """GraphML; an edge has an id of its own, so that those between the same two nodes stay apart."""
    import networkx as nx

    buffer = BytesIO()
    nx.write_graphml_xml(to_graph(case, text), buffer)
    out.write(buffer.getvalue().replace(b"<graphml ", b"<!-- firsthand -->\n<graphml ", 1))


def write_gexf(case: Case, text: bool, out: BinaryIO) -> None:
    """GEXF with its time, without the day it was written."""
    import networkx as nx

    graph = to_graph(case, text)
    _date(graph)
    buffer = BytesIO()
    nx.write_gexf(graph, buffer)
    out.write(_MAKER.sub(b"<creator>firsthand</creator>", _WRITTEN_ON.sub(b"", buffer.getvalue()), count=1))


def _date(graph: nx.MultiDiGraph[str]) -> None:
    """Give nodes and edges the day on which they begin: voices and media with the first that hangs on them."""
    dates = {name: told["published"][:_DAY] for name, told in graph.nodes(data=True) if told.get("published")}
    for start, end, told in graph.edges(data=True):
        if end in dates:
            told["start"] = dates[end]
        if start not in dates and end in dates:
            known = graph.nodes[start].get("start")
            graph.nodes[start]["start"] = min(known or dates[end], dates[end])
    for name, date in dates.items():
        graph.nodes[name]["start"] = date


def _telling(claim: Claim, assertion: Assertion) -> str:
    return _clean(f"{claim.id}/{assertion.id}")


def _label(document: Document) -> str:
    return document.outlet or document.title or document.id


def _clean(text: str) -> str:
    """`text` without the characters that XML cannot hold."""
    return _NOT_XML.sub("\ufffd", text)
