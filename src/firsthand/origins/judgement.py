"""Judgement: all groups of statements as claims, in ledger order; who depends on whom; what the collection lacks.

In: the groups, and what the documents say of their sources. Out: claims, and for every pair of articles that share one
how probably they depend on each other. Nothing here looks at a text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from firsthand.claims import Group, Statement
from firsthand.model import Change, Claim, Decision, Document, MissingOriginal, Quotation, Reuse
from firsthand.origins.agencies import credit_agencies, usual_name
from firsthand.origins.articles import Articles
from firsthand.origins.judging import Judge
from firsthand.origins.lineage import rare_word_background, trace_lineage
from firsthand.origins.media import Media, hear_media
from firsthand.origins.ties import Ties
from firsthand.origins.versions import address, address_of
from firsthand.settings import OriginSettings

Depends = Callable[[str, str], tuple[float | None, str | None]]
"""For two articles: the probability that one depends on the other, and which is the copy; None where not known."""


def judge_groups(
    documents: Sequence[Document],
    articles: Articles,
    groups: Sequence[Group],
    quotations: Sequence[Quotation],
    decisions: Sequence[Decision],
    names: Mapping[str, Sequence[tuple[int, int, str]]],
    settings: OriginSettings,
    about: str | None = None,
) -> tuple[list[Claim], Depends]:
    """Every group as a claim, in ledger order; and how probably two articles depend on each other, with direction.

    `names` are the places of names in each document, ``(start, end, entity)``; where one document is asked `about`,
    only the claims that it tells are judged, by what all of them say.
    """
    from firsthand.values import find_changes

    documents = [credit_agencies(d) for d in documents]
    by_id = {d.id: d for d in documents}
    articles = replace(articles, documents=by_id)

    def changes(before: Statement, after: Statement) -> tuple[Change, ...]:
        ours, theirs = by_id[before.document], by_id[after.document]
        spans = ours.span(before.start, before.end), theirs.span(after.start, after.end)
        return tuple(find_changes(*spans, before.language, after.language, ours.published, theirs.published))

    media = hear_media(documents, quotations)
    spoken = {by_id[d].text[a:b] for d, found in names.items() for a, b, _ in found}
    background = rare_word_background(sorted(spoken), settings.name_background)
    credits = _hear_credits(documents, quotations, media)
    links = _follow_links(documents, articles)
    for article, linked in links.items():
        credits[article].update(usual_name(name) for other in linked if (name := by_id[other].outlet))
    lineage = trace_lineage(groups, articles, credits, background, decisions, links=links)
    ties = Ties(groups, articles, lineage, settings)
    judge = Judge(articles, lineage, media, lambda statement: statement.certainty, changes, settings, ties)
    asked = [
        (str(n), g) for n, g in enumerate(groups) if about is None or any(s.document == about for s in g.statements)
    ]
    claims = [judge.judge(family, group) for family, group in asked]
    claims.sort(key=lambda c: (-c.deficit, -c.n_documents, -len(c.assertions), c.id))
    return claims, ties.depends


def _hear_credits(documents: Sequence[Document], quotations: Sequence[Quotation], media: Media) -> dict[str, set[str]]:
    """What each document names as where it has things from."""
    credits = {d.id: set(d.credits) for d in documents}
    for q in quotations:
        speaker = q.source.name if q.source and (q.source.kind == "outlet" or media.publishes(q.source.name)) else None
        credits[q.span.document].update(usual_name(name) for name in (q.medium, speaker) if name)
    for d in documents:
        credits[d.id].update(map(usual_name, media.credited(d)))
    return credits


def _follow_links(documents: Sequence[Document], articles: Articles) -> dict[str, set[str]]:
    """For each document the articles of other outlets here that its text links to.

    A link to an outlet's own older piece, or to another state of the page, is a service to readers and no credit.
    """
    at: dict[str, set[str]] = defaultdict(set)
    for d in documents:
        if found := address_of(d):
            at[found].add(articles.of[d.id])
    links: dict[str, set[str]] = {}
    for d in documents:
        linked = {other for url in d.links for other in at.get(address(url) or "", ())}
        foreign = {x for x in linked if x != articles.of[d.id] and not (d.outlet and articles[x].outlet == d.outlet)}
        if foreign:
            links[d.id] = foreign
    return links


def direct(reuse: Reuse, depends: Depends, article: Mapping[str, str]) -> Reuse:
    """`reuse` with the probability that one side depends on the other, and the direction where one is inferred."""
    a, b = article[reuse.a.document], article[reuse.b.document]
    if a == b:
        return replace(reuse, probability=1.0)
    probability, child = depends(a, b)
    direction: Literal["a->b", "b->a"] | None = None if child is None else "a->b" if child == b else "b->a"
    return replace(reuse, probability=probability, direction=direction)


def list_missing(claims: Sequence[Claim]) -> tuple[MissingOriginal, ...]:
    """Everything that is pointed at and is not here, with the claims that hang on it; most wanted first."""
    hanging: dict[str, list[str]] = defaultdict(list)
    for claim in claims:
        for name in claim.originals:
            hanging[name].append(claim.id)
    wanted = sorted(hanging, key=lambda name: (-len(hanging[name]), name))
    return tuple(MissingOriginal(name, tuple(hanging[name]), "named as the medium or the source") for name in wanted)
