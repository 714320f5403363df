"""A case as one directed graph for Gephi, yEd or networkx: tellings, voices and media; edges say "took it from"."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from firsthand.export.parts import QUOTABLE_WORDS
from firsthand.export.records import ledger_order
from firsthand.model import Case
from firsthand.present import join_reasons

if TYPE_CHECKING:
    import networkx as nx

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MAKER = re.compile(rb"<creator>NetworkX [^<]*</creator>")  # whose version is nobody's finding either
_WRITTEN_ON = re.compile(rb' lastmodifieddate="[^"]*"')  # the day of writing is nobody's finding


def to_graph(case: Case, text: bool = True) -> nx.DiGraph[str]:
    """The derivations of all claims; nodes are ``claim/assertion``, ``origin:…`` and ``medium:…``."""
    import networkx as nx

    documents = {document.id: document for document in case.documents}
    graph: nx.DiGraph[str] = nx.DiGraph()
    for claim in sorted(case.claims, key=ledger_order):
        ids = {assertion.id: f"{claim.id}/{assertion.id}" for assertion in claim.assertions}
        for assertion in sorted(claim.assertions, key=lambda a: a.id):
            document = documents[assertion.span.document]
            words = assertion.span.exact
            shown = words if text or len(words.split(None, QUOTABLE_WORDS)) <= QUOTABLE_WORDS else ""
            graph.add_node(
                _clean(ids[assertion.id]),
                label=_clean(document.outlet or document.title or document.id),
                kind="telling",
                claim=_clean(claim.text),
                document=_clean(document.id),
                outlet=_clean(document.outlet or ""),
                published=document.published.earliest if document.published else "",
                telling=assertion.kind,
                words=_clean(shown),
                origins=f"{claim.origins.best} ({claim.origins.low}-{claim.origins.high})",
                verdict=claim.origins.verdict,
            )
        for edge in sorted(claim.derivations, key=lambda e: (e.target, e.origin)):
            ends = [_clean(ids.get(id, id)) for id in (edge.origin, edge.target)]
            for end in ends:
                if end not in graph:
                    kind, _, name = end.removeprefix("origin:").partition(":")
                    graph.add_node(end, label=name or end, kind=kind)
            graph.add_edge(
                *ends,
                weight=round(edge.probability, 6),
                claim=_clean(claim.id),
                reasons=_clean(join_reasons(edge.reasons)),
            )
    return graph


def write_graphml(case: Case, text: bool, out: BinaryIO) -> None:
    """GraphML."""
    import networkx as nx

    buffer = BytesIO()
    nx.write_graphml_xml(to_graph(case, text), buffer)
    out.write(buffer.getvalue().replace(b"<graphml ", b"<!-- firsthand -->\n<graphml ", 1))


def write_gexf(case: Case, text: bool, out: BinaryIO) -> None:
    """GEXF, without the day it was written."""
    import networkx as nx

    buffer = BytesIO()
    nx.write_gexf(to_graph(case, text), buffer)
    out.write(_MAKER.sub(b"<creator>firsthand</creator>", _WRITTEN_ON.sub(b"", buffer.getvalue()), count=1))


def _clean(text: str) -> str:
    """`text` without the characters that XML cannot hold."""
    return _NOT_XML.sub("\ufffd", text)
