"""What a source's words say about who it is: its kind, its name, its role.

In: the words of a source, and its language. Out: a :class:`Reading`. Nothing here looks beyond those words; who "he" or
"Toma" is, `resolve` says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from firsthand.model import SourceKind
from firsthand.quotes.body_names import is_agency, is_body, is_body_called_as_office, is_no_voice
from firsthand.quotes.counted_groups import are_counted
from firsthand.quotes.head_phrases import body_end, name_end, phrase_end
from firsthand.quotes.lexicon import Lexicon
from firsthand.quotes.lexicon import lexicon as load_lexicon
from firsthand.quotes.name_edges import (
    are_initials,
    as_far_as,
    before_relative,
    before_who,
    is_short_form,
    without_remarks,
)
from firsthand.quotes.name_runs import POSSESSIVE, Run, capital_runs, clean_run, role_text
from firsthand.quotes.sources.gender import given_names

_WORD = re.compile(r"\w+(?:(?:['’.-]|\.-)\w+)*|[^\w\s]")
UNNAMED = "unnamed"
"""The name of a source that the text says exists and does not name: "it is said"."""
_CONTRACTED = re.compile(r"['’](?:s|d|ll|re|ve|m)$")
_PARTY = re.compile(r"[A-Z]-[A-Z]")
"""What opens a member's party and state: "Chuck Schumer, D-New York"."""
_IN_MARKS = re.compile(r"(\w+) [“\"«]\s?([^\W\d_a-zß-öø-ÿ][^”\"»\n]{1,30}?)\s?(?:[”\"»]|$)")
_MAX_WORDS = 60
_BEHIND_NAMES = (
    "prepositions",
    "relatives",
    "names_inside",
    "nouns.of",
    "coordinators",
    "clitics",
    "dates",
    "time_openers",
)
_LINKS = ("nouns.of", "determiners", "names_inside", "prepositions", "kinds.roles")
_NO_LONE_NAMES = ("determiners", "kinds.bodies", "kinds.places", "portfolios")


@dataclass(frozen=True, slots=True)
class Reading:
    """How the words of a source are understood."""

    kind: SourceKind
    name: str
    role: str | None = None
    anonymous: bool = False
    pronoun: bool = False
    definite: bool = False
    named: bool = False
    """Whether `name` is a proper name."""
    vague: bool = False
    """Whether nothing in the words is known to speak: "this meeting", "the trend"."""


