"""From bare ranges to quotations: mode, who, through whom, how sure, inside which other one.

In: a text, its attributions and its language. Out: :class:`Quotation` values in order of their text. Always true: every
span holds exactly its text; the same text gives the same quotations, ids included.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace

from firsthand.model import Certainty, Quotation, QuotationMode, Source, span_of
from firsthand.quotes.attribution import Attribution
from firsthand.quotes.channels import Channel, find_channel
from firsthand.quotes.lexicon import Lexicon, lexicon
from firsthand.quotes.marks import Quoted, find_quoted
from firsthand.quotes.naming import read_source
from firsthand.quotes.resolve import Person, Resolved, find_persons, resolve
from firsthand.values import judge_certainty

Range = tuple[int, int]
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_BUT = re.compile(r",?\s+(\w+)\b")
_REACH = 300
_SENTENCE_END = re.compile(r"[.!?…][”\"»)]?\s|[\n\r]|$")


def interpret(
    text: str,
    attributions: Sequence[Attribution],
    language: str,
    document: str = "",
    persons: Sequence[Person] | None = None,
) -> list[Quotation]:
    """Make quotations of `attributions`; `persons` are the names of the text where they are known already."""
    words = lexicon(language)
    if persons is None:
        persons = find_persons(text, words)
    ordered = sorted(attributions, key=lambda a: (a.span, a.content))
    readings = [read_source(text[slice(*a.source)], words) if a.source else None for a in ordered]
    readings = [r if r or not _is_unnamed(text, a, words) else read_source("", words) for r, a in zip(readings, ordered, strict=True)]
    who = resolve(text, ordered, readings, persons, words)
    quoted = [q for q in find_quoted(text) if q.depth == 0]
    names = frozenset(part for r in who if r and r.reading.kind == "person" for part in (r.reading.name, r.reading.name.split()[-1]))
    found = []
    for attribution, resolved in zip(ordered, who, strict=True):
        channel = _channel(text, attribution, words, names)
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
    verb = next((m for m in _WORD.finditer(text, *cue) if m.group().lower() in words.forms), None)
    if verb is not None:
        edge = verb.end()
    if attribution.source and attribution.source[0] >= edge:
        between = find_channel(text, edge, attribution.source[0], False, words, persons)  # "dijo a Radio Sol el alcalde"
        if between.medium:
            return between
        edge = attribution.source[1]
    limit = min((a for a, _ in attribution.content if a >= edge), default=len(text))
    end = _SENTENCE_END.search(text, edge, edge + 2 * _REACH)
    if end:
        limit = min(limit, end.start())
    forms = words.forms.get(verb.group().lower(), ()) if verb is not None and edge == verb.end() else ()
    tells = any(form.object for form, _ in forms)
    return find_channel(text, edge, limit, tells, words, persons)


def _certainty(text: str, attribution: Attribution, words: Lexicon, document: str) -> Certainty:
    """By the words inside the attribution and in a "but" right behind it; a cue that denies counts for its source."""
    start, end = attribution.span
    tail = _BUT.match(text, end)
    if tail and text[tail.start(1) : tail.end(1)].lower() in words.words.get("contrasts", ()):
        stop = _SENTENCE_END.search(text, end, end + _REACH)
        end = min(stop.start() if stop else end, end + _REACH)
    content = attribution.content
    judged = judge_certainty(text[start:end], content[0][0] - start, content[-1][1] - start, words.language)
    if judged.hedge is not None:
        judged = replace(judged, hedge=span_of(text, judged.hedge.start + start, judged.hedge.end + start, document))
    if attribution.cue and judged.level not in ("denied", "doubted"):
        cue = [w.lower() for w in _WORD.findall(text[slice(*attribution.cue[0])])]
        verbs = [v for w in cue for v, _ in words.forms.get(w, ())]
        level = next((v.level for v in verbs if v.level), None)
        if verbs and any(words.has("negations", w) for w in cue):
            level = "doubted" if level is None else "probable"
        if level is not None:
            return Certainty(level, span_of(text, *attribution.cue[0], document), "source")
    return judged


def _nest(found: list[Quotation], attributions: Sequence[Attribution]) -> list[Quotation]:
    """Fill in `within`: the smallest quotation one of whose pieces holds the whole of this attribution."""
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
                nested[n] = replace(found[n], within=found[outer].id)
                break
    return nested
