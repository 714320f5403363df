"""Who speaks when no subject stands at the cue: it was named before, in the same sentence."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.quotes.extents import head_part, leading_name
from firsthand.quotes.findings import Finding, Range, could_speak
from firsthand.quotes.sentence import Cue, Sentence
from firsthand.quotes.stream import BLOCK
from firsthand.quotes.subjects import is_time, opens_like_phrase, skip_introduction, subject_before


def antecedent(sentence: Sentence, cue: Cue, subject: Range | None) -> Range | None:
    """ "Ruiz, who said": the source is whom the relative stands for."""
    if subject is not None:
        return subject
    k = cue.start - 1
    if not sentence.has("relatives", k) or k in sentence.complementizers:
        return None
    if sentence.lexicon.inversion and sentence.has("before_conjunction", k - 1) and not sentence.capital(k - 1):
        return None  # "al tiempo que defiende"
    if sentence.has("determiners", k - 1) and sentence.has("prepositions", k - 2) and sentence.lexicon.head_first:
        return None  # "una rueda de prensa en la que pidió"
    if _is_called(sentence, cue):
        return opening_subject(sentence, k)
    begin = k - 1 if sentence.low(k - 1) == "," or sentence.has("coordinators", k - 1) else k
    found = subject_before(sentence, Cue(begin, begin, begin, cue.verb, cue.shapes))
    if found is None:
        return None
    second = sentence.has("coordinators", k - 1)  # "who had left and who said"
    first = next((j for j in range(*found) if second and sentence.has("relatives", j)), found[1])
    begin, end = _last_phrase(sentence, found[0], first)
    if sentence.lexicon.inversion and not could_speak(sentence, (begin, end)):
        return None  # "el estado del grupo, que calificó de «bueno»": what somebody called so
    begin = _agreeing(sentence, cue, begin, end)
    return _with_partner(sentence, cue, found[0], begin), found[1]


def _is_called(sentence: Sentence, cue: Cue) -> bool:
    """ "respostas do Governo, que considerou «vagas»": the relative is what somebody calls so, and no more follows."""
    quoted = cue.end
    closes = sentence.low(quoted + 1) in (",", ";") or quoted + 1 >= sentence.body_end()
    return sentence.lexicon.inversion and cue.verb.mixed and sentence.low(quoted) == BLOCK and closes


def _last_phrase(sentence: Sentence, begin: int, end: int) -> Range:
    """The noun phrase that a relative clause hangs on: behind the last verb or preposition before it."""
    first, inversion = begin, sentence.lexicon.inversion
    if not sentence.lexicon.finite_endings and (name := _name_behind_verb(sentence, begin, end)) is not None:
        return name, end
    for k in range(begin, end - 1):
        gerund = sentence.low(k).endswith(sentence.lexicon.gerund_endings) and not sentence.capital(k)
        linked = k > first and inversion and sentence.has("prepositions", k) and not could_speak(sentence, (begin, k))
        if sentence.is_finite(k) or gerund or linked:
            begin = k + 1
    if inversion and not could_speak(sentence, head_part(sentence, (begin, end))):
        names = [k for k in range(begin, end) if sentence.has("nouns.of", k) and sentence.capital(k + 1)]
        begin = names[-1] + 1 if names else begin
    return begin, end


def _name_behind_verb(sentence: Sentence, begin: int, end: int) -> int | None:
    """ "Calder met | Peter Holt, who": where the name begins that ends a phrase with something else before it."""
    k = end
    while k > begin and (sentence.capital(k - 1) or sentence.has("honorifics", k - 1)):
        k -= 1
    kinds = ("determiners", "kinds.roles", "names_inside", "nouns.of", "prepositions", "coordinators", "portfolios")
    linked = any(sentence.has(kind, k - 1) for kind in (*kinds, "kinds.former", "possessives"))
    verb = begin < k - 1 and k < end and sentence.is_word(k - 1) and not linked and sentence.capital(k - 2)
    return k if verb else None


def _with_partner(sentence: Sentence, cue: Cue, first: int, begin: int) -> int:
    """ "Fala em | Leão Tolstoi e Victor Hugo, que disseram": a plural verb has both for its subject."""
    endings = sentence.lexicon.plural_verb_endings or ("\0",)
    several = sentence.low(cue.start if cue.auxiliary else cue.head).endswith(endings)
    k = begin - 1
    if not several or not sentence.has("coordinators", k) or not sentence.capital(k - 1) or not sentence.capital(begin):
        return begin
    while k > first and sentence.capital(k - 1):
        k -= 1
    return k


def _agreeing(sentence: Sentence, cue: Cue, begin: int, end: int) -> int:
    """ "la carta de dos ingenieros que sostienen": a plural verb is not the letter's; where its own noun begins."""
    several = sentence.low(cue.start if cue.auxiliary else cue.head).endswith(sentence.lexicon.plural_verb_endings)
    head = begin + sentence.has("determiners", begin)
    joined = any(sentence.has("coordinators", k) for k in range(begin, end))
    if not several or joined or sentence.low(head).endswith("s"):
        return begin
    for k in range(end - 2, begin, -1):
        if sentence.has("nouns.of", k) and sentence.has("determiners", k + 1) and sentence.low(k + 2).endswith("s"):
            return k + 1
    return begin


