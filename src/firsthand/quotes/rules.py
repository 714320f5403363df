"""Attributions found by rules: a language's table of ways of saying, and the shapes a sentence can put them in.

In: text and its language. Out: :class:`Attribution` ranges in order of their text. Always true: linear in the text;
what one sentence says is settled inside it, but for a speech that goes on in the next quoted stretch. The shapes::

    "Q," X said [, "Q"]     X said [that] C     C, X said     C, said X     According to X, C     C, according to X
    X: "Q"     "Q" – X      it is said that C   X's claim that C            "Q"   (nobody named)
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from firsthand.quotes.attribution import Attribution
from firsthand.quotes.cues import find_cues, find_phrases
from firsthand.quotes.findings import Finding
from firsthand.quotes.frames import read_cue
from firsthand.quotes.lexicon import Lexicon, lexicon
from firsthand.quotes.marks import PARAGRAPH, Quoted, find_quoted
from firsthand.quotes.phrases import read_according, read_opinion, read_own_view
from firsthand.quotes.sentence import Cue, Sentence
from firsthand.quotes.signed import find_signed
from firsthand.quotes.silence import worth_reading
from firsthand.quotes.stream import BLOCK, cut_sentences, read_stream
from firsthand.quotes.trailing import read_trailing
from firsthand.quotes.transcripts import find_turns, opens_turn
from firsthand.quotes.verbless import read_colon, read_headline, read_named_behind, read_noun, read_signature
from firsthand.settings import QUOTES

Range = tuple[int, int]
_LETTER = re.compile(r"[^\W\d_]")
_ACRONYM = re.compile(r"\(([^\W\d_a-zß-öø-ÿ]{2,})\)")
"""Of a body that is quoted with its name and its letters."""
_FULL_NAME = re.compile(r"\b[^\W\d_a-zß-öø-ÿ][\w'’.-]+ ([^\W\d_a-zß-öø-ÿ][\w'’-]+)(?![\w'’-]* [^\W\d_a-zß-öø-ÿ])")


def find_by_rules(text: str, language: str, ranges: Sequence[Range] | None = None) -> list[Attribution]:
    """Attributions of `text`, or of the paragraphs inside `ranges` only."""
    words = lexicon(language)
    quoted = find_quoted(text)
    lines = (m.span() for a, b in (ranges or [(0, len(text))]) for m in PARAGRAPH.finditer(text, a, b))
    lone = [line for line in lines if _LETTER.search(text, *line)]
    outer = [q for q in quoted if q.depth == 0]
    paragraphs = list(_with_announced(text, lone, outer))
    inside = _share_out(paragraphs, outer)
    found: list[list[Attribution]] = []
    before: list[Attribution] = []
    spoken = frozenset(worth_reading(text, paragraphs, words))
    for (start, end), stretches in zip(paragraphs, inside, strict=True):
        group = _read_paragraph(text, start, end, stretches, words) if (start, end) in spoken else []
        if stretches and stretches[0].continues and before:
            group = _join(before, group, stretches[0])
            _forget_beginnings(found, group)
        found.append(group)
        before = group or before
    voices = _voices(text, found)
    for n, (start, end) in enumerate(paragraphs if voices else ()):
        if any(opinion.search(text[start:end]) for opinion in words.opinions):
            found[n] = _read_paragraph(text, start, end, inside[n], words, voices)
    flat = {a for group in found for a in group if a.content}
    flat.update(a for a in _read_inside(text, _inside(quoted, paragraphs), words) if a.content)
    signed, signatures = find_signed(text, lone, outer)
    if signed:
        ranges_of = [*(a.content[0] for a in signed), *signatures]
        flat = {a for a in flat if a.source or not any(s <= a.span[0] < e for s, e in ranges_of)}
        flat = {a for a in flat if not any(a.content[0] == b.content[0] for b in signed)}
        flat = {a for a in flat if not any(s <= a.span[0] < e for s, e in signatures)} | set(signed)
    turns = [t for t in find_turns(text, lone) if t.source is None or not _is_label(text[slice(*t.source)], words)]
    if turns:
        flat = {a for a in flat if (a.cue and a.source) or not _spoken_for(a, turns)} | set(turns)
    if words.asides_inside:
        flat = _with_asides(text, flat)
    return sorted(flat, key=lambda a: (a.span, a.content))


def _with_asides(text: str, flat: set[Attribution]) -> set[Attribution]:
    """ "« Le mur tient, a dit Pic, et la porte aussi »": who is named inside the marks says all of it."""
    found = set(flat)
    for bare in sorted((a for a in flat if a.frame == "bare quote"), key=lambda a: a.span):
        start, end = bare.content[0]
        inner = [a for a in flat if a.source and a.cue and start < a.span[0] and max(a.source[1], a.cue[-1][1]) < end
                 and a.frame in ("trailing", "parenthetical")]  # fmt: skip
        if not inner or len(bare.content) > 1:
            continue
        aside = min(inner, key=lambda a: a.span)
        named = (*aside.cue, aside.source or aside.cue[0])
        first, last = min(s for s, _ in named), max(e for _, e in named)
        head = start + len(text[start:first].rstrip(" ,\u202f\u00a0"))
        tail = last + len(text[last:end]) - len(text[last:end].lstrip(" ,\u202f\u00a0"))
        rest = ((tail, end),) if any(c.isalpha() for c in text[tail:end]) else ()
        found -= {bare, *inner}
        found.add(replace(aside, content=((start, head), *rest), frame="after quote"))
    return found


def _with_announced(text: str, paragraphs: Sequence[Range], outer: Sequence[Quoted]) -> Iterator[Range]:
    """Paragraphs, those together of which one ends with a colon and the next opens with a quotation."""
    opened = {q.start for q in outer if q.kind == "marks"}
    n = 0
    while n < len(paragraphs):
        start, end = paragraphs[n]
        announced = text[start:end].rstrip()[-1:] == ":" and n + 1 < len(paragraphs)
        announced = announced and not opens_turn(text, *paragraphs[n + 1])
        if announced and paragraphs[n + 1][0] in opened and paragraphs[n + 1][0] - end <= QUOTES.nearest_line:
            end = paragraphs[n + 1][1]
            n += 1
        yield start, end
        n += 1


def _is_label(name: str, words: Lexicon) -> bool:
    """ "FILE PHOTO: …", "UPDATE: …": what a line is, and nobody who speaks."""
    return all(words.has("labels", word) for word in name.lower().split())


def _spoken_for(attribution: Attribution, turns: Sequence[Attribution]) -> bool:
    """Whether an attribution without a speaker of its own lies in somebody's turn."""
    start = attribution.content[0][0]
    n = bisect_right(turns, start + 1, key=lambda t: t.content[0][0]) - 1
    return (n >= 0 and start < turns[n].content[0][1]) or (
        n + 1 < len(turns)
        and turns[n + 1].source is not None
        and (start <= (turns[n + 1].source or (0, 0))[0] <= start + 2)
    )


