"""The report: one file that holds the views of a case, reads offline, and reads without JavaScript.

The first screen stands in the page; the other views lie in it as ``noscript`` elements: a browser that runs scripts
skips them until one is opened, so that ten thousand claims open as quickly as ten, and one that runs none shows the
view that an address leads to, by its style alone.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from itertools import chain, islice
from pathlib import Path

from markupsafe import escape

from firsthand.case import CaseReader, Choice
from firsthand.case.known_facts import FactChoice, choose_facts
from firsthand.case.lines import Line, lines
from firsthand.case.voices import voices
from firsthand.export.lines import to_json
from firsthand.files import whole_file
from firsthand.model import Case, Claim
from firsthand.present.interface import DEFAULT, Interface
from firsthand.report.addresses import PlacesInReport
from firsthand.report.page import report_page
from firsthand.report.screens import LISTS, ledger, paths, show
from firsthand.report.views import NoSuchView, Views

MOST_LINES = 20_000
"""Claims in a report's ledger; they are sorted, so that what is left to the explorer is told once."""

LARGEST = 16_000_000
"""Characters of views in a report: a file that mail takes and a telephone opens in two seconds."""

_FACTS = 3000
_SEARCHED = 1500  # characters by which a claim can be found in the ledger: its wordings and names, not a whole page
_BETWEEN = "<!--|-->"
"""Between two lines of the ledger that the page's script reads one by one."""
_PLACE = re.compile(r'href="#/(document/[^"@]+)@(\d+)-(\d+)"')


def write(
    case: Case | CaseReader, path: str | os.PathLike[str], *, is_new: bool = False, language: str = DEFAULT
) -> None:
    """Write the report of `case` as one HTML file; what was there before stays until the new one is complete.

    Raises
    ------
    OutputRefused
        The file cannot be written there.
    """
    target = Path(path)
    page = render(case, language=language).encode("utf8", "replace")
    with whole_file(target, is_new=is_new) as file:
        file.write(page)


def render(case: Case | CaseReader, largest: int = LARGEST, language: str = DEFAULT) -> str:
    """The report as HTML. Beyond `largest` characters, what is needed least is left to the explorer."""
    if isinstance(case, Case):
        with CaseReader.of(case) as opened:
            return render(opened, largest, language)
    views = Views(case, Interface(language), PlacesInReport())
    embedded = _embed(views, largest)
    first = show(views, "")
    told = lines(case, Choice(once=True), MOST_LINES)[1]
    rows = [_index_line(views, claim, line) for claim, line in zip(islice(case.all_claims(), MOST_LINES), told)]
    html = [views.render("line.html", line=line, span=ledger.span_of(line)) for line in told]
    rest = f'<ol class="entries">{_BETWEEN.join(html)}</ol>'
    left_out = views.counts.claims - len(told)
    note = views.ui("ledger.left_out", shown=len(told), n=left_out) if left_out else ""
    body = [f'<div class="view home" id="/">{first.html}{f"<p class=empty>{escape(note)}</p>" if note else ""}']
    body.append(f'<noscript id="all-lines">{rest}</noscript></div>')
    body.append('<div id="view" hidden></div>')
    body += [_hidden(path, html) for path, html in embedded.items()]
    index = f'<script type="application/json" id="index">{_in_script(to_json(rows))}</script>'
    return report_page(views, first.title, "\n".join(body), index)


def _hidden(path: str, html: str) -> str:
    name = escape("/" + path)
    return f'<noscript data-view="{name}"><div class="view" id="{name}">{html}</div></noscript>'


def _embed(views: Views, largest: int) -> dict[str, str]:
    """As many views as fit: lists, claims, facts, sources, then texts and pairs by how many claims need them."""
    lengths = views.case.lengths()
    ids = views.case.shared.document_id
    # One document of vast length must not cost all others their place.
    heavy = {views.document_path(ids(key)) for key, length, _ in lengths if length > largest // 4}
    texts = (views.document_path(ids(key)) for key, _, _ in sorted(lengths, key=lambda d: -d[2]))
    told = (views.claim_path(claim.id) for claim in views.case.choose(Choice(), None)[1])
    facts = (views.fact_path(fact.id) for fact in choose_facts(views.case, FactChoice(), _FACTS)[1])
    people = (views.path_of_voice(found.key) for found in voices(views.case))
    embedded: dict[str, str] = {}
    size = 0
    for path in chain(LISTS, told, facts, people, texts, paths(views)):
        if path in heavy or path in embedded:
            continue
        try:
            html = show(views, path).html
        except NoSuchView:  # a name of a voice that another voice bears
            continue
        size += len(html)
        if size > largest:
            break
        embedded[path] = html
    views.anchors = _anchors(embedded.values())
    for path in views.anchors:
        if path in embedded:
            embedded[path] = show(views, path).html
    return embedded


def _anchors(pages: Iterable[str]) -> dict[str, dict[int, list[str]]]:
    """Places in documents that any page leads to, so that they can be gone to without a script."""
    found: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for html in pages:
        for path, start, end in _PLACE.findall(html):
            found[path][int(start)].add(f"{start}-{end}")
    return {path: {start: sorted(ends) for start, ends in places.items()} for path, places in sorted(found.items())}


def _index_line(views: Views, claim: Claim, line: Line) -> dict[str, object]:
    """What the page's script sorts, narrows and searches a line by."""
    told = claim.assertions
    sources = {s.entity or s.name for a in told if (s := a.source)}
    anonymous = [a.source.anonymous for a in told if a.source]
    return {
        "verdict": claim.origins.verdict,
        "retold": line.is_retold,
        "date": line.published.earliest if line.published else "9999",
        "origins": [claim.origins.high, claim.origins.best],
        "searched": _searched(views, claim),
        "language": sorted({a.language for a in told}),
        "outlet": sorted({o for a in told if (o := views.by_id[a.span.document].outlet)}),
        "source": sorted(sources),
        "unattributed": not anonymous,
        "anonymous": bool(anonymous) and all(anonymous),
        "contradictory": line.contradictory,
    }


def _searched(views: Views, claim: Claim) -> str:
    """What a claim can be found by in the ledger, folded: its words, voices and outlets."""
    names = [a.source.name for a in claim.assertions if a.source] + [o.name for o in claim.origins.list]
    outlets = [views.by_id[a.span.document].outlet or "" for a in claim.assertions]
    wordings = sorted(a.span.exact[:_SEARCHED] for a in claim.assertions)
    said = dict.fromkeys([claim.text[:_SEARCHED], *sorted([*names, *outlets]), *wordings])
    return _fold(" ".join(said)[:_SEARCHED])


def _fold(text: str) -> str:
    """Lower case without accents, as the page's script does it."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)).lower()


def _in_script(text: str) -> str:
    """`text` in a script element that runs nothing; no spelling in it can end the element or open another."""
    for mark, written in (("</", "<\\/"), ("<!", "\\u003c!"), ("<s", "\\u003cs"), ("<S", "\\u003cS")):
        text = text.replace(mark, written)
    return text
