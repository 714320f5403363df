"""The nouns of firsthand: frozen values that every stage takes and returns.

Nothing here computes beyond reading its own fields. A span is half-open ``[start, end)`` in Unicode code points of
``Document.text``, and ``documents[span.document].text[span.start:span.end] == span.exact`` holds for every span. Dates
know their precision: a :class:`TimeInterval` holds its earliest and latest day (or minute), never a guess between. The
words are those of ``docs/glossary.md``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Literal

from firsthand.verbs import CaseVerbs

PassageKind = Literal["body", "heading", "list", "boilerplate"]
ReuseKind = Literal["verbatim", "edited", "translated"]
QuotationMode = Literal["direct", "indirect", "mixed"]
Doing = Literal["speech", "attitude", "act"]
AssertionKind = Literal["verbatim", "edited", "translated", "reported", "own"]
SourceKind = Literal["person", "role", "body", "work", "outlet", "anonymous"]
OriginKind = Literal["person", "body", "work", "outlet", "anonymous", "unseen"]
EntityKind = Literal["person", "organization", "place", "other"]
CertaintyLevel = Literal["denied", "doubted", "claimed", "probable", "asserted", "confirmed"]
Verdict = Literal["established", "not established", "single", "lineage unknown"]
DocumentStatus = Literal["current", "corrected", "retracted", "unknown"]
FactKind = Literal["event", "value"]
FactStatus = Literal["agreed", "rounded", "updated", "different scope", "contradictory"]
Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one document's text, with the very characters that stand there."""

    start: int
    end: int
    exact: str
    document: str = ""

    def holds(self, text: str) -> bool:
        """Whether `text` has exactly these characters here."""
        return 0 <= self.start <= self.end <= len(text) and text[self.start : self.end] == self.exact


def span_of(text: str, start: int, end: int, document: str = "") -> Span:
    """Cut the span ``[start, end)`` out of `text`."""
    return Span(start, end, text[start:end], document)


@dataclass(frozen=True, slots=True)
class TimeInterval:
    """When something was: ISO 8601 days or minutes (UTC), both ends included; equal ends are a point known that well.

    ``TimeInterval("2012-07-01", "2012-07-31")`` is "July 2012"; ``TimeInterval("2012-07-19T08:30Z",
    "2012-07-19T08:30Z")`` is a minute.
    """

    earliest: str
    latest: str

    def minutes(self) -> tuple[float, float]:
        """Earliest and latest minute, counted from 1970-01-01T00:00Z; a day ends with its last minute."""
        return _minute(self.earliest, end=False), _minute(self.latest, end=True)


def _minute(stamp: str, end: bool) -> float:
    if len(stamp) == 10:
        day = datetime.fromisoformat(stamp).replace(tzinfo=UTC)
        return (day + timedelta(minutes=1439 if end else 0)).timestamp() / 60
    moment = datetime.fromisoformat(stamp.replace("Z", "+00:00"))
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() / 60


@dataclass(frozen=True, slots=True)
class Custody:
    """From what a document was read: `sha256` of the file, or of the row where a file holds many.

    `saved_from` is where a copy was saved from, when an archive or a saving tool says so: for a page of a web archive
    the address there, which is not the article's.
    """

    sha256: str
    saved_from: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One published version of an article, report or post; its text never changes once read.

    `credits` are outlets that the document's own markup names as its origin (a feed's ``<source>``, an agency in the
    dateline or byline); `furniture` are ranges of `text` that the reader already knows to be the page's, not the
    article's. `same_as`, `versions` (other states of the same address, in order) and `status` are filled in by tracing;
    so are `languages` and `owner` where the text or the user knows better, and `declared_languages` and
    `declared_owner` hold what was read.
    """

    id: str
    text: str
    path: str | None = None
    url: str | None = None
    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    owner: str | None = None
    published: TimeInterval | None = None
    retrieved: str | None = None
    languages: tuple[str, ...] = ()
    sha256: str = ""
    status: DocumentStatus = "unknown"
    same_as: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    furniture: tuple[tuple[int, int], ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()
    declared_languages: tuple[str, ...] = ()
    declared_owner: str | None = None
    custody: Custody | None = None
    versions: tuple[str, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """The span ``[start, end)`` of this document."""
        return Span(start, end, self.text[start:end], self.id)


@dataclass(frozen=True, slots=True)
class Passage:
    """A contiguous range of one document that is compared as a unit: a paragraph, a heading, a list, or furniture.

    `sentences` are the half-open ranges of its sentences, in document offsets, in order and without overlap.
    """

    document: str
    start: int
    end: int
    language: str
    kind: PassageKind
    sentences: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Reuse:
    """Two spans whose alignment passes. Undirected until tracing fills in `direction` and `probability`."""

    a: Span
    b: Span
    kind: ReuseKind
    identity: float
    family: str = ""
    score: float = 0.0
    direction: Literal["a->b", "b->a"] | None = None
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class Family:
    """The passages tied together by reuse, with the one that stands for them all."""

    id: str
    members: tuple[Span, ...]
    representative: Span


@dataclass(frozen=True, slots=True)
class Certainty:
    """How sure an assertion is of its claim; `hedge` holds the words that say so, `whose` the one who hedges."""

    level: CertaintyLevel = "asserted"
    hedge: Span | None = None
    whose: Literal["document", "source"] | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Whom a content is attributed to. `span` is None where the name was inferred from the context."""

    name: str
    kind: SourceKind
    span: Span | None = None
    entity: str | None = None
    anonymous: bool = False
    role: str | None = None


