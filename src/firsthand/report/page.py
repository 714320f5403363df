"""The page around the views: first screen, ledger, and either all fragments embedded or a server to fetch them from.

The report is one file without any outside resource. Fragments lie in it as JSON strings that the browser skips until
one is opened, so that ten thousand claims open as quickly as ten. Its Content-Security-Policy admits exactly the one
script and the one style sheet that are in it, by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
import os
import unicodedata
from dataclasses import dataclass
from importlib.resources import files
from itertools import chain, islice
from pathlib import Path

from markupsafe import Markup

from firsthand.case import CaseReader, Choice
from firsthand.case.voices import voices
from firsthand.export.lines import to_json
from firsthand.files import whole_file
from firsthand.model import Case, Claim
from firsthand.report import phrases
from firsthand.report.views import Views

FIRST_ROWS = 60
"""Lines of the ledger that stand in the page itself: what anybody scrolls through before searching."""

MOST_LINES = 20_000
"""Claims in a report's ledger; they are sorted, so that what is left to the explorer is told once."""

LARGEST = 16_000_000
"""Characters of fragments embedded in a report: a file that mail takes and a telephone opens in two seconds."""

_SEARCHED = 1500  # characters by which a claim can be found in the ledger: its wordings and names, not a whole page

_VERDICTS = (
    ("single", "single", "a single origin"),
    ("not established", "not-established", "not established"),
    ("established", "established", "two origins or more"),
    ("lineage unknown", "lineage-unknown", "cannot tell"),
)


def write(case: Case | CaseReader, path: str | os.PathLike[str], *, is_new: bool = False) -> None:
    """Write the report of `case` as one HTML file; what was there before stays until the new one is complete.

    Raises
    ------
    OutputRefused
        The file cannot be written there.
    """
    target = Path(path)
    page = render(case).encode("utf8", "replace")
    with whole_file(target, is_new=is_new) as file:
        file.write(page)


def render(case: Case | CaseReader, largest: int = LARGEST) -> str:
    """The report as HTML. Beyond `largest` characters, what is needed least is left to the explorer."""
    if isinstance(case, Case):
        with CaseReader.of(case) as opened:
            return render(opened, largest)
    views = Views(case)
    embedded = _embed(views, largest)
    lines = []
    for claim in islice(case.all_claims(), MOST_LINES):
        line = views.line(claim, f"claim/{views.claim_path(claim.id)}" in embedded)
        lines.append(_index_line(views, claim, line))
    blocks = [_block(f"view:{name}", to_json(html)) for name, html in embedded.items()]
    blocks.append(_block("index", to_json(lines)))
    return shell(views, "report", "\n".join(blocks), len(lines))


def shell(views: Views, mode: str, data: str = "", n_lines: int | None = None) -> str:
    """The page: the first screen with the ledger's first lines, and behind it `data` with `n_lines` of the ledger."""
    style, script = _asset("style.css"), _asset("app.js")
    shown = views.case.ledger(limit=FIRST_ROWS)
    told = dict(views.counts.verdicts)
    return views.templates.get_template("shell.html").render(
        mode=mode,
        policy=policy(mode),
        headline=_headline(views, shown).replace(" of them", "\u00a0of\u00a0them"),
        style=Markup(style),
        script=Markup(script),
        tally=_tally(told),
        overview=_overview(views),
        rows=Markup("".join(map(views.line, shown))),
        n_static=len(shown),
        n_lines=n_lines,
        n_left_out=0 if n_lines is None else views.counts.claims - n_lines,
        n_once=views.counts.claims - views.counts.told_again,
        data=Markup(data),
    )


def _headline(views: Views, shown: list[Claim]) -> str:
    counts = views.counts
    only = shown[0].origins if counts.told_again == 1 else None
    single = dict(counts.verdicts).get("single", 0)
    return phrases.headline_of(counts.documents, counts.claims, counts.told_again, single, only)


