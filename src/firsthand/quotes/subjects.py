"""Where a noun phrase next to a cue begins and ends, told by function words, commas and capitals alone.

In: a :class:`Sentence` and a cue's place. Out: token ranges. Nothing here knows what a source means; a phrase is taken
with its appositives ("Fabián Calle, professor of …") and without time, place and the one spoken to.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from firsthand.quotes.lexicon import Lexicon, Verb
from firsthand.quotes.stream import BLOCK, Stream
from firsthand.settings import QUOTES

_HARD = frozenset(";:()[]{}—–―?!…|•")
_DASHES = frozenset("—–―-")


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb of saying with the words that belong to it: auxiliaries, negation, particles."""

    start: int
    head: int
    end: int
    verb: Verb
    shapes: frozenset[str]
    negated: bool = False
    infinitive: bool = False
    auxiliary: bool = False

    def is_finite(self) -> bool:
        """Whether it can carry a subject of its own."""
        if self.infinitive:
            return False
        return "finite" in self.shapes or "base" in self.shapes or self.auxiliary

    def is_gerund(self) -> bool:
        """Whether it hangs on another verb's subject."""
        return "gerund" in self.shapes and not self.is_finite()


@dataclass(slots=True)
class Sentence:
    """A sentence of a stream as a token range, with what has been read of it so far."""

    stream: Stream
    start: int
    end: int
    lexicon: Lexicon
    cues: list[Cue] = field(default_factory=list)
    cue_places: dict[int, Cue] = field(default_factory=dict)
    complementizers: set[int] = field(default_factory=set)
    limit: int | None = None
    voices: frozenset[str] = frozenset()

    def low(self, k: int) -> str:
        """The token at `k` in lower case, or an empty string outside the sentence."""
        return self.stream.lows[k] if self.start <= k < self.end else ""

    def has(self, kind: str, k: int) -> bool:
        """Whether the token at `k` is listed under `kind`."""
        return self.low(k) in self.lexicon.words.get(kind, ())

    def capital(self, k: int) -> bool:
        """Whether the token at `k` starts with a capital letter."""
        return self.start <= k < self.end and self.stream.is_capital(k)

    def is_word(self, k: int) -> bool:
        """Whether the token at `k` is a word or a number."""
        return self.start <= k < self.end and self.stream.is_word(k)

    def cue_at(self, k: int) -> Cue | None:
        """The cue that covers token `k`."""
        return self.cue_places.get(k)

    def set_cues(self, cues: list[Cue]) -> None:
        """Keep the sentence's cues, and where they stand."""
        self.cues = cues
        self.cue_places = {k: c for c in reversed(cues) for k in range(c.start, c.end)}

    def body_end(self) -> int:
        """The sentence's end without its final punctuation."""
        end = self.end if self.limit is None else self.limit
        while end > self.start and self.low(end - 1) in ".!?…;:,)":
            if self.low(end - 1) == ")" and "(" in self.stream.lows[self.start : end]:
                break
            end -= 1
        return end


def subject_before(sentence: Sentence, cue: Cue) -> tuple[int, int] | None:
    """The subject to the left of `cue` as a token range, or None where none stands there."""
    end = cue.start
    begin = _clause_start(sentence, end)
    begin = skip_introduction(sentence, begin, end)
    if begin >= end or sentence.has("coordinators", end - 1):
        return None
    if sentence.has("determiners", end - 1) and end - begin > 1 and not sentence.has("kinds.anonymous_nouns", end - 1):
        return None
    if sentence.has("relatives", end - 1) and not sentence.has("relative_voices", end - 1) and end - begin > 1:
        return None
    if sentence.low(end - 1) == ",":
        begin, end = _with_appositives(sentence, begin, end)
    else:
        begin = _after_last_comma(sentence, begin, end)
        begin = _after_coordinator(sentence, begin, end)
    while begin < end and (sentence.low(begin) in ",-*•" or sentence.has("coordinators", begin)):
        begin += 1
    begin = _after_relative(sentence, begin, end)
    if sentence.has("clitics", begin) and not sentence.has("determiners", begin) and end - begin > 2:
        return None
    if begin < end and sentence.has("relatives", begin - 1) and sentence.has("prepositions", begin):
        place = begin - 2 if sentence.low(begin - 2) == "," else begin - 1
        return subject_before(sentence, Cue(place, place, place, cue.verb, cue.shapes)) if place < cue.start else None
    return (begin, end) if begin < end and _has_noun(sentence, begin, end) else None


