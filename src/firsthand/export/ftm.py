"""A case as FollowTheMoney entities, one a line, for Aleph and its relatives; written without their library.

Documents become ``HyperText``, people and bodies ``Person`` and ``Organization``, quotations and claims ``Note``s on
those who said them, and derivations between documents ``UnknownLink``s. Schemata: https://followthemoney.tech/explorer.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from firsthand.export.parts import QUOTABLE_WORDS
from firsthand.export.records import ledger_order
from firsthand.model import Case, Claim, Document, Entity, Fact, Quotation, TimeInterval, fact_order
from firsthand.present import join_reasons
from firsthand.text.weblinks import web_address

Proxy = dict[str, Any]

_LANGUAGES = {
    "ar": "ara", "bg": "bul", "ca": "cat", "cs": "ces", "da": "dan", "de": "deu", "el": "ell", "en": "eng", "es": "spa",
    "eu": "eus", "fa": "fas", "fi": "fin", "fr": "fra", "gl": "glg", "he": "heb", "hi": "hin", "hu": "hun", "id": "ind",
    "it": "ita", "ja": "jpn", "ko": "kor", "nl": "nld", "no": "nor", "pl": "pol", "pt": "por", "ro": "ron", "ru": "rus",
    "sv": "swe", "tr": "tur", "uk": "ukr", "ur": "urd", "vi": "vie", "zh": "zho",
}  # fmt: skip
_SCHEMATA = {"person": "Person", "organization": "Organization", "place": "Address", "other": "LegalEntity"}


def proxies(case: Case, text: bool = True) -> Iterator[Proxy]:
    """Every entity, in an order that depends on the case alone."""
    known = {entity.id for entity in case.entities}
    yield from (_document(d, text) for d in sorted(case.documents, key=lambda d: d.id))
    yield from (_entity(e) for e in sorted(case.entities, key=lambda e: e.id))
    quotations = sorted(case.quotations, key=lambda q: (q.span.document, q.span.start, q.id))
    yield from (_quotation(q, known, text) for q in quotations)
    for claim in sorted(case.claims, key=ledger_order):
        yield _claim(claim, known)
        yield from _links(claim)
    for fact in sorted(case.facts, key=fact_order):
        yield from _fact(fact, known)


def _fact(fact: Fact, known: set[str]) -> Iterator[Proxy]:
    """A fact as an event, and each of its values as a note on it."""
    event = _id("fact", fact.id)
    tellers = sorted({a.span.document for a in fact.assertions})
    yield _proxy(
        "Event",
        event,
        name=[fact.label],
        date=_dates(fact.time),
        summary=[
            f"{fact.status}: {'; '.join(told.value.text for told in fact.values)}" if fact.values else fact.status
        ],
        keywords=[fact.kind, fact.anchor],
        proof=[_id("document", document) for document in tellers],
        involved=[
            _id("entity", a.source.entity)
            for a in fact.assertions
            if a.source and a.source.entity and a.source.entity in known
        ],
    )
    places = {a.id: a.span.document for a in fact.assertions}
    for n, told in enumerate(fact.values):
        origins = told.origins
        voices = ", ".join(origin.name for origin in origins.list)
        yield _proxy(
            "Note",
            _id("value", fact.id, str(n)),
            name=[told.value.text],
            entity=[event],
            description=[f"{origins.low} to {origins.high} independent origins: {voices}"],
            date=_dates(told.first.published),
            proof=[_id("document", places[id]) for id in told.assertions if id in places],
        )


def _document(document: Document, text: bool) -> Proxy:
    return _proxy(
        "HyperText",
        _id("document", document.id),
        title=[document.title],
        author=[document.author],
        publisher=[document.outlet],
        sourceUrl=[web_address(document.url)],
        publishedAt=_dates(document.published),
        retrievedAt=[document.retrieved],
        language=[_LANGUAGES.get(code) for code in document.languages],
        bodyText=[document.text if text else None],
    )


def _entity(entity: Entity) -> Proxy:
    name = "full" if entity.kind == "place" else "name"
    roles = {"position": entity.roles} if entity.kind == "person" else {"notes": entity.roles}
    aliases = {"alias": entity.aliases}
    return _proxy(_SCHEMATA[entity.kind], _id("entity", entity.id), **{name: [entity.name]}, **aliases, **roles)


def _quotation(quotation: Quotation, known: set[str], text: bool) -> Proxy:
    words = " … ".join(piece.exact for piece in quotation.content)
    source = quotation.source
    speaker = source.entity if source and source.entity in known else None
    return _proxy(
        "Note",
        _id("quotation", quotation.id),
        name=[f"Quotation of {source.name}" if source else "Quotation without a source"],
        description=[words if text or len(words.split(None, QUOTABLE_WORDS)) <= QUOTABLE_WORDS else None],
        entity=[_id("document", quotation.span.document), speaker and _id("entity", speaker)],
        notes=[quotation.mode, quotation.medium and f"medium: {quotation.medium}"],
    )


def _claim(claim: Claim, known: set[str]) -> Proxy:
    origins = claim.origins
    documents = sorted({assertion.span.document for assertion in claim.assertions})
    voices = [origin.entity for origin in origins.list if origin.entity in known]
    return _proxy(
        "Note",
        _id("claim", claim.id),
        name=[claim.text],
        description=[claim.text],
        summary=[claim.summary],
        notes=[f"origins: {origins.best} ({origins.low}–{origins.high}), {origins.verdict}"],
        entity=[*(_id("document", d) for d in documents), *(_id("entity", v) for v in voices if v)],
    )


def _links(claim: Claim) -> Iterator[Proxy]:
    places = {assertion.id: assertion.span.document for assertion in claim.assertions}
    for edge in sorted(claim.derivations, key=lambda e: (e.target, e.origin)):
        origin, target = places.get(edge.origin), places.get(edge.target)
        if origin and target and origin != target:
            yield _proxy(
                "UnknownLink",
                _id("derivation", claim.id, edge.origin, edge.target),
                subject=[_id("document", target)],
                object=[_id("document", origin)],
                role=[f"took this claim from it (p = {edge.probability:.2f}): {claim.text}"],
                summary=[join_reasons(edge.reasons)],
            )


def _proxy(schema: str, id: str, **properties: Iterable[str | None]) -> Proxy:
    cleaned = {
        key: sorted({text for value in values if value and (text := value.replace("\0", " ").strip())})
        for key, values in properties.items()
    }
    return {"id": id, "schema": schema, "properties": {key: values for key, values in cleaned.items() if values}}


def _id(*parts: str) -> str:
    return hashlib.sha1("\x1f".join(parts).encode("utf8", "replace"), usedforsecurity=False).hexdigest()


def _dates(interval: TimeInterval | None) -> list[str | None]:
    """The date to its known precision; both ends where no prefix says it."""
    if interval is None:
        return []
    earliest, latest = interval.earliest, interval.latest
    if earliest == latest:
        return [earliest.replace("Z", "")]
    if earliest[:7] == latest[:7] and earliest.endswith("-01") and latest[8:10] >= "28":
        return [earliest[:7]]
    if earliest[:4] == latest[:4] and earliest[4:] == "-01-01" and latest[4:] == "-12-31":
        return [earliest[:4]]
    return [earliest, latest]
