"""The shapes in which a sentence puts source, verb of saying and content."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.quotes.anchors import find_anchor
from firsthand.quotes.extents import (
    content_end,
    content_start,
    head_part,
    looks_like_clause,
    main_clause_after,
)
from firsthand.quotes.findings import DASHES, Finding, Range, before_comma, could_speak, opens_clause
from firsthand.quotes.noun_phrases import phrase_after
from firsthand.quotes.sentence import Cue, Sentence
from firsthand.quotes.speakers import antecedent, opening_subject, shared_speaker
from firsthand.quotes.stream import BLOCK
from firsthand.quotes.subjects import subject_before
from firsthand.quotes.trailing import is_impersonal, is_passive
from firsthand.quotes.verbless import behind_which


def read_cue(sentence: Sentence, cue: Cue, found: Sequence[Finding]) -> Finding | None:
    """The attribution that a verb of saying makes, in whichever shape its surroundings have."""
    if cue.verb.believes and (cue.start - 1 in sentence.complementizers or (sentence.told and not cue.is_finite())):
        return None  # "dijo que creía que C": one voice
    if sentence.told and is_writers(sentence, cue) and not (cue.verb.to or cue.verb.trailing):
        return None  # "«Creo que C», dijo Ruiz": the speaker's own belief is no second voice
    if cue.verb.channel and sentence.low(cue.end) in (*sentence.lexicon.words.get("passive.agents", ()), "in", "en"):
        return None
    if cue.verb.record and not (cue.verb.that or cue.verb.trailing):
        return None
    if is_passive(sentence, cue):
        return _read_passive(sentence, cue)
    subject = antecedent(sentence, cue, subject_before(sentence, cue))
    if subject is not None and subject[1] - subject[0] > 1 and _is_a_clause(sentence, cue, subject):
        subject = None
    if (
        not cue.is_finite()
        or (is_impersonal(sentence, cue) and cue.verb.that)
        or (is_writers(sentence, cue) and subject and not sentence.has("speaker_pronouns", subject[1] - 1))
    ):
        subject = None
    left = (subject[0] if subject else cue.start) - 1
    opener = left if sentence.has("as_openers", left) and (subject or sentence.lexicon.inversion) else None
    if opener is not None:
        opener = _widened(sentence, opener)
    if opener is not None and any(sentence.has("correlatives", k) for k in range(sentence.start, opener)):
        opener = None
    if opener is not None and subject is None:
        subject = phrase_after(sentence, cue.end, heads=opener == sentence.start)
        if subject[0] >= subject[1] and sentence.has("place_openers", cue.end):  # "tal como se lee en el acta"
            subject = phrase_after(sentence, cue.end + 1)
            subject = subject if could_speak(sentence, head_part(sentence, subject)) else (cue.end, cue.end)
        subject = subject if subject[0] < subject[1] else None
    if opener is not None and (opener == sentence.start or sentence.low(opener - 1) == ","):
        return _read_as(sentence, cue, subject, opener)
    pre = left
    while sentence.low(pre) == "," or sentence.low(pre) in DASHES:
        pre -= 1
    if (
        sentence.low(pre) == BLOCK
        and cue.is_finite()
        and _is_spoken(sentence, pre, left, cue, subject)
        and not _takes_clause(sentence, cue, subject, pre)
    ):
        return _read_after_quote(sentence, cue, subject, pre)
    if cue.verb.works and subject is not None and not could_speak(sentence, head_part(sentence, subject)):
        return None
    aside = _read_aside(sentence, cue, subject)
    if aside:
        return aside
    if sentence.has("relatives", left) and sentence.has("free_relatives", left - 1):
        warned = subject is not None and sentence.low(left - 2) == "," and sentence.has("complementizers", cue.end)
        if not warned:  # "…, lo que expertos advierten que es peligroso"
            return _read_cleft(sentence, cue, subject)
    anchor, at = find_anchor(sentence, cue, subject is not None)
    if anchor == "that" and cue.infinitive and sentence.has("conditionals", at) and not cue.verb.whether:
        return None  # "para determinar si": what is not known yet
    if anchor in ("quote", "mixed") and sentence.lexicon.inversion and cue.infinitive:
        before = cue.start - 1
        hangs = sentence.has("prepositions", before) and not sentence.has("infinitive_links", before)
        anchor = anchor if cue.verb.mixed or hangs else ""  # "mantener “una relación”", but "al decir “basta”"
    if anchor:
        finding = _read_before(sentence, cue, subject, anchor, at, found)
        if finding:
            return finding
    if subject is not None and (claim := _denied_claim(sentence, cue)) is not None:
        return Finding("that", [(claim, content_end(sentence, claim + 1))], [(cue.start, cue.end)], subject)
    if subject is not None and sentence.has("relatives", left) and sentence.has("auxiliaries", cue.end):
        return Finding(
            "relative", [(left, left + 1), (cue.end, content_end(sentence, cue.end))], [(cue.start, cue.end)], subject
        )
    return None


def _is_a_clause(sentence: Sentence, cue: Cue, subject: Range) -> bool:
    """Whether what stands before a cue is what was said before: "dijo que roban los menores, estimó que"."""
    if not sentence.lexicon.inversion:
        return opens_clause(sentence, subject[0]) and "'" in sentence.low(subject[0]).replace("’", "'")
    told = subject[0] - 1 in sentence.complementizers and sentence.low(cue.start - 1) == ","
    return told and not could_speak(sentence, head_part(sentence, subject))


def is_writers(sentence: Sentence, cue: Cue) -> bool:
    """Whether the verb's form is the first person's, so that no name can be its subject."""
    low = sentence.low(cue.start if cue.auxiliary else cue.head)
    return sentence.has("first_person", cue.head) or low.endswith(sentence.lexicon.first_person_endings)


def _widened(sentence: Sentence, opener: int) -> int:
    """Where "tal y como" begins, whose last word is at `opener`."""
    k = opener
    while sentence.has("as_openers", k - 1) or (
        sentence.has("coordinators", k - 1) and sentence.has("as_openers", k - 2)
    ):
        k -= 1 if sentence.has("as_openers", k - 1) else 2
    return k


def _read_cleft(sentence: Sentence, cue: Cue, subject: Range | None) -> Finding | None:
    """ "Lo que dijo el juez es que C"; what else is behind "lo que dijo" is not its content."""
    k = cue.end
    if subject is None:
        phrase = phrase_after(sentence, k)
        subject, k = (phrase, phrase[1]) if phrase[0] < phrase[1] else (None, k)
    if not cue.verb.that or not (sentence.has("passive.auxiliaries", k) and sentence.has("complementizers", k + 1)):
        return None
    sentence.complementizers.add(k + 1)
    return Finding("that", [(k + 1, content_end(sentence, k + 2))], [(cue.start, cue.end)], subject)


def _read_aside(sentence: Sentence, cue: Cue, subject: Range | None) -> Finding | None:
    """ "We came - the note said - in peace": the cue between dashes inside what is said."""
    opening = (subject[0] if subject else cue.start) - 1
    if sentence.low(opening) not in DASHES or opening - sentence.start < 2 or not cue.is_finite():
        return None
    source = subject or phrase_after(sentence, cue.end)
    after = max(cue.end, source[1])
    if sentence.low(after) not in DASHES or source[0] >= source[1] or after + 1 >= sentence.body_end():
        return None
    content = [(content_start(sentence, opening), opening), (after + 1, content_end(sentence, after + 1))]
    return Finding("after quote", content, [(cue.start, cue.end)], source)


def _read_passive(sentence: Sentence, cue: Cue) -> Finding | None:
    """ "It has been claimed, with scant evidence, that C"; "she was told by X that C"."""
    anchor, at = find_anchor(sentence, cue, True, parentheses=True)
    if anchor != "that" or not (
        at == cue.end or sentence.low(at - 1) == "," or sentence.has("passive.agents", cue.end)
    ):
        return None
    source = None
    if sentence.has("passive.agents", cue.end) and sentence.lexicon.inversion:
        return None  # "propuesto por el partido que": a relative clause
    if sentence.has("passive.agents", cue.end):
        source = phrase_after(sentence, cue.end + 1, at)
        if source[0] >= source[1] or source[1] < at - 1:
            return None
    return Finding("passive", [(at, content_end(sentence, at))], [(cue.start, cue.end)], source)


def _is_spoken(sentence: Sentence, block: int, left: int, cue: Cue, subject: Range | None) -> bool:
    """Whether the quoted stretch before a cue is its content, and not a title that is its subject."""
    quoted = sentence.stream.blocks[block]
    last = sentence.stream.text[quoted.inner_end - 1]
    apart = left != block or last in ",?!.…" or quoted.kind == "dash" or not quoted.closed
    if apart or (sentence.lexicon.inversion and cue.end >= sentence.body_end() and not cue.verb.works):
        return True  # "“Q” afirmó.", its comma forgotten
    if subject is not None or block != sentence.start or not sentence.lexicon.inversion:
        return False
    return could_speak(sentence, phrase_after(sentence, cue.end))


def _takes_clause(sentence: Sentence, cue: Cue, subject: Range | None, block: int) -> bool:
    """Whether a cue behind quoted words has a clause of its own: "Con la “crisis”, pidió que"."""
    if not sentence.lexicon.inversion or not (sentence.is_short_block(block) or sentence.is_word(block - 1)):
        return False
    return find_anchor(sentence, cue, subject is not None)[0] in ("that", "to")


def _read_after_quote(sentence: Sentence, cue: Cue, subject: Range | None, block: int) -> Finding | None:
    source = subject
    after = cue.end
    if source is None and is_impersonal(sentence, cue):
        return None  # "«El mar», se publicó en mayo"
    if source is None:
        phrase = phrase_after(sentence, cue.end)
        if phrase[0] < phrase[1]:
            source, after = phrase, phrase[1]
    start = block
    k = block - 1
    if sentence.is_word(k) or sentence.low(k) == ")":
        others = [c for c in sentence.cues if c.end <= block and c.is_finite()]
        start = block if others else content_start(sentence, block)
    content = [(start, block + 1)]
    end = sentence.end
    resumed = False
    for k in range(after, end):
        other = sentence.cue_at(k)
        if other is not None and other is not cue and other.is_finite():
            end = k
            break
        if sentence.low(k) == BLOCK:
            if sentence.low(k - 1) in ",.:;" or sentence.low(k - 1) in DASHES or resumed:
                content.append((k, k + 1))
                resumed = True
            else:
                break
    return Finding("after quote", content, [(cue.start, cue.end)], source, ends_with_speaker=end == sentence.end)


def _read_as(sentence: Sentence, cue: Cue, subject: Range | None, opener: int) -> Finding | None:
    """ "As X put it, C"; "C, as X said"."""
    if opener == sentence.start:
        after = max(cue.end, subject[1] if subject else 0)
        comma = next((k for k in range(after, sentence.end) if sentence.low(k) in (",", ":")), None)
        if comma is None or comma - after > 4:
            return None
        if not (cue.verb.that or sentence.low(comma + 1) == BLOCK):
            return None
        block = comma + 1 if sentence.low(comma + 1) == BLOCK else None
        content = (block, block + 1) if block is not None else (comma + 1, content_end(sentence, comma + 1))
    else:
        content = (content_start(sentence, opener), before_comma(sentence, opener))
        after = max(cue.end, subject[1] if subject else 0)
        if sentence.low(after) == "," and sentence.low(after + 1) == BLOCK:
            content = (after + 1, after + 2)
        quoted = any(k in sentence.stream.blocks for k in range(*content))
        if content[1] - content[0] < 3 and not (quoted and sentence.lexicon.inversion):
            content = (cue.end + 1, content_end(sentence, cue.end + 1))
    return (
        Finding("as", [content], [(opener, opener + 1), (cue.start, cue.end)], subject)
        if content[0] < content[1]
        else None
    )


def _is_refused(sentence: Sentence, cue: Cue) -> bool:
    """ "se negó a creer que": what somebody would not say."""
    other = sentence.cue_at(cue.start - 2) if sentence.has("infinitive_links", cue.start - 1) else None
    return other is not None and other.verb.level == "denied"


def _is_embedded(sentence: Sentence, cue: Cue, subject: Range | None) -> bool:
    """Whether the cue's clause is a relative or an opening one, so that its sentence's main clause may still follow."""
    left = (subject[0] if subject else cue.start) - 1
    if sentence.has("relatives", left) or sentence.has("relatives", cue.start - 1):
        return True
    opens = sentence.has("subordinators", sentence.start) or (not cue.is_finite() and left <= sentence.start + 1)
    return opens and not any(sentence.low(k) == "," for k in range(sentence.start, cue.start))


def _hangs_on_clause(sentence: Sentence, cue: Cue) -> bool:
    """Whether the unnamed subject of "antes de recordar que", "… y pidiendo que" is that of the clause around."""
    if sentence.has("prepositions", cue.start - 1):
        return True
    linked = sentence.has("infinitive_links", cue.start - 1) and cue.infinitive
    return sentence.lexicon.inversion and (linked or cue.is_gerund())


def _denied_claim(sentence: Sentence, cue: Cue) -> int | None:
    """ "El hospital rechazó la acusación de Ruiz | de que C": where the denied clause begins; Ruiz is heard apart."""
    noun = next((k for k in range(cue.end, cue.end + 3) if sentence.low(k) in sentence.lexicon.nouns), None)
    if cue.verb.level != "denied" or noun is None or not sentence.lexicon.inversion:
        return None
    for k in range(noun + 1, min(noun + 14, sentence.body_end())):
        if sentence.has("complementizers", k) and sentence.low(k - 1) in sentence.lexicon.noun_links:
            return k
        if (clause := behind_which(sentence, k)) is not None:
            return clause
        if not sentence.is_word(k) or sentence.cue_at(k) is not None:
            return None
    return None


def _owned_noun(sentence: Sentence, cue: Cue, at: int) -> Finding | None:
    """ "Ruiz respondió a las acusaciones | de Vega | de que C": the claim is Vega's."""
    if sentence.low(at - 1) not in sentence.lexicon.noun_links or not sentence.lexicon.inversion:
        return None
    for k in range(cue.end, at - 3):
        if sentence.low(k) in sentence.lexicon.nouns and sentence.has("nouns.of", k + 1):
            end = at - 1 - (sentence.low(at - 2) == ",")
            sentence.complementizers.add(at)
            return Finding("noun", [(at, content_end(sentence, at + 1))], [(k, k + 1)], (k + 2, end))
    return None