@dataclass(frozen=True, slots=True)
class QuotationTime:
    """When the words are said to have been spoken."""

    text: str
    earliest: str | None = None
    latest: str | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """A span presented as somebody's words or thoughts, with its cue, source and medium.

    `inferred` names why a source stands here that no cue of this quotation names (``"continues"``, ``"pronoun"``,
    ``"role"``, ``"dropped subject"``, ``"copied"``), and is empty otherwise. `doing` tells speech and writing from an
    attitude ("hopes that") and an act or intention ("threatened to"); `programme` is the medium's, where one is named.
    """

    id: str
    span: Span
    content: tuple[Span, ...]
    mode: QuotationMode
    cue: tuple[Span, ...] | None = None
    source: Source | None = None
    medium: str | None = None
    medium_span: Span | None = None
    addressee: str | None = None
    language: str = ""
    certainty: Certainty = Certainty()
    within: str | None = None
    translated: bool = False
    time: QuotationTime | None = None
    probability: float = 1.0
    inferred: str = ""
    doing: Doing = "speech"
    programme: str | None = None


@dataclass(frozen=True, slots=True)
class Merge:
    """Why two spellings were taken for one entity; `decided` where the user said so."""

    name: str
    into: str
    reason: str
    decided: bool = False


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organization or place under all its spellings."""

    id: str
    kind: EntityKind
    name: str
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()
    merges: tuple[Merge, ...] = ()


@dataclass(frozen=True, slots=True)
class Assertion:
    """One occurrence of a claim in one document.

    `copies` are the same words in other copies of the same article; those have an assertion each too, with `copy_of`
    naming this one: told again, but no telling of its own.
    """

    id: str
    span: Span
    language: str
    kind: AssertionKind
    source: Source | None = None
    medium: str | None = None
    certainty: Certainty = Certainty()
    quotation: str | None = None
    copies: tuple[Span, ...] = ()
    inferred: str = ""
    copy_of: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Whoever vouches for a claim and took it from nobody else known here; `tellings` articles go back to it."""

    kind: OriginKind
    name: str
    entity: str | None = None
    tellings: int = 0


