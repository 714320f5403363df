"""The walk: documents are annotated, tied, judged. Every stage is one call into its room; nothing turns back."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace

from firsthand.annotate import Annotate, Annotation, annotate_here, uncollected
from firsthand.model import Case, Decision, Document, Passage, Problem, Reuse, Run
from firsthand.settings import Settings

Progress = Callable[[str], None]


class Stopwatch:
    """Seconds per stage, and a word to whoever watches when a stage begins."""

    def __init__(self, progress: Progress | None = None) -> None:
        self.seconds: list[tuple[str, float]] = []
        self._progress = progress

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time one stage."""
        self.tell(name)
        begun = time.perf_counter()
        yield
        self.seconds.append((name, round(time.perf_counter() - begun, 3)))

    def tell(self, what: str) -> None:
        """Say what is going on."""
        if self._progress:
            self._progress(what)


def trace_documents(
    documents: Iterable[Document],
    *,
    problems: Iterable[Problem] = (),
    decisions: Sequence[Decision] = (),
    settings: Settings | None = None,
    annotate: Annotate = annotate_here,
    watch: Stopwatch | None = None,
    about: str | None = None,
) -> Case:
    """The case of `documents` that were read already; the order in which they are given does not matter.

    Where only one of them is asked `about`, only the claims that it tells are judged, and no facts are looked for.
    """
    with uncollected():
        return _trace(documents, problems, decisions, settings or Settings(), annotate, watch or Stopwatch(), about)


def _trace(
    documents: Iterable[Document],
    problems: Iterable[Problem],
    decisions: Sequence[Decision],
    settings: Settings,
    annotate: Annotate,
    watch: Stopwatch,
    about: str | None,
) -> Case:
    from firsthand.claims import gather, look_up_facts
    from firsthand.facts import Collection, find_facts
    from firsthand.origins.articles import find_articles
    from firsthand.origins.fact_origins import origin_counter
    from firsthand.origins.judgement import direct, judge_groups, list_missing
    from firsthand.origins.media import publishers
    from firsthand.origins.versions import find_versions
    from firsthand.quotes.recognition import recognise
    from firsthand.quotes.translated import mark_translated
    from firsthand.reuse import find_reuse, find_translations, tie_families
    from firsthand.text import mark_repeated
    from firsthand.text.lacking import CODE, lacking
    from firsthand.values import locate_entities, resolve_entities

    documents = tuple(sorted((_owned(d, decisions) for d in documents), key=lambda d: d.id))
    with watch.stage("annotate"):
        alone = {a.document: a for a in annotate(documents, settings)}
        layouts = mark_repeated(documents, {d.id: alone[d.id].passages for d in documents}, settings.text)
        heard = {d.id: _outside_furniture(alone[d.id], layouts[d.id]) for d in documents}
        documents = tuple(_with_languages(d, layouts[d.id]) for d in documents)
    with watch.stage("reuse"):
        reuses = list(find_reuse(documents, layouts, settings.reuse))
        articles = find_articles(documents, layouts, reuses, settings.origins)
    with watch.stage("translations"):
        reuses += find_translations(documents, layouts)
        reuses, families = tie_families(reuses, documents)
    with watch.stage("names"):
        entities = resolve_entities(documents, {d: a.names for d, a in heard.items()}, decisions)
        places = locate_entities(entities, {d: a.names for d, a in heard.items()})
        quotations = recognise((q for d in documents for q in heard[d.id].quotations), entities, publishers(documents))
    with watch.stage("claims"):
        known = {(q.span.document, q.id): q for q in quotations}
        statements = [s.recognised(known) for d in documents for s in heard[d.id].statements]
        statements.sort(key=lambda s: s.key)
        happens = {d.id: heard[d.id].events for d in documents}
        facts_of = look_up_facts(statements, documents, places, happens)
        groups = gather(statements, reuses, facts_of, settings.claims)
    with watch.stage("origins"):
        claims, depends = judge_groups(
            documents, articles, groups, quotations, decisions, places, settings.origins, about
        )
        reuses = sorted((direct(r, depends, articles.of) for r in reuses), key=_places)
        quotations = mark_translated(quotations, reuses, documents)
    with watch.stage("facts"):
        known = {(q.span.document, q.id): q for q in quotations}
        count = origin_counter(documents, articles, depends, settings.origins)
        collection = Collection({d.id: d for d in documents}, articles.of, known, claims, count)
        frames = {d.id: heard[d.id].frames for d in documents}
        facts = find_facts(frames, collection, settings.facts) if about is None else []
    told = [*(p for p in problems if p.code != CODE), *lacking(documents)]
    states = find_versions(documents)
    documents = tuple(replace(d, same_as=articles.copies(d.id), versions=states.get(d.id, ())) for d in documents)
    counts = {
        "documents": len(documents),
        "articles": len(set(articles.of.values())),
        "reuses": len(reuses),
        "quotations": len(quotations),
        "entities": len(entities.entities),
        "statements": len(statements),
        "claims": len(claims),
        "facts": len(facts),
    }
    return Case(
        documents=documents,
        passages=tuple(p for d in documents for p in layouts[d.id]),
        reuses=tuple(reuses),
        families=tuple(families),
        quotations=tuple(quotations),
        entities=tuple(entities.entities),
        claims=tuple(claims),
        facts=tuple(facts),
        originals=list_missing(claims),
        problems=tuple(sorted(told, key=lambda p: (p.document or "", p.stage, p.code, p.message))),
        decisions=tuple(decisions),
        run=_run(documents, settings, counts, watch),
    )