def _share_out(paragraphs: Sequence[Range], outer: Sequence[Quoted]) -> list[Sequence[Quoted]]:
    """The quoted stretches of each paragraph."""
    shares: list[Sequence[Quoted]] = []
    at = 0
    for start, end in paragraphs:
        while at < len(outer) and outer[at].start < start:
            at += 1
        stop = at
        while stop < len(outer) and outer[stop].start < end:
            stop += 1
        shares.append(outer[at:stop])
        at = stop
    return shares


def _voices(text: str, found: Sequence[Sequence[Attribution]]) -> frozenset[str]:
    """Surnames of those who are quoted somewhere with more than one name, letters of bodies that are."""
    sources = (text[slice(*a.source)] for group in found for a in group if a.source)
    patterns = (_FULL_NAME, _ACRONYM)
    return frozenset(m.group(1) for source in sources for pattern in patterns for m in pattern.finditer(source))


def _inside(quoted: Sequence[Quoted], ranges: Sequence[Range]) -> list[Quoted]:
    """The quoted stretches that begin in one of `ranges`."""
    starts = [start for start, _ in ranges]
    return [q for q in quoted if (n := bisect_right(starts, q.start) - 1) >= 0 and q.start < ranges[n][1]]


def _read_inside(text: str, quoted: Sequence[Quoted], words: Lexicon) -> Iterator[Attribution]:
    """Attributions inside quoted stretches: somebody quotes somebody."""
    for n, outer in enumerate(quoted):
        if outer.depth >= QUOTES.max_nesting - 1:
            continue
        inner = []
        for other in _following(quoted, n + 1):
            if other.start >= outer.end:
                break
            if other.depth == outer.depth + 1:
                inner.append(other)
        yield from (
            a
            for a in _read_paragraph(text, outer.inner_start, outer.inner_end, inner, words, told=True)
            if a.cue or a.source
        )


