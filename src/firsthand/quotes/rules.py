"""Attributions found by rules: a language's table of ways of saying, and the shapes a sentence can put them in.

In: text and its language. Out: :class:`Attribution` ranges in order of their text. Always true: linear in the text;
what one sentence says is settled inside it, but for a speech that goes on in the next quoted stretch. The shapes::

    "Q," X said [, "Q"]     X said [that] C     C, X said     C, said X     According to X, C     C, according to X
    X: "Q"     "Q" – X      it is said that C   X's claim that C            "Q"   (nobody named)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from firsthand.quotes.attribution import Attribution
from firsthand.quotes.cues import find_cues, find_phrases
from firsthand.quotes.frames import Finding, read_according, read_colon, read_cue, read_noun, read_signature, read_trailing
from firsthand.quotes.lexicon import Lexicon, lexicon
from firsthand.quotes.marks import PARAGRAPH, Quoted, find_quoted
from firsthand.quotes.stream import BLOCK, Stream, cut_sentences, read_stream
from firsthand.quotes.subjects import Sentence
from firsthand.settings import QUOTES

Range = tuple[int, int]


def find_by_rules(text: str, language: str, ranges: Sequence[Range] | None = None) -> list[Attribution]:
    """Attributions of `text`, or of the paragraphs inside `ranges` only."""
    words = lexicon(language)
    quoted = find_quoted(text)
    paragraphs = [m.span() for a, b in (ranges or [(0, len(text))]) for m in PARAGRAPH.finditer(text, a, b)]
    outer = [q for q in quoted if q.depth == 0]
    found: list[Attribution] = []
    at = 0
    for start, end in paragraphs:
        while at < len(outer) and outer[at].start < start:
            at += 1
        stop = at
        while stop < len(outer) and outer[stop].start < end:
            stop += 1
        found.extend(_read_paragraph(text, start, end, outer[at:stop], words, found[-1:] if found else []))
        at = stop
    found.extend(_read_inside(text, quoted, words))
    return sorted(set(found), key=lambda a: (a.span, a.content))


def _read_inside(text: str, quoted: Sequence[Quoted], words: Lexicon) -> Iterator[Attribution]:
    """Attributions inside quoted stretches: somebody quotes somebody."""
    for n, outer in enumerate(quoted):
        if outer.depth >= QUOTES.max_nesting - 1:
            continue
        inner = []
        for other in quoted[n + 1 :]:
            if other.start >= outer.end:
                break
            if other.depth == outer.depth + 1:
                inner.append(other)
        yield from (
            a
            for a in _read_paragraph(text, outer.inner_start, outer.inner_end, inner, words, [])
            if a.cue or a.source
        )


def _read_paragraph(
    text: str, start: int, end: int, stretches: Sequence[Quoted], words: Lexicon, before: Sequence[Attribution]
) -> list[Attribution]:
    stream = read_stream(text, start, end, stretches)
    found: list[Finding] = []
    last: Finding | None = None
    for begin, stop in cut_sentences(stream, words):
        sentence = Sentence(stream, begin, stop, words)
        findings = read_sentence(sentence)
        if not findings and last is not None and _is_bare(sentence):
            last.content.append((begin, _block_end(sentence)))
            continue
        findings = findings or list(_read_bare(sentence))
        found.extend(findings)
        last = findings[-1] if findings and findings[-1].ends_with_speaker else None
    attributions = [f.attribution(stream) for f in found]
    return _join_paragraphs(text, stretches, attributions, before)


def read_sentence(sentence: Sentence) -> list[Finding]:
    """All attributions of one sentence that name a cue or a source, without its bare quotations."""
    sentence.cues = find_cues(sentence)
    found: list[Finding] = []
    for phrase in find_phrases(sentence, sentence.lexicon.according):
        finding = read_according(sentence, phrase)
        if finding:
            found.append(finding)
    trailing = [(cue, finding) for cue in sentence.cues if (finding := read_trailing(sentence, cue))]
    found.extend(finding for _, finding in trailing)
    for cue in sentence.cues:
        if any(cue is other for other, _ in trailing):
            continue
        finding = read_cue(sentence, cue, found)
        if finding:
            found.append(finding)
    found.extend(read_noun(sentence, found))
    taken = {k for f in found for a, b in f.content for k in range(a, b) if k in sentence.stream.blocks}
    if any(k in sentence.stream.blocks and k not in taken for k in range(sentence.start, sentence.end)):
        for read in (read_colon, read_signature):
            finding = read(sentence, taken)
            if finding:
                found.append(finding)
                break
    return found


def _is_bare(sentence: Sentence) -> bool:
    return sentence.low(sentence.start) == BLOCK and all(
        sentence.low(k) in (BLOCK, ".", ",") for k in range(sentence.start, sentence.end)
    )


def _block_end(sentence: Sentence) -> int:
    return max(k for k in range(sentence.start, sentence.end) if sentence.low(k) == BLOCK) + 1


def _read_bare(sentence: Sentence) -> Iterator[Finding]:
    """Quoted stretches that nobody is named for: a quotation when long enough to be somebody's sentence."""
    for k in range(sentence.start, sentence.end):
        quoted = sentence.stream.blocks.get(k)
        if quoted is None:
            continue
        inner = sentence.stream.text[quoted.inner_start : quoted.inner_end].split(None, 60)
        lower = sum(w[:1].islower() for w in inner)
        alone = sentence.end - sentence.start <= 2
        if (len(inner) >= QUOTES.bare_words and lower * 3 >= len(inner)) or (alone and quoted.kind == "dash"):
            yield Finding([(k, k + 1)], [], None)


def _join_paragraphs(
    text: str, stretches: Sequence[Quoted], found: list[Attribution], before: Sequence[Attribution]
) -> list[Attribution]:
    """A stretch that goes on from the paragraph before, speaker unnamed, keeps that paragraph's cue and source."""
    if not stretches or not stretches[0].continues or not before:
        return found
    start = stretches[0].start
    for n, attribution in enumerate(found):
        if attribution.content[0][0] == start and attribution.source is None and not attribution.cue and before[0].source:
            found[n] = Attribution(attribution.content, before[0].cue, before[0].source, attribution.probability)
    return found
