"""The ledger and a claim's tree for the terminal: rich renderables that read as well without colour.

Colours repeat what the words already say, so that nothing is lost in a pipe, under ``NO_COLOR`` or to readers who do
not see them. Nothing here prints: the command does, on a console of its choice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from firsthand.export.records import ledger_order
from firsthand.model import Assertion, Case, Claim, Document, Source
from firsthand.present import reason_words
from firsthand.report import phrases
from firsthand.report.lineage import Row, lineage, role_of
from firsthand.report.names import byline, short_names
from firsthand.report.phrases import count, plain
from firsthand.report.wording import compare

Sort = Literal["deficit", "date", "origins"]

OURS, QUIET, THEIRS = "bold", "dim", ""
CHANGED, WARNING, VOICE = "yellow", "yellow", "cyan"
_LONGEST_WORDING = 280  # characters of a telling shown in a tree: some three lines of a terminal


def overview(case: Case) -> Text:
    """What was read and found, in two lines of numbers."""
    copies = sum(bool(document.same_as) for document in case.documents)
    bilingual = sum(len(document.languages) > 1 for document in case.documents)
    read = [f"Read {count(len(case.documents), 'document')}"]
    if copies:
        read.append(f"{copies} are copies of the same article")
    if bilingual:
        read.append(f"{bilingual} in more than one language")
    read.append(count(len(case.problems), "problem"))
    kinds = [reuse.kind for reuse in case.reuses]
    translated = kinds.count("translated")
    named = {voice_key(quotation.source) for quotation in case.quotations if quotation.source}
    found = [
        f"Found {count(len(kinds) - translated, 'reused passage')}",
        f"{translated:,} translated",
        f"{count(len(case.quotations), 'quotation')} by {count(len(named), 'voice')}",
        f"{count(len(case.claims), 'claim')}, {len(phrases.retold(case)):,} told more than once",
    ]
    return Text(" · ".join(read) + "\n" + " · ".join(found))


def voice_key(source: Source) -> str:
    """What tells one voice from another: the person meant, or else the name as it stands."""
    return source.entity or source.name


def ledger(case: Case, limit: int | None = None, sort: Sort = "deficit", once: bool = False) -> RenderableType:
    """The claims told more than once (with `once`: all), a table that fits eighty columns.

    Parameters
    ----------
    case
        The case.
    limit
        Show this many at most and say how many more there are.
    sort
        ``deficit``: most repeated beyond its origins first; ``date``: earliest first telling first; ``origins``: fewest
        origins first, then as by deficit.
    once
        Whether claims told once are shown too.
    """
    claims = sort_claims(case.claims if once else phrases.retold(case), sort)
    return ledger_table(phrases.headline(case), claims[:limit], len(claims), short_names(case))


def ledger_table(headline: str, claims: Sequence[Claim], total: int, names: Mapping[str, str]) -> RenderableType:
    """The first `claims` of `total` as a table below their `headline`; `names` are their documents' short names."""
    sentence = Text(headline, style=OURS)
    if not claims:
        return sentence
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, expand=False, header_style=QUIET)
    for header in ("told", "docs", "outlets"):
        table.add_column(header, justify="right", no_wrap=True)
    table.add_column("origins", no_wrap=False, min_width=7, max_width=12)
    table.add_column("claim", overflow="fold", ratio=1)
    for claim in claims:
        table.add_row(
            f"{len(claim.assertions):,}",
            f"{claim.n_documents:,}",
            f"{claim.n_outlets:,}",
            _origins(claim),
            Group(Text(phrases.brief(plain(claim.text), 160), overflow="fold"), _vouching(claim, names)),
        )
    parts: list[RenderableType] = [sentence, Text(), table]
    if total > len(claims):
        parts.append(Text(f"and {count(total - len(claims), 'more claim')}", style=QUIET))
    return Group(*parts)


def sort_claims(claims: Sequence[Claim], sort: Sort) -> list[Claim]:
    """The claims in one of the ledger's orders; every order is total."""
    keys: dict[str, Callable[[Claim], tuple[object, ...]]] = {
        "deficit": ledger_order,
        "date": lambda c: (c.first.published.earliest if c.first.published else "9999", *ledger_order(c)),
        "origins": lambda c: (c.origins.high, c.origins.best, *ledger_order(c)),
    }
    return sorted(claims, key=keys[sort])


