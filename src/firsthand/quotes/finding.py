"""Attributions by whatever a language has: its trained model where there is one, its table of rules beside it.

In: text, language. Out: :class:`Attribution` ranges in order. Always true: a model and the rules never both speak for
the same words. The model hears more; the rules are surer of a few shapes ("According to X, C", "C, X reported", "“Q”
– X") and of quotations that nobody is named for, so there they decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from firsthand.quotes import tagger
from firsthand.quotes.attribution import Attribution
from firsthand.quotes.lexicon import Lexicon, lexicon
from firsthand.quotes.marks import OPENING_MARKS, PARAGRAPH
from firsthand.quotes.neighbours import Neighbours
from firsthand.quotes.nothing_said import says_nothing
from firsthand.quotes.quoted_as import settle_quoted_as
from firsthand.quotes.rules import find_by_rules
from firsthand.quotes.silence import worth_reading
from firsthand.quotes.trimming import breaks, near_source, trim, with_opening
from firsthand.settings import QUOTES

Range = tuple[int, int]
_COORDINATOR = re.compile(r",?\s+\w{1,3}\s*$")
_NEW_CLAUSE = re.compile(r",\s+(\w{1,4})\s+$")


def find_attributions(text: str, language: str, ranges: Sequence[Range] | None = None) -> list[Attribution]:
    """Attributions of `text`, or of the paragraphs inside `ranges` only."""
    words = lexicon(language)
    ruled = find_by_rules(text, language, ranges)
    if not tagger.has_model(language):
        settled = filter(None, (settle_quoted_as(text, a, language) for a in ruled))
        return [trim(text, a, words) for a in settled if not says_nothing(text, a, words)]
    paragraphs = (m.span() for a, b in (ranges or [(0, len(text))]) for m in PARAGRAPH.finditer(text, a, b))
    lines = worth_reading(text, paragraphs, words)
    near = (near_source(text, a, words) for a in tagger.find_attributions(text, language, lines))
    settled = filter(None, (settle_quoted_as(text, a, language) for a in near))
    heard = [with_opening(text, a, words) for a in settled]
    both = [
        _ended_by_stop(text, a, words) for a in combine(text, heard, ruled, words) if not says_nothing(text, a, words)
    ]
    both += [voice for a in both for voice in _told_by(text, a, language, words)]
    signed = [a.content[0] for a in both if a.frame == "signed"]
    both = [a for a in both if not (signed and _is_own_belief(text, a, signed, words))]
    return _each_once(trim(text, a, words) for a in both)


def _is_own_belief(text: str, attribution: Attribution, signed: Sequence[Range], words: Lexicon) -> bool:
    """ "I promise you that" inside a signed post: its author's, and no second voice."""
    if attribution.source is None or not words.has("speaker_pronouns", text[slice(*attribution.source)].lower()):
        return False
    return any(start <= attribution.span[0] and attribution.span[1] <= end for start, end in signed)


def _ended_by_stop(text: str, attribution: Attribution, words: Lexicon) -> Attribution:
    """ "…, according to the Herald. “B.”": the phrase ends with its sentence, and B goes on for who spoke before."""
    if not attribution.cue or attribution.source is None or attribution.content[0][0] < attribution.source[1]:
        return attribution
    phrase = text[slice(*attribution.cue[0])].lower() in words.according_phrases
    between = text[attribution.source[1] : attribution.content[0][0]]
    stopped = between.strip(' ”"»') == "." and text[attribution.content[0][0]] in OPENING_MARKS
    return replace(attribution, cue=(), source=None) if phrase and stopped else attribution


def _told_by(text: str, attribution: Attribution, language: str, words: Lexicon) -> Iterator[Attribution]:
    """ "C, Ruiz said, | according to the Herald": whoever speaks in all that somebody passes on."""
    if not attribution.cue or len(attribution.content) != 1:
        return
    start, end = attribution.content[0]
    if text[slice(*attribution.cue[0])].lower() not in words.according_phrases or end > attribution.cue[0][0]:
        return
    for inner in find_by_rules(text, language, [(start, end)]):
        if inner.source is None or not inner.cue or inner.content[-1][1] > inner.cue[0][0]:
            continue
        told = sum(b - a for a, b in (*inner.content, *inner.cue, inner.source))
        if told + 16 >= end - start:
            yield inner


def _each_once(attributions: Iterable[Attribution]) -> list[Attribution]:
    """Attributions of the same words to the same source, heard by two ways, are one: the surer."""
    best: dict[tuple[tuple[Range, ...], tuple[Range, ...], Range | None], Attribution] = {}
    for a in attributions:
        key = (a.content, a.cue, a.source)
        if key not in best or a.probability > best[key].probability:
            best[key] = a
    return list(best.values())