def read_source(text: str, lexicon: Lexicon, opens: bool = True) -> Reading:
    """Understand the words of one source; `opens` says that they open a sentence, where any word has a capital."""
    text = without_remarks(text)
    first, _, rest = text.partition(" ")
    if rest and lexicon.has("contracted", first.lower()):
        found = read_source(rest, lexicon, opens)  # "del alcalde"
        return replace(found, definite=found.definite or found.kind in ("role", "outlet"))
    text = before_relative(text, lexicon)
    marked = _IN_MARKS.search(text)
    if marked is not None and lexicon.has("kinds.outlets", marked.group(1).lower()) and marked.start() < 24:
        return Reading("outlet", marked.group(2), named=True)  # "el diario “La República”"
    words = _split(text, lexicon)[:_MAX_WORDS]
    whose = next((k for k in range(len(words) - 2, 0, -1) if lexicon.has("whose", words[k].lower())), None)
    if whose is not None and lexicon.head_first and words[-1][0].isupper():
        return read_source(" ".join(words[whose + 1 :]).replace(" ,", ","), lexicon, False)  # "el plan, cuyo director"
    if len(words) > 2 and lexicon.has("coordinators", words[0].lower()) and words[1][0].isupper():
        return read_source(text[len(words[0]) :].lstrip(), lexicon, opens)  # "E Bento Gama"
    lows = [w.lower() for w in words]
    if not words:
        return Reading("anonymous", UNNAMED, anonymous=True)
    if len(words) > 3 and lexicon.has("correlatives", lows[0]) and lexicon.head_first:
        inner = read_source(text.partition(" ")[2], lexicon, False)  # "Tanto la madre como el padre"
        return replace(inner, name=text, role=None, named=False, definite=False)
    pronoun = _read_pronoun(text, lows, lexicon)
    if pronoun:
        return pronoun
    if len(words) == 1 and lexicon.has("subordinators", lows[0]) and lexicon.head_first:
        return Reading("anonymous", text, anonymous=True, vague=True)  # "Quando"
    if any(lexicon.has("kinds.anonymity", w) for w in lows) or are_counted(text, lexicon.language):
        return Reading("anonymous", before_who(text, lexicon), anonymous=True)
    head = _head_end(words, lows, lexicon)
    outlet = _outlet_name(words, lows, lexicon) or ("" if opens else _titled_name(words, lows, lexicon))
    noun = _head_noun(lows[:head], lexicon)
    person = _person_run(words, lows, lexicon)
    if (
        person is not None
        and noun not in ("roles", "anonymous_nouns")
        and _is_told_of(person, words, lows, head, lexicon)
    ):
        person = None  # "the affidavit filed by agent Reyes"
    if person is not None and "," not in words[: person.start] and is_body_called_as_office(words, lows, lexicon):
        noun, person = "bodies", None
    behind = person is not None and text.startswith(person.text) and "," in words and outlet not in person.text
    insiders = noun == "anonymous_nouns" and _are_people(lows[:head], lexicon) and outlet not in " ".join(words[:head])
    insiders = insiders or (noun == "works" and outlet not in text[: phrase_end(text, lexicon)])  # "a letter seen by"
    glued = person is not None and len(person.words) > 1 and text.endswith(f"{outlet} {person.text}")
    if outlet and not behind and not insiders and not glued and not _has_role(words[:head], outlet, lexicon):
        return Reading("outlet", outlet, named=True)
    if person is not None and (_is_joint(person, lexicon) or _goes_on_with_names(person, words, lows, lexicon)):
        return Reading("person", text, named=False)
    if person is not None and _are_several(lows[: person.start], words[: person.start], lexicon):
        return Reading("person", text, named=False)
    if (
        person is not None
        and noun == "anonymous_nouns"
        and lexicon.has("kinds.anonymous_nouns", person.words[0].lower())
    ):
        return Reading("anonymous", text, anonymous=True)  # "Fuentes de El Faro"
    if person is not None and (noun == "roles" or (noun == "anonymous_nouns" and len(person.words) > 1)):
        return Reading("person", person.text, role_text(words, person, lexicon), named=True)
    definite = bool(lows) and lexicon.has("determiners", lows[0]) and not lexicon.has("kinds.indefinite", lows[0])
    crowd = lexicon.has("kinds.anonymous_nouns", lows[0]) and lexicon.has("kinds.indefinite", lows[0])
    if crowd and (person is None or len(person.words) < 2):
        return Reading("anonymous", text, anonymous=True)  # "many Norlanders", "some towns"
    if noun == "anonymous_nouns" and not (definite and _is_singular_role(lows[:head], lexicon)):
        return Reading("anonymous", text, anonymous=True)
    if noun == "roles":
        return Reading("role", text, text, definite=definite or lexicon.has("possessives", lows[0]))
    if person is not None and _is_owned_by_outlet(words, person):
        return Reading("person", person.text, role_text(words, person, lexicon), named=True)
    if noun == "bodies" and is_agency(words[:head], lows, lexicon):
        noun = "outlets"
    if noun == "outlets":
        run = _last_run(words, lows, lexicon)
        if run is not None and len(run.words) == 1 and lexicon.has("kinds.indefinite", lows[0]):
            run = None  # "a local TV station"
        if run is not None and len(run.words) == 1 and lexicon.has("determiners", run.words[0].lower()):
            run = None  # "El matutino"
        if run is None and not lexicon.head_first and not lexicon.has("kinds.outlets", lows[head - 1]):
            return Reading("role", text, text, definite=definite, vague=True)  # "the news conference"
        return Reading("outlet", run.text if run else text, definite=definite, named=run is not None)
    if noun == "bodies":
        return Reading("body", _without_article(text[: body_end(text, lexicon)], lexicon), definite=definite)
    if noun == "works":
        return Reading("work", _without_article(text[: name_end(text, lexicon)], lexicon), definite=definite)
    if person is not None:
        if is_body(person, lexicon):
            return Reading("body", _without_article(text[: body_end(text, lexicon)], lexicon), named=True)
        return Reading("person", person.text, role_text(words, person, lexicon), named=True)
    run = _last_run(words[:head], lows[:head], lexicon)
    if run:
        return Reading("body", _without_article(as_far_as(text, run, words, lexicon), lexicon), named=True)
    if is_no_voice(text, lows, lexicon):
        return Reading("anonymous", UNNAMED, anonymous=True, vague=True)
    if definite or lexicon.has("possessives", lows[0]):
        return Reading("role", text, text, definite=True, vague=True)
    return Reading("anonymous", text, anonymous=True, vague=True)


