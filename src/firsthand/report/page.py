"""The page around the views: first screen, ledger, and either all fragments embedded or a server to fetch them from.

The report is one file without any outside resource. Fragments lie in it as JSON strings that the browser skips until
one is opened, so that ten thousand claims open as quickly as ten. Its Content-Security-Policy admits exactly the one
script and the one style sheet that are in it, by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
import os
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from markupsafe import Markup

from firsthand.errors import WrongUse
from firsthand.export.lines import to_json
from firsthand.model import Case, Claim
from firsthand.report import phrases
from firsthand.report.terminal import voice_key
from firsthand.report.views import Views, documents_first_needed

FIRST_ROWS = 60
"""Lines of the ledger that stand in the page itself: what anybody scrolls through before searching."""

MOST_LINES = 20_000
"""Claims in a report's ledger; they are sorted, so that what is left to the explorer is told once."""

LARGEST = 16_000_000
"""Characters of fragments embedded in a report: a file that mail takes and a telephone opens in two seconds."""

_VERDICTS = (
    ("single", "single", "a single origin"),
    ("not established", "not-established", "not established"),
    ("established", "established", "two origins or more"),
    ("lineage unknown", "lineage-unknown", "cannot tell"),
)


def write(case: Case, path: str | os.PathLike[str]) -> None:
    """Write the report of `case` as one HTML file; what was there before stays until the new one is complete.

    Raises
    ------
    WrongUse
        The file cannot be written there.
    """
    target = Path(path)
    page = render(case).encode("utf8", "replace")
    partial = target.with_name(f".{target.name}.{os.getpid()}.unfinished")
    try:
        partial.write_bytes(page)
        partial.replace(target)
    except OSError as error:
        raise WrongUse(f"{target} cannot be written: {error.strerror}") from error
    finally:
        partial.unlink(missing_ok=True)


def render(case: Case, largest: int = LARGEST) -> str:
    """The report as HTML. Beyond `largest` characters, what is needed least is left to the explorer."""
    views = Views(case)
    embedded = _embed(views, largest)
    lines = [views.line(key, f"claim/{key}" in embedded) for key in range(min(len(views.claims), MOST_LINES))]
    blocks = [_block(f"view:{name}", to_json(html)) for name, html in embedded.items()]
    blocks.append(_block("index", to_json([_index_line(views, key, line) for key, line in enumerate(lines)])))
    return shell(views, "report", "\n".join(blocks), len(lines))


def shell(views: Views, mode: str, data: str = "", n_lines: int | None = None) -> str:
    """The page: the first screen with the ledger's first lines, and behind it `data` with `n_lines` of the ledger."""
    style, script = _asset("style.css"), _asset("app.js")
    told = phrases.retold(views.case)
    shown = [key for key, claim in enumerate(views.claims) if phrases.is_retold(claim)][:FIRST_ROWS]
    return views.templates.get_template("shell.html").render(
        mode=mode,
        policy=policy(mode),
        headline=phrases.headline(views.case).replace(" of them", "\u00a0of\u00a0them"),
        style=Markup(style),
        script=Markup(script),
        tally=_tally(told),
        overview=_overview(views),
        rows=Markup("".join(map(views.line, shown))),
        n_static=len(shown),
        n_lines=n_lines,
        n_left_out=0 if n_lines is None else len(views.claims) - n_lines,
        n_once=len(views.claims) - len(told),
        data=Markup(data),
    )


def policy(mode: str) -> str:
    """The Content-Security-Policy: this script and style sheet, nothing else; the explorer may ask its own server."""
    style, script = (f"'sha256-{_hash(_asset(name))}'" for name in ("style.css", "app.js"))
    connect = "connect-src 'self'; " if mode == "explorer" else ""
    return f"default-src 'none'; {connect}style-src {style}; script-src {script}; base-uri 'none'; form-action 'none'"


def _index_line(views: Views, key: int, line: str) -> dict[str, object]:
    """What the page's script sorts, filters and searches by, and the line it shows."""
    claim = views.claims[key]
    published = claim.first.published
    return {
        "verdict": claim.origins.verdict,
        "retold": phrases.is_retold(claim),
        "date": published.earliest if published else "9999",
        "origins": [claim.origins.high, claim.origins.best],
        "searched": views.searched[key],
        "html": line,
    }


def _embed(views: Views, largest: int) -> dict[str, str]:
    """As many fragments as fit: lists, claims, sources, then texts and pairs by how many claims need them."""
    texts = [f"document/{views.keys[document.id]}" for document in documents_first_needed(views)]
    paths = list(views.paths())
    needed = [path for path in paths if not path.startswith(("document/", "pair/")) and _is_told_again(views, path)]
    order = dict.fromkeys([*needed, *texts, *paths])
    # One document of vast length must not cost all others their place.
    heavy = {f"document/{views.keys[d.id]}" for d in views.documents if len(d.text) > largest // 4}
    embedded: dict[str, str] = {}
    size = 0
    for path in order:
        if path in heavy:
            continue
        html = views.fragment(path)
        size += len(html)
        if size > largest:
            break
        embedded[path] = html
    return embedded


def _is_told_again(views: Views, path: str) -> bool:
    kind, _, key = path.partition("/")
    return kind != "claim" or phrases.is_retold(views.claims[int(key)])


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


def _tally(told: list[Claim]) -> list[_Tally]:
    """How many claims have which verdict, as a bar a hundred wide."""
    parts = []
    x = 0.0
    for verdict, name, words in _VERDICTS:
        n = sum(claim.origins.verdict == verdict for claim in told)
        if n:
            width = round(100 * n / len(told), 3)
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
    case = views.case
    copies = sum(bool(document.same_as) for document in case.documents)
    translated = sum(reuse.kind == "translated" for reuse in case.reuses)
    voices = {voice_key(quotation.source) for quotation in case.quotations if quotation.source}
    numbers = [
        (len(case.documents), "document", "documents", "#/documents"),
        (copies, "copy of the same article", "copies of the same article", "#/documents"),
        (len(case.reuses) - translated, "reused passage", "reused passages", "#/passages"),
        (translated, "translated passage", "translated passages", "#/passages"),
        (len(case.quotations), "quotation", "quotations", "#/sources"),
        (len(voices), "voice", "voices", "#/sources"),
        (len(case.originals), "original to look for", "originals to look for", "#/originals"),
        (len(case.problems), "problem", "problems", "#/problems"),
    ]
    kept = [entry for entry in numbers if entry[0] or entry[1] in ("document", "problem")]
    return [_Number(f"{n:,}", one if n == 1 else many, href) for n, one, many, href in kept]


def _asset(name: str) -> str:
    return (files("firsthand.report") / "templates" / name).read_text("utf8")


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf8")).digest()).decode("ascii")