def combine(text: str, heard: Sequence[Attribution], ruled: Sequence[Attribution], words: Lexicon) -> list[Attribution]:
    """The model's attributions `heard`, corrected by those of the rules where these are the surer ones."""
    bare = Neighbours(r for r in ruled if r.frame == "bare quote" and r.source is None)
    kept = Neighbours(rest for attribution in heard for rest in _cut_bare(text, attribution, bare, words))
    losers: set[int] = set()
    winners: list[Attribution] = []
    by_source = {r.source[0]: r for r in ruled if r.source and r.frame == "after quote"}
    for n, attribution in enumerate(kept):
        kept[n] = _trimmed(text, attribution, by_source, words)
    for rule in ruled:
        if rule.frame == "signed":
            _leave_to_author(kept, rule)
        if rule.frame in QUOTES.nested_shapes and rule.source is not None:
            _correct_cue(text, kept, rule, words)
            winners.extend(_split_off(text, kept, rule, words))
            if _ends_without_stop(text, rule) and next(kept.of(rule), None) is None:
                winners.append(rule)  # the model is deaf to lines without a full stop
        if rule.frame not in QUOTES.strong_shapes:
            continue
        if rule.frame == "passive":
            _end_before(text, kept, rule, words)
        if rule.source is not None and rule.cue:
            _end_with_sentence(text, kept, rule)
        rivals = [n for n in kept.of(rule) if overlap(kept[n], rule) >= 0.5 or _same_cue(kept[n], rule)]
        rivals = [n for n in rivals if not _is_retold(text, kept[n], rule, words)]
        if not rivals:
            if rule.frame in QUOTES.lone_shapes:
                winners.append(rule)
            continue
        beaten = [n for n in rivals if _is_surer(text, rule, kept[n], words)]
        if len(beaten) == len(rivals):
            losers.update(beaten)
            winners.append(rule)
    final = [a for n, a in enumerate(kept) if n not in losers] + winners
    row = Neighbours(final)
    long = [b for b in bare if len(text[slice(*b.content[0])].split()) >= QUOTES.unheard_words]
    final += [b for b in long if not any(_covers(row[n], b) for n in row.of(b))]
    return sorted(set(final), key=lambda a: (a.span, a.content))


def _correct_cue(text: str, kept: Neighbours, rule: Attribution, words: Lexicon) -> None:
    """ "Olsen told Reuters by telephone that C": the verb says it, not the noun beside it that the model took."""
    for n in kept.of(rule):
        other = kept[n]
        if other.source == rule.source and overlap(other, rule) >= 0.8 and not _says(text, other, words):
            kept[n] = replace(other, cue=rule.cue)


def _leave_to_author(kept: Neighbours, rule: Attribution) -> None:
    """What stands above its author's line is no piece of what somebody else said before."""
    (start, end) = rule.content[0]
    for n in kept.of(rule):
        rest = tuple((s, e) for s, e in kept[n].content if not start <= s < end)
        if rest and len(rest) < len(kept[n].content):
            kept[n] = replace(kept[n], content=rest)


def _ends_without_stop(text: str, rule: Attribution) -> bool:
    """Whether the line of an attribution ends right behind it, without a mark."""
    end = rule.span[1]
    return text[end : end + 1] in ("", "\n", "\r") and text[end - 1].isalnum()


def _trimmed(text: str, attribution: Attribution, by_source: Mapping[int, Attribution], words: Lexicon) -> Attribution:
    """With the rule's shorter source where the model takes in the one spoken to; an apposition stays."""
    if attribution.source is None or attribution.source[1] - attribution.source[0] < 40:
        return attribution
    rule = by_source.get(attribution.source[0])
    if rule is None or rule.source is None or not _same_cue(attribution, rule):
        return attribution
    rest = text[rule.source[1] : attribution.source[1]].split(None, 1)
    return replace(attribution, source=rule.source) if rest and words.has("addressing", rest[0]) else attribution


def _split_off(text: str, kept: Neighbours, rule: Attribution, words: Lexicon) -> Iterator[Attribution]:
    """A rule's attribution inside one of `kept`: nested in it, or, where the speaker is the same, its second half."""
    if any(_same_cue(kept[n], rule) for n in kept.of(rule)):
        return
    for n in kept.of(rule):
        outer = kept[n]
        if rule.source == outer.source and rule.cue:
            start, end = rule.cue[0][0], rule.content[-1][1]
            for k, (s, e) in enumerate(outer.content):
                if s < start and end <= e + 1:
                    head = _COORDINATOR.sub("", text[s:start])
                    kept[n] = replace(outer, content=(*outer.content[:k], (s, s + len(head)), *outer.content[k + 1 :]))
                    yield rule
                    return
        elif (
            any(s <= rule.span[0] and rule.span[1] <= e and text[s] not in OPENING_MARKS for s, e in outer.content)
            and rule.source
            and not words.has("speaker_pronouns", text[slice(*rule.source)].lower())
        ):
            yield rule
            return