@dataclass(frozen=True, slots=True)
class Origins:
    """The number of independent origins: a best count inside a range, with its verdict and its members."""

    best: int
    low: int
    high: int
    verdict: Verdict
    list: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What differs between two ends of a derivation: a figure, date, name, hedge, negation, source, medium or cut."""

    slot: str
    label: str
    before: Span | None = None
    after: Span | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Evidence as data: its kind, its figures, the text that shows it, and whom it speaks of.

    The sentence is made when it is shown (:mod:`firsthand.present`), in the reader's language, and never stored.
    `documents` are the parent and the child that it compares, where it compares two; `names` are first the names that
    readers know these by, then the outlets or voices that the reason speaks of.
    """

    kind: str
    figures: tuple[tuple[str, float], ...] = ()
    spans: tuple[Span, ...] = ()
    documents: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Derivation:
    """The edge "this assertion was taken from that one". `origin` and `target` are ids; an origin may be a voice.

    `origin` is an assertion's id, or ``origin:<kind>:<name>`` for a voice, or ``medium:<name>`` for a medium not here.
    """

    origin: str
    target: str
    probability: float
    reasons: tuple[Reason, ...] = ()
    without_it: Origins | None = None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class DiscrepantValue:
    """One of the values that do not agree, and where it stands."""

    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Assertions of one claim, or of two close ones, that differ in a figure, date, name, place or in certainty."""

    slot: str
    values: tuple[DiscrepantValue, ...]
    label: str


@dataclass(frozen=True, slots=True)
class First:
    """The first telling in this collection."""

    assertion: str
    published: TimeInterval | None


@dataclass(frozen=True, slots=True)
class MissingOriginal:
    """An interview, release or article that everything points at and that the collection lacks."""

    name: str
    claims: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One finite proposition, whatever its wording, with all its tellings and who vouches for it."""

    id: str
    text: str
    language: str
    assertions: tuple[Assertion, ...]
    origins: Origins
    direct_reports: int
    n_documents: int
    n_outlets: int
    n_owners: int
    deficit: int
    first: First
    derivations: tuple[Derivation, ...] = ()
    chokepoints: tuple[str, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()
    originals: tuple[str, ...] = ()
    summary: str = ""
    summaries: tuple[tuple[str, str], ...] = ()
    concentration: float = 1.0


@dataclass(frozen=True, slots=True)
class FactValue:
    """A value as one assertion tells it: its words, its bounds (None where it is open), its unit, of what it speaks.

    `scope` says of whom or since when, where that is told; `time` is when it was published: as of when it holds.
    """

    text: str
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    scope: str | None = None
    time: TimeInterval | None = None


@dataclass(frozen=True, slots=True)
class FactAssertion:
    """One clause that tells a fact. `anchor` is the words that name the event, or the value."""

    id: str
    span: Span
    anchor: Span
    value: FactValue | None = None
    source: Source | None = None
    medium: str | None = None
    certainty: Certainty = Certainty()


@dataclass(frozen=True, slots=True)
class ToldValue:
    """One of the values of a fact: who gives it, in how many documents, first when, in which assertions."""

    value: FactValue
    origins: Origins
    n_documents: int
    first: First
    assertions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """What several documents tell of one thing in whatever words: an event, or one value of it with all its values.

    `status` is ``agreed``, ``rounded``, ``updated`` (a number that grew), ``different scope`` or ``contradictory``.
    """

    id: str
    label: str
    kind: FactKind
    anchor: str
    assertions: tuple[FactAssertion, ...]
    values: tuple[ToldValue, ...] = ()
    status: FactStatus = "agreed"
    claims: tuple[str, ...] = ()
    time: TimeInterval | None = None
    n_documents: int = 0


def fact_order(fact: Fact) -> tuple[bool, int, int, bool, str]:
    """Sort key of facts: contradictions first, then what most articles tell, values before events.

    What stands in many sentences of each article is rather its topic, and comes last.
    """
    diffuse = len(fact.assertions) > 2 * fact.n_documents
    return fact.status != "contradictory", int(diffuse), -fact.n_documents, fact.kind != "value", fact.id


@dataclass(frozen=True, slots=True)
class Problem:
    """A recorded defect of the input: where, which stage, what, why. Not an exception."""

    severity: Severity
    stage: str
    code: str
    message: str
    document: str | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """The user's own word, applied before inference and kept with the case."""

    kind: Literal["same person", "not same person", "copy", "not a copy", "same owner"]
    subjects: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """What was run, on what, and how long it took. Only `seconds` may differ between two runs of one collection."""

    version: str
    settings: tuple[tuple[str, str], ...]
    inputs: tuple[tuple[str, str], ...]
    counts: tuple[tuple[str, int], ...]
    seconds: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Case(CaseVerbs):
    """A collection, all that was found in it, and the run's manifest. Viewers read it and change nothing."""

    documents: tuple[Document, ...]
    passages: tuple[Passage, ...] = ()
    reuses: tuple[Reuse, ...] = ()
    families: tuple[Family, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    entities: tuple[Entity, ...] = ()
    claims: tuple[Claim, ...] = ()
    facts: tuple[Fact, ...] = ()
    originals: tuple[MissingOriginal, ...] = ()
    problems: tuple[Problem, ...] = ()
    decisions: tuple[Decision, ...] = ()
    run: Run | None = field(default=None, compare=False)
