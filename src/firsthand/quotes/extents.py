"""Where a content begins and ends."""

from __future__ import annotations

from firsthand.quotes.sentence import Sentence
from firsthand.quotes.stream import BLOCK

Range = tuple[int, int]
_NO_MAIN_CLAUSE = ("relatives", "complementizers", "subordinators", "coordinators", "as_openers")


def content_start(sentence: Sentence, end: int) -> int:
    """Where the content that ends at `end` starts: behind the sentence's opening conjunctions."""
    start = sentence.start
    for k in range(end - 1, sentence.start - 1, -1):
        if sentence.low(k) == ";" or (sentence.low(k) == "(" and ")" not in sentence.stream.lows[k:end]):
            start = k + 1
            break
    while start < end and (sentence.low(start) in ",-*•)" or sentence.low(start) in "—–"):
        start += 1
    return start


def content_end(sentence: Sentence, begin: int) -> int:
    """Where the content that starts at `begin` ends: with its sentence, or before somebody else begins to speak."""
    body = sentence.body_end()
    for k in range(begin, body):
        low = sentence.low(k)
        if low == ";" or (low == ")" and "(" not in sentence.stream.lows[begin:k]):
            return k
        if low == BLOCK and k <= begin + 1 and _closes_with_comma(sentence, k):
            return k + 1
        if sentence.has("contrasts", k) and sentence.low(k - 1) == "," and _speaks_again(sentence, k + 1, body):
            return k - 1
        if sentence.has("coordinators", k) and _new_cue(sentence, k + 1, body):
            return k - 1 if sentence.low(k - 1) == "," else k
        if low == "," and _new_gerund(sentence, k + 1):
            return k
    return body


def main_clause_after(sentence: Sentence, begin: int, end: int, verb: bool = True) -> int:
    """The comma in the content ``[begin, end)`` of an embedded clause at which its sentence's main clause begins.

    `end` where none does, or where the language has no list of verbs' endings to tell. `verb` says that the content
    has a finite verb of its own before that.
    """
    if not sentence.lexicon.finite_endings:
        resumed = (k for k in range(begin + 2, end) if sentence.low(k) == "," and sentence.has("auxiliaries", k + 1))
        return next(resumed, end)  # "Ruiz, who said that C, | was not there"
    for comma in range(begin, end):
        if sentence.low(comma) != "," or (verb and not any(sentence.is_finite(k) for k in range(begin, comma))):
            continue
        for k in range(comma + 1, min(comma + 12, end)):
            other = any(sentence.has(kind, k) for kind in _NO_MAIN_CLAUSE) and not sentence.has("clitics", k)
            if sentence.low(k) == "," or other:
                break
            if sentence.is_finite(k):
                return comma
    return end


def _closes_with_comma(sentence: Sentence, k: int) -> bool:
    """ "“…,” a grave charge": the comma inside the marks ends what is quoted."""
    quoted = sentence.stream.blocks[k]
    return sentence.stream.text[quoted.inner_end - 1] == "," and not sentence.has("coordinators", k + 1)


def _speaks_again(sentence: Sentence, begin: int, end: int) -> bool:
    """Whether a finite cue with its own subject stands in the clause from `begin`."""
    return any(begin < c.start < min(end, begin + 12) and c.is_finite() for c in sentence.cues)


def _new_cue(sentence: Sentence, k: int, end: int) -> bool:
    """Whether a coordinator is followed by a cue, at once or behind a pronoun."""
    if sentence.low(k - 2) == ",":
        near = next((c for c in sentence.cues if k <= c.start <= k + 5 and c.is_finite()), None)
        if near is not None and any(sentence.has("complementizers", j) for j in range(near.end, near.end + 8)):
            return True
    cue = sentence.cue_at(k)
    if cue is None and (sentence.has("person_pronouns", k) or sentence.has("plural_pronouns", k)):
        cue = sentence.cue_at(k + 1)
    if cue is None or not cue.is_finite() or cue.head < k:
        return False
    nxt = cue.end
    return (
        sentence.has("complementizers", nxt)
        or sentence.low(nxt) in (":", BLOCK)
        or (sentence.low(nxt) == "," and sentence.low(nxt + 1) == BLOCK)
    )


def _new_gerund(sentence: Sentence, k: int) -> bool:
    cue = sentence.cue_at(k)
    return cue is not None and cue.is_gerund() and sentence.has("complementizers", cue.end)


