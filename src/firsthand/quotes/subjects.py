"""Where a subject before its cue begins and ends, told by function words, commas and capitals alone.

In: a :class:`Sentence` and a cue. Out: a token range. Nothing here knows what a source means; a phrase is taken with
its appositives ("Fabián Calle, professor of …") and without time and place.
"""

from __future__ import annotations

from itertools import pairwise

from firsthand.quotes.sentence import HARD_STOPS, Cue, Sentence
from firsthand.quotes.stream import BLOCK
from firsthand.settings import QUOTES

_DASHES = frozenset(("-", "--", "–", "—"))


def subject_before(sentence: Sentence, cue: Cue) -> tuple[int, int] | None:
    """The subject to the left of `cue` as a token range, or None where none stands there."""
    end = cue.start
    if (whole := _over_aside(sentence, cue)) is not None:
        return whole
    begin = _clause_start(sentence, end)
    if _is_pronoun_alone(sentence, begin, end):
        return end - 1, end
    begin = skip_introduction(sentence, begin, end)
    if begin >= end or sentence.has("coordinators", end - 1):
        return None
    if sentence.has("bare_pronouns", end - 1):
        return end - 1, end
    if sentence.has("determiners", end - 1) and end - begin > 1 and not sentence.has("kinds.anonymous_nouns", end - 1):
        return None
    if sentence.has("relatives", end - 1) and not sentence.has("relative_voices", end - 1) and end - begin > 1:
        return None
    if sentence.low(end - 1) == "," and (sentence.has("coordinators", end - 2) or sentence.has("contrasts", end - 2)):
        return None  # "…, pero, subrayó, “Q”"
    if sentence.low(end - 1) == ",":
        begin, end = _with_appositives(sentence, begin, end)
        if _after_verb(sentence, begin, end) > begin:
            return None  # "no puedo quejarme, tampoco voy a decir que"
    else:
        begin = _after_last_comma(sentence, begin, end)
        begin = _after_coordinator(sentence, begin, end)
        begin = _after_verb(sentence, begin, end)
    while begin < end and (sentence.low(begin) in ",-*•" or sentence.has("coordinators", begin)):
        begin += 1
    begin = _after_relative(sentence, begin, end)
    if end - begin <= 2 and sentence.lexicon.head_first and sentence.has("neuters", end - 1):
        return None  # "A isto, precisou"
    if sentence.has("object_pronouns", begin) and end - begin > 2:
        return None
    if begin < end and sentence.has("relatives", begin - 1) and sentence.has("prepositions", begin):
        place = begin - 2 if sentence.low(begin - 2) == "," else begin - 1
        return subject_before(sentence, Cue(place, place, place, cue.verb, cue.shapes)) if place < cue.start else None
    if is_time(sentence, begin, end):
        relative = sentence.has("relatives", begin - 1) and begin - 2 > sentence.start
        place = begin - 2 if sentence.low(begin - 2) == "," else begin - 1
        return subject_before(sentence, Cue(place, place, place, cue.verb, cue.shapes)) if relative else None
    if sentence.has("relative_voices", begin) and sentence.has("as_openers", begin - 1):
        return None  # "Como quem avisa, diz que"
    if sentence.lexicon.inversion and sentence.has("prepositions", begin) and not sentence.has("determiners", begin):
        return None  # "al tiempo que pidió", "ao ler o relatório afirmou"
    return (begin, end) if begin < end and _has_noun(sentence, begin, end) else None


def _over_aside(sentence: Sentence, cue: Cue) -> tuple[int, int] | None:
    """The subject with the relative clause between commas that stands between it and its verb."""
    end = cue.start - 1
    if (opened := _dashed_aside(sentence, end)) is not None:
        found = subject_before(sentence, Cue(opened, opened, opened, cue.verb, cue.shapes))
        return found if found is not None and found[1] == opened else None
    contrasted = sentence.has("coordinators", end - 1) or sentence.has("contrasts", end - 1)  # "…, pero, subrayó"
    if not sentence.lexicon.inversion or sentence.low(end) != "," or contrasted:
        return None
    for k in range(end - 2, max(sentence.start, end - 30), -1):
        if sentence.low(k) == "," and sentence.has("relatives", k + 1):
            found = subject_before(sentence, Cue(k, k, k, cue.verb, cue.shapes))
            if found is None or found[1] != k:
                return None
            before = (j for j in range(found[0] - 2, sentence.start, -1) if sentence.low(j) == ",")
            title = next(before, sentence.start - 1) + 1
            origin = sentence.has("nouns.of", found[0])  # "Ruiz, de la consultora, que llegó ayer, dijo"
            named = sentence.low(found[0] - 1) == "," and (origin or _is_title(sentence, title, found[0] - 1))
            return (title if named else found[0]), end
    return None


def _dashed_aside(sentence: Sentence, end: int) -> int | None:
    """ "Carvalhas -- que fica -- | manifestou": where the dashes open that close right before a verb."""
    if not sentence.lexicon.inversion or sentence.low(end) not in _DASHES:
        return None
    while sentence.low(end - 1) in _DASHES:
        end -= 1
    k = next((j for j in range(end - 1, max(sentence.start, end - 30), -1) if sentence.low(j) in _DASHES), None)
    while k is not None and sentence.low(k - 1) in _DASHES:
        k -= 1
    return k if k is not None and k > sentence.start else None