def shared_speaker(sentence: Sentence, cue: Cue, found: Sequence[Finding]) -> Range | None:
    """ "X said A and added that B", "X waved it off, telling N": the speaker is named once."""
    if sentence.has("impersonals", cue.start):
        reflexive = sentence.lexicon.words.get("passive.reflexive", frozenset())
        if sentence.low(cue.start) in reflexive and not cue.verb.lemma.endswith("se"):
            return None
    if cue.is_gerund() and (own := _own_subject(sentence, cue)):
        return own
    earlier = [f for f in found if f.cue and f.cue[0][0] < cue.start and f.source and not _is_said_aside(f)]
    if earlier:
        return earlier[-1].source
    if cue.is_gerund() and (near := nearest_subject(sentence, cue.start)):
        return near
    hangs = sentence.lexicon.inversion and cue.is_gerund() and sentence.low(cue.start - 1) == ","
    if (hangs or sentence.has("coordinators", cue.start - 1)) and (opening := opening_subject(sentence, cue.start)):
        return opening
    if cue.is_gerund() or sentence.has("coordinators", cue.start - 1):
        return leading_name(sentence)
    return None


def _is_said_aside(finding: Finding) -> bool:
    """ "X went on, | as the rules demand, | saying": who is named between the commas is not the sentence's subject."""
    return finding.frame == "as" and finding.source is not None and finding.content[0][1] < finding.source[0]


def _own_subject(sentence: Sentence, cue: Cue) -> Range | None:
    """ "Harris recalled | Dowless | telling him": the name between another verb of saying and a gerund."""
    begin = cue.start
    while begin > sentence.start and (sentence.capital(begin - 1) or sentence.has("honorifics", begin - 1)):
        begin -= 1
    other = sentence.cue_at(begin - 1)
    return (begin, cue.start) if begin < cue.start and other is not None and other.is_finite() else None


