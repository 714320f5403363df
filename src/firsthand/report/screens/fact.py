"""One fact: its values side by side in time, who gives each, through whom, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.case.known_facts import find_fact
from firsthand.model import Fact, FactAssertion, ToldValue
from firsthand.report.addresses import read_part
from firsthand.report.drawing.values import draw_values
from firsthand.report.views import Asked, NoSuchView, Screen, Views

MOST = 60
"""Tellings shown of each value."""
_VALUES = 40


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


def show(views: Views, parts: Sequence[str], asked: Asked) -> Screen:
    """The fact of that id."""
    name = read_part(parts[0])
    fact = find_fact(views.case, name) if isinstance(name, str) else None
    if fact is None:
        raise NoSuchView(parts[0])
    views.by_id.fetch({a.span.document for a in fact.assertions})
    told = _told(fact)
    rest = [a for a in fact.assertions if not any(a.id in t.value.assertions for t in told)]
    claims = [(views.claim_path(id), text) for id in fact.claims[:20] if (text := views.case.claim_text(id))]
    return views.screen(
        fact.label[:200], "fact.html", fact=fact, told=told, rest=rest[:MOST], n_rest=len(rest), claims=claims,
        drawing=draw_values(fact, views.by_id, views.names, views.ui), missing=_missing(views, fact, told), most=MOST,
        most_values=_VALUES,
    )  # fmt: skip


def _told(fact: Fact) -> list[Told]:
    by_id = {a.id: a for a in fact.assertions}
    return [Told(v, tuple(by_id[id] for id in v.assertions if id in by_id)) for v in fact.values[:_VALUES]]


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
