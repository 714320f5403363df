"""One fact: its values side by side in time, who gives each, through whom, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.case.known_facts import find_fact
from firsthand.model import Fact, FactAssertion, Source, ToldValue
from firsthand.report.addresses import read_part
from firsthand.report.drawing.values import draw_values
from firsthand.report.views import Asked, NoSuchView, Screen, Views

MOST = 60
"""Tellings shown of each value."""
_VALUES, _SIDES, _STEPS = 40, 12, 12


@dataclass(frozen=True, slots=True)
class Told:
    """One value and the clauses that tell it."""

    value: ToldValue
    assertions: tuple[FactAssertion, ...]

    @property
    def media(self) -> list[str]:
        """Through whom it was told, where a medium is named."""
        return sorted({a.medium for a in self.assertions if a.medium})

    @property
    def levels(self) -> list[str]:
        """Whether it is denied or doubted where it is told."""
        return sorted({a.certainty.level for a in self.assertions} & {"denied", "doubted"})


@dataclass(frozen=True, slots=True)
class Side:
    """Who gives a value, and which ones in time, each with the clause that tells it."""

    source: Source
    steps: tuple[tuple[str, FactAssertion], ...]


def show(views: Views, parts: Sequence[str], asked: Asked) -> Screen:
    """The fact of that id."""
    name = read_part(parts[0])
    fact = find_fact(views.case, name) if isinstance(name, str) else None
    if fact is None:
        raise NoSuchView(parts[0])
    views.by_id.fetch({a.span.document for a in fact.assertions})
    told = _told(views, fact)
    rest = [a for a in fact.assertions if not any(a.id in t.value.assertions for t in told)]
    claims = [(views.claim_path(id), text) for id in fact.claims[:20] if (text := views.case.claim_text(id))]
    return views.screen(
        fact.label[:200], "fact.html", fact=fact, told=told, rest=rest[:MOST], n_rest=len(rest), claims=claims,
        sides=_sides(views, told),
        drawing=draw_values(fact, views.by_id, views.names, views.ui), missing=_missing(views, fact, told), most=MOST,
        most_values=_VALUES,
    )  # fmt: skip


def _told(views: Views, fact: Fact) -> list[Told]:
    by_id = {a.id: a for a in fact.assertions}
    told = ([by_id[id] for id in v.assertions if id in by_id] for v in fact.values[:_VALUES])
    return [Told(v, tuple(sorted(a, key=lambda x: _when(views, x)))) for v, a in zip(fact.values, told)]


def _when(views: Views, assertion: FactAssertion) -> tuple[bool, str, str, int]:
    """Earliest first, what has no date last."""
    published = views.by_id[assertion.span.document].published
    return published is None, published.earliest if published else "", assertion.span.document, assertion.span.start


def _sides(views: Views, told: Sequence[Told]) -> list[Side]:
    """Who gives which values, one after the other; nothing where one source gives them all, or each tells but one."""
    given: dict[str, list[tuple[tuple[bool, str, str, int], FactAssertion, str]]] = {}
    for one in told:
        for a in one.assertions:
            if a.source is not None and not a.source.anonymous:
                given.setdefault(a.source.entity or a.source.name, []).append(
                    (_when(views, a), a, one.value.value.text)
                )
    sides = []
    for steps in given.values():
        steps.sort(key=lambda step: step[0])
        kept = [s for n, s in enumerate(steps) if not n or steps[n - 1][2] != s[2]]
        assert steps[0][1].source is not None
        sides.append(Side(steps[0][1].source, tuple((value, a) for _, a, value in kept[:_STEPS])))
    moved = any(len(side.steps) > 1 for side in sides)
    return sides[:_SIDES] if len(sides) > 1 and moved else []


def _missing(views: Views, fact: Fact, told: Sequence[Told]) -> list[str]:
    """What would have to be known to say more."""
    t, missing = views.ui, []
    documents = {a.span.document for a in fact.assertions}
    undated = sum(views.by_id[id].published is None for id in documents)
    if undated:
        missing.append(t("fact.undated", n=undated))
    nobody = sum(a.source is None for a in fact.assertions)
    if nobody:
        missing.append(t("fact.nobody", n=nobody))
    anonymous = sum(a.source is not None and a.source.anonymous for a in fact.assertions)
    if anonymous:
        missing.append(t("fact.anonymous", n=anonymous))
    lone = sum(v.value.origins.high == 1 for v in told)
    if told and lone == len(told):
        missing.append(t("fact.each_single"))
    return missing
