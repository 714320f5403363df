"""What an attribution's ranges must not take in, whoever found them.

In: an attribution and its text. Out: the same with a shorter source or content, or without a source that stands in
another sentence than its cue.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from firsthand.quotes.attribution import Attribution
from firsthand.quotes.channels import cut_channel
from firsthand.quotes.lexicon import Lexicon
from firsthand.quotes.sources.noun_phrase import as_noun_phrase

Range = tuple[int, int]
_BREAK = re.compile(r"[.!?…][”\"’')]?\s+[\"“‘«]?[^\W\d_a-zß-öø-ÿ]")
_LAST_WORD = re.compile(r"\w+$")
_TOKEN = re.compile(r"\w+(?:['’-]\w+)*|[^\w\s]")
_LAST_INITIAL = re.compile(r"(?:^|\W)[^\W\d_]$")
_INITIALS = re.compile(r"(?:\. ?[^\W\d_a-zß-öø-ÿ](?!\w))*\. [^\W\d_a-zß-öø-ÿ][\w'’-]+")
_CLOSING_MARKS = frozenset('”"»')
_LONGEST_NOUN_CLAUSE = 400
_LONGEST_OPENING = 48


def breaks(text: str, start: int, end: int, words: Lexicon) -> bool:
    """Whether a sentence ends within ``text[start:end]``; "Sen. Hart" and "J. Hart" do not."""
    for match in _BREAK.finditer(text, start, end):
        last = _LAST_WORD.search(text, max(start, match.start() - 12), match.start())
        short = last is not None and (len(last.group()) == 1 or last.group().lower() in words.abbreviations)
        if not (short and text[match.start()] == "."):
            return True
    return False


def trim(text: str, attribution: Attribution, words: Lexicon) -> Attribution:
    """The attribution without an outlet in its source, and without what is said about a noun of saying."""
    if attribution.source is None:
        return attribution
    if not any(c.isalpha() for c in text[slice(*attribution.source)]):
        return replace(attribution, source=None)  # "3) Ask how likely it is"
    phrase = attribution.cue[0] if attribution.cue else (0, 0)
    told_by = text[slice(*phrase)].lower() in words.according_phrases
    plausible = as_noun_phrase(text, attribution.source, words, told_by)
    attribution = _without_comment(text, attribution, words)
    if plausible is None:
        return replace(attribution, source=None)
    start, end = _before_marks(text, plausible, words)
    bare = start, start + len(text[start:end].rstrip(" ,;:"))
    start, end = shorter if (shorter := cut_channel(text, bare, words)) != bare else (start, end)
    initials = _INITIALS.match(text, end) if _LAST_INITIAL.search(text[max(start, end - 8) : end]) else None
    attribution = replace(attribution, source=(start, initials.end() if initials else end))
    return _end_noun_clause(text, attribution, words)


def _without_comment(text: str, attribution: Attribution, words: Lexicon) -> Attribution:
    """ "“It stays closed,” she said, | a delay that will cost the villages": what follows is the reporter's remark.

    Words in quote marks went before; after cue and source comes a noun phrase that no mark opens.
    """
    *before, last = attribution.content
    if not before or not attribution.cue or attribution.source is None:
        return attribution
    told = max(attribution.cue[-1][1], attribution.source[1])
    if last[0] < told or before[-1][1] > min(attribution.cue[0][0], attribution.source[0]):
        return attribution
    quoted = text[: before[-1][1]].rstrip(" ,.")[-1:] in _CLOSING_MARKS
    first = text[last[0] : last[1]].partition(" ")[0].lower()
    remark = text[told : last[0]].strip() == "," and words.has("determiners", first)
    if quoted and remark and not any(mark in text[last[0] : last[1]] for mark in '“"«'):
        return replace(attribution, content=tuple(before))
    return attribution


def _before_marks(text: str, source: Range, words: Lexicon) -> Range:
    """ "Ruth Calder | , and “the roof is new,”": no speaker's words go on in somebody's quotation."""
    start, end = source
    mark = next((k for k in range(start + 1, end) if text[k] in "“«" and len(text[k:end].split()) > 2), None)
    if mark is None:
        return source
    kept = text[start:mark].rstrip(" ,")
    head, _, last = kept.rpartition(" ")
    if words.inversion and words.has("kinds.outlets", last.lower()):
        return source  # "le journal « La République »"
    kept = head.rstrip(" ,") if head and words.has("coordinators", last.lower()) else kept
    return (start, start + len(kept)) if kept else source


def with_opening(text: str, attribution: Attribution, words: Lexicon) -> Attribution:
    """With the date that opens the sentence: "In July 2023, | they signed it, the Herald reported"."""
    start, end = attribution.content[0]
    if not attribution.cue or attribution.cue[0][0] < end or start < 4:
        return attribution
    floor = max(0, start - _LONGEST_OPENING)
    before = text[floor:start]
    cut = max(before.rfind("\n") + 1, *(before.rfind(stop) + 2 if stop in before else 0 for stop in (". ", "” ", "? ")))
    opening = before[cut:].strip()
    first, _, rest = opening.lower().partition(" ")
    dated = any(words.has("dates", w.strip(",")) or w.strip(",").isdigit() for w in rest.split())
    if (floor and not cut) or not opening.endswith(",") or opening.count(",") > 1 or not dated:
        return attribution
    if not words.has("introducers", first) or not opening[0].isupper():
        return attribution
    begin = floor + cut + before[cut:].index(opening)
    return replace(attribution, content=((begin, end), *attribution.content[1:]))


def _end_noun_clause(text: str, attribution: Attribution, words: Lexicon) -> Attribution:
    """ "Falk's claim that the cod are gone | was tested": a second finite verb is the noun's, not the clause's."""
    start, end = attribution.content[0]
    if len(attribution.content) > 1 or end - start > _LONGEST_NOUN_CLAUSE or not _is_noun(text, attribution, words):
        return attribution
    verb = False
    before = ""
    for token in _TOKEN.finditer(text, start, end):
        low = token.group().lower()
        if verb and (not low[0].isalnum() or any(words.has(kind, low) for kind in _JOINTS)):
            return attribution
        if words.has("auxiliaries", low) and not words.has("infinitive_markers", before):
            if verb and not words.has("auxiliaries", before) and not words.has("negations", before):
                return replace(attribution, content=((start, start + len(text[start : token.start()].rstrip())),))
            verb = True
        before = low
    return attribution


_JOINTS = ("coordinators", "contrasts", "subordinators", "relatives", "complementizers", "questions")


def _is_noun(text: str, attribution: Attribution, words: Lexicon) -> bool:
    """Whether the cue is a noun that a genitive stands before: "Falk’s claim", "his warning"."""
    if len(attribution.cue) != 1 or not attribution.cue[0][1] <= attribution.content[0][0]:
        return False
    start, end = attribution.cue[0]
    if text[start:end].lower() not in words.nouns:
        return False
    before = text[max(0, start - 24) : start].rstrip()
    return before.endswith(("'s", "’s", "s'", "s’")) or words.has("possessives", before.rpartition(" ")[2].lower())


def near_source(text: str, attribution: Attribution, words: Lexicon) -> Attribution:
    """Without a source in another sentence than its cue, or that is what a passive cue is about ("X was seen as")."""
    if attribution.source is None or not attribution.cue:
        return attribution
    (start, end), cue = attribution.source, attribution.cue[0]
    if end <= cue[0] and _is_passive(text[cue[0] : cue[1]].lower().split(), words):
        return replace(attribution, source=None)
    if end <= cue[0]:
        start = max(start, text.rfind("\n", start, end) + 1)
        attribution = replace(attribution, source=(start, end))
    if end <= cue[0] <= end + 1 and text[cue[0] : cue[1]].lower().endswith("ing") and _is_addressed(text, start, words):
        return replace(attribution, source=None)
    between = (end, cue[0]) if end <= cue[0] else (cue[1], start)
    return replace(attribution, source=None) if breaks(text, *between, words) else attribution


def _is_addressed(text: str, start: int, words: Lexicon) -> bool:
    """ "They penned a letter to | the firm | saying": the firm is written to."""
    before = text[max(0, start - 12) : start].split()
    before = before[:-1] if before and words.has("determiners", before[-1].lower()) else before
    return bool(before) and words.has("addressing", before[-1].lower())


def _is_passive(cue: Sequence[str], words: Lexicon) -> bool:
    for n, word in enumerate(cue):
        if n and any("participle" in shapes for _, shapes in words.forms.get(word, ())):
            return any(words.has("passive.auxiliaries", w) for w in cue[:n]) and not any(
                w.endswith("ing") for w in cue[:n]
            )
    return False
