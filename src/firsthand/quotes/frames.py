"""The shapes in which a sentence puts source, cue and content; each reader looks at one cue and returns a finding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from firsthand.quotes.attribution import Attribution
from firsthand.quotes.extents import (
    content_end,
    content_start,
    find_anchor,
    head_part,
    is_infinitive,
    leading_name,
    looks_like_clause,
    tail_is_adjunct,
)
from firsthand.quotes.stream import BLOCK, Stream
from firsthand.quotes.subjects import Cue, Sentence, opens_like_phrase, phrase_after, skip_introduction, subject_before
from firsthand.settings import RULE_PRECISION

Range = tuple[int, int]
_LONGEST_ADDRESSEE = 9  # words: "the newspaper La Voz Costera", "al semanario económico de la capital"
_DASHES = frozenset("—–―-")


@dataclass(slots=True)
class Finding:
    """An attribution in token ranges of one paragraph; `frame` is the shape it was read in."""

    frame: str
    content: list[Range]
    cue: list[Range]
    source: Range | None
    ends_with_speaker: bool = False

    def attribution(self, stream: Stream) -> Attribution:
        """The same in code points."""

        def cut(r: Range) -> Range:
            return stream.starts[r[0]], stream.ends[r[1] - 1]

        content = tuple(cut(r) for r in sorted(self.content) if r[0] < r[1])
        return Attribution(content, tuple(cut(r) for r in self.cue), cut(self.source) if self.source else None,
                           RULE_PRECISION.get(self.frame, 0.5), self.frame)  # fmt: skip


def read_according(sentence: Sentence, phrase: Range) -> Finding | None:
    """ "According to X, C", "C, according to X, C", "según informó X"."""
    begin, after = phrase
    cue = sentence.cue_at(after)
    verb_end = after
    while sentence.has("auxiliaries", verb_end) or (verb_end > after and is_infinitive(sentence, verb_end)):
        verb_end += 1
    if cue is None and verb_end > after:  # "según pudo saber EFE"
        after = verb_end
    if sentence.has("auxiliaries", begin - 1):
        return None  # "no estaban de acuerdo con"
    if cue is not None and cue.start == after and cue.is_finite() and not sentence.has("determiners", after):
        sentence.set_cues([c for c in sentence.cues if c is not cue])
        source = phrase_after(sentence, cue.end)
        if source[0] >= source[1]:  # "según X" with a verb of its own, subject dropped
            source = (cue.end, cue.end)
        phrase = (begin, cue.end)
    else:
        heading = begin == sentence.start or sentence.has("coordinators", begin - 1)
        source = phrase_after(sentence, after, heads=heading)
        if source[0] >= source[1]:
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
        content = [(content_start(sentence, begin), _before_comma(sentence, begin))]
        sentence.limit = content[0][1]
    else:
        edge = _before_comma(sentence, begin)
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
    """Skip ", cited in El Norte" behind a source."""
    if sentence.low(end) == "(":
        end = next((k + 1 for k in range(end, min(end + 12, sentence.end)) if sentence.low(k) == ")"), end)
    if sentence.low(end) != ",":
        return end
    for phrase in sentence.lexicon.agents.get(sentence.low(end + 1), ()):
        if all(sentence.low(end + 1 + n) == w for n, w in enumerate(phrase)):
            k = end + 1 + len(phrase)
            while k < sentence.end and sentence.low(k) not in (",", ".", BLOCK):
                k += 1
            return k
    return end


def _before_comma(sentence: Sentence, k: int) -> int:
    while k > sentence.start and (sentence.low(k - 1) in (",", ":") or sentence.low(k - 1) in _DASHES):
        k -= 1
    return k


def read_cue(sentence: Sentence, cue: Cue, found: Sequence[Finding]) -> Finding | None:
    """The attribution that a verb of saying makes, in whichever shape its surroundings have."""
    if cue.verb.channel and sentence.low(cue.end) in (*sentence.lexicon.words.get("passive.agents", ()), "in", "en"):
        return None
    if cue.verb.record and not (cue.verb.that or cue.verb.trailing):
        return None
    if _is_passive(sentence, cue):
        return _read_passive(sentence, cue)
    subject = subject_before(sentence, cue)
    subject = _antecedent(sentence, cue, subject)
    if not cue.is_finite():
        subject = None
    left = (subject[0] if subject else cue.start) - 1
    opener = left if sentence.has("as_openers", left) and (subject or sentence.lexicon.inversion) else None
    if opener is not None and any(sentence.has("correlatives", k) for k in range(sentence.start, opener)):
        opener = None
    if opener is not None and subject is None:
        subject = phrase_after(sentence, cue.end, heads=True)
        subject = subject if subject[0] < subject[1] else None
    if opener is not None and (opener == sentence.start or sentence.low(opener - 1) == ","):
        return _read_as(sentence, cue, subject, opener)
    pre = left
    while sentence.low(pre) == "," or sentence.low(pre) in _DASHES:
        pre -= 1
    if sentence.low(pre) == BLOCK and cue.is_finite() and _is_spoken(sentence, pre, left, cue, subject):
        return _read_after_quote(sentence, cue, subject, pre)
    if cue.verb.works and subject is not None and not _could_speak(sentence, head_part(sentence, subject)):
        return None
    aside = _read_aside(sentence, cue, subject)
    if aside:
        return aside
    anchor, at = find_anchor(sentence, cue, subject is not None)
    if anchor:
        finding = _read_before(sentence, cue, subject, anchor, at, found)
        if finding:
            return finding
    if subject is not None and sentence.has("relatives", left) and sentence.has("auxiliaries", cue.end):
        return Finding(
            "relative", [(left, left + 1), (cue.end, content_end(sentence, cue.end))], [(cue.start, cue.end)], subject
        )
    return None


def _read_aside(sentence: Sentence, cue: Cue, subject: Range | None) -> Finding | None:
    """ "We came - the note said - in peace": the cue between dashes inside what is said."""
    opening = (subject[0] if subject else cue.start) - 1
    if sentence.low(opening) not in _DASHES or opening - sentence.start < 2 or not cue.is_finite():
        return None
    source = subject or phrase_after(sentence, cue.end)
    after = max(cue.end, source[1])
    if sentence.low(after) not in _DASHES or source[0] >= source[1] or after + 1 >= sentence.body_end():
        return None
    content = [(content_start(sentence, opening), opening), (after + 1, content_end(sentence, after + 1))]
    return Finding("after quote", content, [(cue.start, cue.end)], source)


def _is_passive(sentence: Sentence, cue: Cue) -> bool:
    return (
        cue.start < cue.head
        and "participle" in cue.shapes
        and any(sentence.has("passive.auxiliaries", k) for k in range(cue.start, cue.head))
    )


def _read_passive(sentence: Sentence, cue: Cue) -> Finding | None:
    """ "It has been claimed, with scant evidence, that C"; "she was told by X that C"."""
    anchor, at = find_anchor(sentence, cue, True, parentheses=True)
    if anchor != "that" or not (
        at == cue.end or sentence.low(at - 1) == "," or sentence.has("passive.agents", cue.end)
    ):
        return None
    source = None
    if sentence.has("passive.agents", cue.end):
        source = phrase_after(sentence, cue.end + 1, at)
        if source[0] >= source[1] or source[1] < at - 1:
            return None
    return Finding("passive", [(at, content_end(sentence, at))], [(cue.start, cue.end)], source)


def _antecedent(sentence: Sentence, cue: Cue, subject: Range | None) -> Range | None:
    """ "Ruiz, who said": the source is whom the relative stands for."""
    if subject is not None:
        return subject
    k = cue.start - 1
    if not sentence.has("relatives", k) or k in sentence.complementizers:
        return None
    begin = k - 1 if sentence.low(k - 1) == "," or sentence.has("coordinators", k - 1) else k
    found = subject_before(sentence, Cue(begin, begin, begin, cue.verb, cue.shapes))
    if found is None:
        return None
    verbs = [j for j in range(*found) if sentence.has("auxiliaries", j)]
    return (verbs[-1] + 1, found[1]) if verbs and verbs[-1] + 1 < found[1] else found


def _is_spoken(sentence: Sentence, block: int, left: int, cue: Cue, subject: Range | None) -> bool:
    """Whether the quoted stretch before a cue is its content, and not a title that is its subject."""
    quoted = sentence.stream.blocks[block]
    last = sentence.stream.text[quoted.inner_end - 1]
    apart = left != block or last in ",?!.…" or quoted.kind == "dash" or not quoted.closed
    if apart:
        return True
    if subject is not None or block != sentence.start or not sentence.lexicon.inversion:
        return False
    return _could_speak(sentence, phrase_after(sentence, cue.end))


def _read_after_quote(sentence: Sentence, cue: Cue, subject: Range | None, block: int) -> Finding | None:
    source = subject
    after = cue.end
    if source is None and sentence.has("passive.reflexive", cue.start) and not cue.verb.lemma.endswith("se"):
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
            if sentence.low(k - 1) in ",.:;" or sentence.low(k - 1) in _DASHES or resumed:
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
        content = (content_start(sentence, opener), _before_comma(sentence, opener))
        after = max(cue.end, subject[1] if subject else 0)
        if sentence.low(after) == "," and sentence.low(after + 1) == BLOCK:
            content = (after + 1, after + 2)
        if content[1] - content[0] < 3:
            content = (cue.end + 1, content_end(sentence, cue.end + 1))
    return (
        Finding("as", [content], [(opener, opener + 1), (cue.start, cue.end)], subject)
        if content[0] < content[1]
        else None
    )


def _shared(sentence: Sentence, cue: Cue, found: Sequence[Finding]) -> Range | None:
    """ "X said A and added that B", "X waved it off, telling N": the speaker is named once."""
    if sentence.has("impersonals", cue.start):
        reflexive = sentence.lexicon.words.get("passive.reflexive", frozenset())
        if sentence.low(cue.start) in reflexive and not cue.verb.lemma.endswith("se"):
            return None
    earlier = [f for f in found if f.cue and f.cue[0][0] < cue.start and f.source]
    if earlier:
        return earlier[-1].source
    if cue.is_gerund() and (near := _nearest_subject(sentence, cue.start)):
        return near
    if sentence.has("coordinators", cue.start - 1) and (opening := _opening_subject(sentence, cue.start)):
        return opening
    if cue.is_gerund() or sentence.has("coordinators", cue.start - 1):
        return leading_name(sentence)
    return None


def _opening_subject(sentence: Sentence, before: int) -> Range | None:
    """The subject that a sentence opens with, up to its first verb: "El alcalde rompió la carta y afirmó que"."""
    begin = skip_introduction(sentence, sentence.start, before)
    if not opens_like_phrase(sentence, begin):
        return None
    for k in range(begin + 1, min(before, begin + 20)):
        low = sentence.low(k)
        if low in (",", ";", ":", BLOCK):
            return None
        verb = len(low) > 3 and low.endswith(sentence.lexicon.past_endings or ("\0",)) and not sentence.capital(k)
        joined = (
            sentence.capital(k - 1)
            and sentence.is_word(k)
            and not sentence.capital(k)
            and not any(
                sentence.has(kind, k)
                for kind in ("names_inside", "coordinators", "determiners", "prepositions", "kinds.roles")
            )
        )
        joined = joined or (sentence.has("possessives", k - 2) and sentence.has("coordinators", k - 3))
        if verb or joined or sentence.has("auxiliaries", k):
            end = k
            while end > begin and (sentence.has("clitics", end - 1) or sentence.has("negations", end - 1)):
                end -= 1
            return (begin, end) if end > begin else None
    return None


def _nearest_subject(sentence: Sentence, before: int) -> Range | None:
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
                sentence.capital(begin - 1) or sentence.has("names_inside", begin - 1) or sentence.has("kinds.roles", begin - 1)
            ) and not sentence.has("introducers", begin - 1):  # fmt: skip
                begin -= 1
            return begin, k
    return None


def _read_before(
    sentence: Sentence, cue: Cue, subject: Range | None, anchor: str, at: int, found: Sequence[Finding]
) -> Finding | None:
    """The content follows: a clause, a quoted stretch, or both."""
    source = subject
    if source is None and at > cue.end and not sentence.has("prepositions", cue.end) and not cue.verb.object:
        phrase = phrase_after(sentence, cue.end, at)
        phrase = (cue.end, cue.end) if cue.verb.mixed and anchor == "mixed" else phrase
        speaks = anchor not in ("mixed", "quote") or _could_speak(sentence, phrase)
        source = phrase if phrase[0] < phrase[1] and cue.is_finite() and speaks else None
    if source is None:
        source = _shared(sentence, cue, found)
        if source is None and (cue.infinitive or sentence.has("subordinators", cue.start - 1)):
            source = _opening_subject(sentence, cue.start)
        if (
            source is None
            and not cue.is_finite()
            and not (anchor == "that" and sentence.has("prepositions", cue.start - 1))
        ):
            return None
    cues = [(cue.start, cue.end)]
    if anchor == "that":
        if cue.infinitive and not looks_like_clause(sentence, at + 1):
            return None
        sentence.complementizers.add(at)
        return Finding("that", [(at, content_end(sentence, at + 1))], cues, source)
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
    if anchor == "mixed":
        if source is None:
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
        return Finding("accusing", [(cue.end, content_end(sentence, at))], cues, source) if source else None
    if anchor in ("bare", "to"):
        if source is None:
            return None
        return Finding(anchor, [(at, content_end(sentence, at))], cues, source)
    return None


def read_trailing(sentence: Sentence, cue: Cue) -> Finding | None:
    """ "C, X said." and "C, informó X."; read first, so that no other content of the sentence swallows it."""
    if not cue.is_finite() or not cue.verb.trailing or _is_passive(sentence, cue):
        return None
    inverts = sentence.lexicon.inversion or not cue.auxiliary
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
        source = phrase_after(sentence, after)
        after = max(after, source[1])
        if source[0] >= source[1] and sentence.lexicon.inversion and cue.end >= sentence.body_end():
            source = None
        elif source[0] >= source[1] or not _could_speak(sentence, source):
            return None
    if not tail_is_adjunct(sentence, after, cue.verb.object and subject is not None) or (
        source is not None and not _is_speaker(sentence, source)
    ):
        return None
    if sentence.has("homographs", cue.head) and not (source and sentence.capital(source[1] - 1)):
        return None
    start = content_start(sentence, comma)
    if not _is_clause(sentence, start, comma) or any(c.is_finite() and c.end == comma for c in sentence.cues):
        return None
    sentence.limit = comma
    return Finding("trailing", [(start, comma)], [(cue.start, cue.end)], source, ends_with_speaker=True)


def _over_relative_clause(sentence: Sentence, cue: Cue, subject: Range | None) -> Range | None:
    """The subject with its relative clause where that has a verb of saying: "an aide who asked not to be named told"."""
    if subject is None:
        return None
    for inner in sentence.cues:
        if inner.end == subject[0] and inner is not cue:
            head = subject_before(sentence, inner)
            if head is not None and sentence.has("relatives", head[1] - 1):
                return head[0], cue.start
    return subject


def _after_addressee(sentence: Sentence, cue: Cue) -> int:
    """Where the words behind "told the daily El Norte" or "dijo a El Norte" begin; behind the cue where nobody is told."""
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


def _is_speaker(sentence: Sentence, phrase: Range) -> bool:
    """Whether a phrase before or behind a trailing cue is a speaker and not a clause of its own."""
    begin, end = phrase
    named = any(sentence.has("kinds.roles", k) for k in range(begin, end)) and sentence.capital(end - 1)
    if not named and not opens_like_phrase(sentence, begin) and not sentence.lexicon.inversion:
        return False
    if end - begin > 25 or sentence.has("coordinators", end - 1) or sentence.has("negations", begin):
        return False
    head = head_part(sentence, phrase)
    if any(sentence.has("auxiliaries", k) or sentence.cue_at(k) is not None for k in range(*head)):
        return any(sentence.has("relative_voices", k) for k in range(*head))
    return _could_speak(sentence, head_part(sentence, phrase))


def _is_clause(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the words before a trailing cue are long enough to be said, and hold something like a verb."""
    if sentence.lexicon.inversion:
        return (end - start >= 2 and not sentence.has("introducers", start)) or end - start >= 5
    return end - start >= 4 and any(
        sentence.has("auxiliaries", k) or (k > start and sentence.low(k).endswith(("ed", "s")) and not sentence.capital(k)
                                           and len(sentence.low(k)) > 3)
        for k in range(start, end)
    )  # fmt: skip


