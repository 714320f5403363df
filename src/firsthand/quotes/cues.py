"""Cues in a sentence: verbs of saying with their auxiliaries and particles, and fixed phrases."""

from __future__ import annotations

from collections.abc import Mapping

from firsthand.quotes.lexicon import Phrase, Verb
from firsthand.quotes.sentence import Cue, Sentence
from firsthand.quotes.stream import BLOCK


def find_cues(sentence: Sentence) -> list[Cue]:
    """Verbs of saying outside quote marks, in order."""
    lexicon, lows = sentence.lexicon, sentence.stream.lows
    found: list[Cue] = []
    idioms = {k for a, b in find_phrases(sentence, lexicon.idioms) for k in range(a, b)} if lexicon.idioms else set()
    for k in range(sentence.start, sentence.end):
        forms = lexicon.forms.get(lows[k])
        if not forms and lows[k - 1] == "," and (verb_of_shape := _by_place(sentence, k)) is not None:
            found.append(verb_of_shape)
        if not forms or k in idioms:
            continue
        fitting = [f for f in forms if _has_particle(sentence, k + 1, f[0])]
        if not fitting:
            continue
        verb, shapes = max(
            fitting, key=lambda f: (len(f[0].particle), f[0].that + f[0].trailing + f[0].bare, f[0].lemma)
        )
        end = k + 1 + len(verb.particle.split())
        start = k
        pronoun = k - 1 if _is_inner_pronoun(sentence, k - 1) else None
        start = start if pronoun is None else pronoun
        negated = infinitive = auxiliary = False
        while start > sentence.start and _belongs(sentence, start - 1):
            start -= 1
            negated = negated or sentence.has("negations", start)
            infinitive = infinitive or sentence.has("infinitive_markers", start)
            auxiliary = auxiliary or sentence.has("auxiliaries", start)
        periphrasis = False
        while _is_periphrasis(sentence, start):
            auxiliary = periphrasis = True
            start -= 2
            while start > sentence.start and _belongs(sentence, start - 1):
                start -= 1
                negated = negated or sentence.has("negations", start)
        if shapes == {"infinitive"} and sentence.has("periphrastic_bare", start - 1):
            auxiliary = periphrasis = True  # "prefirió subrayar"
            start -= 1
        perfect = auxiliary and lexicon.inversion and "participle" in shapes  # "ha advertido"
        if not perfect and _is_noun(sentence, k, start, shapes):
            continue
        if shapes == {"participle"} and not auxiliary:
            continue
        infinitive = infinitive or (shapes == {"infinitive"} and not periphrasis)
        found.append(Cue(start, k, end, verb, shapes, negated, infinitive, auxiliary, pronoun))
    return found


def _by_place(sentence: Sentence, k: int) -> Cue | None:
    """ "“It leaks”, thundered Ruiz": between a quotation and a speaker any verb of the telling tense says it."""
    low, endings = sentence.low(k), sentence.lexicon.uttering_endings
    if not endings or sentence.low(k - 1) != "," or sentence.low(k - 2) != BLOCK or _is_title(sentence, k - 2):
        return None
    named = sentence.capital(k + 1) or sentence.has("kinds.roles", k + 2) or sentence.has("person_pronouns", k + 1)
    if len(low) < 4 or not low.endswith(endings) or sentence.capital(k) or not named:
        return None
    if any(sentence.has(kind, k) for kind in ("not_finite", "clitics", "auxiliaries", "prepositions")):
        return None
    return Cue(k, k, k + 1, Verb(low, trailing=True), frozenset(("finite",)))


def _is_title(sentence: Sentence, k: int) -> bool:
    """Whether a quoted stretch may be a name: "“El Faro”, publicó"; not "“Nos mintieron”, bramó"."""
    if not sentence.is_short_block(k):
        return False
    quoted = sentence.stream.blocks[k]
    inner = sentence.stream.text[quoted.inner_start : quoted.inner_end].split()
    return k != sentence.start or len(inner) < 2 or any(w[0].isupper() for w in inner[1:])


def _is_inner_pronoun(sentence: Sentence, k: int) -> bool:
    """Whether a subject pronoun is tied to the auxiliary before it: "a-t- | il | ajouté"."""
    if sentence.lexicon.cuts is None or not sentence.has("auxiliaries", k - 1):
        return False
    kinds = ("person_pronouns", "plural_pronouns", "impersonals", "speaker_pronouns")
    return any(sentence.has(kind, k) for kind in kinds)


def _has_particle(sentence: Sentence, k: int, verb: Verb) -> bool:
    """Whether the words that make the verb one of saying follow: "point out", "dejar claro"."""
    return all(sentence.low(k + n) == word for n, word in enumerate(verb.particle.split()))