@lru_cache(maxsize=4096)
def is_pronoun(name: str, language: str) -> bool:
    """Whether a source is called by a pronoun alone: then nobody knows who is meant, and it is no name."""
    words = name.lower().split()
    return bool(words) and _read_pronoun(name, words, load_lexicon(language)) is not None


@lru_cache(maxsize=4096)
def names_several(name: str, language: str) -> bool:
    """Whether a source's words name several persons, who are no single entity."""
    words, lexicon = _WORD.findall(name)[:_MAX_WORDS], load_lexicon(language)
    lows = [w.lower() for w in words]
    person = _person_run(words, lows, lexicon) if words else None
    return person is not None and _are_several(lows[: person.start], words[: person.start], lexicon)


def _split(text: str, lexicon: Lexicon) -> list[str]:
    """The words of a phrase; where the language has two in one ("l’avocat") both."""
    return [half for word in _WORD.findall(text) for half in lexicon.halves(word)]


def _read_pronoun(text: str, lows: list[str], lexicon: Lexicon) -> Reading | None:
    if len(lows) > 2:
        return None
    word = _CONTRACTED.sub("", lows[0])
    if (
        lexicon.has("person_pronouns", word)
        or lexicon.has("relative_voices", word)
        or lexicon.has("plural_pronouns", word)
        or (len(lows) == 1 and lexicon.has("person_possessives", word))
    ):
        return Reading("person", text, pronoun=True)
    if len(lows) == 1 and lexicon.has("speaker_pronouns", word):
        return Reading("person", text)
    if len(lows) == 1 and (lexicon.has("impersonals", word) or lexicon.has("other_pronouns", word)):
        return Reading("body", text, pronoun=True)
    return None


def _head_end(words: list[str], lows: list[str], lexicon: Lexicon) -> int:
    """Where the phrase's head part ends: before its first preposition or comma."""
    for k, low in enumerate(lows):
        if k and lexicon.has("nouns.of", low) and not lexicon.head_first and _is_part_of_body(words, k, lexicon):
            continue  # "Ministry of Defence spokesman"
        if k and (
            low == ","
            or low in "(["
            or lexicon.has("nouns.of", low)
            or lexicon.has("prepositions", low)
            or lexicon.has("relatives", low)
        ):
            return k
    return len(words)


def _is_part_of_body(words: list[str], k: int, lexicon: Lexicon) -> bool:
    """Whether the "of" at `k` stands inside a body's name, all in capitals: "Bank of England"."""
    before, after = words[k - 1], words[k + 1 : k + 2]
    return before[0].isupper() and lexicon.has("kinds.bodies", before.lower()) and bool(after) and after[0][0].isupper()


def _head_noun(lows: list[str], lexicon: Lexicon) -> str:
    """The kind of the head noun: the last known one of the head part, or the first, as the language has it."""
    kinds = ("roles", "anonymous_nouns", "bodies", "works", "outlets")
    order = lows if lexicon.head_first else lows[::-1]
    for low in order:
        stem = POSSESSIVE.sub("", low)
        if stem != low and not lexicon.head_first:
            continue
        for kind in kinds:
            if lexicon.has(f"kinds.{kind}", low) and not (
                kind == "anonymous_nouns" and lexicon.has("determiners", low)
            ):
                if kind == "roles" and lexicon.has("kinds.anonymous_nouns", low):
                    return (
                        "roles"
                        if lexicon.has("determiners", lows[0]) and not lexicon.has("kinds.indefinite", lows[0])
                        else "anonymous_nouns"
                    )
                return kind
    if len(lows) == 1 and lexicon.has("kinds.anonymous_nouns", lows[0]):
        return "anonymous_nouns"
    return ""


def _has_role(words: list[str], outlet: str, lexicon: Lexicon) -> bool:
    """Whether an office, or people, stand beside an outlet's name: "the Herald's editor", "Herald readers"."""
    own = outlet.split()
    people = words if lexicon.head_first else words[words.index(own[0]) :] if own[0] in words else []
    return any(lexicon.has("kinds.roles", w.lower()) and w not in own for w in words) or any(
        lexicon.has("kinds.anonymous_nouns", w) and w not in own for w in people
    )


