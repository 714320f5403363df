"""Claims that stand in one place: nothing is weighed, whoever is heard there is the one origin.

Nearly all claims are such. What many of them have in common, their reasons, origins and summaries, is made once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from firsthand.claims import Statement
from firsthand.model import Assertion, Certainty, Claim, Derivation, Document, First, Origin, Origins, Reason
from firsthand.origins.articles import Articles
from firsthand.origins.assertions import attributed_to, claim_id, kind_alone, source_of, span_of_statement
from firsthand.origins.media import Media
from firsthand.origins.summary import summarise
from firsthand.origins.telling import Telling
from firsthand.origins.voices import Voice, voice_of

_SAYS_SO = (Reason("says so itself"),)
Summaries = tuple[tuple[str, str], ...]


def heard_from(voice: Voice, statement: Statement, target: str, media: Media) -> list[Derivation]:
    """Edges from `voice`, through its medium, to the assertion `target`, which heard it for itself."""
    origin = f"origin:{voice.key}"
    medium, inferred = media.of(statement)
    if medium is None:
        reasons = _SAYS_SO if statement.quotation is None else (attributed_to(statement.quotation, voice),)
        return [Derivation(origin, target, 1.0, reasons)]
    probability = 0.8 if inferred else 1.0
    node = f"medium:{medium}"
    told = Reason("spoke to" if not inferred else "probably spoke to", names=(voice.name, medium))
    named = Reason(inferred or "names the medium", names=(medium,))
    return [Derivation(origin, node, probability, (told,)), Derivation(node, target, probability, (named,))]


class ToldOnce:
    """Makes claims of lone statements."""

    def __init__(self, articles: Articles, media: Media, languages: Sequence[str], name: Callable[[str], str]) -> None:
        self._articles, self._media, self._languages, self._name = articles, media, languages, name
        self._own: dict[str, Voice] = {}
        self._origins: dict[Voice, Origins] = {}
        self._summaries: dict[tuple[object, ...], Summaries] = {}

    def claim(self, statement: Statement, certainty: Certainty) -> Claim:
        """The claim that `statement` alone makes."""
        article = self._articles.documents[self._articles.of[statement.document]]
        voice = self._voice(statement, article)
        medium, inferred = self._media.of(statement)
        quotation = statement.quotation
        stated = quotation.medium if quotation else None
        name = f"{statement.document}:{statement.start}-{statement.end}"
        assertion = Assertion(
            id=name,
            span=span_of_statement(statement),
            language=statement.language,
            kind=kind_alone(statement),
            source=source_of(quotation),
            medium=stated or medium,
            certainty=certainty,
            quotation=quotation.id if quotation else None,
            inferred=("" if stated else inferred) or (quotation.inferred if quotation else ""),
        )
        edges = heard_from(voice, statement, name, self._media)
        telling = Telling(article.id, voice, medium, article.outlet, language=statement.language)
        origins = self._origins_of(voice)
        summaries = self._summarise(assertion, origins, edges)
        return Claim(
            id=claim_id(statement),
            text=statement.text,
            language=statement.language,
            assertions=(assertion,),
            origins=origins,
            direct_reports=1,
            n_documents=1,
            n_outlets=1,
            n_owners=1,
            deficit=0,
            first=First(name, article.published),
            derivations=tuple(sorted(edges, key=lambda e: (e.target, e.origin))),
            originals=self._media.missing([telling]) if medium or voice.kind == "outlet" else (),
            summary=summaries[0][1],
            summaries=summaries,
        )

    def _voice(self, statement: Statement, article: Document) -> Voice:
        if statement.quotation is not None:
            return voice_of(statement, article)
        if article.id not in self._own:
            self._own[article.id] = voice_of(statement, article)
        return self._own[article.id]

    def _origins_of(self, voice: Voice) -> Origins:
        if voice not in self._origins:
            only = Origin(voice.kind, voice.name, voice.entity, tellings=1)
            self._origins[voice] = Origins(1, 1, 1, "single", (only,))
        return self._origins[voice]

    def _summarise(self, assertion: Assertion, origins: Origins, edges: Sequence[Derivation]) -> Summaries:
        """The claim in a sentence of each language; it names the document, the voice and the medium, nothing else."""
        document, denied = assertion.span.document, assertion.certainty.level == "denied"
        media = tuple(e.origin for e in edges if e.origin.startswith("medium:"))
        alike = (self._name(document), origins, media, denied)
        if alike not in self._summaries:
            first = First(f"{document}:0-0", None)
            plain = Claim("", "", "", (assertion,), origins, 1, 1, 1, 1, 0, first, tuple(edges))
            self._summaries[alike] = tuple((code, summarise(plain, code, self._name)) for code in self._languages)
        return self._summaries[alike]


def names_by(documents: Mapping[str, Document]) -> Callable[[str], str]:
    """A function that gives the name that readers know a document by."""

    def name(id: str) -> str:
        document = documents[id]
        return document.outlet or document.title or document.id

    return name