def _after_relative(sentence: Sentence, begin: int, end: int) -> int:
    """ "…, which experts have warned": the relative is the content's, not the speaker's."""
    k = begin + 1 if begin + 1 < end and sentence.has("relatives", begin + 1) and not sentence.capital(begin) else begin
    return k + 1 if sentence.has("relatives", k) and not sentence.has("relative_voices", k) and k + 1 < end else begin


def _clause_start(sentence: Sentence, end: int) -> int:
    """Go left to whatever must stand before a subject: a hard stop, a quoted stretch, a complementizer, another cue."""
    k = end
    floor = max(sentence.start, end - QUOTES.reach_tokens)
    while k > floor:
        low = sentence.low(k - 1)
        if low == ")":
            opening = next((j for j in range(k - 2, max(floor, k - 14), -1) if sentence.low(j) == "("), None)
            if opening is not None:
                k = opening
                continue
        if low == BLOCK or low in _HARD or k - 1 in sentence.complementizers:
            break
        if sentence.has("subordinators", k - 1) and not sentence.capital(k - 1):
            if not any(sentence.has("correlatives", j) for j in range(k - 7, k - 1)):
                break
        if k - 1 == sentence.start and sentence.has("as_openers", k - 1):
            break
        if sentence.has("complementizers", k - 1) and not sentence.has("relatives", k - 1):
            break
        other = sentence.cue_at(k - 1)
        if other is not None and other.is_finite() and not sentence.has("relative_voices", other.start - 1):
            break
        k -= 1
    return k


def skip_introduction(sentence: Sentence, begin: int, end: int) -> int:
    """Leave out "On June 18," and "While speaking in Oslo,"."""
    for _ in range(4):
        while begin < end and (sentence.low(begin) in ",-*•" or sentence.has("coordinators", begin)):
            begin += 1
        if begin >= end:
            return begin
        opens = sentence.has("introducers", begin) or sentence.has("subordinators", begin)
        if not opens and not sentence.lexicon.is_adverb(sentence.low(begin)) and not sentence.has("dates", begin):
            return begin
        comma = next((k for k in range(begin, end) if sentence.low(k) == ","), None)
        if comma is None:
            return _after_bare_opening(sentence, begin, end)
        begin = comma + 1
    return begin


def _after_bare_opening(sentence: Sentence, begin: int, end: int) -> int:
    """ "In 2008 the minister said", "Por eso dijo": an opening without its comma, and no subject behind some."""
    k = begin
    if sentence.has("prepositions", begin) and not any(
        sentence.has("dates", j) or sentence.low(j).isdigit() for j in range(begin, end)
    ):
        if sentence.capital(end - 1):
            k = end - 1
            while k > begin + 1 and (
                sentence.capital(k - 1) or (sentence.has("names_inside", k - 1) and sentence.capital(k - 2))
            ):
                k -= 1
            if not sentence.has("prepositions", k - 1) and not sentence.has("names_inside", k - 1):
                return k
        for k in range(end - 1, begin + 1, -1):
            if (
                sentence.has("determiners", k)
                and not sentence.has("names_inside", k - 1)
                and not sentence.has("prepositions", k - 1)
            ):
                return k
        return end if sentence.lexicon.inversion else begin + 1
    while k < end and (
        sentence.has("introducers", k)
        or sentence.has("dates", k)
        or sentence.has("time_openers", k)
        or sentence.low(k).isdigit()
        or sentence.lexicon.is_adverb(sentence.low(k))
        or (
            k > begin
            and sentence.has("names_inside", k)
            and (sentence.has("dates", k - 1) or sentence.has("dates", k + 1))
        )
    ):
        k += 1
    return k if k < end else end


