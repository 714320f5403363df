"""What stands between a verb of saying and what is said: where a content opens behind its cue.

In: a :class:`Sentence` and a cue. Out: the kind of the opening and its token. Nothing here says how far the content
goes; that is for `extents`.
"""

from __future__ import annotations

from firsthand.quotes.extents import head_part, looks_like_clause
from firsthand.quotes.marks import OPENING_MARKS
from firsthand.quotes.sentence import Cue, Sentence
from firsthand.quotes.stream import BLOCK
from firsthand.settings import QUOTES


def find_anchor(sentence: Sentence, cue: Cue, has_subject: bool, parentheses: bool = False) -> tuple[str, int]:
    """What opens the content behind `cue`: its kind and its token, or an empty kind.

    ``that`` a complementizer, ``quote`` or ``colon`` (at the mark), ``mixed`` words that run into quote marks, ``bare``
    a clause without complementizer, ``to`` an infinitive, ``amount`` how many or how much.
    """
    found = _find_opening(sentence, cue, has_subject, parentheses)
    return ("amount", cue.end) if not found[0] and cue.verb.amount and _puts_at(sentence, cue) else found


def _puts_at(sentence: Sentence, cue: Cue) -> bool:
    """ "cifró en 400 los heridos", "estimou os danos em três milhões": somebody puts a figure on something."""
    for k in range(cue.end, min(cue.end + 14, sentence.body_end())):
        if not sentence.is_word(k) or sentence.has("relatives", k) or sentence.cue_at(k) is not None:
            return False
        low = sentence.low(k + 1)
        number = low[:1].isdigit() and not (len(low) == 4 and low[:2] in ("19", "20"))
        if sentence.has("amount_links", k) and (number or sentence.has("amounts", k + 1)):
            return True
    return False


def _find_opening(sentence: Sentence, cue: Cue, has_subject: bool, parentheses: bool) -> tuple[str, int]:
    verb = cue.verb
    k = cue.end
    if verb.of:
        link = next((j for j in range(k, min(k + 12, sentence.end)) if sentence.has("nouns.of", j)), None)
        if link is not None and link > k and not any(sentence.low(j) in (BLOCK, ",", ":") for j in range(k, link)):
            return "of", link + 1
    passive = sentence.has("passive.reflexive", cue.start) and not verb.lemma.endswith("se")
    behind = _behind_date(sentence, k)
    if verb.to and not passive and _infinitive(sentence, behind, verb.level):
        return "to", behind
    if verb.to and verb.whether and (begin := _asked_to(sentence, k)) is not None:
        return "to", begin
    limit = min(sentence.end, cue.end + QUOTES.reach_tokens)
    region_open = True
    commas = 0
    while k < limit:
        low = sentence.low(k)
        if low == BLOCK:
            return _quote_anchor(sentence, cue, k, has_subject)
        if low == ":":
            spoken = sentence.low(k + 1) == BLOCK or ((verb.that or verb.trailing) and _speaks_on(sentence, cue, k))
            return ("colon" if spoken else "", k)
        if low in OPENING_MARKS and verb.mixed and any(sentence.has("as_openers", j) for j in range(cue.end, k)):
            return "mixed", k
        if sentence.has("conditionals", k) and not verb.whether and k > cue.end:
            k += 1  # "teme una sequía si no llueve"
            continue
        if sentence.has("complementizers", k) and (verb.that or parentheses):
            links = sentence.low(k - 1) in sentence.lexicon.noun_links
            links = links or (cue.verb.to and cue.verb.whether and sentence.has("infinitive_links", k - 1))
            linked = links and not sentence.has("subordinators", k - 2)
            if sentence.has("before_conjunction", k - 1) and k > cue.end + 1 and not linked:
                pass
            elif (
                k == cue.end
                or (k == cue.end + 1 and sentence.has("before_conjunction", cue.end))
                or _may_stand_between(sentence, cue, k, has_subject, commas)
            ):
                return "that", k
            elif not verb.bare:
                return "", k
        asks = cue.verb.whether or (sentence.lexicon.questions_always and cue.verb.that and not commas)
        if verb.whether and k == cue.end and sentence.has("plain_questions", k):
            return "that", k  # "preguntó cuando sería", without its accent
        if asks and k <= cue.end + 8 and sentence.has("questions", k) and not sentence.has("complementizers", k):
            return "that", k - 1 if k - 1 >= cue.end and sentence.has("question_openers", k - 1) else k
        if low == "(":
            closing = next((j for j in range(k, min(k + 12, limit)) if sentence.low(j) == ")"), None)
            if closing is not None:
                k = closing + 1
                region_open = True
                if sentence.has("complementizers", k) and verb.that:
                    return "that", k
                continue
        if low in ";()?!" or (low == "." and k + 1 < sentence.end - 1):
            break
        other = sentence.cue_at(k)
        if (
            other is not None
            and other is not cue
            and (
                other.is_finite()
                or sentence.low(other.start - 1) == ","
                or sentence.has("prepositions", other.start - 1)
            )
        ):
            break
        if low == ",":
            commas += 1
            if commas > 2 or not (region_open or has_subject):
                break
        k += 1
    if has_subject and cue.is_finite() and looks_like_clause(sentence, cue.end):
        clear = verb.that and sentence.has("person_pronouns", cue.end) and sentence.has("auxiliaries", cue.end + 1)
        if verb.bare or clear:
            return "bare", cue.end  # "he maintains he was unaware"
    return "", k


