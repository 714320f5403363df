"""The screens: one module each, from what the case is asked for to HTML.

In: the views of a case, the rest of the path, what the reader asks. Out: a title and HTML. Always true: a screen reads
only what it shows, whatever a document says is escaped, and every list says what it leaves out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from firsthand.case.known_facts import FactChoice, choose_facts
from firsthand.case.sharing import pairs
from firsthand.case.voices import voices
from firsthand.report.screens import (
    audit,
    claim,
    documents,
    fact,
    facts,
    ledger,
    originals,
    outlets,
    pair,
    passages,
    search,
    source,
    sources,
    timeline,
)
from firsthand.report.screens import document as document_screen
from firsthand.report.views import NOTHING_ASKED, Asked, NoSuchView, Screen, Views

Show = Callable[[Views, Sequence[str], Asked], Screen]

SCREENS: dict[str, Show] = {
    "": ledger.show,
    "claim": claim.show,
    "facts": facts.show,
    "fact": fact.show,
    "timeline": timeline.show,
    "sources": sources.show,
    "source": source.show,
    "map": outlets.show,
    "documents": documents.show,
    "document": document_screen.show,
    "pair": pair.show,
    "passages": passages.show,
    "originals": originals.show,
    "search": search.show,
    "audit": audit.show,
}
LISTS = ("facts", "timeline", "sources", "map", "documents", "passages", "originals", "audit")
"""The views that a case has once, the most needed first."""


def show(views: Views, path: str, asked: Asked = NOTHING_ASKED) -> Screen:
    """The view at `path`.

    Raises
    ------
    NoSuchView
        The case has nothing of that name.
    """
    name, *parts = path.split("/")
    maker = SCREENS.get(name)
    if maker is None or len(parts) != {"claim": 1, "fact": 1, "source": 1, "document": 1, "pair": 2}.get(name, 0):
        raise NoSuchView(path)
    try:
        return maker(views, parts, asked)
    except NoSuchView:
        raise
    except (KeyError, IndexError) as error:
        raise NoSuchView(path) from error


def paths(views: Views) -> Iterator[str]:
    """Names of all views but the ledger, the most needed first."""
    yield from LISTS
    yield from (views.claim_path(claim.id) for claim in views.case.all_claims())
    yield from (views.fact_path(fact.id) for fact in choose_facts(views.case, FactChoice(), -1)[1])
    yield from (views.path_of_voice(found.key) for found in voices(views.case))
    yield from (views.document_path(document.id) for document in views.case.documents(None))
    ids = views.case.shared.document_id
    yield from (views.pair_path(ids(found.a), ids(found.b)) for found in pairs(views.case))


__all__ = ["LISTS", "SCREENS", "paths", "show"]