def _are_people(lows: list[str], lexicon: Lexicon) -> bool:
    """Whether the words name people who go unnamed ("sources" at the Herald), and no papers ("reports" in it)."""
    first = next((w for w in lows if lexicon.has("kinds.anonymous_nouns", w)), "")
    return not lexicon.has("kinds.works", first) and not lexicon.has("kinds.outlets", first)


def _is_singular_role(lows: list[str], lexicon: Lexicon) -> bool:
    return any(lexicon.has("kinds.roles", w) for w in lows)


def _person_run(words: list[str], lows: list[str], lexicon: Lexicon) -> Run | None:
    """The run that names the person: a comma group that is nothing but a name, else the last run of the first group."""
    edges = [0, *(k for k, w in enumerate(words) if w in ",("), len(words)]
    groups = [(begin, end) for begin, end in pairwise(edges) if not (begin and is_short_form(words, begin))]
    best: Run | None = None
    for begin, end in groups:
        runs = capital_runs(words[begin:end], lows[begin:end], lexicon)
        cleaned = [c for r in runs if (c := clean_run(r, lexicon, _follows_of(lows, begin + r.start, lexicon)))]
        cleaned = [c for c in cleaned if not _PARTY.match(c.words[0]) and not are_initials(c.words)]
        if not cleaned:
            continue
        found = (Run(r.start + begin, r.end + begin, r.words) for r in reversed(cleaned))
        own = (_outside_complement(run, begin, words, lows, lexicon) for run in found)
        last = next((run for run in own if run is not None), None)
        if last is None or (last.start == 0 and len(last.words) == 1 and _opens_with_noun(lows, lexicon)):
            continue
        if not _may_be_person(last, words, lows, end, lexicon):
            continue
        relative = next(
            (
                k
                for k in range(begin + (lows[begin] in lexicon.article_or_preposition), last.start)  # "A ministra Rios"
                if lexicon.has("relatives", lows[k]) or lexicon.has("prepositions", lows[k])
            ),
            None,
        )
        bare = last.end - begin <= len(last.words) + 1
        if best is None:
            if relative is None or len(last.words) > 1:
                best = last
            if begin == 0 and not any(lexicon.has("kinds.roles", w) for w in lows[begin:end]):
                return best
        elif bare and len(last.words) > 1 and not any(lexicon.has("kinds.roles", w) for w in lows[begin:end]):
            return last
    return best


def _outside_complement(run: Run, begin: int, words: list[str], lows: list[str], lexicon: Lexicon) -> Run | None:
    """The name in a run that is not what the phrase's own noun is of: "the widow of Otto Lind" names nobody who speaks.

    "el portavoz de Interior Juan Vega" does: a given name opens a name of its own behind what the office is of.
    """
    before = run.start - 1
    if before > begin and words[before][0].isupper() and not lexicon.has("kinds.roles", lows[before]):
        if lexicon.has("kinds.bodies", lows[before]) and lexicon.head_first and _links(lows[before - 1], lexicon):
            return None  # "o porta-voz da Organização | Internacional do Café"
        owner = lows[before] in given_names() or lexicon.has("honorifics", lows[before])
        if not owner:
            return run  # "former secretary of Norland | Ivo Branco"
        if lows[before] in given_names():
            return None
    if _is_in_relative(run, begin, words, lows, lexicon):
        return None  # "o advogado que defende | Nuria Vela", "the lawyer representing | Dana Fisk"
    while before > begin and (lexicon.has("determiners", lows[before]) or lexicon.has("honorifics", lows[before]) or (
        lexicon.has("kinds.roles", lows[before]) and words[before][0].isupper()) or words[before] == "."):  # fmt: skip
        before -= 1
    if before <= begin or not _links(lows[before], lexicon):
        opened = next((k for k in range(begin + 1, run.start) if lexicon.has("nouns.of", lows[k])), None)
        if opened is None or not _is_common_noun(lows[begin:opened], lexicon):
            return run
        between = (k for k in range(opened + 1, run.start) if words[k][0].islower())
        if any(not _is_link(lows[k], lexicon) for k in between):
            return run
    names = list(run.words)
    given = next((k for k in range(1, len(names) - 1) if names[k].lower() in given_names()), None)
    if given is None or names[0].lower() in given_names():
        return None
    return Run(run.start + given, run.end, run.words[given:])