def _speaks_on(sentence: Sentence, cue: Cue, colon: int) -> bool:
    """Whether what stands behind a colon without quote marks is a clause, and not what the verb's object is."""
    if not sentence.lexicon.finite_endings:
        return True
    clause = any(sentence.is_finite(k) for k in range(colon + 1, sentence.body_end()))
    return clause and not cue.infinitive and (colon - cue.end <= 2 or _is_adjunct(sentence, cue, colon))


def _behind_date(sentence: Sentence, k: int) -> int:
    """ "anunciou ontem | ter assinado", "tinha dito, no domingo passado, | estar pronto"."""
    j = k + (sentence.low(k) == ",")
    dated = False
    while j < k + 6 and (sentence.has("dates", j) or sentence.has("time_openers", j) or dated):
        dated = dated or sentence.has("dates", j)
        j += 1
        if dated and is_infinitive(sentence, j):
            return j
        if sentence.low(j) == "," and dated:
            return j + 1
    return k


def _infinitive(sentence: Sentence, k: int, level: str | None) -> bool:
    if sentence.has("infinitive_markers", k):
        return True
    endings = sentence.lexicon.infinitive_endings
    start = k
    if sentence.has("infinitive_links", k) and endings and level != "denied":
        k += 1
    if sentence.has("determiners", k) or sentence.has("dates", k):
        return False
    if endings and sentence.has("negations", k):
        k += 1  # "disse não saber"
    long = len(sentence.low(k)) > 2 + (k == start) or sentence.has("nonfinite", k)
    return long and is_infinitive(sentence, k)


def _asked_to(sentence: Sentence, k: int) -> int | None:
    """Where "(a) retirar la ley" begins behind the one who is asked: "instó **al Gobierno** a retirar la ley"."""
    if not sentence.lexicon.infinitive_endings or not sentence.has("addressing", k):
        return None
    for j in range(k + 2, min(k + 12, sentence.end)):
        if not sentence.is_word(j) or sentence.has("complementizers", j) or sentence.cue_at(j) is not None:
            return None
        if is_infinitive(sentence, j):
            linked = sentence.has("infinitive_links", j - 1)
            return j - 1 if linked and not sentence.has("nouns.of", j - 1) else None if linked else j
    return None


def is_infinitive(sentence: Sentence, k: int) -> bool:
    """Whether the word at `k` ends as infinitives do."""
    endings = sentence.lexicon.infinitive_endings
    low = sentence.low(k)
    return bool(endings) and low.endswith(endings) and not sentence.capital(k) and not sentence.has("not_infinitive", k)


def _quote_anchor(sentence: Sentence, cue: Cue, k: int, has_subject: bool) -> tuple[str, int]:
    before = sentence.low(k - 1)
    if k == cue.end or before in (",", ":") or before in "—–":
        return "quote", k
    if sentence.has("complementizers", k - 1):
        return ("that", k - 1) if cue.verb.that else ("", k)
    quoted = sentence.stream.blocks[k]
    upper = sentence.stream.text[quoted.inner_start].isupper()
    if upper and k > cue.end and sentence.lexicon.inversion and _is_name_block(sentence, k):
        return "", k  # "publica el diario “El Faro”"
    if cue.verb.mixed and any(sentence.has("as_openers", j) for j in range(cue.end, k)):
        return "mixed", k  # "describió la obra como “un desastre”"
    nested = (
        sentence.has("determiners", k - 1) or sentence.has("prepositions", k - 1) or sentence.has("names_inside", k - 1)
    )
    if not has_subject and cue.is_finite() and not sentence.has("prepositions", cue.end) and not nested:
        return "quote", k
    if _is_adjunct(sentence, cue, k) and not cue.verb.mixed and not nested:
        return "quote", k
    named = sentence.has("names_inside", k - 1) or (sentence.capital(k - 1) and k - 1 > cue.end)
    if (upper and named) or (sentence.has("passive.reflexive", cue.start) and not cue.verb.lemma.endswith("se")):
        return "", k
    if cue.verb.bare or cue.verb.mixed or (cue.verb.that and cue.verb.trailing):
        return "mixed", k
    return "", k


