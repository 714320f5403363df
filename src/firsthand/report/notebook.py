"""A case as a notebook shows it: the answer in a sentence, and the top of the ledger."""

from __future__ import annotations

from markupsafe import Markup

from firsthand.model import Case
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