def _following(quoted: Sequence[Quoted], n: int) -> Iterator[Quoted]:
    while n < len(quoted):
        yield quoted[n]
        n += 1


def _read_paragraph(
    text: str,
    start: int,
    end: int,
    stretches: Sequence[Quoted],
    words: Lexicon,
    voices: frozenset[str] = frozenset(),
    told: bool = False,
) -> list[Attribution]:
    stream = read_stream(text, start, end, stretches, words.cuts)
    found: list[Finding] = []
    last: Finding | None = None
    signs = _signs(words.language)
    if signs.isdisjoint(stream.lows):
        return []
    for begin, stop in cut_sentences(stream, words):
        if signs.isdisjoint(stream.lows[begin:stop]):
            last = None
            continue
        sentence = Sentence(stream, begin, stop, words, voices=voices, told=told)
        findings = read_sentence(sentence)
        if not findings and last is not None and _is_bare(sentence):
            last.content.append((begin, _block_end(sentence)))
            continue
        findings += _read_bare(sentence, {k for f in findings for a, b in f.content for k in range(a, b)})
        found.extend(findings)
        last = findings[-1] if findings and findings[-1].ends_with_speaker else None
    return [f.attribution(stream) for f in found]


@cache
def _signs(language: str) -> frozenset[str]:
    """The words and marks without one of which no rule finds anything in a sentence."""
    words = lexicon(language)
    phrases = (words.according, words.for_voices, words.own_views)
    return frozenset({BLOCK, ":"}).union(words.forms, words.nouns, words.words.get("nouns.views", ()), *phrases)


def read_sentence(sentence: Sentence) -> list[Finding]:
    """All attributions of one sentence that name a cue or a source, without its bare quotations."""
    sentence.set_cues(find_cues(sentence))
    found: list[Finding] = []
    told = sentence.told
    trailed = ((cue, read_trailing(sentence, cue)) for cue in sentence.cues)
    trailing = [(cue, _with_pronoun(finding, cue)) for cue, finding in trailed if finding]
    found.extend(finding for _, finding in trailing)
    for phrase in find_phrases(sentence, sentence.lexicon.according)[: QUOTES.most_phrases]:
        finding = read_according(sentence, phrase)
        if finding:
            found.append(finding)
    for phrase in find_phrases(sentence, sentence.lexicon.for_voices):
        if phrase[0] == sentence.start and (finding := read_opinion(sentence, phrase)):
            found.append(finding)
    for phrase in find_phrases(sentence, sentence.lexicon.own_views):
        if finding := read_own_view(sentence, phrase):
            found.append(finding)
    for cue in sentence.cues:
        if any(cue is other for other, _ in trailing):
            continue
        sentence.told = told or any(a <= cue.start < b for _, f in trailing for a, b in f.content)
        finding = read_cue(sentence, cue, found)
        if finding:
            found.append(_with_pronoun(finding, cue))
    found.extend(read_noun(sentence, found))
    taken = {k for f in found for a, b in f.content for k in range(a, b) if k in sentence.stream.blocks}
    if any(k in sentence.stream.blocks and k not in taken for k in range(sentence.start, sentence.end)):
        for read in (read_colon, read_named_behind, read_signature):
            finding = read(sentence, taken)
            if finding:
                found.append(finding)
                break
    if not found and (headline := read_headline(sentence)) is not None:
        found.append(headline)
    return found


