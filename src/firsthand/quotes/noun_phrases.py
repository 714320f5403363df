"""The noun phrase behind a verb or a phrase: "said **the mayor of Tarnow**", "según **dos vecinos**".

In: a :class:`Sentence` and where to begin. Out: a token range, without time, place and the one spoken to.
"""

from __future__ import annotations

from firsthand.quotes.marks import CLOSING_MARKS, OPENING_MARKS
from firsthand.quotes.sentence import HARD_STOPS, Sentence
from firsthand.quotes.stream import BLOCK
from firsthand.settings import QUOTES

_VOICES = ("kinds.roles", "kinds.bodies", "kinds.anonymous_nouns", "kinds.outlets")


def phrase_after(sentence: Sentence, begin: int, limit: int | None = None, heads: bool = False) -> tuple[int, int]:
    """The noun phrase that starts at `begin`, with its appositives: the subject behind its verb, or who "según" names.

    With `heads` the content follows after a comma, so that only a title or a relative clause counts as an appositive.
    """
    limit = min(sentence.end if limit is None else limit, begin + QUOTES.reach_tokens)
    k = begin
    while k < limit and _is_filler(sentence, k):
        k += 1
    k = begin = _after_manner(sentence, k, limit)
    if sentence.has("nouns.of", k) and sentence.low(k + 1).endswith(sentence.lexicon.infinitive_endings or ("\0",)):
        return begin, begin  # "afirmou antes de entrar"
    while k < limit:
        low = sentence.low(k)
        if (behind := _behind_place(sentence, begin, k)) is not None:
            k = behind  # "el portavoz del club | en Ronda |, Ana Ruiz"
            continue
        if low == ",":
            closing = None if heads and not _is_title_at(sentence, k + 1) else _appositive_end(sentence, k, limit)
            if closing is None:
                break
            k = closing
            continue
        if k > begin and low in OPENING_MARKS and sentence.has("kinds.outlets", k - 1):
            return begin, _behind_marks(sentence, k, limit)  # "el diario “La República”"
        if heads and _name_is_over(sentence, begin, k, limit):
            break
        if _stops_phrase(sentence, begin, k) and not (heads and k > begin and _goes_on_to_comma(sentence, k)):
            break
        k += 1
    while k > begin and (sentence.low(k - 1) in ",." or sentence.has("coordinators", k - 1)):
        k -= 1
    return begin, k


def _behind_place(sentence: Sentence, begin: int, k: int) -> int | None:
    """The comma behind a place in capitals that parts an office from the name of who holds it."""
    place = k + (sentence.low(k) == ",")
    if k == begin or not sentence.has("place_openers", place) or not sentence.capital(place + 1):
        return None
    end = place + 1
    while sentence.capital(end) or (sentence.has("names_inside", end) and sentence.capital(end + 1)):
        end += 1
    office = any(sentence.has("kinds.roles", j) for j in range(begin, k))
    named = sentence.low(end) == "," and sentence.capital(end + 1) and sentence.capital(end + 2)
    return end if office and named and sentence.lexicon.head_first and end - place <= 5 else None


def _behind_marks(sentence: Sentence, opening: int, limit: int) -> int:
    """Where a few words in marks end, or `opening` where none close them."""
    near = range(opening + 1, min(opening + 8, limit))
    end = next((k + 1 for k in near if sentence.low(k) in CLOSING_MARKS), opening)
    while end > opening and sentence.has("nouns.of", end) and sentence.capital(end + 1):
        end += 2 + (sentence.capital(end + 2) and end + 2 < limit)  # "“La República” de San José"
    return end