def _origins(claim: Claim) -> Text:
    colour = {"established": "green", "single": "yellow"}.get(claim.origins.verdict, "")
    return Text(phrases.origins_words(claim.origins), style=colour)


def _vouching(claim: Claim, names: Mapping[str, str]) -> Text:
    """The line below a claim: who vouches for it, where it is told first, what was lost on the way."""
    line = Text("└ ", style=QUIET, overflow="fold")
    for level in phrases.doubts(claim):
        line.append(f"{level} · ", style=CHANGED)
    line.append(plain(voices(claim, names)), style=VOICE)
    first = next((a for a in claim.assertions if a.id == claim.first.assertion), None)
    if first is not None:
        line.append(f" · first here in {names.get(first.span.document, first.span.document)}")
    targets = {a.id: names.get(a.span.document, "") for a in claim.assertions}
    changes = [f"{targets.get(e.target, '')}: {plain(c.label)}" for e in claim.derivations for c in e.changes]
    for change in changes[:2]:
        line.append(" · ")
        line.append(change, style=CHANGED)
    if len(changes) > 2:
        line.append(f" · {count(len(changes) - 2, 'more change')}", style=CHANGED)
    return line


def voices(claim: Claim, documents: Mapping[str, str] | None = None, most: int = 3) -> str:
    """Who vouches for a claim, and through which medium: ``Inés Carballo, to Radio Costa (likely)``."""
    names = [phrases.voice(origin, documents) for origin in claim.origins.list]
    shown = phrases.listing([*names[:most], *([count(len(names) - most, "other")] if len(names) > most else [])])
    if len(names) != 1:
        return shown or "nobody is named"
    media = {e.target.split(":", 1)[1]: e.probability for e in claim.derivations if e.target.startswith("medium:")}
    media |= {e.origin.split(":", 1)[1]: e.probability for e in claim.derivations if e.origin.startswith("medium:")}
    if not media:
        media = {a.medium: 1.0 for a in claim.assertions if a.medium}
    if not media:
        return shown
    sure = all(probability >= phrases.LIKELY for probability in media.values())
    return f"{shown}, to {phrases.listing(sorted(media))}{'' if sure else ' (likely)'}"


def tree(case: Case, claim: Claim) -> RenderableType:
    """One claim: its words, the tree of who took it from whom with reasons, and the count with its range."""
    return claim_tree(claim, {document.id: document for document in case.documents}, short_names(case))


def claim_tree(claim: Claim, documents: Mapping[str, Document], names: Mapping[str, str]) -> RenderableType:
    """The same, from the documents that the claim speaks of and their short names."""
    rows = lineage(claim, documents, names)
    lines: list[RenderableType] = [Text(phrases.brief(plain(claim.text), 800), style=OURS), Text()]
    by_id = {row.id: row for row in rows}
    for i, row in enumerate(rows):
        has_children = i + 1 < len(rows) and rows[i + 1].depth > row.depth
        stem, branch = _guides(row, has_children)
        lines.append(_Hanging(stem, branch, _row_head(claim, row, by_id, documents, names)))
        lines.extend(_Hanging(branch, branch, detail) for detail in _row_details(claim, row, by_id, names))
    lines.extend([Text(), _footer(claim)])
    lines.extend(_discrepancies(claim, names))
    if claim.summary:
        lines.append(Text(plain(claim.summary)))
    return Group(*lines)


def _guides(row: Row, has_children: bool) -> tuple[str, str]:
    """The line-drawing before a row's first line, and before the lines that follow."""
    if row.depth == 0:
        return "", "│  " if has_children else "   "
    trunk = "".join("│  " if continues else "   " for continues in row.continues[1:-1])
    last = not row.continues[-1]
    return trunk + ("└─ " if last else "├─ "), trunk + ("   " if last else "│  ") + ("│  " if has_children else "")


