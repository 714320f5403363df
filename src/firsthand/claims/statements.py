"""A document cut into statements: the pieces of its sentences that one voice claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from firsthand.claims.silence import find_silence, outside_silence
from firsthand.claims.stumps import is_caption, trim_loose_ends, whole_tokens
from firsthand.claims.wording import content_stems
from firsthand.languages import table
from firsthand.model import Certainty, Document, Passage, Quotation, Source, Span
from firsthand.settings import ClaimSettings
from firsthand.text.inline_links import find_links, holds_links
from firsthand.values import Figure

_CLOSERS = " \t\"'”»›’"
_BREAKS = (",", ";", ":", "—", "–", "-", ".", "(")
_PLAIN = Certainty()
_EDGES = " \t\r\n,;:—–-\"'“”„«»‹›‘’‚`"


@dataclass(frozen=True, slots=True)
class Statement:
    """One occurrence of a proposition: ``document.text[start:end]``, in whose voice, and the sentence around it.

    `quotation` is None where the document speaks for itself. `stems` are the content words that carry the proposition,
    `figures` the quantities in `text` (offsets into it), `certainty` how sure it is of what it claims.
    """

    document: str
    start: int
    end: int
    text: str
    language: str
    sentence: tuple[int, int]
    stems: tuple[str, ...]
    quotation: Quotation | None = None
    figures: tuple[Figure, ...] = ()
    certainty: Certainty = _PLAIN

    @property
    def key(self) -> tuple[str, int, int, str]:
        """What tells this statement from every other."""
        return self.document, self.start, self.end, self.quotation.id if self.quotation else ""

    def recognised(self, quotations: Mapping[tuple[str, str], Quotation]) -> Statement:
        """The same statement, its quotation as it stands in `quotations` (by document and id)."""
        if self.quotation is None:
            return self
        return replace(self, quotation=quotations.get((self.document, self.quotation.id), self.quotation))

    @property
    def quoted(self) -> bool:
        """Whether the words are presented as the speaker's very own."""
        return self.quotation is not None and self.quotation.mode != "indirect"


def cut_statements(
    document: Document, passages: Sequence[Passage], quotations: Sequence[Quotation], settings: ClaimSettings
) -> list[Statement]:
    """All statements of `document`, in order.

    A sentence without a quotation is one statement in the document's own voice. What a quotation has of a sentence is a
    statement in its source's voice; what is left of the sentence is the document's own if it is long enough. Furniture,
    headings, questions and links to other pieces state nothing.
    """
    ordered = sorted(quotations, key=lambda q: (q.span.start, -q.span.end, q.id))
    statements: list[Statement] = []
    first = 0
    for passage in passages:
        if passage.kind not in ("body", "list"):
            continue
        while first < len(ordered) and ordered[first].span.end <= passage.start:
            first += 1
        here = [q for q in ordered[first:] if q.span.start < passage.end]
        glued = find_links(document.text[passage.start : passage.end])
        links = [(passage.start + a, passage.start + b) for a, b in glued]
        for start, end in passage.sentences:
            heard = [q for q in here if q.span.start < end and q.span.end > start]
            if not heard and is_caption(document.text[start:end], passage.language):
                continue
            pieces = list(_pieces(document.text, start, end, heard, passage.language, settings))
            if passage.kind == "list":
                pieces = [piece for piece in pieces if piece[2] is not None]
            for a, b, quotation in pieces:
                if any(c <= a < d for c, d in links):
                    continue
                text = document.text[a:b]
                language = quotation.language if quotation and quotation.language else passage.language
                stems = content_stems(text, language)
                asks = text.rstrip().endswith(("?", "…?"))
                if len(stems) >= _needed_stems(quotation, settings) and not asks and not holds_links(text):
                    statements.append(Statement(document.id, a, b, text, language, (start, end), stems, quotation))
    return statements


def _needed_stems(quotation: Quotation | None, settings: ClaimSettings) -> int:
    """How many content words a statement needs: nothing that somebody is quoted with is too short to be lost."""
    if quotation is None:
        return settings.min_content_words
    return settings.min_quoted_words if quotation.mode != "indirect" else settings.min_reported_words


