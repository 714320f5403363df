"""The content first, then who said it: "C, X said", "C, informó X"."""

from __future__ import annotations

from firsthand.quotes.anchors import find_anchor
from firsthand.quotes.extents import content_end, content_start, tail_is_adjunct
from firsthand.quotes.findings import DASHES, Finding, Range, could_speak, is_speaker, opens_clause
from firsthand.quotes.noun_phrases import phrase_after
from firsthand.quotes.sentence import Cue, Sentence
from firsthand.quotes.stream import BLOCK
from firsthand.quotes.subjects import subject_before

_LONGEST_ADDRESSEE = 8
"""Tokens of a verb's addressee between it and its subject."""


def read_trailing(sentence: Sentence, cue: Cue) -> Finding | None:
    """ "C, X said." and "C, informó X."; read first, so that no other content of the sentence swallows it."""
    if not cue.is_finite() or not cue.verb.trailing or is_passive(sentence, cue):
        return None
    inverts = sentence.lexicon.inversion or not cue.auxiliary
    dash = cue.start - 1
    while sentence.lexicon.inversion and sentence.low(dash) in DASHES and sentence.is_word(cue.start):
        dash -= 1
    if (
        dash < cue.start - 1
        and not cue.verb.object
        and not any(sentence.low(k) in DASHES for k in range(sentence.start, dash))
    ):  # "C -- explicou o autarca"
        finding = _trailing_with(sentence, cue, None, dash + 1)
        if finding:
            return finding
    if sentence.low(cue.start - 1) == "," and inverts and not cue.verb.object:
        finding = _trailing_with(sentence, cue, None, cue.start - 1)
        if finding:
            return finding
    subject = _over_relative_clause(sentence, cue, subject_before(sentence, cue))
    if subject is None or sentence.low(subject[0] - 1) != ",":
        return None
    return _trailing_with(sentence, cue, subject, subject[0] - 1)


def _trailing_with(sentence: Sentence, cue: Cue, subject: Range | None, comma: int) -> Finding | None:
    if sentence.low(comma - 1) == BLOCK and _is_apart(sentence, comma - 1):
        return None
    source, after = subject, _after_addressee(sentence, cue)
    if source is None:
        if sentence.has("complementizers", after) or _closes_aside(sentence, comma):
            return None
        if _is_subject_with_asides(sentence, cue, comma):
            return None
        source = phrase_after(sentence, after)
        if source[0] < source[1] and is_impersonal(sentence, cue):
            return None  # "se destacó su entrevista": nobody is named
        after = max(after, source[1])
        if source[0] >= source[1] and sentence.lexicon.inversion and _has_no_more_subject(sentence, cue):
            source = None
        elif source[0] >= source[1] or not _could_say(sentence, cue, source):
            return None
    if source is not None and source[1] - source[0] > 1 and opens_clause(sentence, source[0]):
        return None  # "farmers, angered by the vote, say they want it removed"
    if (
        subject is None
        and source is not None
        and sentence.has("relatives", after)
        and sentence.body_end() - after <= 15
    ):
        after = sentence.body_end()  # "aseguró a El Sur un alto cargo que pidió…"
    if (aside := _parenthetical(sentence, cue, source, comma, after)) is not None:
        return aside
    if source is None and sentence.low(cue.end) == ",":
        return None
    if not tail_is_adjunct(sentence, after, cue.verb.object and subject is not None) or (
        source is not None and not is_speaker(sentence, source) and (subject or not _could_say(sentence, cue, source))
    ):
        return None
    if sentence.has("homographs", cue.head) and not (source and sentence.capital(source[1] - 1)):
        return None
    start = content_start(sentence, comma)
    if subject is None and _ends_with_names(sentence, start, comma):
        return None
    only_quotes = sentence.lexicon.inversion and not cue.verb.that
    if only_quotes and not any(sentence.low(k) == BLOCK for k in range(start, comma)):
        return None  # "A ser verdade, o clube continua"
    told = sentence.lexicon.finite_endings and source is not None and not could_speak(sentence, source)
    if told and not any(sentence.is_finite(k) for k in range(start, comma)):
        return None
    if not _is_clause(sentence, start, comma) or any(c.is_finite() and c.end == comma for c in sentence.cues):
        return None
    sentence.limit = comma
    return Finding("trailing", [(start, comma)], [(cue.start, cue.end)], source, ends_with_speaker=True)