def opening_subject(sentence: Sentence, before: int) -> Range | None:
    """The subject that a sentence opens with, up to its first verb: "El alcalde rompió la carta y afirmó que"."""
    begin = skip_introduction(sentence, sentence.start, before)
    clitic = sentence.has("clitics", begin) and not sentence.has("determiners", begin)
    if not opens_like_phrase(sentence, begin) or clitic or sentence.is_finite(begin):
        return None
    k, clauses = begin, 0
    while (k := k + 1) < min(before, begin + 40):
        low = sentence.low(k)
        if sentence.lexicon.finite_endings and sentence.has("relatives", k):
            clauses += 1  # "los policías que han venido señalaron": the first verb is the relative's
        elif clauses and sentence.is_finite(k) and not sentence.is_finite(k + 1):
            clauses -= 1
            continue
        if low == "," and (closing := _relative_aside(sentence, k, before)) is not None:
            k = closing
            continue
        if low == "," and (closing := _aside(sentence, k, before)) is not None:
            k = closing
            continue
        if low in (",", ";", ":", "(", BLOCK):
            return None
        verb = _is_past(sentence, k)
        joined = (
            sentence.capital(k - 1)
            and not sentence.has("determiners", k - 1)
            and sentence.is_word(k)
            and not sentence.capital(k)
            and not any(
                sentence.has(kind, k)
                for kind in ("names_inside", "coordinators", "determiners", "prepositions", "kinds.roles")
            )
        )
        joined = joined and (not sentence.lexicon.finite_endings or sentence.capital(k - 2))
        joined = joined or (sentence.has("possessives", k - 2) and sentence.has("coordinators", k - 3))
        if verb or joined or sentence.is_finite(k):
            end = k
            while end > begin and (
                sentence.low(end - 1) == "," or sentence.has("clitics", end - 1) or sentence.has("negations", end - 1)
            ):
                end -= 1
            return (begin, end) if end > begin and not is_time(sentence, begin, end) else None
    return None


def _is_past(sentence: Sentence, k: int) -> bool:
    """Whether the token at `k` ends as a verb of the telling tense; "desculpou-se" by what stands before its hyphen."""
    low = sentence.low(k).partition("-")[0] if sentence.lexicon.inversion else sentence.low(k)
    return len(low) > 3 and low.endswith(sentence.lexicon.past_endings or ("\0",)) and not sentence.capital(k)


def _aside(sentence: Sentence, comma: int, before: int) -> int | None:
    """Where ", Pedro Pacheco (PA)," or ", porém," behind a subject closes: the verb stands behind it, none inside."""
    if not sentence.lexicon.finite_endings:
        return None
    for k in range(comma + 1, min(before, comma + 14)):
        if sentence.low(k) == ",":
            verb = k + 1
            while sentence.has("clitics", verb) or sentence.has("negations", verb):
                verb += 1
            if _relative_aside(sentence, k, before) is not None:
                return k - 1
            return k if sentence.is_finite(verb) or _is_past(sentence, verb) else None
        if sentence.is_finite(k) or sentence.low(k) in (";", ":", BLOCK) or sentence.has("relatives", k):
            return None
    return None


def _relative_aside(sentence: Sentence, comma: int, before: int) -> int | None:
    """Where ", que lleva diez años en el cargo," behind a subject closes."""
    if not sentence.has("relatives", comma + 1):
        return None
    return next((k for k in range(comma + 2, min(before, comma + 20)) if sentence.low(k) == ","), None)


def nearest_subject(sentence: Sentence, before: int) -> Range | None:
    """The name right before the last finite verb that stands before a gerund: "Ruiz sacked her, accusing her of"."""
    endings = sentence.lexicon.past_endings
    for k in range(before - 1, sentence.start, -1):
        low = sentence.low(k)
        if low == BLOCK or low in ";:":
            return None
        if (
            sentence.is_word(k)
            and not sentence.capital(k)
            and len(low) > 3
            and low.endswith(endings)
            and sentence.capital(k - 1)
        ):
            begin = k - 1
            while begin > sentence.start and (
                sentence.capital(begin - 1)
                or sentence.has("names_inside", begin - 1)
                or sentence.has("kinds.roles", begin - 1)
            ) and not sentence.has("introducers", begin - 1):  # fmt: skip
                begin -= 1
            inside = sentence.lexicon.inversion and (
                sentence.has("nouns.of", begin - 1) or sentence.has("prepositions", begin - 1)
            )
            return opening_subject(sentence, before) if inside else (begin, k)
    return None