def is_time(sentence: Sentence, begin: int, end: int) -> bool:
    """ "Ese mismo año", "esta vez": a phrase that says when, where a subject could stand."""
    return 1 <= end - begin <= 4 and sentence.has("time_nouns", end - 1) and sentence.has("determiners", begin)


def _is_pronoun_alone(sentence: Sentence, begin: int, end: int) -> bool:
    """Whether a pronoun directly before the cue is the whole subject: "el día que él dijo", not "Ruiz y él dijeron"."""
    kinds = ("person_pronouns", "plural_pronouns", "speaker_pronouns")
    if sentence.has("other_pronouns", end - 1) and sentence.has("complementizers", end - 2):
        return sentence.lexicon.inversion  # "dijo que A y que éste le comunicó que B"
    if not sentence.lexicon.inversion or not any(sentence.has(kind, end - 1) for kind in kinds):
        return False
    joined = sentence.has("coordinators", end - 2) or sentence.has("prepositions", end - 2)
    return end - 1 > begin and not (joined and not any(sentence.is_finite(k) for k in range(begin, end - 2)))


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
            opening = next((j for j in range(k - 2, max(floor, k - 28), -1) if sentence.low(j) == "("), None)
            if opening is not None:
                k = opening
                continue
        named = sentence.low(k - 2) == "," == sentence.low(k) and sentence.is_short_block(k - 1)  # ", “El Faro”,"
        named = named and sentence.lexicon.inversion
        if (low == BLOCK and not named) or low in HARD_STOPS or k - 1 in sentence.complementizers:
            break
        paired = any(sentence.has("correlatives", j) for j in range(k - 7, k - 1))  # "tanto Ruiz como Falcón"
        aside = sentence.low(end - 1) == "," == sentence.low(k - 2) and sentence.has("as_openers", k - 1)
        aside = aside or (sentence.low(end - 1) == "," and sentence.has("prepositions", k - 1))  # "desde el puerto,"
        if sentence.has("subordinators", k - 1) and not sentence.capital(k - 1) and not paired and not aside:
            break
        if k - 1 == sentence.start and sentence.has("as_openers", k - 1):
            break
        if sentence.has("complementizers", k - 1) and not sentence.has("relatives", k - 1):
            break
        other = sentence.cue_at(k - 1)
        if (
            other is not None
            and other.is_finite()
            and not (_is_in_aside(sentence, other, end) or _tells_which(sentence, other))
        ):
            break
        k -= 1
    return k


def _is_in_aside(sentence: Sentence, cue: Cue, end: int) -> bool:
    """Whether a cue is of a relative clause between commas inside a subject that ends at `end`."""
    if sentence.has("relative_voices", cue.start - 1):
        return True
    if not sentence.lexicon.inversion or not sentence.has("relatives", cue.start - 1):
        return False
    if sentence.has("determiners", cue.start - 2) and sentence.has("prepositions", cue.start - 3):
        return True  # "la gente con la que he hablado dice"
    return sentence.low(cue.start - 2) == "," == sentence.low(end - 1)


def _tells_which(sentence: Sentence, cue: Cue) -> bool:
    """ "O advogado | que defende Nuria Vela | afirmou": the relative's verb says nothing, it tells which lawyer."""
    noun = cue.start - 2
    if not sentence.lexicon.finite_endings or not sentence.has("relatives", cue.start - 1):
        return False
    voice = sentence.has("kinds.roles", noun) or sentence.has("kinds.anonymous_nouns", noun)
    return voice and sentence.has("determiners", noun - 1) and not sentence.has("complementizers", cue.end)


def skip_introduction(sentence: Sentence, begin: int, end: int) -> int:
    """Leave out "On June 18," and "While speaking in Oslo,"."""
    for _ in range(4):
        while begin < end and (sentence.low(begin) in ",-*•" or sentence.has("coordinators", begin)):
            begin += 1
        if begin >= end:
            return begin
        if _is_name_with_particle(sentence, begin, end):
            return begin
        opens = sentence.has("introducers", begin) or sentence.has("subordinators", begin)
        opens = opens or any(is_time(sentence, begin, k) for k in range(begin + 2, min(begin + 5, end)))  # "Este año"
        if not opens and not sentence.lexicon.is_adverb(sentence.low(begin)) and not sentence.has("dates", begin):
            return begin
        comma = next((k for k in range(begin, end) if sentence.low(k) == ","), None)
        if comma is None:
            return _after_bare_opening(sentence, begin, end)
        begin = comma + 1
    return begin


def _is_name_with_particle(sentence: Sentence, begin: int, end: int) -> bool:
    """ "De la Mata dijo": particles and capitals alone."""
    if not sentence.lexicon.inversion or not sentence.has("names_inside", begin) or not 2 <= end - begin <= 4:
        return False
    inside = all(sentence.capital(k) or sentence.has("names_inside", k) for k in range(begin, end))
    return inside and sentence.capital(begin) and sentence.capital(end - 1)