def _run(documents: Sequence[Document], settings: Settings, counts: Mapping[str, int], watch: Stopwatch) -> Run:
    from firsthand import __version__

    inputs = tuple((d.id, d.sha256) for d in documents)
    return Run(__version__, tuple(settings.recorded()), inputs, tuple(counts.items()), tuple(watch.seconds))


def _places(reuse: Reuse) -> tuple[str, str, int, int, int, int, str]:
    a, b = reuse.a, reuse.b
    return a.document, b.document, a.start, b.start, a.end, b.end, reuse.kind


def untraced(document: Document) -> Document:
    """`document` as it was read, without what tracing found of it and what the user decided."""
    return replace(
        document,
        same_as=(),
        versions=(),
        languages=document.declared_languages,
        owner=document.declared_owner,
        declared_languages=(),
        declared_owner=None,
    )


def _owned(document: Document, decisions: Sequence[Decision]) -> Document:
    """`document` under the owner that the user decided on, if any: the first of several outlets names them all."""
    document = replace(document, declared_owner=document.owner)
    for decision in decisions:
        if decision.kind == "same owner" and document.outlet in decision.subjects:
            return replace(document, owner=decision.subjects[0])
    return document


def _with_languages(document: Document, passages: Sequence[Passage]) -> Document:
    """`document` with the languages of its passages, unless they were declared."""
    declared = document.languages
    return replace(document, languages=declared or _languages(passages), declared_languages=declared)


def _languages(passages: Sequence[Passage]) -> tuple[str, ...]:
    share: dict[str, int] = defaultdict(int)
    for p in passages:
        if p.kind == "body":
            share[p.language] += p.end - p.start
    return tuple(sorted(share, key=lambda code: (-share[code], code)))


def _outside_furniture(annotation: Annotation, passages: Sequence[Passage]) -> Annotation:
    """What `annotation` has outside of what the document's outlet prints under everything."""
    repeated = [(p.start, p.end) for p, q in zip(passages, annotation.passages) if p.kind != q.kind]
    if not repeated:
        return annotation

    def kept(start: int, end: int) -> bool:
        return not any(a < end and start < b for a, b in repeated)

    return replace(
        annotation,
        names=tuple(n for n in annotation.names if kept(n.start, n.end)),
        quotations=tuple(q for q in annotation.quotations if kept(q.span.start, q.span.end)),
        statements=tuple(s for s in annotation.statements if kept(s.start, s.end)),
        frames=tuple(f for f in annotation.frames if kept(*f.clause)),
    )
