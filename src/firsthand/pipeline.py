"""trace(): the one place where the stages meet. A collection goes in, a case comes out."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Literal

from firsthand.claims import Group, Statement, cut_statements, facts_of, gather
from firsthand.errors import NothingReadable
from firsthand.model import (
    Case,
    Certainty,
    Change,
    Claim,
    Decision,
    Document,
    MissingOriginal,
    Passage,
    Problem,
    Quotation,
    Reuse,
    Run,
)
from firsthand.settings import ClaimSettings, OriginSettings, ReuseSettings

if TYPE_CHECKING:
    from firsthand.origins.articles import Articles
    from firsthand.values import Entities

Depends = dict[tuple[str, str], tuple[float, str | None]]
Layouts = Mapping[str, tuple[Passage, ...]]
Progress = Callable[[str], None]


class Stopwatch:
    """Seconds per stage, and a word to whoever watches when a stage begins."""

    def __init__(self, progress: Progress | None) -> None:
        self.seconds: list[tuple[str, float]] = []
        self._progress = progress

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time one stage."""
        if self._progress:
            self._progress(name)
        begun = time.perf_counter()
        yield
        self.seconds.append((name, round(time.perf_counter() - begun, 3)))


def trace(
    paths: str | Path | Document | Iterable[str | Path | Document],
    *,
    decisions: Sequence[Decision] = (),
    owners: Mapping[str, str] | None = None,
    stdin: IO[bytes] | None = None,
    progress: Progress | None = None,
) -> Case:
    """Read everything below `paths`, and find for every claim who said it first and how many origins it has.

    Parameters
    ----------
    paths : path, Document, or iterable of them
        Files, folders, globs, or documents made by the caller.
    decisions : sequence of Decision
        The user's own word, applied before anything is inferred.
    owners : mapping, optional
        Outlet to the owner behind it.
    stdin : binary stream, optional
        What the path ``-`` stands for: JSON lines.
    progress : callable, optional
        Called with the name of each stage as it begins.

    Returns
    -------
    Case

    Raises
    ------
    NothingReadable
        No document could be read; its ``problems`` say why.
    """
    from firsthand.reading import read

    watch = Stopwatch(progress)
    with watch.stage("read"):
        collection = read(paths, owners=owners, stdin=stdin)
    if not collection.documents:
        raise NothingReadable("nothing could be read below the given paths", collection.problems)
    return trace_documents(collection.documents, problems=collection.problems, decisions=decisions, watch=watch)


def trace_documents(
    documents: Iterable[Document],
    *,
    problems: Iterable[Problem] = (),
    decisions: Sequence[Decision] = (),
    watch: Stopwatch | None = None,
) -> Case:
    """The case of `documents` that were read already; the order in which they are given does not matter."""
    from firsthand import __version__
    from firsthand.origins.articles import find_articles
    from firsthand.quotes import listen
    from firsthand.quotes.translated import mark_translated
    from firsthand.reuse import find_reuse, find_translations, tie_families
    from firsthand.text import lay_out

    watch = watch or Stopwatch(None)
    documents = tuple(sorted((_owned(d, decisions) for d in documents), key=lambda d: d.id))
    with watch.stage("lay out"):
        layouts = lay_out(documents)
        documents = tuple(replace(d, languages=d.languages or _languages(layouts[d.id])) for d in documents)
    with watch.stage("reuse"):
        reuses = list(find_reuse(documents, layouts))
        articles = find_articles(documents, layouts, reuses, OriginSettings())
    with watch.stage("translations"):
        reuses += find_translations(documents, layouts)
        reuses, families = tie_families(reuses, documents)
    with watch.stage("quotations"):
        quotations = [q for d in documents for q in listen(d, layouts[d.id])]
    with watch.stage("names"):
        names, entities = _meet(documents, layouts, decisions)
        quotations = _recognise(quotations, entities, documents)
    with watch.stage("claims"):
        statements, groups = _gather(documents, layouts, quotations, reuses, names)
    with watch.stage("origins"):
        claims, depends = _judge(documents, articles, groups, quotations, decisions, names)
        reuses = [_directed(r, depends, articles.of) for r in reuses]
        quotations = mark_translated(quotations, reuses, documents)
    documents = tuple(replace(d, same_as=articles.copies(d.id)) for d in documents)
    counts = {
        "documents": len(documents),
        "articles": len(set(articles.of.values())),
        "reuses": len(reuses),
        "quotations": len(quotations),
        "entities": len(entities.entities),
        "statements": len(statements),
        "claims": len(claims),
    }
    settings = {type(s).__name__: asdict(s) for s in (ReuseSettings(), ClaimSettings(), OriginSettings())}
    return Case(
        documents=documents,
        passages=tuple(p for d in documents for p in layouts[d.id]),
        reuses=tuple(reuses),
        families=tuple(families),
        quotations=tuple(quotations),
        entities=tuple(entities.entities),
        claims=tuple(claims),
        originals=_originals(claims),
        problems=tuple(sorted(problems, key=lambda p: (p.document or "", p.stage, p.code, p.message))),
        decisions=tuple(decisions),
        run=Run(
            version=__version__,
            settings=tuple((f"{c}.{k}", str(v)) for c, fields in settings.items() for k, v in fields.items()),
            inputs=tuple((d.id, d.sha256) for d in documents),
            counts=tuple(counts.items()),
            seconds=tuple(watch.seconds),
        ),
    )