def _is_in_relative(run: Run, begin: int, words: list[str], lows: list[str], lexicon: Lexicon) -> bool:
    """Whether a relative clause, or a gerund that stands for one, opens between a common noun and a name."""
    between = range(begin + 1, run.start)
    if any(words[k] in ",(" for k in between):
        return False
    opens = ("relatives", "reduced_relatives")
    opened = next((k for k in between if any(lexicon.has(kind, lows[k]) for kind in opens)), None)
    return opened is not None and _is_common_noun(lows[begin:opened], lexicon)


def _links(low: str, lexicon: Lexicon) -> bool:
    return any(lexicon.has(kind, low) for kind in ("nouns.of", "prepositions", "place_openers"))


def _is_link(low: str, lexicon: Lexicon) -> bool:
    return any(lexicon.has(kind, low) for kind in _LINKS)


def _is_common_noun(lows: list[str], lexicon: Lexicon) -> bool:
    """Whether a phrase's first words name somebody by a noun: "Supporters | of Mayor Ruth Calder"."""
    kinds = ("kinds.roles", "kinds.anonymous_nouns", "kinds.works")
    return any(lexicon.has(kind, low) for low in lows for kind in kinds)


def _are_several(lows: list[str], words: list[str], lexicon: Lexicon) -> bool:
    """Whether an "and" joins this person to another one named before."""
    for k, low in enumerate(lows):
        if k and lexicon.has("portfolios", lows[k - 1]):
            continue  # "Hydrocarbons and Energy Minister"
        named = any(w[0].isupper() for w in words[1:k]) or (k == 1 and words[0][0].isupper())
        if lexicon.has("coordinators", low) and named:
            runs = [c for r in capital_runs(words[:k], lows[:k], lexicon) if (c := clean_run(r, lexicon))]
            if runs and runs[-1].end == k and (len(runs[-1].words) > 1 or _opens_person(words, lows, k + 1, lexicon)):
                return True
    return False


def _is_joint(person: Run, lexicon: Lexicon) -> bool:
    """Whether one run of capitals holds two persons: "Ana Ruiz y Pedro Solana"."""
    pairs = zip(person.words[1:], person.words[2:], strict=False)
    return any(lexicon.has("coordinators", word) and after.lower() in given_names() for word, after in pairs)


def _opens_person(words: list[str], lows: list[str], k: int, lexicon: Lexicon) -> bool:
    """Whether a title stands behind an "and" that a lone name stands before: "Brodie and | Rep. Carl Waldron"."""
    lone = k >= 2 and not any(lexicon.has(kind, lows[k - 2]) for kind in _NO_LONE_NAMES)
    return lone and k < len(lows) and lexicon.has("honorifics", lows[k])


def _follows_of(lows: list[str], start: int, lexicon: Lexicon) -> bool:
    return start > 0 and lexicon.has("nouns.of", lows[start - 1])


def _goes_on_with_names(run: Run, words: list[str], lows: list[str], lexicon: Lexicon) -> bool:
    """Whether more persons are named behind this one: "Tom Cole, Susan Orr and Olympia Dunn"."""
    k = run.end
    while k + 2 < len(words) and (words[k] == "," or lexicon.has("coordinators", lows[k])):
        joined = lexicon.has("coordinators", lows[k])
        end = k + 1
        while end < len(words) and words[end][0].isupper():
            end += 1
        if end < k + 3 or words[k + 1].lower() not in given_names():
            return False
        if joined:
            return True
        k = end
    return False


def _may_be_person(run: Run, words: list[str], lows: list[str], end: int, lexicon: Lexicon) -> bool:
    """A run that a lower-case noun follows is that noun's epithet ("Andean leaders"), one with 's its owner."""
    if POSSESSIVE.search(words[run.end - 1]) and run.end < end:
        return False
    if run.end >= end:
        return True
    low = lows[run.end]
    return not low[0].isalpha() or any(lexicon.has(kind, low) for kind in _BEHIND_NAMES)