def _is_periphrasis(sentence: Sentence, k: int) -> bool:
    """Whether what lends tense and subject to the infinitive at `k` stands before it: "llegó a decir"."""
    return sentence.has("infinitive_links", k - 1) and sentence.has("periphrastic", k - 2)


def _belongs(sentence: Sentence, k: int) -> bool:
    low = sentence.low(k)
    if low == BLOCK or (sentence.capital(k) and k > sentence.start and not sentence.has("auxiliaries", k)):
        return False
    return (
        sentence.has("auxiliaries", k)
        or sentence.has("clitics", k)
        or sentence.lexicon.is_adverb(low)
        or sentence.has("infinitive_markers", k)
    )


def _is_noun(sentence: Sentence, k: int, start: int, shapes: frozenset[str]) -> bool:
    """Whether a form that is also a noun stands as one here ("the report that", "una denuncia")."""
    if sentence.capital(k) and k > sentence.start and "gerund" not in shapes:
        return True
    before, low = k - 1, sentence.low(k)
    homograph = low in sentence.lexicon.words.get("homographs", ())
    speaker_before = sentence.low(before) in sentence.lexicon.nouns_of_kind
    linked = start == k and sentence.low(k + 1) in sentence.lexicon.noun_links
    linked = linked and not (sentence.capital(before) and sentence.has("complementizers", k + 2))  # "Ruiz duda de que"
    if homograph and sentence.low(before) == "," and sentence.has("kinds.works", k) and sentence.lexicon.inversion:
        return True  # "ganó mil euros, cifra que representa"
    if homograph and (linked or sentence.has("passive.auxiliaries", before)):
        return True  # "es duda para el partido", "como prueba de que"
    clause = sentence.has("complementizers", k + 1) and sentence.is_word(before)
    if homograph and clause and not sentence.has("determiners", before):
        return False
    if homograph and (
        sentence.has("determiners", before) or (sentence.has("determiners", before - 1) and not speaker_before)
    ):
        return not sentence.has("kinds.anonymous_nouns", before) or sentence.has("prepositions", before - 1)
    if homograph and not _takes_content(sentence, k):
        return not (sentence.has("person_pronouns", before) or sentence.has("plural_pronouns", before))
    if start < k:
        return False
    if (sentence.has("determiners", before) or sentence.has("possessives", before)) and "base" in shapes:
        return not sentence.has("kinds.anonymous_nouns", before)
    noun = low in sentence.lexicon.nouns or sentence.has("kinds.works", k)
    plural = sentence.low(before).endswith("s") or any(
        sentence.has(kind, before) for kind in ("plural_pronouns", "speaker_pronouns")
    )
    if "finite" not in shapes and "gerund" not in shapes and noun and not plural:
        return True
    if shapes == {"infinitive"} and _opens_content(sentence, k + 1):
        return False  # "antes de recordar que"
    if sentence.has("prepositions", before) or sentence.low(before).endswith(("'s", "’s")):
        return "gerund" not in shapes
    linked = sentence.has("names_inside", before) and not sentence.has("coordinators", before)
    linked = linked and not low.endswith(sentence.lexicon.past_endings)
    return linked and not sentence.capital(before) and "gerund" not in shapes


def _opens_content(sentence: Sentence, k: int) -> bool:
    linked = sentence.has("infinitive_links", k) and sentence.has("complementizers", k + 1)
    return linked or sentence.has("complementizers", k) or sentence.low(k) in (":", BLOCK)


def _takes_content(sentence: Sentence, k: int) -> bool:
    """Whether a complementizer, a colon or quote marks follow soon, or a comma with quote marks stands before."""
    near = range(k + 1, k + 7)
    return any(sentence.has("complementizers", j) or sentence.low(j) in (":", BLOCK) for j in near) or (
        sentence.low(k - 1) == "," or sentence.capital(k - 1)
    )


def find_phrases(sentence: Sentence, phrases: Mapping[str, tuple[Phrase, ...]]) -> list[tuple[int, int]]:
    """Token ranges of the phrases of a table that stand in the sentence, longest first at each place."""
    if phrases.keys().isdisjoint(sentence.stream.lows[sentence.start : sentence.end]):
        return []
    found: list[tuple[int, int]] = []
    k = sentence.start
    while k < sentence.end:
        for phrase in phrases.get(sentence.stream.lows[k], ()):
            if all(sentence.low(k + n) == word for n, word in enumerate(phrase)):
                found.append((k, k + len(phrase)))
                k += len(phrase) - 1
                break
        k += 1
    return found
