"""Nouns from rows of the saved case: the way back from :mod:`firsthand.case.rows`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Protocol

from firsthand.case.codec import UnpackSpan, fields_from_plain, from_plain, hints_of
from firsthand.case.numbers import unpack_numbers
from firsthand.case.values import as_text, id_text, json_text, without_blanks
from firsthand.model import (
    Assertion,
    Certainty,
    Claim,
    Derivation,
    Document,
    Entity,
    Fact,
    Family,
    First,
    Origin,
    Origins,
    Passage,
    Quotation,
    Reuse,
    Source,
    Span,
    TimeInterval,
)

Row = tuple[Any, ...]

DOCUMENT = (
    "d.key, d.id, d.title, d.author, d.outlet, d.owner, d.earliest, d.latest, d.retrieved, d.url, d.path, d.languages, "
    "d.status, d.same_as, d.sha256, d.rest"
)
QUOTATION = (
    'q.id, q.document, q.start, q."end", q.mode, q.source, q.source_start, q.source_end, q.cue_start, q.cue_end, '
    "q.medium, q.language, q.certainty, q.hedge_start, q.hedge_end, q.whose, q.inferred, q.probability, q.rest"
)
REUSE = (
    "r.a, r.a_start, r.a_end, r.b, r.b_start, r.b_end, r.kind, r.identity, f.id, r.score, r.direction, r.probability, "
    "r.rest"
)
FAMILY = 'f.id, f.document, f.start, f."end", f.rest'
ENTITY = "e.key, e.id, e.kind, e.name, e.aliases, e.roles, e.rest"
CLAIM = (
    "c.key, c.id, c.text, c.language, c.first, c.earliest, c.latest, c.best, c.low, c.high, c.verdict, c.voices, "
    "c.direct_reports, c.documents, c.outlets, c.owners, c.deficit, c.concentration, c.summaries, c.rest"
)
ASSERTION = (
    'a.document, a.start, a."end", a.id, a.kind, a.language, a.source, a.source_start, a.source_end, a.medium, '
    "a.certainty, a.hedge_start, a.hedge_end, a.whose, q.id, a.inferred, a.copy_of, a.rest"
)
TOLD_ONCE = (
    't.id, t.document, t.start, t."end", t.kind, t.language, t.source, t.source_start, t.source_end, t.medium, '
    "t.certainty, t.hedge_start, t.hedge_end, t.whose, q.id, t.inferred, t.voice_kind, t.voices, t.voice, t.reasons, "
    "t.summaries"
)
DERIVATION = "v.origin, v.voice, v.target, v.medium, v.probability, v.reasons, v.rest"
"""What of each table its noun is made of, in the order in which the functions below take it."""


class Shared(Protocol):
    """Where rows look up what they only have the key of."""

    def word(self, key: int) -> str:
        """A word by its key."""

    def source(self, key: int) -> tuple[str, int, str | None, int | None, str | None]:
        """A source's name, kind (a word), entity, whether it is anonymous, and role."""

    def document_id(self, key: int) -> str:
        """A document's id."""

    def document_text(self, key: int) -> str:
        """A document's text."""

    def published(self, key: int) -> TimeInterval | None:
        """A document's date."""

    def outlet(self, key: int) -> str | None:
        """A document's outlet."""