def _last_run(words: list[str], lows: list[str], lexicon: Lexicon) -> Run | None:
    runs = capital_runs(words, lows, lexicon)
    runs = [r for r in runs if not (len(r.words) == 1 and lexicon.has("kinds.places", r.words[0].lower()))]
    runs = [r for r in runs if not (r.start == 0 and len(r.words) == 1 and _opens_with_noun(lows, lexicon))]
    return runs[-1] if runs else None


def _opens_with_noun(lows: list[str], lexicon: Lexicon) -> bool:
    """Whether a phrase's first word is no name though it has a capital: "Multiple outlets", "Família de bicheiro"."""
    kinds = ("prepositions", "nouns.of")
    linked = len(lows) > 1 and any(lexicon.has(kind, lows[1]) for kind in kinds)
    return lexicon.has("kinds.indefinite", lows[0]) or (linked and lows[0] not in given_names() and lexicon.head_first)


def _outlet_name(words: list[str], lows: list[str], lexicon: Lexicon) -> str:
    """A name of the table of outlets among the words, or a run that ends as outlets' names do ("… Herald")."""
    for k, low in enumerate(lows):
        for phrase in lexicon.outlet_names.get(low, ()):
            if (
                tuple(lows[k : k + len(phrase)]) == phrase
                and words[k + len(phrase) - 1][0].isupper() | words[k + len(phrase) - 1][0].isdigit()
            ):
                inside = k > 1 and words[k][0].islower() and words[k - 2][0].isupper()
                if inside and lexicon.has("names_inside", lows[k - 1]):
                    continue  # "Marie de la Croix"
                end = _outlet_end(words, k + len(phrase), lexicon)
                name = words[k:end] if words[k][0].isupper() else words[k + 1 : end]
                return " ".join(name)
    for run in capital_runs(words, lows, lexicon):
        last = run.words[-1].lower()
        first = run.words[0].lower() if lexicon.head_first else last
        if len(run.words) > 1 and (lexicon.has("kinds.outlets", last) or lexicon.has("kinds.outlets", first)):
            return run.text
    return ""


def _outlet_end(words: list[str], end: int, lexicon: Lexicon) -> int:
    """Where an outlet's name ends that a known one begins: "Fox News | Latino", but not "CNN | Ana Ruiz"."""
    kinds = ("kinds.roles", "honorifics", "dates", "kinds.reporters")
    while end < len(words) and words[end][0].isupper():
        low = words[end].lower()
        if low in given_names() or len(low) < 3 or any(lexicon.has(kind, low) for kind in kinds):
            break
        end += 1
    return end


def _titled_name(words: list[str], lows: list[str], lexicon: Lexicon) -> str:
    """A name that carries its article with a capital inside a sentence, as papers' names do: "El Faro de Valdoro"."""
    if len(words) < 2 or not (lexicon.has("determiners", lows[0]) and words[0][0].isupper() and words[1][0].isupper()):
        return ""
    kinds = ("kinds.places", "kinds.bodies", "kinds.roles", "kinds.works", "kinds.anonymous_nouns")
    if words[1].isupper() or any(lexicon.has(kind, low) for kind in kinds for low in lows[1:]):
        return ""
    return next((run.text for run in capital_runs(words, lows, lexicon) if run.start == 0), "")


def _is_told_of(person: Run, words: list[str], lows: list[str], head: int, lexicon: Lexicon) -> bool:
    """Whether a name stands in what is told of a thing: behind the thing's noun and its preposition, in one breath."""
    thing = lexicon.has("determiners", lows[0]) and not any(w[0].isupper() for w in words[1:head])
    return thing and 1 < head < person.start and not any(w in ",(" for w in words[head : person.start])


def _is_owned_by_outlet(words: list[str], person: Run) -> bool:
    """Whether a genitive stands right before the person: "the Weekly Lantern’s | Mark Hemmer"."""
    return person.start > 0 and POSSESSIVE.search(words[person.start - 1]) is not None and len(person.words) > 1


def _without_article(text: str, lexicon: Lexicon) -> str:
    first, _, rest = text.partition(" ")
    halves = lexicon.halves(first)
    if len(halves) > 1 and (halves[1][0].islower() or lexicon.has("kinds.bodies", halves[1].lower())):
        return text[len(halves[0]) :]  # "L’hôpital", "L’Assemblée"
    article = lexicon.has("determiners", first.lower()) and not lexicon.has("kinds.indefinite", first.lower())
    return rest if article and rest and not first[0].isupper() else text if not article or not rest else rest
