"""Rows of the saved case from nouns.

Always true: what the columns cannot hold of a noun, a field that is new or a span that does not hold its text, goes
whole into the row's ``rest``, so that nothing is ever lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from functools import cache
from typing import Any, Protocol

from firsthand.case import columns
from firsthand.case.codec import fields_to_plain, hints_of, to_plain, to_text
from firsthand.case.interning import Interned, SourceRow, mark_of
from firsthand.case.numbers import pack_numbers
from firsthand.case.values import has_blanks, is_hash, stored, stored_id, stored_json, with_blanks
from firsthand.model import (
    Assertion,
    Certainty,
    Claim,
    Derivation,
    Document,
    Entity,
    Fact,
    Family,
    Origins,
    Passage,
    Quotation,
    Reuse,
    Source,
    Span,
    TimeInterval,
)

Row = tuple[Any, ...]
Place = tuple[int | None, int, int]
Left = list[str]
"""Names of the fields that did not fit the columns."""


class KnownDocuments(Protocol):
    """The documents that spans lead to."""

    def key(self, id: str) -> int | None:
        """The key of a document, None where there is none of this id."""

    def text(self, key: int) -> str:
        """A document's text."""

    def published(self, key: int) -> TimeInterval | None:
        """A document's date."""

    def outlet(self, key: int) -> str | None:
        """A document's outlet."""


class KnownQuotations(Protocol):
    """The quotations that assertions lead to."""

    def get(self, name: tuple[str, str], /) -> int | None:
        """The key of a quotation by its document and id."""


KeyOf = Callable[[str], int | None]


