"""Attributions by a fixed phrase: "according to X", "para X", "in her view"."""

from __future__ import annotations

from firsthand.quotes.anchors import is_infinitive
from firsthand.quotes.extents import content_end, content_start, head_part
from firsthand.quotes.findings import Finding, Range, before_comma
from firsthand.quotes.noun_phrases import phrase_after
from firsthand.quotes.sentence import Sentence
from firsthand.quotes.stream import BLOCK


def _whose(sentence: Sentence, source: Range) -> Range:
    """ "Según la versión | del alcalde": whose version it is; the words themselves say nothing."""
    begin, end = source
    k = begin + sentence.has("determiners", begin)
    told = sentence.low(k) in sentence.lexicon.nouns or sentence.has("nouns.views", k) or sentence.has("nouns.words", k)
    if not (told and sentence.has("nouns.of", k + 1) and k + 2 < end):
        return source
    voiced = sentence.capital(k + 2) or any(sentence.has(f"kinds.{kind}", j) for j in range(k + 2, min(k + 5, end))
                                            for kind in ("roles", "bodies", "anonymous_nouns", "outlets"))  # fmt: skip
    contracted = sentence.has("contracted", k + 1)
    return (k + 1 if contracted else k + 2, end) if voiced else source


def read_according(sentence: Sentence, phrase: Range) -> Finding | None:
    """ "According to X, C", "C, according to X, C", "según informó X"."""
    begin, after = phrase
    counted = sentence.has("determiners", begin - 1) or sentence.has("place_openers", begin - 1)
    if counted and after - begin == 1:
        return None  # "No segundo centro"
    if sentence.has("relatives", after + sentence.has("determiners", after)):
        return None  # "l'accusation selon laquelle C", "según la cual"
    cue = sentence.cue_at(after)
    verb_end = after
    while sentence.has("auxiliaries", verb_end) or (verb_end > after and is_infinitive(sentence, verb_end)):
        verb_end += 1
    if cue is None and verb_end > after:  # "según pudo saber EFE"
        after = verb_end
    if sentence.lexicon.inversion and sentence.has("prepositions", after) and not sentence.has("determiners", after):
        return None  # "foi segundo no torneio"
    if sentence.has("auxiliaries", begin - 1):
        return None  # "no estaban de acuerdo con"
    if cue is not None and cue.start == after and cue.is_finite() and not sentence.has("determiners", after):
        sentence.set_cues([c for c in sentence.cues if c is not cue])
        source = phrase_after(sentence, cue.end)
        if begin == sentence.start:  # "Según dijo Ruiz, | el techo gotea"
            source = min(source, phrase_after(sentence, cue.end, heads=True), key=lambda phrase: phrase[1])
        if source[0] >= source[1]:  # "según X" with a verb of its own, subject dropped
            source = (cue.end, cue.end)
        if source[0] >= source[1] and cue.verb.record and sentence.has("place_openers", cue.end):
            source = phrase_after(sentence, cue.end + 1)  # "según consta en el acta"
        phrase = (begin, cue.end)
    else:
        heading = begin == sentence.start or sentence.has("coordinators", begin - 1)
        source = _whose(sentence, phrase_after(sentence, after, heads=heading))
        if source[0] >= source[1] or any(sentence.has("not_voices", k) for k in range(*head_part(sentence, source))):
            return None
    end = _after_channel(sentence, source[1])
    head = all(
        sentence.has("coordinators", k) or (sentence.low(k) in ',-*•"' and sentence.low(k) != BLOCK)
        for k in range(sentence.start, begin)
    )
    body = sentence.body_end()
    content: list[Range]
    if head:
        start = end + 1 if sentence.low(end) == "," else end
        content = [(start, content_end(sentence, start))]
    elif end >= body:
        content = [(content_start(sentence, begin), before_comma(sentence, begin))]
        sentence.limit = content[0][1]
    else:
        edge = before_comma(sentence, begin)
        start = content_start(sentence, begin)
        relative = edge - 1 if edge - 1 >= start and sentence.has("relatives", edge - 1) else None
        if relative is not None:
            start = (
                relative - 1
                if sentence.has("determiners", relative - 1) or sentence.low(relative - 1) == "lo"
                else relative
            )
        rest = end + 1 if sentence.low(end) == "," else end
        content = [(start, edge), (rest, content_end(sentence, rest))]
        free = sentence.has("free_relatives", edge - 2) or sentence.has("determiners", edge - 2)  # "lo que, según"
        if sentence.lexicon.inversion and sentence.has("complementizers", edge - 1) and not free:
            content = content[1:]  # "explicó que, según el acta, C"
        elif sentence.lexicon.inversion and sentence.low(end) == "," and sentence.has("relatives", rest):
            content = content[:1]  # "C, según informó Ruiz, que añadió"
    content = [(a, b) for a, b in content if a < b]
    if not content or (
        sum(b - a for a, b in content) < 2
        and not any(k in sentence.stream.blocks for a, b in content for k in range(a, b))
    ):
        return None
    return Finding(
        ("according head" if head else "according"),
        content,
        [phrase],
        source if source[0] < source[1] else None,
        ends_with_speaker=end >= body,
    )