def _with_appositives(sentence: Sentence, begin: int, end: int) -> tuple[int, int]:
    """A subject that a comma ends: take the appositive before the comma, and the name before the appositive."""
    edges = [begin, *(k + 1 for k in range(begin, end) if sentence.low(k) == ",")]
    groups = [(a, b - 1) for a, b in zip(edges, edges[1:], strict=False) if b - 1 > a]
    if not groups:
        return end, end
    while len(groups) > 1 and sentence.has("introducers", groups[-1][0]):
        end = groups.pop()[0]  # ", sin embargo,"
    if len(groups) == 1 and end < edges[-1]:
        return groups[0]
    n = len(groups) - 1
    while n > 0 and not (_opens_like_name(sentence, *groups[n]) and n < len(groups) - 1):
        n -= 1
    if n == 0 and len(groups) > 1 and not opens_like_phrase(sentence, groups[0][0]):
        n = len(groups) - 1
    return groups[n][0], end - 1


def opens_like_phrase(sentence: Sentence, k: int) -> bool:
    """Whether the token at `k` can open a noun phrase that names somebody."""
    kinds = (
        "determiners",
        "plural_pronouns",
        "possessives",
        "kinds.roles",
        "kinds.indefinite",
        "kinds.anonymous_nouns",
        "person_pronouns",
        "honorifics",
    )
    return sentence.capital(k) or any(sentence.has(kind, k) for kind in kinds)


def _opens_like_name(sentence: Sentence, begin: int, end: int) -> bool:
    k = begin
    while k < end and (sentence.has("determiners", k) or sentence.has("honorifics", k)):
        k += 1
    return k < end and sentence.capital(k) and not sentence.has("relatives", k)


def _after_last_comma(sentence: Sentence, begin: int, end: int) -> int:
    """A subject that no comma ends starts behind the last one, unless commas list several speakers."""
    commas = [k for k in range(begin, end) if sentence.low(k) == ","]
    if not commas:
        return begin
    if (
        len(commas) == 1
        and commas[0] - begin <= 4
        and sentence.has("kinds.roles", commas[0] + 1)
        and sentence.capital(begin)
    ):
        return begin  # "Pedro Ruiz, representante del club dijo"
    tail = range(commas[-1] + 1, end)
    if any(sentence.has("coordinators", k) for k in tail) and _opens_like_name(sentence, begin, commas[0]):
        if all(e - b <= 6 for b, e in zip([begin, *(c + 1 for c in commas)], commas, strict=False)):
            return begin
    return commas[-1] + 1


def _after_coordinator(sentence: Sentence, begin: int, end: int) -> int:
    """ "… resigned and the mayor said": when a finite verb stands before the last "and", the subject starts behind it."""
    for k in range(end - 2, begin, -1):
        if sentence.has("coordinators", k):
            if any(sentence.has("auxiliaries", j) for j in range(begin, k)):
                return k + 1
            return begin
    return begin


def _has_noun(sentence: Sentence, begin: int, end: int) -> bool:
    if begin + 1 == end and sentence.has("relative_voices", begin):
        return False
    empty = (
        "prepositions",
        "relatives",
        "complementizers",
        "subordinators",
        "clitics",
        "coordinators",
        "before_conjunction",
    )
    return any(
        sentence.is_word(k)
        and not (sentence.lexicon.is_adverb(sentence.low(k)) and not sentence.capital(k))
        and (
            sentence.has("person_pronouns", k)
            or sentence.has("impersonals", k)
            or not any(sentence.has(kind, k) for kind in empty)
        )
        for k in range(begin, end)
    )


