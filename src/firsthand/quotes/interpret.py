"""From bare ranges to quotations: mode, who, through whom, how sure, inside which other one.

In: a text, its attributions and its language. Out: :class:`Quotation` values in order of their text. Always true: every
span holds exactly its text; the same text gives the same quotations, ids included.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace

from firsthand.model import Certainty, Doing, Quotation, QuotationMode, Source, SourceKind, Span, TimeInterval, span_of
from firsthand.quotes.attribution import Attribution
from firsthand.quotes.channels import Channel, find_channel, find_front_channel, name_outlets, owning_outlet
from firsthand.quotes.doing import what_is_done
from firsthand.quotes.head_phrases import phrase_end
from firsthand.quotes.lexicon import Lexicon, lexicon
from firsthand.quotes.marks import Quoted, find_quoted
from firsthand.quotes.moments import find_moment
from firsthand.quotes.naming import UNNAMED, Reading, read_source
from firsthand.quotes.sources.people import People
from firsthand.quotes.sources.persons import Person, find_persons
from firsthand.quotes.sources.resolve import Resolved, resolve
from firsthand.settings import QUOTES
from firsthand.values import find_refusal, judge_certainty

Range = tuple[int, int]
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_BUT = re.compile(r",?\s+(\w+)\b")
_REACH = 300
_SENTENCE_END = re.compile(r"(?<!\b[A-Z])[.!?…][”\"»)]?\s|[\n\r]|$")


def interpret(
    text: str,
    attributions: Sequence[Attribution],
    language: str,
    document: str = "",
    persons: Sequence[Person] | None = None,
    published: TimeInterval | None = None,
) -> list[Quotation]:
    """Make quotations of `attributions`.

    `persons` are the names of the text where they are known already, `published` is its date.
    """
    if not attributions:
        return []
    words = lexicon(language)
    if persons is None:
        persons = find_persons(text, words)
    owner = document or hashlib.sha256(text.encode("utf8", "surrogatepass")).hexdigest()
    ordered = sorted(attributions, key=lambda a: (a.span, a.content))
    readings = [
        read_source(text[slice(*a.source)], words, _opens(text, a.source[0])) if a.source else None for a in ordered
    ]
    readings = [_definite_by_cue(text, a, r, words) for r, a in zip(readings, ordered, strict=True)]
    readings = [
        r if r or not _is_unnamed(text, a, words) else read_source("", words)
        for r, a in zip(readings, ordered, strict=True)
    ]
    quoted = [q for q in find_quoted(text) if q.depth == 0]
    who = resolve(ordered, readings, People(text, persons, [(q.start, q.end) for q in quoted], words))
    spoken = {r.reading.name for r in who if r and r.reading.kind == "person"}
    spoken.update(p.name for p in persons if words.has("given", p.words[0].lower()))
    names = frozenset(part for name in spoken for part in (name, name.split()[-1]))
    found = []
    for attribution, resolved in zip(ordered, who, strict=True):
        channel = _with_opening(text, attribution, _channel(text, attribution, words, names), words)
        attribution = _without_programme(text, attribution, channel)
        source = _source(text, attribution, resolved, words, document)
        if source is not None and channel.medium == source.name:
            channel = Channel(addressee=channel.addressee)
        found.append(
            Quotation(
                id=_identify(attribution, owner),
                span=span_of(text, attribution.content[0][0], attribution.content[-1][1], document),
                content=tuple(span_of(text, a, b, document) for a, b in attribution.content),
                mode=_mode(text, attribution, quoted),
                cue=tuple(span_of(text, a, b, document) for a, b in attribution.cue) or None,
                source=source,
                medium=channel.medium,
                medium_span=span_of(text, *channel.medium_span, document) if channel.medium_span else None,
                addressee=channel.addressee,
                programme=channel.programme,
                doing=_doing(text, attribution, quoted, words) if source and source.name != UNNAMED else "speech",
                language=language,
                time=find_moment(text, attribution, words, published),
                certainty=_certainty(text, attribution, words, document),
                probability=attribution.probability,
                inferred=resolved.inferred if resolved else "",
            )
        )
    found, ordered = _through_outlets(text, found, ordered, words)
    return _nest(name_outlets(found, words), ordered)


def _without_programme(text: str, attribution: Attribution, channel: Channel) -> Attribution:
    """ "“We knew,” he told CBS’ | “Face the Nation.”": the programme's name is nothing that was said."""
    if channel.programme is None or len(attribution.content) < 2:
        return attribution
    told = tuple(c for c in attribution.content if text[slice(*c)].strip("“”\"‘’'«».,") != channel.programme)
    return replace(attribution, content=told) if told else attribution


def _definite_by_cue(text: str, attribution: Attribution, reading: Reading | None, words: Lexicon) -> Reading | None:
    """ "En opinión del | ministro": the article stands in the last word of the phrase."""
    if reading is None or reading.kind not in ("role", "outlet") or not attribution.cue or not attribution.source:
        return reading
    start, end = attribution.cue[0]
    last = text[start:end].rpartition(" ")[2].lower()
    tied = 0 < attribution.source[0] - end <= 1 and words.has("contracted", last)
    return replace(reading, definite=True) if tied else reading