def _pieces(
    text: str, start: int, end: int, heard: Sequence[Quotation], language: str, settings: ClaimSettings
) -> Iterator[tuple[int, int, Quotation | None]]:
    """Ranges of the sentence ``[start, end)`` with the quotation each belongs to, in order."""
    silent = [(a + start, b + start) for a, b in find_silence(text[start:end], language)]
    for a, b, quotation in _voiced(text, start, end, heard, language, settings):
        left, right = a, b
        if not (quotation and quotation.mode == "direct" and any(a <= c < b for c, _ in silent)):
            left, right = outside_silence(a, b, silent)
        if quotation is None or (left, right) != (a, b):
            left, right = _strip(text, *trim_loose_ends(text, *_strip(text, left, right), language))
            if quotation is not None and len(text[left:right].split()) < settings.min_own_words:
                continue
        if left < right and ((left, right) == (a, b) or len(text[left:right].split()) >= settings.min_rest_words):
            yield left, right, quotation


def _voiced(
    text: str, start: int, end: int, heard: Sequence[Quotation], language: str, settings: ClaimSettings
) -> Iterator[tuple[int, int, Quotation | None]]:
    spoken = [(q, *extent) for q in heard if (extent := _extent(text, start, end, q)) is not None]
    retold = set()
    for outer, a, b in spoken:
        for inner, c, d in spoken:
            if inner.within == outer.id:
                if not _hands_on(outer, inner):
                    retold.add(inner.id)
                elif d - c >= settings.inner_share * (b - a):
                    retold.add(outer.id)
    kept = _one_voice_each((a, b, q) for q, a, b in spoken if q.id not in retold)
    framed = [s for q in heard for s in (*q.content, *(q.cue or ()), *_place(q.source))]
    own = _longest_gap(text, start, end, [(s.start, s.end) for s in framed if s.start < end and s.end > start])
    ranges: list[tuple[int, int, Quotation | None]] = list(kept)
    if own is not None and (not kept or len(text[own[0] : own[1]].split()) >= settings.min_own_words):
        ranges.append((*own, None))
    yield from sorted(ranges, key=lambda r: (r[0], r[1], r[2].id if r[2] else ""))


def _one_voice_each(spoken: Iterable[tuple[int, int, Quotation]]) -> list[tuple[int, int, Quotation]]:
    """Of quotations that have the very same words of a sentence, the one that holds least beside them."""
    nearest: dict[tuple[int, int], tuple[int, int, Quotation]] = {}
    for a, b, quotation in sorted(spoken, key=lambda s: (s[2].span.end - s[2].span.start, s[2].span.start, s[2].id)):
        nearest.setdefault((a, b), (a, b, quotation))
    return list(nearest.values())


def _hands_on(outer: Quotation, inner: Quotation) -> bool:
    """Whether `outer` merely hands on what `inner` says: then the inner voice is the one that vouches.

    A chain of saying ends at the last person or body in it. A document or an unnamed voice that somebody cites does not
    speak for itself: there the one who cites it vouches.
    """
    return outer.source is None or (inner.source is not None and inner.source.kind not in ("work", "anonymous"))


def _place(source: Source | None) -> tuple[Span, ...]:
    return () if source is None or source.span is None else (source.span,)


def _extent(text: str, start: int, end: int, quotation: Quotation) -> tuple[int, int] | None:
    """From the first to the last character that the content of `quotation` has in ``[start, end)``, or None."""
    parts = [(max(start, s.start), min(end, s.end)) for s in quotation.content if s.start < end and s.end > start]
    if not parts:
        return None
    a, b = _strip(text, min(p[0] for p in parts), max(p[1] for p in parts))
    a, b = _strip(text, _after_complementiser(text, a, b, quotation.language), b)
    a, b = whole_tokens(text, a, b, start, end)
    shortest = 4 if quotation.mode == "indirect" else 2 if quotation.cue or quotation.source else 4
    return (a, b) if len(text[a:b].split()) >= shortest else None


def _after_complementiser(text: str, start: int, end: int, language: str) -> int:
    """Where the proposition of "that …" begins."""
    first = text[start:end].split(maxsplit=1)
    words = table(language, "words").get("complementisers", ())
    return start + len(first[0]) if len(first) > 1 and first[0].casefold() in words else start


def _longest_gap(text: str, start: int, end: int, taken: Iterable[tuple[int, int]]) -> tuple[int, int] | None:
    gaps, at = [], start
    for a, b in sorted(taken):
        gaps.append((at, a))
        at = max(at, b)
    gaps.append((at, end))
    stripped = [_strip(text, a, b) for a, b in gaps if a < b and (a == start or _begins_anew(text, a, b))]
    longest = max(stripped, key=lambda g: (g[1] - g[0], -g[0]), default=None)
    return longest if longest and longest[0] < longest[1] else None


def _begins_anew(text: str, start: int, end: int) -> bool:
    """Whether what follows a cue or a source says something more, and does not only tell where or when it was said."""
    return text[start:end].lstrip(_CLOSERS)[:1] in _BREAKS


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end