def _is_retold(text: str, inner: Attribution, rule: Attribution, words: Lexicon) -> bool:
    """Whether somebody's saying stands whole in what another one says: "X has vowed to …, experts say"."""
    if rule.frame != "trailing" or inner.source is None or not inner.cue or _same_cue(inner, rule):
        return False
    (start, end), (s, e) = rule.content[0], inner.span
    low = text[slice(*inner.cue[-1])].lower().split()
    told = any(verb.trailing or verb.to for word in low for verb, _ in words.forms.get(word, ()))  # no mere "felt"
    return start <= s and e <= end and inner.cue[0][0] > start and told


def _end_before(text: str, kept: Neighbours, rule: Attribution, words: Lexicon) -> None:
    """ "X claimed that A, and it has been claimed that B": what X claimed ends where the writer speaks again."""
    start, end = rule.cue[0][0], rule.content[-1][1]
    link = _NEW_CLAUSE.search(text, max(0, start - 8), start)
    if link is None or not words.has("coordinators", link.group(1).lower()):
        return
    for n in kept.of(rule):
        outer = kept[n]
        s, e = outer.content[-1]
        if outer.cue and outer.cue[0][1] <= s < link.start() and end <= e + 1 and text[s] not in OPENING_MARKS:
            kept[n] = replace(outer, content=(*outer.content[:-1], (s, link.start())))


def _end_with_sentence(text: str, kept: Neighbours, rule: Attribution) -> None:
    """ "X said that A. B, said Y": what X said ends with its sentence where another speaker has the next one."""
    start = rule.span[0]
    stop = start
    while stop and text[stop - 1].isspace():
        stop -= 1
    if not stop or text[stop - 1] not in ".!?" or start == stop:
        return
    for n in kept.of(rule):
        outer = kept[n]
        s, e = outer.content[-1]
        if (
            outer.cue
            and outer.cue[-1][1] <= s < stop < e
            and text[s] not in OPENING_MARKS
            and not _same_cue(outer, rule)
        ):
            kept[n] = replace(outer, content=(*outer.content[:-1], (s, stop - 1)))


def _same_cue(a: Attribution, b: Attribution) -> bool:
    return any(s < y and x < e for s, e in a.cue for x, y in b.cue)


def _covers(attribution: Attribution, bare: Attribution) -> bool:
    """Whether the words of a bare quotation are spoken for: by more than somebody quoted inside it."""
    start, end = bare.span
    inside = start < attribution.span[0] and attribution.span[1] < end
    return not inside and overlap(attribution, bare, of=bare) > 0


def overlap(a: Attribution, b: Attribution, of: Attribution | None = None) -> float:
    """Shared characters of two contents: as F, or as a share of the one given as `of`."""
    shared = sum(max(0, min(e, y) - max(s, x)) for s, e in a.content for x, y in b.content)
    if of is not None:
        return shared / max(1, _size(of))
    return 2 * shared / max(1, _size(a) + _size(b))


def _size(attribution: Attribution) -> int:
    return sum(e - s for s, e in attribution.content)


def _is_surer(text: str, rule: Attribution, other: Attribution, words: Lexicon) -> bool:
    """Whether the rule's word counts more: by its shape, or where the model names nobody or hears no saying."""
    if rule.frame in QUOTES.winning_shapes:
        return True
    if rule.source is None:
        return False
    if rule.frame == "accusing" or (rule.frame == "according" and rule.source == other.source):
        return True
    if other.source is None or "\n" in text[slice(*other.source)]:
        return True
    return _says(text, rule, words) and not _says(text, other, words)


def _says(text: str, attribution: Attribution, words: Lexicon) -> bool:
    """Whether a cue of saying stands in the attribution, or quote marks alone."""
    if not attribution.cue:
        return True
    cue = " ".join(text[a:b] for a, b in attribution.cue).lower().split()
    return any(w in words.forms or w in words.according or w in words.nouns or w in ":" for w in cue)


def _breaks(text: str, a: Range, b: Range, words: Lexicon) -> bool:
    """Whether a sentence ends between two ranges."""
    return breaks(text, max(0, min(a[1], b[1]) - 2), max(a[0], b[0]) + 1, words)


def _cut_bare(text: str, attribution: Attribution, bare: Neighbours, words: Lexicon) -> Iterator[Attribution]:
    """The attribution without the quotations that the rules found to be nobody's, unless it truly names a speaker."""
    pieces = [bare[n].content[0] for n in bare.of(attribution) if overlap(attribution, bare[n], of=bare[n]) > 0.5]
    if attribution.source is not None and attribution.cue:
        says = _says(text, attribution, words)
        pieces = [p for p in pieces if not says and _breaks(text, p, attribution.cue[0], words)]
    if not pieces:
        yield attribution
        return
    rest = tuple(
        (s, e) for s, e in attribution.content if not any(2 * (min(e, y) - max(s, x)) > e - s for x, y in pieces)
    )
    if rest and attribution.cue:
        yield replace(attribution, content=rest)