def phrase_after(sentence: Sentence, begin: int, limit: int | None = None, heads: bool = False) -> tuple[int, int]:
    """The noun phrase that starts at `begin`, with its appositives: the subject behind its verb, or who "según" names.

    With `heads` the content follows after a comma, so that only a title or a relative clause counts as an appositive.
    """
    limit = min(sentence.end if limit is None else limit, begin + QUOTES.reach_tokens)
    k = begin
    while k < limit and _is_filler(sentence, k):
        k += 1
    k = begin = _after_manner(sentence, k, limit)
    while k < limit:
        low = sentence.low(k)
        if low == ",":
            closing = None if heads and not _is_title_at(sentence, k + 1) else _appositive_end(sentence, k, limit)
            if closing is None:
                break
            k = closing
            continue
        if heads and _name_is_over(sentence, begin, k, limit):
            break
        if _stops_phrase(sentence, begin, k) and not (heads and k > begin and _goes_on_to_comma(sentence, k)):
            break
        k += 1
    while k > begin and (sentence.low(k - 1) in ",." or sentence.has("coordinators", k - 1)):
        k -= 1
    return begin, k


def _after_manner(sentence: Sentence, k: int, limit: int) -> int:
    """ "afirma con frialdad la mujer", "escribió el lunes en su diario Ana Ruiz": manner, time and place come first."""
    if not sentence.lexicon.inversion:
        return k
    if sentence.has("addressing", k):
        for phrase in sentence.lexicon.outlet_names.get(sentence.low(k + 1), ()):
            j = k + 1 + len(phrase)
            spelt = all(sentence.low(k + 1 + n) == word for n, word in enumerate(phrase))
            if spelt and (sentence.capital(j) or sentence.has("determiners", j)):
                return j  # "comentó a EFE Ruiz"
    dated = sentence.has("time_openers", k) and sentence.has("dates", k + 1)
    if not (sentence.has("prepositions", k) or dated or sentence.has("dates", k)):
        return k
    for j in range(k + 1, min(k + 12, limit)):
        if not sentence.is_word(j) or sentence.cue_at(j) is not None or sentence.has("complementizers", j):
            break
        linked = any(
            sentence.has(kind, j - 1) for kind in ("prepositions", "names_inside", "determiners", "possessives")
        )
        if (
            linked
            or (sentence.has("names_inside", j) and not sentence.has("determiners", j))
            or sentence.has("dates", j)
        ):
            continue
        starts = sentence.has("determiners", j) and not (
            sentence.has("time_openers", j) and sentence.has("dates", j + 1)
        )
        if (starts or sentence.capital(j)) and j > k + 1 and not sentence.capital(j - 1):
            return j
    return k


def _is_filler(sentence: Sentence, k: int) -> bool:
    if sentence.capital(k) or sentence.has("determiners", k):
        return False
    return sentence.has("clitics", k) or sentence.lexicon.is_adverb(sentence.low(k))


def _stops_phrase(sentence: Sentence, begin: int, k: int) -> bool:
    low = sentence.low(k)
    if low == BLOCK or low in _HARD or low in ".!?" or k in sentence.complementizers:
        return not (low == "." and sentence.low(k - 1) in sentence.lexicon.abbreviations)
    if k == begin:
        return sentence.has("prepositions", k) or sentence.has("dates", k)
    if sentence.has("subordinators", k) or sentence.has("complementizers", k) or sentence.has("relatives", k):
        return True
    if sentence.has("auxiliaries", k) or sentence.has("dates", k):
        return True
    if sentence.has("clitics", k) and not sentence.has("determiners", k) and not sentence.has("names_inside", k):
        return True
    if sentence.has("prepositions", k):
        return not sentence.capital(k)
    if sentence.cue_at(k) is not None:
        return True
    if sentence.has("coordinators", k):
        return not _goes_on(sentence, k)
    return sentence.lexicon.is_adverb(low) and not sentence.capital(k)