def _after_manner(sentence: Sentence, k: int, limit: int) -> int:
    """ "afirma con frialdad la mujer", "escribió el lunes en su diario Ana Ruiz": manner, time and place come first."""
    if not sentence.lexicon.inversion:
        return k
    if sentence.low(k) == "," and (behind := _behind_aside(sentence, k, limit)) is not None:
        return behind
    if sentence.has("addressing", k):
        for phrase in sentence.lexicon.outlet_names.get(sentence.low(k + 1), ()):
            j = k + 1 + len(phrase)
            spelt = all(sentence.low(k + 1 + n) == word for n, word in enumerate(phrase))
            named = any(sentence.has(kind, j) for kind in ("determiners", "kinds.anonymous_nouns"))
            if spelt and (sentence.capital(j) or named):
                return j  # "comentó a EFE Ruiz"
    dated = sentence.has("time_openers", k) and sentence.has("dates", k + 1)
    if not (sentence.has("prepositions", k) or dated or sentence.has("dates", k)):
        return k
    for j in range(k + 1, min(k + 12, limit)):
        if sentence.has("addressing", k) and sentence.low(j) in OPENING_MARKS:
            behind = _behind_marks(sentence, j, limit)
            named = sentence.capital(behind) or sentence.has("determiners", behind)
            return behind if named and behind > j else k  # "a la revista “El Faro” Ana Ruiz"
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
        if starts and sentence.has("addressing", k) and not sentence.capital(j) and not sentence.capital(j + 1):
            return j  # "dijo a Costa Norte Radio el pescador Ruiz"
        voice = any(sentence.has(kind, i) for kind in _VOICES for i in (j + 1, j + 2))
        if starts and voice and sentence.capital(j - 1) and sentence.has("place_openers", j - 2):
            return j  # "en Ronda el propio alcalde"
        titled = sentence.has("addressing", k) and sentence.has("kinds.roles", j - 1)  # "al presidente Evo Ruiz"
        if (starts or (sentence.capital(j) and not titled)) and j > k + 1 and not sentence.capital(j - 1):
            return j
    return k


def _behind_aside(sentence: Sentence, comma: int, limit: int) -> int | None:
    """ "afirmava, emotiva, | uma senhora": a word or three of manner between commas come before the subject."""
    for k in range(comma + 1, min(comma + 5, limit)):
        if sentence.low(k) == ",":
            named = sentence.has("determiners", k + 1) or sentence.capital(k + 1)
            return k + 1 if k > comma + 1 and named else None
        if not sentence.is_word(k) or sentence.capital(k) or sentence.cue_at(k) is not None:
            return None
        if any(sentence.has(kind, k) for kind in ("determiners", "complementizers", "relatives")):
            return None
    return None


def _is_filler(sentence: Sentence, k: int) -> bool:
    if sentence.capital(k) or sentence.has("determiners", k):
        return False
    return sentence.has("clitics", k) or sentence.lexicon.is_adverb(sentence.low(k))


def _stops_phrase(sentence: Sentence, begin: int, k: int) -> bool:
    low = sentence.low(k)
    if sentence.lexicon.inversion and k > begin and sentence.is_short_block(k):
        return not (sentence.has("determiners", k - 1) or sentence.has("kinds.outlets", k - 1))  # "el “Faro”"
    if low == BLOCK or low in HARD_STOPS or low in ".!?" or k in sentence.complementizers:
        initial = len(sentence.low(k - 1)) == 1 and sentence.capital(k - 1) and k + 1 < sentence.body_end()  # "U.S."
        return not (low == "." and (initial or sentence.low(k - 1) in sentence.lexicon.abbreviations))
    if k == begin:
        return sentence.has("prepositions", k) or sentence.has("dates", k) or _is_link(sentence, k)
    if sentence.has("subordinators", k) or sentence.has("complementizers", k) or sentence.has("relatives", k):
        return True
    participle = sentence.low(k - 1).endswith(sentence.lexicon.participle_endings)
    if sentence.has("dates", k) and participle:
        return False  # "los datos difundidos ayer"
    if sentence.has("auxiliaries", k) or sentence.has("dates", k) or _is_verb(sentence, k):
        return True
    if sentence.has("clitics", k) and not sentence.has("determiners", k) and not sentence.has("names_inside", k):
        return True
    if sentence.has("prepositions", k):
        before = k - 2 if sentence.has("dates", k - 1) else k - 1
        agent = sentence.has("passive.agents", k) and sentence.low(before).endswith(sentence.lexicon.participle_endings)
        return not sentence.capital(k) and not agent  # "datos facilitados por la Junta"
    if sentence.cue_at(k) is not None:
        return True
    if sentence.has("coordinators", k):
        return not _goes_on(sentence, k)
    return sentence.lexicon.is_adverb(low) and not sentence.capital(k)