def _ends_with_names(sentence: Sentence, start: int, comma: int) -> bool:
    """ "Las doctoras, Ana Ruiz y Carla Solana, criticaron la ley": an apposition of names, and no verb before."""
    if not sentence.lexicon.finite_endings:
        return False
    opening = next((k for k in range(comma - 1, start, -1) if sentence.low(k) == ","), None)
    if opening is None or any(sentence.is_finite(k) for k in range(start, comma)):
        return False
    first = next(k for k in range(start, comma) if sentence.low(k) == ",")
    if first - start > 1 and all(sentence.capital(k) or sentence.has("names_inside", k) for k in range(start, first)):
        return True  # "Ana Ruiz, jefa de obras, relató los avances"
    return sentence.capital(opening + 1) and all(
        sentence.capital(k) or sentence.has("coordinators", k) or sentence.has("names_inside", k)
        for k in range(opening + 1, comma)
    )


def _could_say(sentence: Sentence, cue: Cue, phrase: Range) -> bool:
    """Whether the phrase behind "C, dijo" is who says it: in that place any "el …" may be, listed or not."""
    if could_speak(sentence, phrase):
        return True
    definite = sentence.has("determiners", phrase[0]) and not sentence.has("kinds.indefinite", phrase[0])
    abstract = sentence.lexicon.words.get("abstract_endings", frozenset())
    if any(sentence.low(phrase[0] + 1).endswith(ending) for ending in abstract):
        return False  # "… garantia a proximidade"
    return cue.verb.utters and definite and 2 <= phrase[1] - phrase[0] <= 12


def _closes_aside(sentence: Sentence, comma: int) -> bool:
    """ "Ruiz, como otros vecinos, dijo que": what the comma ends is an aside of the subject."""
    opening = next((k for k in range(comma - 1, max(sentence.start, comma - 12), -1) if sentence.low(k) == ","), None)
    return opening is not None and sentence.lexicon.inversion and sentence.has("as_openers", opening + 1)


def _is_subject_with_asides(sentence: Sentence, cue: Cue, comma: int) -> bool:
    """ "Ruiz, que llegó ayer, explicó en Ronda que C": no verb before the first comma, the content still to come."""
    start = content_start(sentence, comma)
    first = next((k for k in range(start, comma) if sentence.low(k) == ","), comma)
    if first == comma and _is_told_between_commas(sentence, cue):
        return False  # "El plan, prosiguió el alcalde, “es nuevo”"
    if not sentence.lexicon.finite_endings or any(sentence.is_finite(k) for k in range(start, first)):
        return False
    return find_anchor(sentence, cue, True)[0] in ("that", "quote", "colon")


def _is_told_between_commas(sentence: Sentence, cue: Cue) -> bool:
    """Whether verb and speaker, an office or a name, stand alone between two commas."""
    begin, end = phrase_after(sentence, cue.end)
    voice = sentence.capital(begin) or any(sentence.has("kinds.roles", k) for k in range(begin, min(begin + 3, end)))
    return begin == cue.end < end and voice and sentence.low(end) == ","


def _over_relative_clause(sentence: Sentence, cue: Cue, subject: Range | None) -> Range | None:
    """The subject with its relative clause that has a verb of saying: "an aide who asked not to be named told"."""
    if subject is None:
        return None
    for inner in sentence.cues:
        if inner.end == subject[0] and inner is not cue:
            head = subject_before(sentence, inner)
            if head is not None and sentence.has("relatives", head[1] - 1):
                return head[0], cue.start
    return subject


def _after_addressee(sentence: Sentence, cue: Cue) -> int:
    """Where the words behind "told the daily El Norte" or "dijo a El Norte" begin; at the cue where nobody is told."""
    k = cue.end
    if sentence.has("addressing", k) and not cue.verb.object:
        k += 1
    elif not cue.verb.object:
        return k
    first, end = k, min(sentence.body_end(), k + _LONGEST_ADDRESSEE)
    while k < end and sentence.low(k) not in (",", BLOCK) and not sentence.has("prepositions", k):
        if k > first and sentence.has("determiners", k) and not sentence.capital(k):
            break
        k += 1
    return k if k > first else cue.end