def _row_head(
    claim: Claim, row: Row, rows: dict[str, Row], documents: Mapping[str, Document], names: Mapping[str, str]
) -> Text:
    head = Text()
    if row.assertion is None:
        head.append(plain(row.name), style=VOICE)
        if row.kind == "medium":
            sure = phrases.sureness(row.edge.probability) if row.edge else "likely"
            head.append(f" · medium{', ' + sure if sure else ''}")
            if row.name in claim.originals:
                head.append(" · not in this collection: look for it", style=WARNING)
        elif role := role_of(claim, row):
            head.append(f" · {plain(role)}")
        return head
    document = documents[row.assertion.span.document]
    above = rows[row.parent].assertion if row.parent in rows else None
    head.append(names[document.id], style=OURS)
    if above is not None and above.span.document == document.id:
        language = row.assertion.language
        head.append(" once more" if language == above.language else f" in {phrases.language_name(language)}")
    else:
        if publisher := byline(document):
            head.append(f" {publisher}")
        head.append(f" · {phrases.date_words(document.published)}")
    head.append(f" · {phrases.kind_words(row.assertion, above is not None)}")
    if row.edge is not None and above is not None:
        head.append(f", {row.edge.probability:.2f}")
    if row.assertion.copies:
        also = phrases.listing(names.get(copy.document, copy.document) for copy in row.assertion.copies)
        head.append(f" · same article as {also}", style=QUIET)
    if document.status in ("corrected", "retracted"):
        head.append(f" · {document.status}", style=WARNING)
    return head


def _row_details(claim: Claim, row: Row, rows: dict[str, Row], names: Mapping[str, str]) -> list[Text]:
    details = []
    if row.assertion is not None:
        above = rows[row.parent].assertion if row.parent in rows else None
        details.append(_words(row.assertion, above))
        if row.assertion.certainty.hedge:
            hedge = plain(row.assertion.certainty.hedge.exact)
            details.append(Text(f"{row.assertion.certainty.level}: “{hedge}”", style=QUIET))
    if row.edge is None:
        return details
    if row.edge.changes:
        labels = "; ".join(plain(change.label) for change in row.edge.changes)
        details.append(Text(f"changed: {labels}", style=CHANGED))
    without = phrases.counterfactual(claim, row.edge.without_it)
    if why := "; ".join([*(plain(reason_words(r)) for r in row.edge.reasons), *([without] if without else [])]):
        details.append(Text(f"why: {why}", style=QUIET))
    for other in row.others[:2]:
        parent = rows[other.origin].assertion
        name = names[parent.span.document] if parent else rows[other.origin].name
        details.append(Text(f"or, {other.probability:.2f}: from {plain(name)}", style=QUIET))
    return details


def _words(assertion: Assertion, above: Assertion | None) -> Text:
    """The telling's own words, what its parent has not in colour."""
    text = Text("“", style=THEIRS)
    pieces = None
    if above is not None and assertion.kind in ("verbatim", "edited"):
        pieces = compare(plain(above.span.exact), plain(assertion.span.exact)[: 2 * _LONGEST_WORDING])[1]
    if pieces is None:
        text.append(phrases.brief(plain(assertion.span.exact), 2 * _LONGEST_WORDING))
    else:
        for piece in pieces:
            text.append(piece.text, style=f"{CHANGED} underline" if piece.changed else "")
    if len(text) > _LONGEST_WORDING:
        text.truncate(_LONGEST_WORDING)
        text.append("…")
    text.append("”")
    return text


class _Hanging:
    """Text that wraps to the right of its branch, with the branch drawn on each of its lines."""

    def __init__(self, stem: str, branch: str, detail: Text) -> None:
        self.stem, self.branch, self.detail = stem, branch, detail

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = max(20, options.max_width - len(self.branch))
        for i, line in enumerate(self.detail.wrap(console, width)):
            line.rstrip()
            yield Text(self.branch if i else self.stem, style=QUIET) + line


def _footer(claim: Claim) -> Text:
    origins = claim.origins
    unknown = origins.verdict == "lineage unknown"
    parts = [
        f"origins {'unknown' if unknown else origins.best} ({origins.low}–{origins.high})",
        *([] if unknown else [origins.verdict]),
        f"direct reports {claim.direct_reports}",
        f"told in {count(claim.n_documents, 'document')} of {count(claim.n_outlets, 'outlet')}",
    ]
    if claim.chokepoints:
        parts.append(f"all through {phrases.listing(map(plain, claim.chokepoints))}")
    return Text(" · ".join(parts), style=OURS)


def _discrepancies(claim: Claim, names: Mapping[str, str]) -> list[Text]:
    lines = []
    for discrepancy in claim.discrepancies:
        places: dict[str, list[str]] = {}
        for value in discrepancy.values:
            places.setdefault(plain(value.span.exact), []).append(names.get(value.span.document, value.span.document))
        values = "; ".join(
            f"“{words}” in {phrases.listing(sorted(set(here)))}" for words, here in sorted(places.items())
        )
        lines.append(Text(f"differs in {discrepancy.slot}: {values}", style=CHANGED))
    return lines
