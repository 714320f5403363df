"""Every view of a case as a fragment of HTML: the report embeds them all, the explorer serves them one by one.

A view is named by a short path (``claim/3``, ``document/2``, ``pair/2-5``, ``sources``); links within fragments are
``#/`` and that path, with ``@start-end`` behind a document's to lead to characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from firsthand.export.records import original_order, problem_order
from firsthand.model import Case, Claim, Document, Quotation, Reuse, Source, Span
from firsthand.report import lineage, phrases, reader, wording
from firsthand.report.names import byline, short_names
from firsthand.report.terminal import sort_claims, voices

_SEARCHED = 1500  # characters by which a claim can be found in the ledger: its wordings and names, not a whole page


_LINE = re.compile(r"\S.*")
_OPENING = 3000  # characters within which a document has said something of its own


_LONGEST_LIST = 2000
"""Items of one list on a page: more than anybody scrolls through, few enough to open at once."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who is quoted, under all spellings, with every quotation; `name` is empty where nobody is named."""

    key: int
    name: str
    kind: str
    aliases: tuple[str, ...]
    roles: tuple[str, ...]
    quotations: tuple[Quotation, ...]


class Views:
    """The views of one case. Building it only indexes; each fragment is rendered when it is asked for."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.names = short_names(case)
        self.documents = sorted(case.documents, key=lambda d: (self.names[d.id], d.id))
        self.by_id = {document.id: document for document in case.documents}
        self.keys = {document.id: key for key, document in enumerate(self.documents)}
        self.problems = sorted(case.problems, key=problem_order)
        self.originals = sorted(case.originals, key=original_order)
        self.claims = sort_claims(case.claims, "deficit")
        self.claim_keys = {claim.id: key for key, claim in enumerate(self.claims)}
        self.templates = _environment(self)

    def fragment(self, path: str) -> str:
        """The HTML of one view; raises ``KeyError`` where there is none of that name."""
        kind, _, key = path.partition("/")
        try:
            if kind == "pair":
                a, b = key.split("-")
                return self._pair(_index(a), _index(b))
            if key:
                makers = {"claim": self._claim, "document": self._document, "source": self._source}
                return makers[kind](_index(key))
            if kind in ("sources", "documents", "passages", "originals", "problems"):
                return self._render(kind)
        except (IndexError, ValueError):
            pass
        raise KeyError(path)

    def found(self, query: str, hits: Sequence[Span]) -> str:
        """The view of a full-text search: a span of each document found."""
        return self._render("search", query=query, hits=hits)

    def paths(self) -> Iterator[str]:
        """Names of all views but the ledger, the most needed first."""
        yield from ("sources", "documents", "passages", "originals", "problems")
        yield from (f"claim/{key}" for key in range(len(self.claims)))
        yield from (f"source/{voice.key}" for voice in self.voices)
        yield from (f"document/{key}" for key in range(len(self.documents)))
        yield from (f"pair/{a}-{b}" for a, b in self.pairs)

    def line(self, key: int, page: bool = True) -> str:
        """The ledger's line for one claim. Without a `page` of its own it leads to the claim's first telling."""
        claim = self.claims[key]
        ends = {a.id: self.names[a.span.document] for a in claim.assertions}
        changes = [(ends.get(edge.target, ""), change.label) for edge in claim.derivations for change in edge.changes]
        return self._render("entry", claim=claim, key=key, page=page, changes=changes[:2])

    @cached_property
    def searched(self) -> list[str]:
        """For each claim, folded: what it can be found by in the ledger."""
        return [fold(" ".join(self._strings(claim))[:_SEARCHED]) for claim in self.claims]

    def _strings(self, claim: Claim) -> dict[str, None]:
        names = [a.source.name for a in claim.assertions if a.source] + [o.name for o in claim.origins.list]
        outlets = [self.by_id[a.span.document].outlet or "" for a in claim.assertions]
        wordings = sorted(a.span.exact[:_SEARCHED] for a in claim.assertions)
        return dict.fromkeys([claim.text[:_SEARCHED], *sorted([*names, *outlets]), *wordings])

    @cached_property
    def voices(self) -> list[Voice]:
        """Everybody who is quoted, most quoted first; those whom nobody named last."""
        said: dict[tuple[str, str], list[Quotation]] = defaultdict(list)
        for quotation in self.case.quotations:
            said[_voice_key(quotation.source)].append(quotation)
        entities = {entity.id: entity for entity in self.case.entities}
        ordered = sorted(said.items(), key=lambda item: (item[0][0] == "", -len(item[1]), item[0]))
        voices = []
        for key, ((kind, id), quotations) in enumerate(ordered):
            entity = entities.get(id) if kind == "entity" else None
            source = quotations[0].source
            quotations.sort(key=lambda q: (self.names[q.span.document], q.span.start, q.id))
            voices.append(
                Voice(
                    key,
                    entity.name if entity else phrases.source_words(source),
                    entity.kind if entity else source.kind if source else "",
                    entity.aliases if entity else (),
                    entity.roles if entity else ((source.role,) if source and source.role else ()),
                    tuple(quotations),
                )
            )
        return voices

    @cached_property
    def voice_keys(self) -> dict[str, int]:
        """Entity ids and names of those quoted, to the key of their page."""
        keys: dict[str, int] = {}
        for voice in self.voices:
            if voice.name:
                keys.setdefault(voice.name, voice.key)
            for source in (q.source for q in voice.quotations):
                if source:
                    keys.setdefault(source.entity or source.name, voice.key)
        return keys

    @cached_property
    def pairs(self) -> dict[tuple[int, int], list[Reuse]]:
        """Documents that share passages, by their keys, those that share most first."""
        pairs: dict[tuple[int, int], list[Reuse]] = defaultdict(list)
        for reuse in self.case.reuses:
            pairs[self.pair_key(reuse.a.document, reuse.b.document)].append(reuse)
        ordered = sorted(pairs.items(), key=lambda item: (-sum(len(r.a.exact) for r in item[1]), item[0]))
        return dict(ordered)

    def pair_key(self, a: str, b: str) -> tuple[int, int]:
        """The name of a pair of documents: their keys, the smaller first."""
        first, second = sorted((self.keys[a], self.keys[b]))
        return first, second

    @cached_property
    def layers(self) -> dict[str, list[reader.Layer]]:
        """What lies over each document's text: quotations, reuse, furniture."""
        layers: dict[str, list[reader.Layer]] = defaultdict(list)
        for quotation in self.case.quotations:
            for span in quotation.content:
                layers[span.document].append(reader.Layer(span.start, span.end, "quoted"))
        for reuse in self.case.reuses:
            for span in (reuse.a, reuse.b):
                layers[span.document].append(reader.Layer(span.start, span.end, reuse.kind))
        for document, spans in self.furniture.items():
            layers[document].extend(reader.Layer(span.start, span.end, "furniture") for span in spans)
        return layers

    @cached_property
    def furniture(self) -> dict[str, list[Span]]:
        """What was not examined in each document: its page's furniture."""
        spans: dict[str, list[Span]] = defaultdict(list)
        for passage in self.case.passages:
            if passage.kind == "boilerplate":
                spans[passage.document].append(self.by_id[passage.document].span(passage.start, passage.end))
        ordered = sorted(spans.items(), key=lambda item: self.keys[item[0]])
        return {document: sorted(found, key=lambda span: span.start) for document, found in ordered}

    @cached_property
    def neighbours(self) -> dict[int, list[tuple[int, tuple[int, int]]]]:
        """For each document, those it shares passages with, and the name of the pair."""
        neighbours: dict[int, list[tuple[int, tuple[int, int]]]] = defaultdict(list)
        for a, b in self.pairs:
            neighbours[a].append((b, (a, b)))
            if a != b:
                neighbours[b].append((a, (a, b)))
        return neighbours

    @cached_property
    def claims_in(self) -> dict[str, list[tuple[Span, int]]]:
        """For each document, where claims told more than once stand in it."""
        places: dict[str, list[tuple[Span, int]]] = defaultdict(list)
        for key, claim in enumerate(self.claims):
            if phrases.is_retold(claim):
                for assertion in claim.assertions:
                    for span in (assertion.span, *assertion.copies):
                        places[span.document].append((span, key))
        return {document: sorted(found, key=lambda f: (f[0].start, f[1])) for document, found in places.items()}

    def opening(self, document: Document) -> str:
        """What to know a document by: its title, or else the first words of what it says."""
        if document.title:
            return phrases.plain(document.title)
        furniture = self.furniture.get(document.id, [])
        lines = _LINE.finditer(document.text[:_OPENING])
        own = (line for line in lines if not any(span.start <= line.start() < span.end for span in furniture))
        first = next((line.group() for line in own), "")
        return phrases.brief(phrases.plain(first), 110) or self.names[document.id]

    def link(self, span: Span) -> str:
        """Where the characters of `span` are shown."""
        return f"#/document/{self.keys[span.document]}@{span.start}-{span.end}"

    def _render(self, name: str, **values: Any) -> str:
        return self.templates.get_template(f"{name}.html").render(**values)

    def _claim(self, key: int) -> str:
        claim = self.claims[key]
        rows = lineage.lineage(claim, self.by_id, self.names)
        return self._render("claim", claim=claim, rows=rows, by_row={row.id: row for row in rows})

    def _document(self, key: int) -> str:
        document = self.documents[key]
        segments = reader.cut(document.text, self.layers.get(document.id, []))
        return self._render("document", document=document, key=key, segments=segments)

    def _pair(self, a: int, b: int) -> str:
        if (a, b) not in self.pairs:
            raise IndexError
        left, right = self.documents[a], self.documents[b]
        rows = reader.face(self.pairs[a, b], left, right)
        return self._render("pair", a=left, b=right, rows=rows, n_shared=len(self.pairs[a, b]))

    def _source(self, key: int) -> str:
        return self._render("source", voice=self.voices[key])