def _with_pronoun(finding: Finding, cue: Cue) -> Finding:
    """With the subject pronoun inside its cue, where it has no other source."""
    if finding.source is None and cue.pronoun is not None:
        finding.source = (cue.pronoun, cue.pronoun + 1)
    return finding


def _is_bare(sentence: Sentence) -> bool:
    return sentence.low(sentence.start) == BLOCK and all(
        sentence.low(k) in (BLOCK, ".", ",") for k in range(sentence.start, sentence.end)
    )


def _block_end(sentence: Sentence) -> int:
    return max(k for k in range(sentence.start, sentence.end) if sentence.low(k) == BLOCK) + 1


def _read_bare(sentence: Sentence, taken: set[int]) -> Iterator[Finding]:
    """Quoted stretches that nobody is named for: a quotation when long enough to be somebody's sentence."""
    for k in range(sentence.start, sentence.end):
        quoted = sentence.stream.blocks.get(k)
        if quoted is None or k in taken:
            continue
        inner = sentence.stream.text[quoted.inner_start : quoted.inner_end].split(None, 60)
        lower = sum(w[:1].islower() for w in inner)
        alone = sentence.end - sentence.start <= 2
        if (alone and quoted.kind == "dash") or (
            len(inner) >= _least_words(sentence, k) and lower * 3 >= len(inner) and not _is_title(sentence, k, quoted)
        ):
            yield Finding("bare quote", [(k, k + 1)], [], None)


def _least_words(sentence: Sentence, k: int) -> int:
    """How long a stretch must be to be somebody's words: longer where the sentence runs through it."""
    woven = k > sentence.start and sentence.is_word(k - 1) and sentence.is_word(k + 1)
    return QUOTES.woven_words if woven else QUOTES.bare_words


def _is_title(sentence: Sentence, k: int, quoted: Quoted) -> bool:
    """A stretch in the middle of a sentence that opens with a capital and closes nothing, or that is never closed."""
    if k == sentence.start or not (sentence.is_word(k - 1) or sentence.low(k - 1) == "," == sentence.low(k + 1)):
        return False
    text = sentence.stream.text
    return not quoted.closed or (text[quoted.inner_start].isupper() and text[quoted.inner_end - 1].isalnum())


def _join(before: list[Attribution], group: list[Attribution], stretch: Quoted) -> list[Attribution]:
    """A stretch that goes on from the paragraph before is one more piece of what was said there."""
    last = max(before, key=lambda a: a.content[-1][1])
    if len(last.content) >= QUOTES.most_pieces:
        return group
    rest = [a for a in group if a.cue or a.source or not stretch.start <= a.content[0][0] < stretch.end]
    own = next((a for a in rest if a.content[0][0] <= stretch.start < a.content[0][1]), None)
    if own is not None:  # this paragraph names the speaker itself
        return _with_beginning(before, last, group, own)
    before[before.index(last)] = joined = replace(last, content=(*last.content, (stretch.start, stretch.end)))
    return [*rest, joined]


def _forget_beginnings(found: Sequence[list[Attribution]], group: Sequence[Attribution]) -> None:
    """Drop from the paragraphs before what now is the beginning of a longer speech."""
    opened = {a.content[0] for a in group if len(a.content) > 1}
    for earlier in found[-QUOTES.unmarked_paragraphs - 1 :]:
        earlier[:] = [a for a in earlier if a in group or a.cue or a.source or a.content[0] not in opened]


def _with_beginning(
    before: list[Attribution], last: Attribution, group: list[Attribution], own: Attribution
) -> list[Attribution]:
    """What began in the paragraph before without a speaker is its who is named at the end of it."""
    if last.cue or last.source or not (own.source or own.cue):
        return group
    before.remove(last)
    whole = replace(own, content=(*last.content, *own.content))
    return [whole if a is own else a for a in group]
