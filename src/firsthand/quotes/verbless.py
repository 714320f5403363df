"""Attributions without a verb of saying: "X: “Q”", "“Q” – X", "X's claim that C"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from firsthand.quotes.extents import content_end, leading_name, main_clause_after
from firsthand.quotes.findings import DASHES, Finding, Range, could_speak
from firsthand.quotes.noun_phrases import phrase_after
from firsthand.quotes.sentence import Sentence
from firsthand.quotes.sources.gender import given_names
from firsthand.quotes.speakers import opening_subject
from firsthand.quotes.stream import BLOCK

_LONGEST_LABEL = 5
_LEAST_SAID = 3
_LONGEST_HEADLINE = 20
"""Tokens of a headline: before its colon, behind it at least, and at most."""


def read_noun(sentence: Sentence, found: Sequence[Finding]) -> Iterator[Finding]:
    """ "X's claim that C", "there is a fear, with little evidence, that C", "the view of X is that C"."""
    nouns = sentence.lexicon.nouns
    for k in range(sentence.start, sentence.end):
        if sentence.has("nouns.views", k) and (view := _read_view(sentence, k)):
            yield view
        if sentence.low(k) not in nouns or sentence.cue_at(k) is not None:
            continue
        at = k + 1
        source = None
        if sentence.low(at) in sentence.lexicon.words.get("nouns.of", ()) and not sentence.has(
            "complementizers", at + 1
        ):
            phrase = phrase_after(sentence, at + 1)
            while phrase[0] < phrase[1] and sentence.low(phrase[1] - 1) in sentence.lexicon.noun_links:
                phrase = phrase[0], phrase[1] - 1  # "la acusación de Ruiz | de que"
            if phrase[0] < phrase[1]:
                source, at = phrase, phrase[1]
        if (clause := behind_which(sentence, at)) is not None and source is not None:
            yield Finding("noun", [(clause, content_end(sentence, clause))], [(k, k + 1)], source)
            continue
        if sentence.low(at) == ",":
            closing = next((j for j in range(at + 1, min(at + 16, sentence.end)) if sentence.low(j) == ","), None)
            at = closing + 1 if closing is not None else at
        links = sentence.lexicon.noun_links
        if links and sentence.low(at) not in links:
            continue
        if sentence.low(at) in links:
            at += 1
        if not sentence.has("complementizers", at) or at in sentence.complementizers:
            continue
        if source is None and (sentence.has("possessives", k - 1) or sentence.low(k - 1).endswith(("'s", "’s"))):
            begin = k - 1
            while begin > sentence.start and sentence.capital(begin - 1) and not sentence.has("possessives", k - 1):
                begin -= 1
            source = (begin, k)
        if source is None and not sentence.has("nouns.fears", k) and not links:
            continue
        sentence.complementizers.add(at)
        end = content_end(sentence, at + 1)
        if not any(sentence.is_finite(j) for j in range(sentence.start, k)):  # "Con la advertencia de que C, pidió"
            end = main_clause_after(sentence, at + 1, end)
        yield Finding("noun", [(at, end)], [(k, k + 1)], source)


def behind_which(sentence: Sentence, at: int) -> int | None:
    """Where the clause begins behind "según la cual", "selon laquelle", that tells what a claim says."""
    low = sentence.low(at)
    if (low,) not in sentence.lexicon.according.get(low, ()):
        return None
    which = at + 1 + sentence.has("determiners", at + 1)
    return which + 1 if sentence.has("relatives", which) else None


def _read_view(sentence: Sentence, k: int) -> Finding | None:
    """ "The concern among experts is that C": the noun at `k`, whose it is, and what it is."""
    if not sentence.has("nouns.of", k + 1):
        return None
    source = phrase_after(sentence, k + 2)
    at = source[1] + 1
    if source[0] >= source[1] or not sentence.has("auxiliaries", source[1]) or not sentence.has("complementizers", at):
        return None
    if not could_speak(sentence, source) or at in sentence.complementizers:
        return None
    sentence.complementizers.add(at)
    return Finding("noun", [(at, content_end(sentence, at + 1))], [(k, k + 1)], source)


def read_colon(sentence: Sentence, taken: Set[int]) -> Finding | None:
    """ "X: “Q”" and "X, director of Y, put it plainly: “Q”"."""
    for k in range(sentence.start + 1, sentence.end):
        if sentence.low(k) != BLOCK or k in taken or sentence.low(k - 1) != ":":
            continue
        source: Range | None = (sentence.start, k - 1)
        lone = k - 1 - sentence.start == 1 and sentence.is_short_block(k)
        if lone and not _could_be_called(sentence, sentence.start):
            return None  # "Voleibol: «final-four»"
        if (name := _name_alone(sentence, k - 1)) is not None:
            source = (sentence.start, name)
        elif (closing := _name_before(sentence, k - 1)) is not None:
            source = closing
        elif k - 1 - sentence.start > 6 or not could_speak(sentence, (sentence.start, k - 1)):
            source = leading_name(sentence)
        if source is None and sentence.lexicon.inversion and sentence.cues:
            opening = opening_subject(sentence, k - 1)
            source = opening if opening and could_speak(sentence, opening) else None
        if source is None or (source[1] - source[0] == 1 and source[1] != k - 1):
            return None
        return Finding(
            "colon quote", [(k, k + 1)], [(k - 1, k)], source, ends_with_speaker=k + 1 >= sentence.body_end()
        )
    return None


def _could_be_called(sentence: Sentence, k: int) -> bool:
    """Whether a lone word before a colon is somebody's: a given name, an office, or who speaks elsewhere."""
    kinds = ("kinds.roles", "kinds.bodies", "kinds.outlets", "kinds.anonymous_nouns")
    known = sentence.low(k) in given_names() or sentence.stream.word(k) in sentence.voices
    return known or any(sentence.has(kind, k) for kind in kinds)


