"""Every view of a case as a fragment of HTML: the report embeds them all, the explorer serves them one by one.

A view is named by a short path (``claim/c0a1…``, ``document/2``, ``pair/2-5``, ``sources``); links within fragments are
``#/`` and that path, with ``@start-end`` behind a document's to lead to characters. Each fragment asks the case for
what it shows and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from firsthand.case import CaseReader, Counts
from firsthand.case.sharing import (
    Pair,
    are_paired,
    between,
    boilerplate,
    count_pairs,
    neighbours,
    pairs,
    shared_in,
    with_boilerplate,
)
from firsthand.case.values import is_hash
from firsthand.case.voices import Voice, count_voices, key_of, voice, voices
from firsthand.export.records import original_order, problem_order
from firsthand.model import Claim, Document, Fact, MissingOriginal, Problem, Run, Span
from firsthand.present import reason_words
from firsthand.report import lineage, phrases, reader, terminal, wording
from firsthand.report.facts import voices_of, worth_showing
from firsthand.report.known import Keys, KnownDocuments, Labels
from firsthand.report.names import byline

_LINE = re.compile(r"\S.*")
_OPENING = 3000  # characters within which a document has said something of its own


_LONGEST_LIST = 2000
"""Items of one list on a page: more than anybody scrolls through, few enough to open at once."""

_LONGEST_FACTS = 200
"""Facts on a page: contradictions and the most told come first."""

_BESIDE = 60
"""Claims listed beside a document, and below an original: the rest is said in a number."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a claim that is told elsewhere too stands in a document."""

    span: Span
    path: str
    text: str


