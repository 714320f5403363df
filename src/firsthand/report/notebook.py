"""A case as a notebook shows it: the answer in a sentence, the top of the ledger, and drawings of what is asked for."""

from __future__ import annotations

from markupsafe import Markup

from firsthand.errors import WrongUse
from firsthand.model import Case, Claim, Fact
from firsthand.present.interface import Interface
from firsthand.report.drawing.alone import Drawing, alone
from firsthand.report.drawing.tree import draw_tree
from firsthand.report.drawing.values import draw_values
from firsthand.report.lineage import documents_of, lineage
from firsthand.report.names import short_names
from firsthand.report.phrases import brief, count, headline, origins_words, plain, retold
from firsthand.report.terminal import sort_claims

_SHOWN = 12
"""Claims that are shown: a screen of them."""
_LONGEST = 200  # characters of a claim


def to_html(case: Case) -> str:
    """A heading and a table without a style of their own; every word of a document is escaped."""
    told = sort_claims(retold(case), "deficit")
    rows = Markup("").join(
        Markup("<tr><td>{}</td><td>{}</td><td>{}</td><td style='text-align:left'>{}</td></tr>").format(
            len(c.assertions), c.n_documents, origins_words(c.origins), brief(plain(c.text), _LONGEST)
        )
        for c in told[:_SHOWN]
    )
    table = Markup(
        "<table><thead><tr><th>told</th><th>documents</th><th>origins</th><th>claim</th></tr></thead>"
        "<tbody>{}</tbody></table>"
    ).format(rows)
    more = len(told) - _SHOWN
    rest = Markup("<p>and {}</p>").format(count(more, "more claim")) if more > 0 else Markup("")
    return str(Markup("<p><b>{}</b></p>{}{}").format(headline(case), table if told else Markup(""), rest))


def tree_of(case: Case, claim: Claim | str, language: str) -> Drawing:
    """The tree of a claim as a drawing."""
    meant = claim if isinstance(claim, Claim) else _claim_named(case, claim)
    wanted = documents_of(meant)
    documents = {document.id: document for document in case.documents if document.id in wanted}
    names = short_names(case)
    rows = lineage(meant, documents, names)
    drawing = draw_tree(meant, rows, documents, names, Interface(language))
    few = "told once: there is no tree" if len(rows) < 2 else f"a tree of {len(rows)} rows is too large to be drawn"
    return alone(drawing, few)


def timeline_of(case: Case, fact: Fact | str, language: str) -> Drawing:
    """The values of a fact in time as a drawing."""
    meant = fact if isinstance(fact, Fact) else _fact_named(case, fact)
    wanted = {assertion.span.document for assertion in meant.assertions}
    documents = {document.id: document for document in case.documents if document.id in wanted}
    drawing = draw_values(meant, documents, short_names(case), Interface(language))
    return alone(drawing, "one value, or no date: there is nothing to compare in time")


def _claim_named(case: Case, text: str) -> Claim:
    """The claim of this id, or the first of the ledger with these words in any telling."""
    wanted = text.casefold()
    told = sort_claims(case.claims, "deficit")
    for claim in told:
        if claim.id == text:
            return claim
    for claim in told:
        if wanted and any(wanted in a.span.exact.casefold() for a in claim.assertions):
            return claim
    raise WrongUse(f"no claim of this case has the id or the words {text!r}")


def _fact_named(case: Case, text: str) -> Fact:
    wanted = text.casefold()
    for fact in case.facts:
        if fact.id == text or (wanted and wanted in fact.label.casefold()):
            return fact
    raise WrongUse(f"no fact of this case has the id or the words {text!r}")