def _opens_time(sentence: Sentence, k: int) -> bool:
    """Whether a date follows; where the article is no sign of one ("el lunes", but "el alcalde")."""
    return not sentence.has("determiners", k) or any(sentence.has("dates", j) for j in range(k + 1, k + 3))


def _after_bare_opening(sentence: Sentence, begin: int, end: int) -> int:
    """ "In 2008 the minister said", "Por eso dijo": an opening without its comma, and no subject behind some."""
    k = begin
    kinds = ("prepositions", "as_openers", "dates")
    clause = sentence.has("subordinators", begin) and not any(sentence.has(kind, begin) for kind in kinds)
    if clause and sentence.lexicon.finite_endings and opens_like_phrase(sentence, begin + 1):
        return begin + 1  # "Aunque el alcalde dijo"
    opens = sentence.has("prepositions", begin) or (
        sentence.has("introducers", begin) and sentence.has("names_inside", begin + 1)
    )
    if sentence.lexicon.finite_endings:  # "Por eso el alcalde | rompió la carta y": no subject runs over a verb
        end = next((j for j in range(begin + 2, end) if sentence.is_finite(j)), end)
    if opens and not any(sentence.has("dates", j) or sentence.low(j).isdigit() for j in range(begin, end)):
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
        voices = (k for k in range(begin + 2, end) if sentence.has("kinds.anonymous_nouns", k))
        voice = next(
            (k for k in voices if not sentence.has("prepositions", k - 1)), None
        )  # "Ayer por la tarde fuentes"
        if voice is not None and not sentence.has("names_inside", voice - 1):
            return voice
        return end if sentence.lexicon.inversion else begin + 1
    while k < end and (
        sentence.has("introducers", k)
        or sentence.has("dates", k)
        or (sentence.has("time_openers", k) and _opens_time(sentence, k))
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
    groups = [(a, b - 1) for a, b in pairwise(edges) if b - 1 > a]
    if not groups:
        return end, end
    while len(groups) > 1 and groups[-1][1] - groups[-1][0] <= 3 and sentence.has("introducers", groups[-1][0]):
        end = groups.pop()[0]  # ", sin embargo,"
    if len(groups) == 1 and end < edges[-1]:
        return groups[0]
    n = len(groups) - 1
    while n > 0 and not (_opens_like_name(sentence, *groups[n]) and n < len(groups) - 1):
        n -= 1
    if n > 0 and _is_title(sentence, *groups[n - 1]):
        n -= 1  # "La portavoz de Ronda, Ana Ruiz, que llegó ayer, dijo"
    if n == 0 and len(groups) > 1 and not opens_like_phrase(sentence, groups[0][0]):
        n = len(groups) - 1
    return groups[n][0], end - 1


def _is_title(sentence: Sentence, begin: int, end: int) -> bool:
    roles = any(sentence.has("kinds.roles", k) for k in range(begin, min(begin + 3, end)))
    verbs = any(sentence.is_finite(k) for k in range(begin, end))
    return sentence.lexicon.inversion and sentence.has("determiners", begin) and roles and not verbs


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
    commas, inside = [], False
    for k in range(begin, end):
        inside = sentence.low(k) == "(" or (inside and sentence.low(k) != ")")
        if sentence.low(k) == "," and not inside:
            commas.append(k)
    if not commas:
        return begin
    title = commas[0] + 1 + (sentence.lexicon.inversion and sentence.has("determiners", commas[0] + 1))
    named = sentence.capital(begin) and commas[0] - begin <= 4
    if len(commas) == 1 and named and sentence.has("kinds.roles", title):
        return begin  # "Pedro Ruiz, representante del club dijo"
    tail = range(commas[-1] + 1, end)
    short = all(e - b <= 6 for b, e in zip([begin, *(c + 1 for c in commas)], commas, strict=False))
    if short and any(sentence.has("coordinators", k) for k in tail) and _opens_like_name(sentence, begin, commas[0]):
        return begin
    return commas[-1] + 1


def _after_coordinator(sentence: Sentence, begin: int, end: int) -> int:
    """ "… resigned and the mayor said": with a finite verb before the last "and", the subject starts behind it."""
    for k in range(end - 2, begin, -1):
        if sentence.has("coordinators", k):
            if any(sentence.is_finite(j) for j in range(begin, k)):
                return k + 1
            return begin
    return begin


def _after_verb(sentence: Sentence, begin: int, end: int) -> int:
    """Behind a finite verb that is not a relative clause's: no subject runs over it."""
    if not sentence.lexicon.finite_endings:
        return begin
    for k in range(begin, end):
        if sentence.has("relatives", k) or sentence.has("complementizers", k):
            return begin
        if sentence.is_finite(k):
            return k + 1
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
        and not (sentence.lexicon.finite_endings and sentence.is_finite(k))
        and (
            sentence.has("person_pronouns", k)
            or sentence.has("impersonals", k)
            or not any(sentence.has(kind, k) for kind in empty)
        )
        for k in range(begin, end)
    )