def looks_like_clause(sentence: Sentence, begin: int) -> bool:
    """Whether a clause without complementizer stands behind the cue: it has words and something like a finite verb."""
    if (
        sentence.has("prepositions", begin)
        or sentence.low(begin) in ".,;:)"
        or sentence.has("infinitive_markers", begin)
    ):
        return False
    end = sentence.body_end()
    if end - begin < 3 or not _opens_subject(sentence, begin):
        return False
    return any(
        sentence.has("auxiliaries", k)
        or (
            k > begin and len(sentence.low(k)) > 3 and sentence.low(k).endswith(("ed", "s")) and not sentence.capital(k)
        )
        for k in range(begin, min(end, begin + 25))
    )


def _opens_subject(sentence: Sentence, k: int) -> bool:
    kinds = ("determiners", "person_pronouns", "plural_pronouns", "other_pronouns", "speaker_pronouns", "possessives",
             "impersonals", "kinds.indefinite", "clitics", "introducers")  # fmt: skip
    return (
        sentence.capital(k)
        or sentence.low(k).isdigit()
        or any(sentence.has(kind, k) for kind in kinds)
        or (sentence.low(k).endswith("s") and not sentence.has("negations", k))
    )


def head_part(sentence: Sentence, phrase: Range) -> Range:
    """The phrase before its first preposition."""
    for k in range(phrase[0] + 1, phrase[1]):
        if sentence.has("prepositions", k) or sentence.has("nouns.of", k):
            return phrase[0], k
    return phrase


def leading_name(sentence: Sentence) -> Range | None:
    """The name that the sentence opens with, if it opens with one, with its appositive."""
    k = sentence.start
    if sentence.has("person_pronouns", k):
        return k, k + 1
    if sentence.has("coordinators", k) or sentence.has("contrasts", k):
        return None  # "Mas acrescentou"
    while k < sentence.end and (
        sentence.capital(k) or sentence.has("honorifics", k) or sentence.has("determiners", k)
        or (sentence.has("names_inside", k) and k > sentence.start)
        or sentence.has("kinds.roles", k)
        or (sentence.low(k) == "." and sentence.low(k - 1) in sentence.lexicon.abbreviations)
    ):  # fmt: skip
        k += 1
    while k > sentence.start and (sentence.has("names_inside", k - 1) or sentence.has("determiners", k - 1)):
        k -= 1
    capitals = sum(sentence.capital(j) and not sentence.has("determiners", j) for j in range(sentence.start, k))
    if capitals < 1 or sentence.has("introducers", sentence.start) or sentence.has("impersonals", sentence.start):
        return None
    if capitals == 1 and not any(
        sentence.has("kinds.roles", j) or sentence.has("honorifics", j) for j in range(sentence.start, k)
    ):
        verbless = bool(sentence.lexicon.finite_endings) and not sentence.is_finite(k)
        alone = k - sentence.start == 1 and not sentence.has("determiners", k - 1) and not verbless
        return (sentence.start, k) if alone else None
    return sentence.start, k


def tail_is_adjunct(sentence: Sentence, begin: int, tells: bool = False) -> bool:
    """Whether only a little time, place or addressee stands between `begin` and the sentence's end.

    `tells` says that the verb's object is the addressee ("told the council").
    """
    end = sentence.body_end()
    if sentence.has("contrasts", begin) or (sentence.lexicon.inversion and sentence.has("contrasts", begin + 1)):
        return True
    if sentence.low(begin) == "," and sentence.lexicon.inversion and sentence.has("relatives", begin + 1):
        return True  # "…, indicó Ruiz, que dijo que"
    if end - begin > 15:
        return False
    if any(sentence.low(k) == BLOCK or (sentence.cue_at(k) is not None and k >= begin) for k in range(begin, end)):
        return False
    if tells and any(sentence.has(kind, k) for k in range(begin, end) for kind in ("questions", "complementizers")):
        return False  # "told the council how": what was told is still to come
    if begin >= end or tells:
        return True
    low = sentence.low(begin)
    return (
        low == "," or sentence.has("prepositions", begin) or sentence.has("dates", begin)
        or (sentence.has("clitics", begin) and not sentence.has("impersonals", begin))
        or sentence.has("addressing", begin) or sentence.lexicon.is_adverb(low)
        or (sentence.has("time_openers", begin) and any(sentence.has("dates", k) for k in range(begin, begin + 4)))
        or low in "—–(" or sentence.has("subordinators", begin)
    )  # fmt: skip