def _opens(text: str, at: int) -> bool:
    """Whether a sentence opens at `at`."""
    before = text[max(0, at - 4) : at].rstrip(' "“«—–-¿¡')
    return not before or before[-1] in ".!?…:\n\r"


def _lows(text: str, words: Lexicon) -> list[str]:
    """The words of a cue in small letters; where one printed word is two, both."""
    return [half for word in _WORD.findall(text) for half in words.halves(word.lower())]


def _is_unnamed(text: str, attribution: Attribution, words: Lexicon) -> bool:
    """Whether the cue itself says that nobody is named: "it is said", "se dice", "there is a fear"."""
    if not attribution.cue:
        return False
    cue = [w.lower() for w in _WORD.findall(text[slice(*attribution.cue[0])])]
    if not cue:
        return False
    passive = any(words.has("passive.auxiliaries", w) for w in cue[:-1])
    return passive or (words.has("passive.reflexive", cue[0]) and len(cue) > 1) or cue[-1] in words.nouns


def _source(
    text: str, attribution: Attribution, resolved: Resolved | None, words: Lexicon, document: str
) -> Source | None:
    if resolved is None:
        return None
    reading = resolved.reading
    span = _source_span(text, attribution.source, reading.kind, words, document) if attribution.source else None
    return Source(reading.name, reading.kind, span, None, reading.anonymous, reading.role)


def _source_span(text: str, source: Range, kind: SourceKind, words: Lexicon, document: str) -> Span:
    start, end = source
    return span_of(text, start, start + phrase_end(text[start:end], words) if kind == "work" else end, document)


def _identify(attribution: Attribution, document: str) -> str:
    roles = (attribution.content, attribution.cue, [attribution.source] if attribution.source else [])
    parts = [document, *(" ".join(f"{a}-{b}" for a, b in ranges) for ranges in roles)]
    return "q" + hashlib.sha256("|".join(parts).encode("utf8", "surrogatepass")).hexdigest()[:20]  # 80 bits


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
        return "direct" if not _is_retold(attribution, quoted[max(0, low - 2) : low + 2]) else "indirect"
    return "mixed" if inside else "indirect"


def _doing(text: str, attribution: Attribution, quoted: Sequence[Quoted], words: Lexicon) -> Doing:
    cue = [half for span in attribution.cue for half in _lows(text[slice(*span)], words)]
    start, end = attribution.content[0]
    content = [w.lower() for w in _WORD.findall(text[start : min(end, start + 40)])]
    return what_is_done(cue, content, _mode(text, attribution, quoted), words)


def _is_retold(attribution: Attribution, quoted: Sequence[Quoted]) -> bool:
    """Whether the content lies inside somebody else's quote marks together with its own cue: no marks of its own."""
    if not attribution.cue:
        return False
    cue = attribution.cue[0]
    start, end = attribution.content[0][0], attribution.content[-1][1]
    return any(
        q.start <= min(cue[0], start) and max(cue[1], end) <= q.end for q in quoted if q.start < end and q.end > start
    )


def _agent_inside(text: str, source: Range, words: Lexicon) -> int | None:
    """Where "seen by the Herald" begins inside a source's words."""
    found = list(_WORD.finditer(text, *source))
    lows = [m.group().lower() for m in found]
    for n, low in enumerate(lows):
        for phrase in words.agents.get(low, ()) if n else ():
            if tuple(lows[n : n + len(phrase)]) == phrase:
                return found[n].start()
    return None


def _channel(text: str, attribution: Attribution, words: Lexicon, persons: frozenset[str]) -> Channel:
    if not attribution.cue:
        return Channel()
    if attribution.frame == "signed":
        return Channel(QUOTES.handle_network)
    cue = attribution.cue[-1]
    edge = cue[1]
    if attribution.source:
        through = _agent_inside(text, attribution.source, words)
        if through is not None:
            return find_channel(text, through, attribution.source[1], False, words, persons)
    verb = next((m for m in _WORD.finditer(text, *cue) if m.group().lower() in words.forms), None)
    if verb is not None:
        edge = verb.end()
    if attribution.source and attribution.source[0] >= edge:
        between = find_channel(
            text, edge, attribution.source[0], False, words, persons
        )  # "dijo a Radio Sol el alcalde"
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