def read_opinion(sentence: Sentence, phrase: Range) -> Finding | None:
    """ "Para el ministro, C", "For Ruiz, C": an opinion, where the phrase names somebody who can have one."""
    source = phrase_after(sentence, phrase[1], heads=True)
    if source[0] >= source[1] or sentence.low(source[1]) != ",":
        return None
    head = head_part(sentence, source)
    if any(sentence.has("not_voices", k) or sentence.has("time_nouns", k) for k in range(*head)):
        return None  # "For some time, the ministry has promised"
    voice = any(
        sentence.has(kind, k)
        for k in range(*head)
        for kind in ("kinds.roles", "kinds.anonymous_nouns", "person_pronouns")
    )
    if not voice and not _is_known_voice(sentence, source):
        return None
    return Finding("opinion", [(source[1] + 1, content_end(sentence, source[1] + 1))], [phrase], source)


def read_own_view(sentence: Sentence, phrase: Range) -> Finding | None:
    """ "En su opinión, C": somebody's, whom the sentences before have named."""
    if phrase[0] != sentence.start or sentence.low(phrase[1]) != ",":
        return None
    return Finding("opinion", [(phrase[1] + 1, content_end(sentence, phrase[1] + 1))], [phrase], None)


def _is_known_voice(sentence: Sentence, source: Range) -> bool:
    """Whether the phrase is the surname, or the name, of somebody who speaks elsewhere in the text."""
    last = sentence.stream.word(source[1] - 1)
    return sentence.capital(source[1] - 1) and last in sentence.voices and source[1] - source[0] <= 3


def _after_channel(sentence: Sentence, end: int) -> int:
    """Skip ", cited in El Norte" and "a la Cadena SER" behind a source."""
    if sentence.lexicon.inversion and sentence.has("addressing", end) and (told := phrase_after(sentence, end + 1)):
        end = told[1] if told[1] == sentence.body_end() or sentence.low(told[1]) == "," else end
    if sentence.low(end) == "(":
        end = next((k + 1 for k in range(end, min(end + 12, sentence.end)) if sentence.low(k) == ")"), end)
    if sentence.has("relatives", end) and sentence.low(end - 1) != ",":
        comma = next((k for k in range(end, sentence.body_end()) if sentence.low(k) == ","), None)
        return sentence.body_end() if comma is None else comma
    if sentence.low(end) != ",":
        return end
    for phrase in sentence.lexicon.agents.get(sentence.low(end + 1), ()):
        if all(sentence.low(end + 1 + n) == w for n, w in enumerate(phrase)):
            k = end + 1 + len(phrase)
            while k < sentence.end and sentence.low(k) not in (",", ".", BLOCK):
                k += 1
            return k
    return end