class NounMaker:
    """Makes nouns of rows; their words are cut out of the texts that `shared` has."""

    def __init__(self, shared: Shared) -> None:
        self._shared = shared
        self._sources: dict[int, Source] = {}

    # ------------------------------------------------------------------ what every row shares

    def span(self, document: int, start: int, end: int) -> Span:
        """The span of those characters."""
        return Span(start, end, self._shared.document_text(document)[start:end], self._shared.document_id(document))

    def _word(self, key: int | None) -> str | None:
        return None if key is None else self._shared.word(key)

    def unpacking(self, home: int | None = None) -> UnpackSpan:
        """How spans are read within a row of the document `home`."""

        def unpack(plain: list[Any]) -> Span:
            if len(plain) == 4:
                document, start, end, exact = plain
                return Span(start, end, exact, document)
            document, start, end = plain if len(plain) == 3 else (home, *plain)
            return self.span(document, start, end)

        return unpack

    def _rest(self, kind: type, rest: str | bytes | None, home: int | None = None) -> dict[str, Any]:
        return fields_from_plain(kind, json.loads(json_text(rest)), self.unpacking(home)) if rest else {}

    def _certainty(self, level: int | None, document: int, place: Row, whose: int | None) -> Certainty:
        hedge = None if place[0] is None else self.span(document, *place)
        return Certainty(self._word(level) or "asserted", hedge, self._word(whose))  # type: ignore[arg-type]

    def _source(self, key: int | None, document: int, start: int | None, end: int | None) -> Source | None:
        if key is None:
            return None
        name, kind, entity, anonymous, role = self._shared.source(key)
        span = None if start is None or end is None else self.span(document, start, end)
        return Source(as_text(name), self._shared.word(kind), span, as_text(entity), bool(anonymous), as_text(role))  # type: ignore[arg-type]

    # ------------------------------------------------------------------ documents

    def document(self, row: Row, text: str) -> Document:
        """The document of a row of :data:`DOCUMENT`."""
        (
            _, id, title, author, outlet, owner, earliest, latest, retrieved, url, path, languages, status, same_as,
            sha256, rest,
        ) = row  # fmt: skip
        columns = {
            "id": as_text(id),
            "text": text,
            "path": as_text(path),
            "url": as_text(url),
            "title": as_text(title),
            "author": as_text(author),
            "outlet": as_text(outlet),
            "owner": as_text(owner),
            "published": None if earliest is None else TimeInterval(earliest, latest),
            "retrieved": retrieved,
            "languages": tuple(json.loads(languages)) if languages else (),
            "sha256": sha256 or "",
            "status": status,
            "same_as": tuple(json.loads(same_as)) if same_as else (),
        }
        return Document(**columns | self._rest(Document, rest))

    def passages(self, document: int, packed: bytes, rest: str | None) -> list[Passage]:
        """The layout of one document."""
        id, numbers = self._shared.document_id(document), iter(unpack_numbers(packed))
        rests, found, at = iter(json.loads(rest) if rest else ()), [], 0
        for gap in numbers:
            start = at + gap
            end = start + next(numbers)
            language, kind = self._shared.word(next(numbers)), self._shared.word(next(numbers))
            sentences, at = [], start
            for _ in range(next(numbers)):
                begin = at + next(numbers)
                at = begin + next(numbers)
                sentences.append((begin, at))
            at = end
            more = fields_from_plain(Passage, next(rests, {}), self.unpacking(document))
            found.append(Passage(id, start, end, language, kind, tuple(sentences), **more))  # type: ignore[arg-type]
        return found

    # ------------------------------------------------------------------ what is found in them

    def quotation(self, row: Row) -> Quotation:
        """The quotation of a row of :data:`QUOTATION`."""
        (
            id, document, start, end, mode, source, source_start, source_end, cue_start, cue_end, medium, language,
            certainty, hedge_start, hedge_end, whose, inferred, probability, rest,
        ) = row  # fmt: skip
        more = self._rest(Quotation, rest, document)
        span = more.pop("span", None) or self.span(document, start, end)
        columns = {
            "id": id_text(id),
            "span": span,
            "content": (span,),
            "mode": self._word(mode),
            "cue": None if cue_start is None else (self.span(document, cue_start, cue_end),),
            "source": self._source(source, document, source_start, source_end),
            "medium": self._word(medium),
            "language": self._word(language) or "",
            "certainty": self._certainty(certainty, document, (hedge_start, hedge_end), whose),
            "inferred": self._word(inferred) or "",
            "probability": probability,
        }
        return Quotation(**columns | more)

    def reuse(self, row: Row) -> Reuse:
        """The reuse of a row of :data:`REUSE`."""
        a, a_start, a_end, b, b_start, b_end, kind, identity, family, score, direction, probability, rest = row
        more = self._rest(Reuse, rest)
        columns = {
            "a": more.get("a") or self.span(a, a_start, a_end),
            "b": more.get("b") or self.span(b, b_start, b_end),
            "kind": self._word(kind),
            "identity": identity,
            "family": "" if family is None else id_text(family),
            "score": score,
            "direction": self._word(direction),
            "probability": probability,
        }
        return Reuse(**columns | more)

    def family(self, row: Row) -> Family:
        """The family of a row of :data:`FAMILY`."""
        id, document, start, end, rest = row
        more = self._rest(Family, rest)
        if "representative" not in more:
            more["representative"] = self.span(document, start, end)
        return Family(**{"id": id_text(id)} | more)

    def entity(self, row: Row, mentions: Iterable[tuple[int, bytes]]) -> Entity:
        """The entity of a row of :data:`ENTITY` with its mentions, document by document."""
        _, id, kind, name, aliases, roles, rest = row
        columns = {
            "id": as_text(id),
            "kind": self._word(kind),
            "name": as_text(name),
            "aliases": tuple(json.loads(aliases)) if aliases else (),
            "roles": tuple(json.loads(roles)) if roles else (),
            "mentions": tuple(span for document, places in mentions for span in self._mentions(document, places)),
        }
        return Entity(**columns | self._rest(Entity, rest))

    def fact(self, packed: str | bytes) -> Fact:
        """The fact of the column ``packed``."""
        found: Fact = from_plain(Fact, json.loads(json_text(packed)), self.unpacking())
        return found

    def _mentions(self, document: int, places: bytes) -> Iterable[Span]:
        numbers, at = iter(unpack_numbers(places)), 0
        for gap in numbers:
            start = at + gap
            at = start + next(numbers)
            yield self.span(document, start, at)

    # ------------------------------------------------------------------ claims

    def claim(self, row: Row, assertion_rows: Iterable[Row], derivation_rows: Iterable[Row]) -> Claim:
        """The claim of a row of :data:`CLAIM` with its :data:`ASSERTION` and :data:`DERIVATION` rows, in order."""
        (
            _, id, text, language, first, earliest, latest, best, low, high, verdict, voices, direct_reports,
            documents, outlets, owners, deficit, concentration, summaries, rest,
        ) = row  # fmt: skip
        rows = list(assertion_rows)
        assertions = self._assertions(rows)
        pairs = _pairs(self._word(summaries))
        columns = {
            "id": id_text(id),
            "text": assertions[first].span.exact if text is None else as_text(text),
            "language": self._word(language) or "",
            "assertions": assertions,
            "origins": Origins(best, low, high, self._shared.word(verdict), self.origins(voices)),  # type: ignore[arg-type]
            "direct_reports": direct_reports,
            "n_documents": documents,
            "n_outlets": outlets,
            "n_owners": owners,
            "deficit": deficit,
            "derivations": tuple(self._derivation(d, assertions) for d in derivation_rows),
            "concentration": concentration,
            "summaries": pairs,
            "summary": pairs[0][1] if pairs else "",
        }
        if first is not None:
            published = self._shared.published(rows[first][0]) if earliest is None else None
            date = published if earliest is None else TimeInterval(earliest, latest) if earliest else None
            columns["first"] = First(assertions[first].id, date)
        return Claim(**columns | self._rest(Claim, rest))

    def told_once(self, row: Row) -> Claim:
        """The claim of a row of :data:`TOLD_ONCE`."""
        id, document, start, end, kind, language, *others, voice_kind, voices, voice, reasons, summaries = row
        fields = self._assertion((document, start, end, None, kind, language, *others, None, None))
        assertion = Assertion(**fields)
        outlet, origins = self._shared.outlet(document), self.origins(voices)
        if voice_kind is not None:
            source = assertion.source
            heard = (source.name, source.entity) if source else (outlet or "", None)
            origins = (Origin(self._shared.word(voice_kind), *heard, 1),)  # type: ignore[arg-type]
        names = outlet, origins[0].name
        pairs = _pairs(without_blanks(self._shared.word(summaries), names) if summaries else None)
        edge: tuple[Derivation, ...] = ()
        if voice is not None:
            why = without_blanks(self._shared.word(reasons), names) if reasons else None
            edge = (Derivation(self._shared.word(voice), assertion.id, 1.0, self._reasons(why)),)
        return Claim(
            id=id_text(id),
            text=assertion.span.exact,
            language=assertion.language,
            assertions=(assertion,),
            origins=Origins(1, 1, 1, "single", origins),
            direct_reports=1,
            n_documents=1,
            n_outlets=1,
            n_owners=1,
            deficit=0,
            first=First(assertion.id, self._shared.published(document)),
            derivations=edge,
            summary=pairs[0][1] if pairs else "",
            summaries=pairs,
        )

    def _reasons(self, text: str | None) -> Any:
        return from_plain(hints_of(Derivation)["reasons"], json.loads(text) if text else [], self.unpacking())

    def origins(self, voices: int | None) -> tuple[Origin, ...]:
        """The list of origins under a key of the table ``word``."""
        if voices is None:
            return ()
        found: tuple[Origin, ...] = from_plain(
            hints_of(Origins)["list"], json.loads(self._shared.word(voices)), self.unpacking()
        )
        return found

    def _assertions(self, rows: list[Row]) -> tuple[Assertion, ...]:
        made = [self._assertion(row) for row in rows]
        for row, fields in zip(rows, made):
            if row[-2] is not None:
                fields["copy_of"] = made[row[-2]]["id"]
        return tuple(Assertion(**fields) for fields in made)

    def _assertion(self, row: Row) -> dict[str, Any]:
        """The fields of the assertion of a row of :data:`ASSERTION`, but for what it copies."""
        (
            document, start, end, id, kind, language, source, source_start, source_end, medium, certainty, hedge_start,
            hedge_end, whose, quotation, inferred, _, rest,
        ) = row  # fmt: skip
        more = self._rest(Assertion, rest, document)
        span = more.get("span") or self.span(document, start, end)
        columns = {
            "id": f"{span.document}:{span.start}-{span.end}" if id is None else as_text(id),
            "span": span,
            "language": self._word(language) or "",
            "kind": self._word(kind),
            "source": self._source(source, document, source_start, source_end),
            "medium": self._word(medium),
            "certainty": self._certainty(certainty, document, (hedge_start, hedge_end), whose),
            "quotation": None if quotation is None else id_text(quotation),
            "inferred": self._word(inferred) or "",
        }
        return columns | more

    def _derivation(self, row: Row, assertions: tuple[Assertion, ...]) -> Derivation:
        origin, voice, target, medium, probability, reasons, rest = row
        columns = {
            "origin": assertions[origin].id if voice is None else self._shared.word(voice),
            "target": assertions[target].id if medium is None else self._shared.word(medium),
            "probability": probability,
            "reasons": self._reasons(self._word(reasons)),
        }
        return Derivation(**columns | self._rest(Derivation, rest))


def _pairs(text: str | None) -> tuple[tuple[str, str], ...]:
    return tuple((code, words) for code, words in json.loads(text)) if text else ()
