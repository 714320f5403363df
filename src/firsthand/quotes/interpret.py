"""From bare ranges to quotations: mode, who, through whom, how sure, inside which other one.

In: a text, its attributions and its language. Out: :class:`Quotation` values in order of their text. Always true: every
span holds exactly its text; the same text gives the same quotations, ids included.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from firsthand.model import Certainty, CertaintyLevel, Quotation, QuotationMode, Source, span_of
from firsthand.quotes.attribution import Attribution
from firsthand.quotes.channels import Channel, find_channel
from firsthand.quotes.lexicon import Lexicon, lexicon
from firsthand.quotes.marks import Quoted, find_quoted
from firsthand.quotes.naming import read_source
from firsthand.quotes.resolve import Resolved, resolve

Range = tuple[int, int]
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_SENTENCE_END = re.compile(r"[.!?…][”\"»)]?\s|[\n\r]|$")


def interpret(text: str, attributions: Sequence[Attribution], language: str, document: str = "") -> list[Quotation]:
    """Make quotations of `attributions`."""
    words = lexicon(language)
    ordered = sorted(attributions, key=lambda a: (a.span, a.content))
    readings = [read_source(text[slice(*a.source)], words) if a.source else None for a in ordered]
    readings = [r if r or not _is_unnamed(text, a, words) else read_source("", words) for r, a in zip(readings, ordered, strict=True)]
    who = resolve(text, ordered, readings, words)
    quoted = [q for q in find_quoted(text) if q.depth == 0]
    persons = frozenset(part for r in who if r and r.reading.kind == "person" for part in (r.reading.name, r.reading.name.split()[-1]))
    found = []
    for attribution, resolved in zip(ordered, who, strict=True):
        channel = _channel(text, attribution, words, persons)
        source = _source(text, attribution, resolved, document)
        found.append(
            Quotation(
                id=_identify(text, attribution, document),
                span=span_of(text, attribution.content[0][0], attribution.content[-1][1], document),
                content=tuple(span_of(text, a, b, document) for a, b in attribution.content),
                mode=_mode(text, attribution, quoted),
                cue=tuple(span_of(text, a, b, document) for a, b in attribution.cue) or None,
                source=source,
                medium=channel.medium,
                medium_span=span_of(text, *channel.medium_span, document) if channel.medium_span else None,
                addressee=channel.addressee,
                language=language,
                certainty=_certainty(text, attribution, words, document),
                probability=attribution.probability,
                inferred=resolved.inferred if resolved else "",
            )
        )
    return _nest(found, ordered)


def _is_unnamed(text: str, attribution: Attribution, words: Lexicon) -> bool:
    """Whether the cue itself says that nobody is named: "it is said", "se dice", "there is a fear"."""
    if not attribution.cue:
        return False
    cue = [w.lower() for w in _WORD.findall(text[slice(*attribution.cue[0])])]
    if not cue:
        return False
    passive = any(words.has("passive.auxiliaries", w) for w in cue[:-1])
    return passive or words.has("passive.reflexive", cue[0]) and len(cue) > 1 or cue[-1] in words.nouns


def _source(text: str, attribution: Attribution, resolved: Resolved | None, document: str) -> Source | None:
    if resolved is None:
        return None
    reading = resolved.reading
    span = span_of(text, *attribution.source, document) if attribution.source else None
    return Source(reading.name, reading.kind, span, None, reading.anonymous, reading.role)


def _identify(text: str, attribution: Attribution, document: str) -> str:
    parts = [document or hashlib.sha256(text.encode("utf8", "surrogatepass")).hexdigest()]
    parts += [f"{a}-{b}" for a, b in (*attribution.content, *attribution.cue, attribution.source or (0, 0))]
    return "q" + hashlib.sha256("|".join(parts).encode("utf8", "surrogatepass")).hexdigest()[:14]


def _mode(text: str, attribution: Attribution, quoted: Sequence[Quoted]) -> QuotationMode:
    """By the share of the content's characters that stand inside quote marks."""
    inside = total = 0
    for start, end in attribution.content:
        total += end - start
        low, high = 0, len(quoted)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if quoted[middle].end <= start else (low, middle)
        while low < len(quoted) and quoted[low].start < end:
            inside += min(end, quoted[low].end) - max(start, quoted[low].start)
            low += 1
    if inside >= 0.95 * total:
        return "direct" if not _is_retold(attribution, quoted) else "indirect"
    return "mixed" if inside else "indirect"


def _is_retold(attribution: Attribution, quoted: Sequence[Quoted]) -> bool:
    """Whether the content lies inside somebody else's quote marks together with its own cue: no marks of its own."""
    if not attribution.cue:
        return False
    cue = attribution.cue[0]
    start, end = attribution.content[0][0], attribution.content[-1][1]
    return any(q.start <= min(cue[0], start) and max(cue[1], end) <= q.end for q in quoted if q.start < end and q.end > start)


def _channel(text: str, attribution: Attribution, words: Lexicon, persons: frozenset[str]) -> Channel:
    if not attribution.cue:
        return Channel()
    cue = attribution.cue[-1]
    edge = cue[1]
    if attribution.source and attribution.source[0] >= edge:
        edge = attribution.source[1]
    limit = min((a for a, _ in attribution.content if a >= edge), default=len(text))
    end = _SENTENCE_END.search(text, edge)
    if end:
        limit = min(limit, end.start())
    forms = words.forms.get(text[cue[0] : cue[1]].split()[-1].lower(), ()) if edge == cue[1] else ()
    tells = any(verb.object for verb, _ in forms)
    return find_channel(text, edge, limit, tells, words, persons)


def _certainty(text: str, attribution: Attribution, words: Lexicon, document: str) -> Certainty:
    if attribution.cue:
        start, end = attribution.cue[0][0], attribution.cue[-1][1]
        cue = [w.lower() for w in _WORD.findall(text[slice(*attribution.cue[0])])]
        levels = [v.level for w in cue for v, _ in words.forms.get(w, ()) if v.level]
        around = text[min(start, attribution.content[0][0]) : max(end, attribution.content[-1][1])].lower()
        for phrase in words.doubts:
            at = around.find(phrase)
            if at >= 0:
                at += min(start, attribution.content[0][0])
                return Certainty("doubted", span_of(text, at, at + len(phrase), document), "document")
        if levels:
            level: CertaintyLevel = levels[0]
            return Certainty(level, span_of(text, *attribution.cue[0], document), "source")
    return Certainty()


def _nest(found: list[Quotation], attributions: Sequence[Attribution]) -> list[Quotation]:
    """Fill in `within`: the smallest quotation one of whose pieces holds the whole of this attribution."""
    import dataclasses

    pieces = sorted(((p.start, -p.end, n) for n, q in enumerate(found) for p in q.content))
    nested: list[Quotation] = list(found)
    stack: list[tuple[int, int, int]] = []
    order = sorted(range(len(found)), key=lambda n: (attributions[n].span[0], -attributions[n].span[1]))
    at = 0
    for n in order:
        start, end = attributions[n].span
        while at < len(pieces) and pieces[at][0] <= start:
            stack.append((pieces[at][0], -pieces[at][1], pieces[at][2]))
            at += 1
        while stack and stack[-1][1] <= start:
            stack.pop()
        for begin, stop, outer in reversed(stack[-12:]):
            if outer != n and begin <= start and end <= stop:
                nested[n] = dataclasses.replace(found[n], within=found[outer].id)
                break
    return nested