def _is_name_block(sentence: Sentence, k: int) -> bool:
    """ "el diario “El Faro”": a few words in marks right behind a word."""
    return sentence.is_short_block(k) and sentence.is_word(k - 1)


def _is_adjunct(sentence: Sentence, cue: Cue, end: int) -> bool:
    k = cue.end
    opens = (
        sentence.has("prepositions", k) or sentence.has("addressing", k) or sentence.has("dates", k)
        or (sentence.has("clitics", k) and not sentence.has("determiners", k))
        or sentence.lexicon.is_adverb(sentence.low(k)) or cue.verb.object
        or (sentence.has("time_openers", k) and any(sentence.has("dates", j) for j in range(k + 1, k + 4)))
        or (sentence.has("time_openers", k) and sentence.has("time_nouns", k + 1))
    )  # fmt: skip
    return opens and not any(sentence.has("auxiliaries", j) for j in range(k, end))


def _may_stand_between(sentence: Sentence, cue: Cue, k: int, has_subject: bool, commas: int) -> bool:
    """Whether the words between a cue and its complementizer are subject, addressee, time or aside: not an object."""
    if sentence.low(cue.end) == ",":
        return sentence.low(k - 1) == ","
    if sentence.has("passive.reflexive", cue.start) and not cue.verb.lemma.endswith("se"):
        return k <= cue.end + 1
    if sentence.low(k - 1) == "," and commas < 2:
        return False  # "…, que" opens a relative clause
    if not has_subject and cue.is_finite() and sentence.lexicon.inversion:
        if any(sentence.is_finite(j) for j in range(cue.end + 1, k)) and sentence.lexicon.finite_endings:
            return False  # "la inversión que requería el proyecto hizo que"
        if cue.verb.works and k > cue.end + 1:
            return False
        if not (sentence.has("determiners", cue.end) or sentence.capital(cue.end) or _is_adjunct(sentence, cue, k)):
            return k == cue.end + 1
        return k - cue.end <= 3 or (k - cue.end <= 14 and _is_speaker_region(sentence, cue.end, k))
    if cue.verb.object:
        return k - cue.end <= 12 and not any(sentence.has("auxiliaries", j) for j in range(cue.end, k))
    far = 28 if commas == 2 and sentence.low(k - 1) == "," and sentence.lexicon.inversion else 16
    if not _is_adjunct(sentence, cue, k) or k - cue.end > far:
        return False
    asides = sentence.lexicon.words.get("aside_openers")
    aside = not asides or sentence.low(cue.end) in asides or not sentence.has("prepositions", cue.end)
    asked = cue.verb.whether and cue.verb.to and sentence.has("addressing", cue.end)  # "pedir a los vecinos que"
    if not aside and not asked and sentence.has("determiners", cue.end + 1):
        return False  # "coinciden con los datos que": a relative clause
    if any(is_infinitive(sentence, j) and sentence.has("prepositions", j - 1) for j in range(cue.end + 1, k)):
        return False  # "pidió a los vecinos salir para evitar que": the clause is another verb's
    dated = [j for j in range(cue.end, k) if sentence.has("dates", j)]
    behind = dated[-1] + 1 if dated else k
    return not (behind < k and sentence.has("determiners", behind))


def _is_speaker_region(sentence: Sentence, begin: int, end: int) -> bool:
    """Whether the words between verb and complementizer can be who speaks, or time and place."""
    if sentence.has("prepositions", begin) or sentence.has("dates", begin) or sentence.has("time_openers", begin):
        return True
    first = head_part(sentence, (begin, end))
    kinds = ("kinds.roles", "kinds.bodies", "kinds.outlets", "kinds.anonymous_nouns", "kinds.works")
    nouns = [k for k in range(*first) if k == begin + 1 == first[1] or not sentence.has("determiners", k)]
    return any(sentence.capital(k) or any(sentence.has(kind, k) for kind in kinds) for k in nouns)