def policy(mode: str) -> str:
    """The Content-Security-Policy: this script and style sheet, nothing else; the explorer may ask its own server."""
    style, script = (f"'sha256-{_hash(_asset(name))}'" for name in ("style.css", "app.js"))
    connect = "connect-src 'self'; " if mode == "explorer" else ""
    return f"default-src 'none'; {connect}style-src {style}; script-src {script}; base-uri 'none'; form-action 'none'"


def _index_line(views: Views, claim: Claim, line: str) -> dict[str, object]:
    """What the page's script sorts, filters and searches by, and the line it shows."""
    published = claim.first.published
    return {
        "verdict": claim.origins.verdict,
        "retold": phrases.is_retold(claim),
        "date": published.earliest if published else "9999",
        "origins": [claim.origins.high, claim.origins.best],
        "searched": _searched(views, claim),
        "html": line,
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


def _embed(views: Views, largest: int) -> dict[str, str]:
    """As many fragments as fit: lists, claims, sources, then texts and pairs by how many claims need them."""
    lengths = views.case.lengths()
    # One document of vast length must not cost all others their place.
    heavy = {f"document/{key}" for key, length, _ in lengths if length > largest // 4}
    texts = (f"document/{key}" for key, _, _ in sorted(lengths, key=lambda d: -d[2]))
    told = (f"claim/{views.claim_path(claim.id)}" for claim in views.case.choose(Choice(), None)[1])
    lists = ("facts", "sources", "documents", "passages", "originals", "problems")
    people = (f"source/{found.key}" for found in voices(views.case))
    embedded: dict[str, str] = {}
    size = 0
    for path in chain(lists, told, people, texts, views.paths()):
        if path in heavy or path in embedded:
            continue
        html = views.fragment(path)
        size += len(html)
        if size > largest:
            break
        embedded[path] = html
    return embedded


def _block(id: str, text: str) -> str:
    """`text` in a script element that runs nothing; no spelling in it can end the element or open another."""
    for mark, written in (("</", "<\\/"), ("<!", "\\u003c!"), ("<s", "\\u003cs"), ("<S", "\\u003cS")):
        text = text.replace(mark, written)
    return f'<script type="application/json" id="{id}">{text}</script>'


@dataclass(frozen=True, slots=True)
class _Tally:
    verdict: str
    name: str
    words: str
    n: int
    x: float
    width: float


def _tally(told: dict[str, int]) -> list[_Tally]:
    """How many claims have which verdict, as a bar a hundred wide."""
    parts = []
    x, total = 0.0, sum(told.values())
    for verdict, name, words in _VERDICTS:
        n = told.get(verdict, 0)
        if n:
            width = round(100 * n / total, 3)
            parts.append(_Tally(verdict, name, words, n, round(x, 3), width))
            x += width
    return parts


@dataclass(frozen=True, slots=True)
class _Number:
    n: str
    words: str
    href: str


def _overview(views: Views) -> list[_Number]:
    """What was read and found; each number leads to its view."""
    counts = views.counts
    numbers = [
        (counts.documents, "document", "documents", "#/documents"),
        (counts.copies, "copy of the same article", "copies of the same article", "#/documents"),
        (counts.reuses - counts.translated, "reused passage", "reused passages", "#/passages"),
        (counts.translated, "translated passage", "translated passages", "#/passages"),
        (counts.quotations, "quotation", "quotations", "#/sources"),
        (len(views.facts), "fact", "facts", "#/facts"),
        (views.n_voices, "voice", "voices", "#/sources"),
        (len(views.originals), "original to look for", "originals to look for", "#/originals"),
        (len(views.problems), "problem", "problems", "#/problems"),
    ]
    kept = [entry for entry in numbers if entry[0] or entry[1] in ("document", "problem")]
    return [_Number(f"{n:,}", one if n == 1 else many, href) for n, one, many, href in kept]


def _asset(name: str) -> str:
    return (files("firsthand.report") / "templates" / name).read_text("utf8")


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf8")).digest()).decode("ascii")