class RowMaker:
    """Makes rows; what they share is interned, other nouns are named by the keys that the given functions know."""

    def __init__(
        self,
        documents: KnownDocuments,
        words: Interned[str],
        sources: Interned[SourceRow],
        quotations: KnownQuotations,
        families: KeyOf,
    ) -> None:
        self.documents, self._words, self._sources = documents, words, sources
        self._quotations, self._families = quotations, families

    # ------------------------------------------------------------------ what every row shares

    def _word(self, text: str | None) -> int | None:
        return None if text is None or text == "" else self._words.key(text)

    def _place_within(self, span: Span | None, home: int | None) -> Place | None:
        """Where `span` stands, if it holds its text there and this is in the document `home`."""
        place = None if span is None else self._place(span)
        return place if place is not None and place[0] == home else None

    def _place(self, span: Span) -> Place | None:
        """Where `span` stands, if it holds its text there."""
        key = self.documents.key(span.document)
        if key is None or span.start < 0:
            return None
        holds = self.documents.text(key)[span.start : span.end] == span.exact and span.end - span.start == len(
            span.exact
        )
        return (key, span.start, span.end) if holds else None

    def packing(self, home: int | None = None) -> Callable[[Span], Any]:
        """How spans are written within a row of the document `home`."""

        def pack(span: Span) -> list[Any]:
            place = self._place(span)
            if place is None:
                return [span.document, span.start, span.end, span.exact]
            return [span.start, span.end] if place[0] == home else list(place)

        return pack

    def _rest(self, noun: Any, held: frozenset[str], left: Iterable[str], home: int | None = None) -> str | None:
        kind: Any = type(noun)
        pack, kinds, names = self.packing(home), hints_of(kind), _beyond(kind, held)
        plain = fields_to_plain(noun, names, pack) if names else {}
        plain |= {name: to_plain(kinds[name], getattr(noun, name), pack) for name in left}
        return to_text(plain) if plain else None

    def _source(self, source: Source | None, home: int | None, left: Left) -> tuple[int | None, int | None, int | None]:
        """Key and place of a source; a place elsewhere leaves the whole field to the rest."""
        if source is None:
            return None, None, None
        row = (source.name, self._word(source.kind), source.entity, int(source.anonymous) or None, source.role)
        key = self._sources.key(row)
        place = self._place_within(source.span, home)
        if (place is None) != (source.span is None) or _has_more(source, columns.SOURCE):
            left.append("source")
        return (key, place[1], place[2]) if place else (key, None, None)

    def _certainty(self, certainty: Certainty, home: int | None, left: Left) -> Row:
        """Level, place of the hedge, and who hedges."""
        place = self._place_within(certainty.hedge, home)
        if (place is None) != (certainty.hedge is None) or _has_more(certainty, columns.CERTAINTY):
            left.append("certainty")
        level = None if certainty.level == "asserted" else self._word(certainty.level)
        return level, *(place[1:] if place else (None, None)), self._word(certainty.whose)

    # ------------------------------------------------------------------ documents

    def document(self, d: Document, key: int, label: str) -> Row:
        """The row of table ``document``."""
        published = (d.published.earliest, d.published.latest) if d.published else (None, None)
        plain = fields_to_plain(d, _beyond(Document, columns.DOCUMENT), self.packing())
        return (
            key, stored(d.id), label, *map(stored, (d.title, d.author, d.outlet, d.owner)), *published, d.retrieved,
            *map(stored, (d.url, d.path)), to_text(list(d.languages)) if d.languages else None, d.status,
            to_text(list(d.same_as)) if d.same_as else None, d.sha256 or None,
            stored_json(to_text(plain)) if plain else None, stored(d.text),
        )  # fmt: skip

    def passages(self, passages: Iterable[Passage], document: int) -> Row:
        """The row of table ``passages``: the layout of one document."""
        numbers: list[int] = []
        rests: list[Any] = []
        at = n = boilerplate = 0
        for p in passages:
            n += 1
            boilerplate += p.kind == "boilerplate"
            numbers += (p.start - at, p.end - p.start, self._words.key(p.language), self._words.key(p.kind))
            numbers.append(len(p.sentences))
            at = p.start
            for start, end in p.sentences:
                numbers += (start - at, end - start)
                at = end
            at = p.end
            rests.append(fields_to_plain(p, _beyond(Passage, columns.PASSAGE), self.packing(document)))
        return document, n, boilerplate, pack_numbers(numbers), to_text(rests) if any(rests) else None

    # ------------------------------------------------------------------ what is found in them

    def quotation(self, q: Quotation, key: int) -> Row:
        """The row of table ``quotation``."""
        left: Left = []
        place = self._place(q.span)
        if place is None:
            left.append("span")
        document, start, end = place or (self.documents.key(q.span.document), q.span.start, q.span.end)
        if q.content != (q.span,):
            left.append("content")
        cue = self._place_within(q.cue[0], document) if q.cue is not None and len(q.cue) == 1 else None
        if cue is None and q.cue is not None:
            left.append("cue")
        source = self._source(q.source, document, left)
        certainty = self._certainty(q.certainty, document, left)
        return (
            key, stored_id(q.id), document, start, end, self._word(q.mode), *source,
            *(cue[1:] if cue else (None, None)), self._medium(q, left), self._word(q.language), *certainty,
            self._word(q.inferred), q.probability,
            self._rest(q, columns.QUOTATION, left, document),
        )  # fmt: skip

    def _medium(self, noun: Quotation | Assertion, left: Left) -> int | None:
        if noun.medium == "":
            left.append("medium")
        return self._word(noun.medium)

    def reuse(self, r: Reuse, key: int) -> Row:
        """The row of table ``reuse``."""
        left: Left = []
        a, b = self._place(r.a), self._place(r.b)
        left += [name for name, place in (("a", a), ("b", b)) if place is None]
        family = self._families(r.family)
        if family is None and r.family:
            left.append("family")
        return (
            key, *(a or (None, r.a.start, r.a.end)), *(b or (None, r.b.start, r.b.end)), self._word(r.kind), r.identity,
            family, r.score, self._word(r.direction), r.probability, self._rest(r, columns.REUSE, left),
        )  # fmt: skip

    def family(self, f: Family, key: int) -> Row:
        """The row of table ``family``."""
        place = self._place(f.representative)
        left = ["members"] if place else ["members", "representative"]
        rest = self._rest(f, columns.FAMILY, left)
        return (key, stored_id(f.id), len(f.members), *(place or (None, None, None)), rest)

    def entity(self, e: Entity, key: int) -> tuple[Row, list[Row]]:
        """The row of table ``entity``, and those of its mentions."""
        left: Left = []
        places = [self._place(m) for m in e.mentions]
        mentions = _by_document([p for p in places if p is not None])
        if None in places:
            left, mentions = ["mentions"], {}
        row = (
            key, mark_of(e.id), stored(e.id), self._word(e.kind), stored(e.name),
            to_text(list(e.aliases)) if e.aliases else None, to_text(list(e.roles)) if e.roles else None,
            self._rest(e, columns.ENTITY, left),
        )  # fmt: skip
        return row, [(key, document, pack_numbers(numbers)) for document, numbers in mentions.items()]

    def fact(self, f: Fact, key: int) -> Row:
        """The row of table ``fact``."""
        told = " · ".join(dict.fromkeys(v.value.text for v in f.values))
        time = (f.time.earliest, f.time.latest) if f.time else (None, None)
        return (
            key, stored_id(f.id), stored(f.label), f.kind, stored(f.anchor), f.status, f.n_documents, len(f.assertions),
            stored(told) or None, *time, stored_json(to_text(to_plain(Fact, f, self.packing()))),
        )  # fmt: skip

    # ------------------------------------------------------------------ claims

    def told_once(self, c: Claim) -> Row | None:
        """The row of table ``told_once``, if the claim says nothing that such a row cannot hold."""
        if len(c.assertions) != 1 or len(c.derivations) > 1 or len(c.origins.list) != 1 or not is_hash(c.id):
            return None
        assertion = self._assertion(c.assertions[0], 0, 0, {})
        _, _, document, start, end, id, kind, language, *others, copy_of, rest = assertion
        edge = c.derivations[0] if c.derivations else None
        if document is None or id is not None or copy_of is not None or rest is not None:
            return None
        if not self._is_alone(c, document) or (edge and not self._is_plain(edge, c.assertions[0].id)):
            return None
        said = self._said(c, edge, document)
        if said is None:
            return None
        return (
            stored_id(c.id), document, start, end, kind, language, *others, *self._voices(c, document),
            self._word(edge.origin) if edge else None, *map(self._word, said),
        )  # fmt: skip

    def _said(self, c: Claim, edge: Derivation | None, document: int) -> list[str | None] | None:
        """Reasons and summaries, with the outlet and the voice as blanks: those of all claims told once are alike.

        None where they hold what stands for a blank.
        """
        names = self.documents.outlet(document), c.origins.list[0].name
        reasons = to_text(self._plain_reasons(edge)) if edge and edge.reasons else None
        summaries = to_text([list(pair) for pair in c.summaries]) if c.summaries else None
        said = reasons, summaries
        return None if any(map(has_blanks, said)) else [with_blanks(text, names) for text in said]

    def _is_alone(self, c: Claim, document: int) -> bool:
        """Whether all that `c` says follows from its one assertion."""
        a, o = c.assertions[0], c.origins
        counts = (o.low, o.best, o.high, c.direct_reports, c.n_documents, c.n_outlets, c.n_owners, c.concentration)
        return (
            set(counts) == {1}
            and o.verdict == "single"
            and c.deficit == 0
            and (c.text, c.language, c.first.assertion) == (a.span.exact, a.language, a.id)
            and c.first.published == self.documents.published(document)
            and c.summary == (c.summaries[0][1] if c.summaries else "")
            and not any(
                _has_more(noun, known)
                for noun, known in ((c, columns.CLAIM), (o, columns.ORIGINS), (c.first, columns.FIRST))
            )
        )

    def _is_plain(self, d: Derivation, assertion: str) -> bool:
        """Whether `d` is nothing but a voice behind `assertion`."""
        certain = d.target == assertion and d.origin not in ("", assertion) and d.probability == 1.0
        return certain and not _has_more(d, columns.DERIVATION)

    def _voices(self, c: Claim, document: int) -> tuple[int | None, int | None]:
        """The kind of the one origin where it goes by its source's or its outlet's name; otherwise the whole list."""
        origin, source = c.origins.list[0], c.assertions[0].source
        heard = (source.name, source.entity) if source else (self.documents.outlet(document), None)
        if (origin.name, origin.entity) == heard and origin.tellings == 1 and not _has_more(origin, columns.ORIGIN):
            return self._word(origin.kind), None
        return None, self._origins(c.origins)

    def _origins(self, origins: Origins) -> int | None:
        plain = to_plain(hints_of(Origins)["list"], origins.list, self.packing())
        return self._word(to_text(plain)) if plain else None

    def _summaries(self, c: Claim) -> int | None:
        return self._word(to_text([list(pair) for pair in c.summaries])) if c.summaries else None

    def _plain_reasons(self, d: Derivation) -> Any:
        return to_plain(hints_of(Derivation)["reasons"], d.reasons, self.packing())

    def _reasons(self, d: Derivation) -> int | None:
        return self._word(to_text(self._plain_reasons(d))) if d.reasons else None

    def claim(self, c: Claim, key: int) -> tuple[Row, list[Row], list[Row]]:
        """The row of table ``claim``, those of its assertions, and those of its derivations."""
        left: Left = []
        n_of = {a.id: n for n, a in reversed(list(enumerate(c.assertions)))}
        first, published = self._first(c, n_of, left)
        text = None if first is not None and c.assertions[first].span.exact == c.text else c.text
        if c.summary != (c.summaries[0][1] if c.summaries else ""):
            left.append("summary")
        o = c.origins
        if _has_more(o, columns.ORIGINS):
            left.append("origins")
        row = (
            key, stored_id(c.id), stored(text), self._word(c.language), first, *published, o.best, o.low, o.high,
            self._word(o.verdict), self._origins(o), c.direct_reports, c.n_documents, c.n_outlets, c.n_owners,
            c.deficit, len(c.assertions), c.concentration, self._summaries(c), self._rest(c, columns.CLAIM, left),
        )  # fmt: skip
        assertions = [self._assertion(a, key, n, n_of) for n, a in enumerate(c.assertions)]
        return row, assertions, [self._derivation(d, key, n, n_of) for n, d in enumerate(c.derivations)]

    def _first(self, c: Claim, n_of: Mapping[str, int], left: Left) -> tuple[int | None, tuple[str | None, str | None]]:
        """Number of the first telling, and its date where that is not its document's."""
        first = n_of.get(c.first.assertion)
        if first is None or _has_more(c.first, columns.FIRST):
            left.append("first")
            return first, (None, None)
        document = self.documents.key(c.assertions[first].span.document)
        if document is not None and self.documents.published(document) == c.first.published:
            return first, (None, None)
        return first, (c.first.published.earliest, c.first.published.latest) if c.first.published else ("", "")

    def _assertion(self, a: Assertion, claim: int, n: int, n_of: Mapping[str, int]) -> Row:
        left: Left = []
        place = self._place(a.span)
        if place is None:
            left.append("span")
        document, start, end = place or (self.documents.key(a.span.document), a.span.start, a.span.end)
        quotation = self._quotations.get((a.span.document, a.quotation)) if a.quotation else None
        if quotation is None and a.quotation is not None:
            left.append("quotation")
        copy_of = n_of.get(a.copy_of) if a.copy_of is not None else None
        if copy_of is None and a.copy_of is not None:
            left.append("copy_of")
        source = self._source(a.source, document, left)
        certainty = self._certainty(a.certainty, document, left)
        return (
            claim, n, document, start, end, None if a.id == place_id(a.span) else stored(a.id), self._word(a.kind),
            self._word(a.language), *source, self._medium(a, left), *certainty, quotation, self._word(a.inferred),
            copy_of, self._rest(a, columns.ASSERTION, left, document),
        )  # fmt: skip

    def _derivation(self, d: Derivation, claim: int, n: int, n_of: Mapping[str, int]) -> Row:
        left: Left = []
        origin, target = n_of.get(d.origin), n_of.get(d.target)
        return (
            claim, n, origin, self._words.key(d.origin) if origin is None else None, target,
            self._words.key(d.target) if target is None else None, d.probability, self._reasons(d),
            self._rest(d, columns.DERIVATION, left),
        )  # fmt: skip


def place_id(span: Span) -> str:
    """The id of an assertion that goes by its place."""
    return f"{span.document}:{span.start}-{span.end}"


def _by_document(places: Iterable[Place]) -> dict[int, list[int]]:
    """For each document, the distances and lengths of places in it."""
    found: dict[int, list[int]] = {}
    ends: dict[int, int] = {}
    for document, start, end in places:
        assert document is not None
        found.setdefault(document, []).extend((start - ends.get(document, 0), end - start))
        ends[document] = end
    return found


@cache
def _beyond(kind: Any, held: frozenset[str]) -> tuple[str, ...]:
    """Fields of `kind` that the columns do not hold."""
    return tuple(f.name for f in fields(kind) if f.name not in held)


def _has_more(noun: Any, known: frozenset[str]) -> bool:
    """Whether `noun` says something that the columns made for it do not hold."""
    kind: Any = type(noun)
    names = _beyond(kind, known)
    return bool(names) and bool(fields_to_plain(noun, names, lambda span: [span.start]))