def _main_subject(sentence: Sentence, at: int) -> Range | None:
    """ "Tras explicar que C, | el comunicado | pide": whose the opening verb without a subject is."""
    if not sentence.lexicon.finite_endings:
        return None
    comma = main_clause_after(sentence, at + 1, content_end(sentence, at + 1))
    if sentence.low(comma) != ",":
        return None
    end = next((k for k in range(comma + 1, min(comma + 14, sentence.end)) if sentence.is_finite(k)), comma + 1)
    phrase = comma + 1, end
    return phrase if phrase[0] < end and could_speak(sentence, phrase) else None


def _read_before(
    sentence: Sentence, cue: Cue, subject: Range | None, anchor: str, at: int, found: Sequence[Finding]
) -> Finding | None:
    """The content follows: a clause, a quoted stretch, or both."""
    source = subject
    placed = sentence.has("prepositions", cue.end) and not sentence.lexicon.inversion
    linked = anchor == "that" and at > cue.end + 1 and sentence.low(at - 1) in sentence.lexicon.noun_links
    linked = linked and (sentence.has("determiners", cue.end) or sentence.has("possessives", cue.end))
    linked = linked and cue.verb.level != "denied"  # "rechazó la idea de que"
    if linked and not any(sentence.low(k) in sentence.lexicon.nouns for k in range(cue.end, at)):
        return None  # "estableció la regla de que": a noun's clause, and no noun of saying
    if anchor == "that" and (owned := _owned_noun(sentence, cue, at)) is not None:
        return owned
    accused = anchor == "of" and sentence.lexicon.inversion  # "acusa este organismo de": the object
    if source is None and at > cue.end and not (placed or linked or accused) and not cue.verb.object:
        phrase = phrase_after(sentence, cue.end, at)
        phrase = (cue.end, cue.end) if cue.verb.mixed and anchor == "mixed" else phrase
        speaks = anchor not in ("mixed", "quote", "colon") or could_speak(sentence, phrase)
        source = phrase if phrase[0] < phrase[1] and cue.is_finite() and speaks else None
    if source is None:
        source = shared_speaker(sentence, cue, found)
        hangs = sentence.has("subordinators", cue.start - 1) or (
            sentence.lexicon.inversion
            and sentence.has("complementizers", cue.start - 1)
            and sentence.has("before_conjunction", cue.start - 2)
        )  # "a la vez que insistió en que"
        if source is None and (cue.infinitive or hangs):
            source = opening_subject(sentence, cue.start)
        if source is None and not cue.is_finite() and anchor == "that" and cue.start - sentence.start <= 1:
            source = _main_subject(sentence, at)
        if source is None and not cue.is_finite() and not (anchor == "that" and _hangs_on_clause(sentence, cue)):
            return None
    if cue.infinitive and sentence.lexicon.inversion:
        split = any(sentence.low(k) == "," for k in range(cue.end, at))
        if cue.negated or _is_refused(sentence, cue) or (anchor in ("mixed", "quote") and split):
            return None  # "nadie puede decir si"
    cues = [(cue.start, cue.end)]
    if anchor == "that":
        if cue.infinitive and not sentence.lexicon.inversion and not looks_like_clause(sentence, at + 1):
            return None
        sentence.complementizers.add(at)
        end = content_end(sentence, at + 1)
        if _is_embedded(sentence, cue, subject):
            end = main_clause_after(sentence, at + 1, end)
        return Finding("that", [(at, end)], cues, source)
    if anchor in ("colon", "quote"):
        start = at + 1 if anchor == "colon" else at
        if sentence.low(start) == BLOCK:
            end = start + 1
            while (sentence.low(end) in (",",) or sentence.has("coordinators", end)) and sentence.low(end + 1) == BLOCK:
                end += 2
            while sentence.low(end) == BLOCK:
                end += 1
            return Finding("before quote", [(start, end)], cues, source, ends_with_speaker=end >= sentence.body_end())
        return Finding("colon", [(start, content_end(sentence, start))], cues, source) if anchor == "colon" else None
    dropped = sentence.lexicon.inversion and cue.is_finite()  # "La describió como", "Acusó a X de"
    if anchor == "mixed":
        if source is None and not (dropped and cue.verb.mixed):
            return None
        end = content_end(sentence, cue.end)
        blocks = [k for k in range(cue.end, end) if sentence.low(k) == BLOCK]
        if not cue.verb.bare and blocks:
            last = blocks[-1] + 1
            end = (
                last
                if sentence.low(last) == ","
                or sentence.stream.text[sentence.stream.blocks[last - 1].inner_end - 1] == ","
                else end
            )
        return Finding("mixed", [(cue.end, end)], cues, source)
    if anchor == "of":
        end = content_end(sentence, at)
        if _is_embedded(sentence, cue, subject):  # "Pell, who accused Coe of lying, | said"
            again = (c.start - 1 for c in sentence.cues if at < c.start < end and c.is_finite())
            end = next((k for k in again if sentence.low(k) == ","), end)
        return Finding("accusing", [(cue.end, end)], cues, source) if source or dropped else None
    if anchor == "amount":
        return Finding("to", [(at, content_end(sentence, at))], cues, source) if source or dropped else None
    if anchor in ("bare", "to"):
        if source is None and not (dropped and cue.verb.whether):
            return None
        end = content_end(sentence, at)
        if _is_embedded(sentence, cue, subject):
            end = main_clause_after(sentence, at, end, verb=False)
        return Finding(anchor, [(at, end)], cues, source)
    return None