def _with_opening(text: str, attribution: Attribution, channel: Channel, words: Lexicon) -> Channel:
    """With the outlet that the sentence names before its cue, or whose the speaker is, where none stands behind."""
    if channel.medium or not attribution.cue:
        return channel
    source, cue = attribution.source, attribution.cue[0]
    if source is not None:
        owner = owning_outlet(text, source, words)
        if owner.medium:
            return replace(owner, addressee=channel.addressee)
    first = min(cue[0], attribution.content[0][0], source[0] if source else cue[0])
    ends = [m.end() for m in _SENTENCE_END.finditer(text, max(0, first - _REACH), first) if m.group()]
    fronts = [(ends[-1] if ends else max(0, first - _REACH), first)]
    if source is not None and source[1] < cue[0]:
        fronts.append((source[1], cue[0]))
    for start, end in fronts:
        if start < end and any(c.isupper() for c in text[start + 1 : end]):
            front = find_front_channel(text, start, end, words)
            if front.medium:
                return replace(front, addressee=channel.addressee)
    return channel


def _certainty(text: str, attribution: Attribution, words: Lexicon, document: str) -> Certainty:
    """By the words inside the attribution and in a "but" right behind it; a cue that denies counts for its source."""
    ranges = [*attribution.content, *attribution.cue]
    if attribution.source and attribution.cue and 0 <= attribution.source[0] - attribution.cue[-1][1] <= 1:
        ranges.append(attribution.source)  # "according to some reports"
    start, end = min(a for a, _ in ranges), max(b for _, b in ranges)
    tail = _BUT.match(text, end)
    if tail and text[tail.start(1) : tail.end(1)].lower() in words.words.get("contrasts", ()):
        stop = _SENTENCE_END.search(text, end, end + _REACH)
        end = min(stop.start() if stop else end, end + _REACH)
    content = attribution.content
    cue = _lows(text[slice(*attribution.cue[0])], words) if attribution.cue else []
    verbs = [v for w in cue for v, _ in words.forms.get(w, ())]
    negated = any(words.has("negations", w) for w in cue)
    if negated and any(v.level == "denied" for v in verbs):
        return Certainty("probable", span_of(text, *attribution.cue[0], document), "source")  # "no descarta que"
    refused = find_refusal(text, *attribution.cue[0], words.language) if attribution.cue else None
    if refused is not None:
        return Certainty("denied", span_of(text, *refused, document), "document")
    inside = content[0][0] - start, content[-1][1] - start
    judged = judge_certainty(text[start:end], *inside, words.language, framed=bool(cue))
    if judged.hedge is not None:
        judged = replace(judged, hedge=span_of(text, judged.hedge.start + start, judged.hedge.end + start, document))
    if attribution.cue and judged.level not in ("denied", "doubted"):
        level = next((v.level for v in verbs if v.level), None)
        if verbs and negated:
            level = "doubted" if level is None else "probable"
        if level is not None:
            return Certainty(level, span_of(text, *attribution.cue[0], document), "source")
    return judged


def _through_outlets(
    text: str, found: list[Quotation], attributions: Sequence[Attribution], words: Lexicon
) -> tuple[list[Quotation], list[Attribution]]:
    """ "According to the report, C, the Herald reported": one content, two voices, so that the outlet is the medium."""
    kept: list[tuple[Quotation, Attribution]] = []
    for quotation, attribution in zip(found, attributions, strict=True):
        kept.append((quotation, attribution))
        if len(kept) < 2:
            continue
        for n in range(len(kept) - 2, max(-1, len(kept) - 5), -1):
            a, b = kept[n][0], quotation
            outlet, voice = (a, b) if a.source and a.source.kind == "outlet" else (b, a)
            if _tells_for(outlet, voice) and not _is_relative(text, voice, words):
                carried = replace(
                    voice,
                    medium=outlet.source.name if outlet.source else None,
                    medium_span=outlet.source.span if outlet.source else None,
                )
                pair = kept[n][1] if voice is a else attribution
                kept.pop()
                kept[n] = (carried, pair)
                break
    return [q for q, _ in kept], [a for _, a in kept]


def _is_relative(text: str, voice: Quotation, words: Lexicon) -> bool:
    """Whether a voice's cue stands in a relative clause: "The Herald reported that Ruiz, who has said that C, left"."""
    if voice.source is None or voice.source.span is None or not voice.cue:
        return False
    between = _WORD.findall(text[voice.source.span.end : voice.cue[0].start])
    return any(words.has("relatives", word.lower()) for word in between)


def _tells_for(outlet: Quotation, voice: Quotation) -> bool:
    """Whether an outlet's content is a voice's content with nothing but that voice's own cue and name beside it."""
    if not outlet.source or outlet.source.kind != "outlet" or not voice.source or voice.source.kind == "outlet":
        return False
    if (
        voice.medium not in (None, outlet.source.name)
        or voice.source.span is None
        or (voice.source.anonymous and voice.source.name == "unnamed")
    ):
        return False
    start, end = outlet.span.start, outlet.span.end
    if not (start <= voice.span.start and voice.span.end <= end and start <= voice.source.span.start < end):
        return False
    own = (
        sum(len(s.exact) for s in voice.content)
        + len(voice.source.span.exact)
        + sum(len(c.exact) for c in voice.cue or ())
    )
    return own + 12 >= end - start


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
