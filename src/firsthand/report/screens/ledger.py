"""The ledger: claims, a line each, narrowed, searched and sorted by what stands in the address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from firsthand.case import Choice
from firsthand.case.facets import FLAGS, Facets
from firsthand.case.known_facts import FactChoice, choose_facts
from firsthand.case.ledger import Sort
from firsthand.case.lines import Line, lines
from firsthand.model import Span
from firsthand.report.views import Asked, Screen, Views

LINES = 50
"""Lines on one page: what anybody scrolls through before searching."""

VERDICTS = ("single", "not established", "established", "lineage unknown")


@dataclass(frozen=True, slots=True)
class Share:
    """How many claims have a verdict, and their part of a bar a hundred wide."""

    verdict: str
    n: int
    x: float
    width: float

    @property
    def name(self) -> str:
        """The verdict as the style sheet calls it."""
        return self.verdict.replace(" ", "-")


def show(views: Views, parts: Sequence[str], asked: Asked) -> Screen:
    """The ledger as `asked`."""
    choice = chosen(asked)
    start = asked.number("from", 0)
    total, found = lines(views.case, choice, LINES, start)
    headline = headline_of(views)
    narrowed = choice != Choice(choice.sort)
    contradicted = [] if narrowed or start else choose_facts(views.case, FactChoice("contradictory"), 3)[1]
    return views.screen(
        headline,
        "ledger.html",
        headline=headline,
        asked=asked,
        choice=choice,
        narrowed=narrowed,
        lines=found,
        start=start,
        step=LINES,
        total=total,
        shares=shares(dict(views.counts.verdicts)),
        overview=overview(views) if not narrowed else (),
        facets=facets(views),
        flags=FLAGS,
        contradicted=contradicted,
        n_contradicted=views.fact_counts.get("contradictory", 0),
        n_once=views.counts.claims - views.counts.told_again,
        span_of=span_of,
    )


def chosen(asked: Asked) -> Choice:
    """The claims that a reader asks for, in the order that is asked for."""
    flags = {flag: bool(asked.get(flag)) for flag in FLAGS}
    named = {name: asked.get(name) for name in ("language", "outlet", "source", "since", "until")}
    sort = asked.one_of("sort", get_args(Sort))
    verdict = asked.one_of("verdict", ("", *VERDICTS))
    return Choice(sort, bool(asked.get("once")), verdict, asked.get("q"), Facets(**named, **flags))  # type: ignore[arg-type]


def span_of(line: Line) -> Span:
    """Where a line's claim is told first."""
    return Span(line.first_start, line.first_end, "", line.first_document)


def facets(views: Views) -> list[tuple[str, list[tuple[str, str, int]]]]:
    """What can be chosen from: the facet's name, and its values with what they are called and how many there are."""
    languages, outlets, sources = views.facet_values
    return [
        ("language", [(v.value, views.ui.tongue(v.name), v.n) for v in languages]),
        ("outlet", [(v.value, v.name, v.n) for v in outlets]),
        ("source", [(v.value, v.name, v.n) for v in sources]),
    ]


def shares(told: dict[str, int]) -> list[Share]:
    """How many claims have which verdict, as a bar."""
    found, x, total = [], 0.0, sum(told.values())
    for verdict in VERDICTS:
        n = told.get(verdict, 0)
        if n:
            width = round(100 * n / total, 3)
            found.append(Share(verdict, n, round(x, 3), width))
            x += width
    return found


def headline_of(views: Views) -> str:
    """The answer to the question that the program is for, in one sentence."""
    counts, t = views.counts, views.ui
    told, single = counts.told_again, dict(counts.verdicts).get("single", 0)
    if not counts.documents:
        return t("headline.nothing_read")
    if not counts.claims:
        return t("headline.no_claims", documents=t.count("document", counts.documents))
    if not told:
        return t("headline.none_again", n=counts.claims)
    first = t("headline.again", n=told)
    if single == told:
        return first + t("headline.all_single", n=told)
    return first + (t("headline.some_single", n=single) if single else t("headline.none_single"))


def overview(views: Views) -> list[tuple[str, str]]:
    """What was read and found, each with the path of its view."""
    counts, t = views.counts, views.ui
    numbers = [
        ("document", counts.documents, "documents"),
        ("copy", counts.copies, "documents"),
        ("passage", counts.reuses - counts.translated, "passages"),
        ("translation", counts.translated, "passages"),
        ("quotation", counts.quotations, "sources"),
        ("fact", sum(views.fact_counts.values()), "facts"),
        ("voice", views.n_voices, "sources"),
        ("original", len(views.originals), "originals"),
        ("problem", len(views.problems), "audit"),
    ]
    return [(t.count(what, n), path) for what, n, path in numbers if n or what in ("document", "problem")]