def untraced(document: Document) -> Document:
    """`document` as it was read, without what tracing found of it."""
    return replace(document, same_as=())


def _owned(document: Document, decisions: Sequence[Decision]) -> Document:
    """`document` under the owner that the user decided on, if any: the first of several outlets names them all."""
    for decision in decisions:
        if decision.kind == "same owner" and document.outlet in decision.subjects:
            return replace(document, owner=decision.subjects[0])
    return document


def _languages(passages: Sequence[Passage]) -> tuple[str, ...]:
    share: dict[str, int] = defaultdict(int)
    for p in passages:
        if p.kind == "body":
            share[p.language] += p.end - p.start
    return tuple(sorted(share, key=lambda code: (-share[code], code)))


def _meet(
    documents: Sequence[Document], layouts: Layouts, decisions: Sequence[Decision]
) -> tuple[dict[str, list[tuple[int, int, str]]], Entities]:
    """Where in every document which entity is named, and, with an empty id, where an office is.

    Headings, which capitalise everything, are not asked.
    """
    from firsthand.values import find_document_names, resolve_entities

    names = {
        d.id: find_document_names(
            d.text, [(p.start, p.end, p.language) for p in layouts[d.id] if p.kind in ("body", "list")]
        )
        for d in documents
    }
    entities = resolve_entities(documents, names, decisions)
    located = {
        d: sorted(
            [(n.start, n.end, e) for n in found if (e := entities.of(d, n.start, n.end)) is not None]
            + [(*n.role_span, "") for n in found if n.role_span]
        )
        for d, found in names.items()
    }
    return located, entities


_ENTITY_KINDS = {
    "person": ("person",),
    "role": ("person",),
    "body": ("organization", "place"),
    "outlet": ("organization",),
    "work": (),
}
"""Which kinds of entity a source of each kind can be: "Iran's defence minister" is not the place he comes from."""


def _recognise(quotations: Sequence[Quotation], entities: Entities, documents: Sequence[Document]) -> list[Quotation]:
    """`quotations` with the entities of their sources, and, for persons, the fullest names that those go by.

    A source that bears the name of an outlet of the collection is that outlet, whatever its name looks like.
    """
    from firsthand.origins.voices import outlet_key
    from firsthand.quotes.naming import is_pronoun, names_several

    outlets = {outlet_key(d.outlet) for d in documents if d.outlet}
    by_id = {e.id: e for e in entities.entities}
    named = cache(entities.named)

    def recognise(quotation: Quotation) -> Quotation:
        source = quotation.source
        if source is None or source.anonymous or source.kind == "anonymous":
            return quotation
        several = source.kind == "person" and names_several(source.name, quotation.language)
        if several or is_pronoun(source.name, quotation.language):
            return replace(quotation, source=replace(source, entity=None))
        if source.kind in ("role", "person") and outlet_key(source.name) in outlets:
            return replace(quotation, source=replace(source, kind="outlet", entity=named(source.name), role=None))
        place = entities.of(source.span.document, source.span.start, source.span.end) if source.span else None
        for found in (named(source.name), place):
            entity = by_id.get(found or "")
            if entity and entity.kind in _ENTITY_KINDS[source.kind]:
                fuller = source.kind == "person" and len(entity.name.split()) > len(source.name.split())
                name = entity.name if fuller else source.name
                return replace(quotation, source=replace(source, entity=entity.id, name=name))
        return replace(quotation, source=replace(source, entity=None))

    return [recognise(q) for q in quotations]