def _is_verb(sentence: Sentence, k: int) -> bool:
    """Whether a finite verb ends the phrase, in a language that tells one by its ending."""
    return bool(sentence.lexicon.finite_endings) and sentence.is_finite(k) and not sentence.has("prepositions", k - 1)


def _is_link(sentence: Sentence, k: int) -> bool:
    """ "advirtió de que": no phrase, only what ties the verb to its clause."""
    return sentence.low(k) in sentence.lexicon.noun_links and sentence.has("complementizers", k + 1)


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
        or nxt + 1 >= sentence.body_end()
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
    """Whether a preposition or a date only goes on with the phrase: a comma follows soon, and no verb before it."""
    dated = sentence.has("dates", k) and not sentence.capital(k - 1)  # "un informe publicado el lunes,"
    if not sentence.has("prepositions", k) and not dated:
        return False
    if any(sentence.has("relatives", j) for j in (k + 1, k + 2)):
        return False  # "el auto al que tuvo acceso EFE"
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


def _is_bare_appositive(sentence: Sentence, k: int, limit: int) -> bool:
    """ "Ana Ruiz, veterinaria del zoo", "Ruiz, de la sede en Ronda": behind a name, to the comma or end, no verb."""
    low, of = sentence.low(k), sentence.has("nouns.of", k)
    if not sentence.is_word(k) or sentence.capital(k) or low.isdigit() or sentence.lexicon.is_adverb(low):
        return False
    kinds = ("prepositions", "subordinators", "relatives", "complementizers", "as_openers", "introducers", "contrasts")
    if not of and (any(sentence.has(kind, k) for kind in kinds) or low.endswith(sentence.lexicon.gerund_endings)):
        return False
    ends = k + 1 >= sentence.body_end()
    titled = any(sentence.has("kinds.roles", j) for j in (k, k + 1))
    if not of and not (titled or ends or sentence.has("nouns.of", k + 1) or sentence.has("nouns.of", k + 2)):
        return False  # a noun with what it is of: "veterinaria del zoo"
    for j in range(k, min(k + 12, limit)):
        if not sentence.is_word(j):
            return sentence.low(j) in (",", ".")
        if sentence.is_finite(j) or sentence.has("relatives", j):
            return False
    return True


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
        titled = sentence.capital(k + 1) and any(sentence.has("kinds.roles", j) for j in range(comma - 8, comma))
        opens = opens or titled  # "the mayor of the town, Ana Ruiz"
        opens = opens or (sentence.capital(comma - 1) and _is_verbless_tail(sentence, k, limit))
    if not opens and sentence.lexicon.head_first and sentence.capital(comma - 1):
        opens = _is_bare_appositive(sentence, k, limit)
    if not opens:
        return None
    relative = sentence.has("relative_voices", k)
    said = sentence.cue_at(k + 1) or sentence.cue_at(k + 2)
    if relative and said is not None and sentence.has("complementizers", said.end):
        return None  # "dijo Ruiz, quien añadió que"
    while k < limit:
        low = sentence.low(k)
        if low == "," or low == BLOCK or low in HARD_STOPS or low in ".!?":
            return k
        if not relative and (sentence.has("auxiliaries", k) or sentence.cue_at(k) is not None or _is_verb(sentence, k)):
            return None
        k += 1
    return k