def _is_clause(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the words before a trailing cue are long enough to be said, and hold something like a verb."""
    if sentence.lexicon.finite_endings:
        long = end - start >= 12  # not every verb is told by its ending
        return (
            long
            or sentence.has("determiners", start)
            or any(sentence.is_finite(k) or sentence.low(k) == BLOCK for k in range(start, end))
        )
    if sentence.lexicon.inversion:
        return (end - start >= 2 and not sentence.has("introducers", start)) or end - start >= 5
    return end - start >= 4 and any(
        sentence.has("auxiliaries", k)
        or (k > start and sentence.low(k).endswith(("ed", "s")) and not sentence.capital(k)
                                           and len(sentence.low(k)) > 3 and not sentence.low(k).endswith(("'s", "’s")))
        for k in range(start, end)
    )  # fmt: skip


def _has_no_more_subject(sentence: Sentence, cue: Cue) -> bool:
    """Whether the sentence ends with the cue, or with time, place and hearer only: "…, dijo a los vecinos"."""
    return (
        cue.end >= sentence.body_end()
        or sentence.low(cue.end) == ","
        or any(sentence.has(kind, cue.end) for kind in ("prepositions", "addressing", "dates"))
    )


def _parenthetical(sentence: Sentence, cue: Cue, source: Range | None, comma: int, after: int) -> Finding | None:
    """ "The plan, she said, is dead": the content goes on behind the second comma."""
    rest = after + 1
    if sentence.low(after) != "," or rest >= sentence.body_end():
        return None
    if source is None and not (sentence.lexicon.inversion and cue.verb.utters and after == cue.end):
        return None
    if sentence.has("coordinators", rest) or sentence.has("contrasts", rest) or sentence.has("relatives", rest):
        return None
    start = content_start(sentence, comma)
    told = sentence.lexicon.finite_endings and _is_told_between_commas(sentence, cue)  # "…, dijo Ruiz, | siguen …"
    near = sentence.end if not sentence.lexicon.inversion else rest + 2
    says = [c for c in sentence.cues if c is not cue]
    if told:
        says = [c for c in says if c.start < comma or find_anchor(sentence, c, True)[0]]
    others = any(c.is_finite() and c.start < near for c in says) or any(c.start <= rest < c.end for c in says)
    if start >= comma or others or (source and not is_speaker(sentence, source)):
        return None
    if sentence.lexicon.finite_endings and not _goes_on(sentence, start, comma, rest):
        return None
    if sentence.has("determiners", rest) and comma - start >= 6:  # more likely an appositive
        return None
    return Finding(
        "parenthetical", [(start, comma), (rest, content_end(sentence, rest))], [(cue.start, cue.end)], source
    )


def _goes_on(sentence: Sentence, start: int, comma: int, rest: int) -> bool:
    """Whether a clause runs over what is told between commas: one half of it at least has its verb."""
    verb = any(sentence.is_finite(k) for k in (*range(start, comma), *range(rest, min(rest + 6, sentence.end))))
    return verb or BLOCK in (sentence.low(comma - 1), sentence.low(rest)) or comma - start >= 12


def _is_apart(sentence: Sentence, block: int) -> bool:
    """Whether a quoted stretch stands for itself and does not merely end a sentence of other words."""
    return block == sentence.start or not sentence.is_word(block - 1)


def is_passive(sentence: Sentence, cue: Cue) -> bool:
    """Whether the cue's subject is spoken about, not speaking: "it was said"."""
    return (
        cue.start < cue.head
        and "participle" in cue.shapes
        and any(sentence.has("passive.auxiliaries", k) for k in range(cue.start, cue.head))
    )


def is_impersonal(sentence: Sentence, cue: Cue) -> bool:
    """ "se cree que": nobody's, unless the verb is always reflexive ("se quejó")."""
    reflexive = any(sentence.has("passive.reflexive", k) for k in range(cue.start, cue.head))
    return reflexive and not cue.verb.lemma.endswith("se") and not sentence.lexicon.has("pronominal", cue.verb.lemma)