def _gather(
    documents: Sequence[Document],
    layouts: Layouts,
    quotations: Sequence[Quotation],
    reuses: Sequence[Reuse],
    names: Mapping[str, Sequence[tuple[int, int, str]]],
) -> tuple[list[Statement], list[Group]]:
    from firsthand.values import find_figures

    settings = ClaimSettings()
    heard: dict[str, list[Quotation]] = defaultdict(list)
    for q in quotations:
        heard[q.span.document].append(q)
    statements = [s for d in documents for s in cut_statements(d, layouts[d.id], heard[d.id], settings)]
    statements.sort(key=lambda s: s.key)
    by_id = {d.id: d for d in documents}
    facts = facts_of(statements, by_id, names, lambda s: tuple(find_figures(s.text, s.language)))
    return statements, gather(statements, reuses, facts, settings)


def _judge(
    documents: Sequence[Document],
    articles: Articles,
    groups: Sequence[Group],
    quotations: Sequence[Quotation],
    decisions: Sequence[Decision],
    names: Mapping[str, Sequence[tuple[int, int, str]]],
) -> tuple[list[Claim], Depends]:
    """Every group as a claim, in ledger order; and how probably two articles depend on each other, with direction."""
    from firsthand.origins.judging import Judge
    from firsthand.origins.lineage import rare_word_background, trace_lineage
    from firsthand.origins.media import hear_media
    from firsthand.values import find_changes, judge_certainty

    by_id = {d.id: d for d in documents}
    settings = OriginSettings()

    def certain(statement: Statement) -> Certainty:
        text = by_id[statement.document].text
        heard = statement.quotation.certainty if statement.quotation else None
        if heard is not None and heard.whose == "document":
            return heard
        found = judge_certainty(text, statement.start, statement.end, statement.language)
        return replace(found, hedge=found.hedge and replace(found.hedge, document=statement.document))

    def changes(before: Statement, after: Statement) -> tuple[Change, ...]:
        ours, theirs = by_id[before.document], by_id[after.document]
        spans = ours.span(before.start, before.end), theirs.span(after.start, after.end)
        return tuple(find_changes(*spans, before.language, after.language, ours.published, theirs.published))

    media = hear_media(documents, quotations)
    credits = {d.id: set(d.credits) for d in documents}
    for q in quotations:
        speaker = q.source.name if q.source and (q.source.kind == "outlet" or media.publishes(q.source.name)) else None
        credits[q.span.document].update(name for name in (q.medium, speaker) if name)
    for d in documents:
        credits[d.id].update(media.mentioned(d))
    spoken = {by_id[d].text[a:b] for d, found in names.items() for a, b, _ in found}
    background = rare_word_background(sorted(spoken), settings.name_background)
    lineage = trace_lineage(groups, articles, credits, background, decisions)
    judge = Judge(articles, lineage, media, certain, changes, settings)
    claims = [judge.judge(str(n), group) for n, group in enumerate(groups)]
    claims.sort(key=lambda c: (-c.deficit, -c.n_documents, -len(c.assertions), c.first.assertion, c.id))
    depends: Depends = {}
    for n, group in enumerate(groups):
        tellers = sorted({articles.of[s.document] for s in group.statements})
        for i, a in enumerate(tellers):
            for b in tellers[i + 1 :]:
                p = lineage.dependence(str(n), a, b)
                child = next((x for x, y in ((a, b), (b, a)) if lineage.parent(str(n), x)[0] == y), None)
                if p > depends.get((a, b), (0.0, None))[0]:
                    depends[a, b] = p, child
    return claims, depends


def _directed(reuse: Reuse, depends: Depends, article: Mapping[str, str]) -> Reuse:
    """`reuse` with the probability that one side depends on the other, and the direction where one is inferred."""
    a, b = article[reuse.a.document], article[reuse.b.document]
    if a == b:
        return replace(reuse, probability=1.0)
    probability, child = depends.get((min(a, b), max(a, b)), (None, None))
    direction: Literal["a->b", "b->a"] | None = None if child is None else "a->b" if child == b else "b->a"
    return replace(reuse, probability=probability, direction=direction)


def _originals(claims: Sequence[Claim]) -> tuple[MissingOriginal, ...]:
    """Everything that is pointed at and is not here, with the claims that hang on it; most wanted first."""
    hanging: dict[str, list[str]] = defaultdict(list)
    for claim in claims:
        for name in claim.originals:
            hanging[name].append(claim.id)
    wanted = sorted(hanging, key=lambda name: (-len(hanging[name]), name))
    return tuple(MissingOriginal(name, tuple(hanging[name]), "named as the medium or the source") for name in wanted)