def fold(text: str) -> str:
    """Lower case without accents: how the ledger's search compares (the page's script does the same)."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)).lower()


def web_address(url: str | None) -> str:
    """`url` if it is a web address that may be linked to, else nothing."""
    try:
        return url if url and urlsplit(url).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def _index(key: str) -> int:
    if not key.isascii() or not key.isdigit():
        raise IndexError
    return int(key)


def _voice_key(source: Source | None) -> tuple[str, str]:
    if source is None:
        return "", ""
    return ("entity", source.entity) if source.entity else ("name", source.name)


def _environment(views: Views) -> Environment:
    environment = Environment(
        loader=PackageLoader("firsthand.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        views=views, phrases=phrases, byline=byline, compare=wording.compare, voices=voices, role_of=lineage.role_of,
        web_address=web_address, scale=scale, longest=_LONGEST_LIST,
    )  # fmt: skip
    environment.filters.update(
        verbatim=reader.verbatim,
        brief=phrases.brief,
        date=phrases.date_words,
        language=phrases.language_name,
        plain=phrases.plain,
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


def documents_first_needed(views: Views) -> list[Document]:
    """Documents in the order in which a reader will want their text: those that tell shared claims first."""
    return sorted(views.documents, key=lambda d: (-len(views.claims_in.get(d.id, ())), views.keys[d.id]))