def _name_before(sentence: Sentence, colon: int) -> Range | None:
    """ "É o caso da arquitecta | Rosa Moreira:": a full name right before the colon, and no verb of saying."""
    k = colon
    while k > sentence.start and sentence.capital(k - 1):
        k -= 1
    full = colon - k >= 2 and sentence.low(k) in given_names()
    of = sentence.is_word(k - 1) and not sentence.has("prepositions", k - 1) and not sentence.has("coordinators", k - 1)
    return (k, colon) if full and of and not sentence.cues and sentence.lexicon.inversion else None


def _name_alone(sentence: Sentence, colon: int) -> int | None:
    """Where the speaker ends that a verb or a hearer stands behind: "Ruth Calder | shot back:", "El juez | a Max:"."""
    opening = ("coordinators", "introducers", "clitics", "subordinators", "contrasts", "auxiliaries", "dates")
    determined = sentence.has("determiners", sentence.start)
    opened = not determined and any(sentence.has(kind, sentence.start) for kind in opening)
    if opened or sentence.cue_at(sentence.start) is not None:
        return None  # "Mas acrescentou logo:"
    k = sentence.start + determined
    while k < colon and (sentence.capital(k) or sentence.has("kinds.roles", k) or sentence.has("honorifics", k)):
        k += 1
    kinds = ("names_inside", "nouns.of", "coordinators", "kinds.roles", "determiners", "auxiliaries")
    heard = sentence.has("addressing", k) and sentence.lexicon.inversion and sentence.capital(k + 1)
    done = sentence.is_word(k) and not any(sentence.has(kind, k) for kind in (*kinds, "prepositions"))
    return k if sentence.start < k < colon <= k + 3 and (done or heard) else None


def read_signature(sentence: Sentence, taken: Set[int]) -> Finding | None:
    """ "“Q” – Name, Town"."""
    for k in range(sentence.start, sentence.end - 2):
        if sentence.low(k) == BLOCK and k not in taken and sentence.low(k + 1) in DASHES and sentence.capital(k + 2):
            begin, end = phrase_after(sentence, k + 2)
            if end > begin and end - begin <= 8:
                return Finding("signature", [(k, k + 1)], [], (begin, end))
    return None


def read_named_behind(sentence: Sentence, taken: Set[int]) -> Finding | None:
    """A headline: "“Q”: minister"."""
    for k in range(sentence.start, sentence.end - 2):
        if sentence.low(k) == BLOCK and k not in taken and sentence.low(k + 1) == ":" and _is_whole_line(sentence):
            begin, end = phrase_after(sentence, k + 2)
            if begin < end == sentence.end and end - begin <= _LONGEST_LABEL and could_speak(sentence, (begin, end)):
                return Finding("headline", [(k, k + 1)], [(k + 1, k + 2)], (begin, end))
    return None


def read_headline(sentence: Sentence) -> Finding | None:
    """A headline without quote marks: "Minister: harbour will not be sold"."""
    if not _is_whole_line(sentence) or sentence.low(sentence.end - 1) in ".!…":
        return None
    reach = range(sentence.start + 1, min(sentence.start + _LONGEST_LABEL + 1, sentence.end))
    colon = next((k for k in reach if sentence.low(k) == ":"), None)
    if colon is None or not _LEAST_SAID <= sentence.end - colon - 1 <= _LONGEST_HEADLINE:
        return None
    label = range(sentence.start, colon)
    given = sentence.low(sentence.start) in given_names() and len(label) > 1
    office = any(sentence.has(kind, k) for k in label for kind in ("kinds.roles", "kinds.anonymous_nouns"))
    plain = all(sentence.is_word(k) for k in label) and sentence.capital(sentence.start)
    verb = any(_looks_finite(sentence, k) for k in range(colon + 1, sentence.end))
    if not (plain and verb and (given or office)) or sentence.low(colon + 1) == BLOCK:
        return None
    return Finding("headline", [(colon + 1, sentence.end)], [(colon, colon + 1)], (sentence.start, colon))


def _looks_finite(sentence: Sentence, k: int) -> bool:
    lexicon = sentence.lexicon
    if sentence.has("auxiliaries", k) or (lexicon.finite_endings and sentence.is_finite(k)):
        return True
    shapes = {shape for _, group in lexicon.forms.get(sentence.low(k), ()) for shape in group}
    return "finite" in shapes or "base" in shapes


def _is_whole_line(sentence: Sentence) -> bool:
    """Whether a sentence is all of its paragraph."""
    return sentence.start == 0 and sentence.end == len(sentence.stream)