def _is_apart(sentence: Sentence, block: int) -> bool:
    """Whether a quoted stretch stands for itself and does not merely end a sentence of other words."""
    return block == sentence.start or not sentence.is_word(block - 1)


def _could_speak(sentence: Sentence, phrase: Range) -> bool:
    kinds = (
        "kinds.roles",
        "kinds.bodies",
        "kinds.outlets",
        "kinds.anonymous_nouns",
        "kinds.works",
        "person_pronouns",
        "plural_pronouns",
    )
    return any(
        sentence.capital(k) or "." in sentence.low(k)[1:-1] or any(sentence.has(kind, k) for kind in kinds)
        for k in range(*phrase)
    )


def read_noun(sentence: Sentence, found: Sequence[Finding]) -> Iterator[Finding]:
    """ "X's claim that C", "there is a fear, with little evidence, that C"."""
    nouns = sentence.lexicon.nouns
    for k in range(sentence.start, sentence.end):
        if sentence.low(k) not in nouns or sentence.cue_at(k) is not None:
            continue
        at = k + 1
        source = None
        if sentence.low(at) in sentence.lexicon.words.get("nouns.of", ()) and not sentence.has(
            "complementizers", at + 1
        ):
            phrase = phrase_after(sentence, at + 1)
            if phrase[0] < phrase[1]:
                source, at = phrase, phrase[1]
        if sentence.low(at) == ",":
            closing = next((j for j in range(at + 1, min(at + 16, sentence.end)) if sentence.low(j) == ","), None)
            at = closing + 1 if closing is not None else at
        if sentence.low(at) in sentence.lexicon.noun_links:
            at += 1
        if not sentence.has("complementizers", at) or at in sentence.complementizers:
            continue
        if source is None and (sentence.has("possessives", k - 1) or sentence.low(k - 1).endswith(("'s", "’s"))):
            begin = k - 1
            while begin > sentence.start and sentence.capital(begin - 1) and not sentence.has("possessives", k - 1):
                begin -= 1
            source = (begin, k)
        if source is None and not sentence.has("nouns.fears", k):
            continue
        sentence.complementizers.add(at)
        yield Finding("noun", [(at, content_end(sentence, at + 1))], [(k, k + 1)], source)


def read_colon(sentence: Sentence, taken: Set[int]) -> Finding | None:
    """ "X: “Q”" and "X, director of Y, put it plainly: “Q”"."""
    for k in range(sentence.start + 1, sentence.end):
        if sentence.low(k) != BLOCK or k in taken or sentence.low(k - 1) != ":":
            continue
        source: Range | None = (sentence.start, k - 1)
        if k - 1 - sentence.start > 6 or not _could_speak(sentence, (sentence.start, k - 1)):
            source = leading_name(sentence)
        if source is None or (source[1] - source[0] == 1 and source[1] != k - 1):
            return None
        return Finding(
            "colon quote", [(k, k + 1)], [(k - 1, k)], source, ends_with_speaker=k + 1 >= sentence.body_end()
        )
    return None


def read_signature(sentence: Sentence, taken: Set[int]) -> Finding | None:
    """ "“Q” – Name, Town"."""
    for k in range(sentence.start, sentence.end - 2):
        if sentence.low(k) == BLOCK and k not in taken and sentence.low(k + 1) in _DASHES and sentence.capital(k + 2):
            begin, end = phrase_after(sentence, k + 2)
            if end > begin and end - begin <= 8:
                return Finding("signature", [(k, k + 1)], [], (begin, end))
    return None