def _goes_on(sentence: Sentence, k: int) -> bool:
    """Whether what follows a coordinator is still the phrase: a name, a determiner, or an adjective of a name."""
    nxt = k + 1
    if sentence.cue_at(nxt) is not None or sentence.has("clitics", nxt) or sentence.has("auxiliaries", nxt):
        return False
    return (
        sentence.capital(nxt)
        or sentence.has("determiners", nxt)
        or sentence.has("kinds.roles", nxt)
        or sentence.capital(nxt + 2)
    )


def _name_is_over(sentence: Sentence, begin: int, k: int, limit: int) -> bool:
    """ "Según Radio Norte viene mañana": no comma comes, and a small word follows a name."""
    if k == begin or not sentence.is_word(k):
        return False
    article = (
        sentence.has("determiners", k)
        and not sentence.has("prepositions", k - 1)
        and not sentence.has("determiners", k - 1)
    )
    article = article and sentence.is_word(k - 1) and not sentence.has("names_inside", k - 1)
    if (not sentence.capital(k - 1) or sentence.capital(k)) and not article:
        return False
    if article:
        return not any(sentence.low(j) == "," for j in range(k, min(k + 12, limit)))
    if sentence.has("names_inside", k) or sentence.has("prepositions", k) or sentence.low(k).isdigit():
        return False
    return not any(sentence.low(j) == "," for j in range(k, min(k + 12, limit)))


def _goes_on_to_comma(sentence: Sentence, k: int) -> bool:
    """Whether a preposition only goes on with the phrase: a comma follows soon, and no verb before it."""
    if not sentence.has("prepositions", k):
        return False
    for j in range(k + 1, k + 7):
        if sentence.low(j) == ",":
            return True
        if not sentence.is_word(j) or sentence.has("auxiliaries", j) or sentence.cue_at(j) is not None:
            return False
    return False


def _is_title_at(sentence: Sentence, k: int) -> bool:
    """Whether a title ("the harbour master"), an age or a relative clause opens at `k`, and a comma closes it."""
    near = range(k, k + 5)
    closes = any(sentence.low(j) == "," for j in range(k + 1, k + 20))
    return closes and (
        sentence.has("relative_voices", k)
        or sentence.low(k).isdigit()
        or (sentence.capital(k) and any(sentence.has("kinds.roles", j) for j in range(k - 12, k - 1)))
        or any(sentence.has("kinds.roles", j) for j in near)
    )


def _is_verbless_tail(sentence: Sentence, begin: int, limit: int) -> bool:
    """Whether the sentence ends soon behind `begin`, without a comma or anything like a verb."""
    end = min(sentence.body_end(), limit)
    return (
        end == sentence.body_end()
        and end - begin <= 12
        and not any(
            not sentence.is_word(j)
            or sentence.has("auxiliaries", j)
            or (sentence.has("clitics", j) and not sentence.has("determiners", j))
            for j in range(begin, end)
        )
    )


def _appositive_end(sentence: Sentence, comma: int, limit: int) -> int | None:
    """The end of an appositive that opens at `comma`, or None when the comma ends the phrase."""
    k = comma + 1
    low = sentence.low(k)
    if not low or low == BLOCK or sentence.has("coordinators", k) or sentence.has("clitics", k):
        return None
    opens = sentence.has("determiners", k) or sentence.has("kinds.roles", k) or sentence.has("relative_voices", k)
    opens = opens or (low.isdigit() and len(low) <= 3)
    if not opens and sentence.capital(k) and not sentence.has("dates", k):  # "Ana Ruiz, Minister of Health,"
        opens = any(sentence.has("kinds.roles", j) for j in range(k, min(k + 3, limit)))
        opens = opens or (sentence.capital(comma - 1) and _is_verbless_tail(sentence, k, limit))
    if not opens:
        return None
    relative = sentence.has("relative_voices", k)
    while k < limit:
        low = sentence.low(k)
        if low == "," or low == BLOCK or low in _HARD or low in ".!?":
            return k
        if not relative and (sentence.has("auxiliaries", k) or sentence.cue_at(k) is not None):
            return None
        k += 1
    return k