class Views:
    """The views of one case. Building it reads nothing; each fragment asks for what it shows when it is asked for."""

    def __init__(self, case: CaseReader) -> None:
        self.case = case
        self.names, self.by_id, self.keys = Labels(case), KnownDocuments(case), Keys(case)
        self.templates = _environment(self)
        self._voice_keys: dict[tuple[str | None, str], int | None] = {}
        self._claim_paths: dict[str, str] = {}

    # ------------------------------------------------------------------ which views there are

    def fragment(self, path: str) -> str:
        """The HTML of one view; raises ``KeyError`` where there is none of that name."""
        kind, _, key = path.partition("/")
        try:
            if kind == "pair":
                a, b = key.split("-")
                return self._pair(_index(a), _index(b))
            if kind == "claim":
                return self._claim(self._claim_named(key))
            if key:
                makers = {"document": self._document, "source": self._source}
                return makers[kind](_index(key))
            if kind == "facts":
                self.by_id.fetch(a.span.document for f in self.facts[:_LONGEST_FACTS] for a in f.assertions)
            if kind in ("facts", "sources", "documents", "passages", "originals", "problems"):
                return self._render(kind)
        except (IndexError, ValueError):
            pass
        raise KeyError(path)

    def found(self, query: str, hits: Sequence[Span]) -> str:
        """The view of a full-text search: a span of each document found."""
        self.by_id.fetch(hit.document for hit in hits)
        return self._render("search", query=query, hits=hits)

    def paths(self) -> Iterator[str]:
        """Names of all views but the ledger, the most needed first."""
        yield from ("facts", "sources", "documents", "passages", "originals", "problems")
        yield from (f"claim/{self.claim_path(claim.id)}" for claim in self.case.all_claims())
        yield from (f"source/{found.key}" for found in voices(self.case))
        yield from (f"document/{self.keys[document.id]}" for document in self.case.documents(None))
        yield from (f"pair/{found.a}-{found.b}" for found in pairs(self.case))

    def claim_path(self, id: str) -> str:
        """The name of a claim's view: its id, or its number where the id is no hash."""
        if is_hash(id):
            return id
        if id not in self._claim_paths:
            self._claim_paths[id] = str(self.case.claim_key(id))
        return self._claim_paths[id]

    def _claim_named(self, name: str) -> Claim:
        id = name if is_hash(name) else self.case.claim_id(_index(name))
        claim = self.case.claim(id) if id is not None else None
        if claim is None:
            raise KeyError(name)
        return claim

    # ------------------------------------------------------------------ what they show

    def line(self, claim: Claim, page: bool = True) -> str:
        """The ledger's line for one claim. Without a `page` of its own it leads to the claim's first telling."""
        ends = {a.id: self.names[a.span.document] for a in claim.assertions} if claim.derivations else {}
        changes = [(ends.get(edge.target, ""), change.label) for edge in claim.derivations for change in edge.changes]
        return self._render("entry", claim=claim, page=page, changes=changes[:2])

    @cached_property
    def counts(self) -> Counts:
        """How much the case holds."""
        return self.case.counts()

    @cached_property
    def facts(self) -> list[Fact]:
        """What several documents tell of one thing, without other words for the same telling."""
        return worth_showing(self.case.facts())

    @staticmethod
    def fact_spans(fact: Fact) -> dict[str, Span]:
        """Where each assertion of a fact stands, by its id."""
        return {a.id: a.span for a in fact.assertions}

    @cached_property
    def run(self) -> Run | None:
        """The manifest of the run that made the case."""
        return self.case.run()

    @cached_property
    def problems(self) -> list[Problem]:
        """What could not be read, or was left out."""
        return sorted(self.case.problems(), key=problem_order)

    @cached_property
    def originals(self) -> list[MissingOriginal]:
        """What is pointed at and not here."""
        return sorted(self.case.originals(), key=original_order)

    @cached_property
    def n_voices(self) -> int:
        """How many people, bodies and works are quoted."""
        return count_voices(self.case)

    @cached_property
    def n_pairs(self) -> int:
        """How many pairs of documents share a passage."""
        return count_pairs(self.case)

    def voices(self) -> list[Voice]:
        """Everybody who is quoted, most quoted first; those whom nobody named last."""
        return list(voices(self.case, _LONGEST_LIST))

    def pairs(self) -> Iterator[tuple[Pair, Document, Document]]:
        """Documents that share passages, those that share most first."""
        for found in pairs(self.case, _LONGEST_LIST):
            a, b = (self.by_id[self.case.shared.document_id(key)] for key in (found.a, found.b))
            yield found, a, b

    def furniture(self) -> list[tuple[Document, list[Span]]]:
        """What was not examined, in the first documents that have any."""
        found = with_boilerplate(self.case, _LONGEST_LIST // 4)
        return [(self.by_id[self.case.shared.document_id(key)], spans) for key, spans in found]

    def claims_named(self, ids: Sequence[str]) -> list[tuple[str, str]]:
        """Paths and words of the first of these claims."""
        found = ((id, self.case.claim_text(id)) for id in ids[:_BESIDE])
        return [(self.claim_path(id), text) for id, text in found if text is not None]

    def voice_key(self, name: str, entity: str | None = None) -> int | None:
        """The key of the page of somebody who is quoted: by the entity, or else by the name."""
        known = (entity, name)
        if known not in self._voice_keys:
            self._voice_keys[known] = key_of(self.case, entity, name)
        return self._voice_keys[known]

    def pair_of(self, a: str, b: str) -> str | None:
        """The name of the view of two documents side by side, if they share a passage."""
        first, second = sorted((self.keys[a], self.keys[b]))
        return f"{first}-{second}" if are_paired(self.case, first, second) else None

    def opening(self, document: Document) -> str:
        """What to know a document by: its title, or else the first words of what it says."""
        if document.title:
            return phrases.plain(document.title)
        key = self.keys[document.id]
        furniture = boilerplate(self.case, key)
        lines = _LINE.finditer(self.case.shared.document_text(key)[:_OPENING])
        own = (line for line in lines if not any(span.start <= line.start() < span.end for span in furniture))
        first = next((line.group() for line in own), "")
        return phrases.brief(phrases.plain(first), 110) or self.names[document.id]

    def link(self, span: Span) -> str:
        """Where the characters of `span` are shown."""
        return f"#/document/{self.keys[span.document]}@{span.start}-{span.end}"

    def _render(self, name: str, **values: Any) -> str:
        return self.templates.get_template(f"{name}.html").render(**values)

    def _claim(self, claim: Claim) -> str:
        self.by_id.fetch(sorted(lineage.documents_of(claim)))
        rows = lineage.lineage(claim, self.by_id, self.names)
        return self._render("claim", claim=claim, rows=rows, by_row={row.id: row for row in rows})

    def _document(self, key: int) -> str:
        document = self._document_at(key)
        segments = reader.cut(document.text, self._layers(key))
        found = self.case.places_in(key)
        shown = [
            Place(document.span(start, end), self.claim_path(id), self.case.claim_text(id) or "")
            for start, end, id in found[:_BESIDE]
        ]
        beside = [
            (self.by_id[self.case.shared.document_id(other)], "-".join(map(str, sorted((key, other)))), n)
            for other, n in neighbours(self.case, key)
        ]
        return self._render(
            "document", document=document, key=key, segments=segments, places=shown, n_places=len(found), beside=beside
        )

    def _layers(self, key: int) -> list[reader.Layer]:
        """What lies over a document's text: quotations, reuse, furniture."""
        id = self.case.shared.document_id(key)
        quoted = (span for quotation in self.case.quoted_in(key) for span in quotation.content if span.document == id)
        return [
            *(reader.Layer(span.start, span.end, "quoted") for span in quoted),
            *(reader.Layer(start, end, kind) for start, end, kind in shared_in(self.case, key)),
            *(reader.Layer(span.start, span.end, "furniture") for span in boilerplate(self.case, key)),
        ]

    def _document_at(self, key: int) -> Document:
        document = self.case.document_at(key)
        if document is None:
            raise KeyError(key)
        return document

    def _pair(self, a: int, b: int) -> str:
        shared = between(self.case, a, b)
        if not shared or a > b:
            raise KeyError(f"pair/{a}-{b}")
        left, right = self._document_at(a), self._document_at(b)
        return self._render("pair", a=left, b=right, rows=reader.face(shared, left, right), n_shared=len(shared))

    def _source(self, key: int) -> str:
        found, quotations = voice(self.case, key, _LONGEST_LIST)
        return self._render("source", voice=found, quotations=quotations)


def web_address(url: str | None) -> str:
    """`url` if it is a web address that may be linked to, else nothing."""
    try:
        return url if url and urlsplit(url).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def voice_name(voice: Voice) -> str:
    """What to call somebody who is quoted; empty where nobody is named."""
    return voice.entity.name if voice.entity else phrases.source_words(voice.source)


def voice_roles(voice: Voice) -> tuple[str, ...]:
    """The offices that those who quote somebody name."""
    if voice.entity:
        return voice.entity.roles
    return (voice.source.role,) if voice.source and voice.source.role else ()


def _index(key: str) -> int:
    if not key.isascii() or not key.isdigit() or len(key) > 18:
        raise IndexError
    return int(key)


def _environment(views: Views) -> Environment:
    environment = Environment(
        loader=PackageLoader("firsthand.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        views=views, phrases=phrases, byline=byline, compare=wording.compare, voices=terminal.voices,
        role_of=lineage.role_of, web_address=web_address, scale=scale, longest=_LONGEST_LIST, voice_name=voice_name,
        longest_facts=_LONGEST_FACTS, fact_voices=voices_of,
        voice_roles=voice_roles,
    )  # fmt: skip
    environment.filters.update(
        verbatim=reader.verbatim,
        brief=phrases.brief,
        date=phrases.date_words,
        language=phrases.language_name,
        plain=phrases.plain,
        because=reason_words,
    )
    return environment


@dataclass(frozen=True, slots=True)
class Scale:
    """Places of a drawn range of origins, in pixels: a dot a count, at most `most` of them."""

    dots: tuple[int, ...]
    low: int
    high: int
    best: int
    width: int
    beyond: bool


def scale(low: int, best: int, high: int, most: int = 7, step: int = 14) -> Scale:
    """Where to draw a range; counts beyond the last dot are drawn at an arrow's head."""
    n_dots = min(most, max(3, high))

    def place(n: int) -> int:
        return 8 + step * (min(max(n, 1), n_dots) - 1)

    beyond = high > n_dots
    return Scale(
        tuple(place(n) for n in range(1, n_dots + 1)), place(low), place(high) + (10 if beyond else 0), place(best),
        16 + step * (n_dots - 1) + (12 if beyond else 0), beyond,
    )  # fmt: skip
