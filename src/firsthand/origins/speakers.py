"""Speakers: whose voice a cluster of tellings is, and which voices of a claim are one under two names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from firsthand.origins.agencies import is_agency
from firsthand.origins.identity import can_be_one, is_a_name, is_named_after, is_one_name, surname
from firsthand.origins.media import same_outlet
from firsthand.origins.telling import Telling, is_later
from firsthand.origins.voices import Voice, is_other_form, outlet_key
from firsthand.text import fold
from firsthand.text.words import words_of

_KINDS_OF_RELAYS = ("outlet", "work")


@dataclass(frozen=True, slots=True)
class Relays:
    """Outlets that only hand on whom they heard; `has` tells them by any name that they go by ("the Post")."""

    names: tuple[str, ...] = ()

    def has(self, voice: Voice) -> bool:
        """Whether `voice` is one of them, named as a source."""
        if voice.standing != "named" or voice.kind not in _KINDS_OF_RELAYS:
            return False
        return any(same_outlet(voice.name, name) for name in self.names)


def find_relays(tellings: Sequence[Telling]) -> Relays:
    """Outlets that are named as a source but only hand on whom they heard, as their own piece or another one shows."""
    heard = [t for t in tellings if t.voice.standing != "own" and t.voice.kind != "outlet"]
    return Relays(tuple(sorted({name for t in heard for name in (t.outlet, t.medium) if name})))


def choose_voice(cluster: Sequence[Telling], relays: Relays) -> Voice:
    """Who speaks in a cluster: whom its first tellings name; else whom most name; else nobody.

    A copy takes the source of what it was copied from, whatever label it carries itself. Where as many name the one as
    the other, it is whom more of them have beside the words: a page that errs about a speaker mostly names the right
    one as well. An outlet that only hands on speaks where nobody else does. Where the first tellings have it from
    somebody anonymous, and most do, one that names somebody later has another source, and reveals nobody.
    """
    inside = {t.article for t in cluster}
    roots = [t for t in cluster if t.parent not in inside]
    hidden = sum(t.voice.standing == "anonymous" for t in cluster)
    veiled = any(t.voice.standing == "anonymous" for t in roots)
    for candidates, proper in ((roots, True), (cluster, True), (roots, False), (cluster, False)):
        named = Counter(t.voice.key for t in candidates if _may_speak(t.voice, relays, proper))
        if named and not (veiled and hidden > named.total()):
            voices = {t.voice.key: t.voice for t in candidates}
            beside = {k: sum(surname(voices[k]) in t.around.split() for t in cluster) for k in named}
            key = min(named, key=lambda k: (-named[k], -beside[k], voices[k].kind != "person", k))
            return _bearer(_usual_form([t.voice for t in cluster if t.voice.key == key]), cluster)
    known = [t.voice for t in roots if t.voice.kind != "unseen"] or [
        t.voice for t in cluster if t.voice.kind != "unseen"
    ]
    return min(known or [t.voice for t in cluster], key=_standing)


def _standing(voice: Voice) -> tuple[bool, bool, bool, str]:
    """Of voices that nobody names: somebody anonymous, then the agency whose text outlets print, then an outlet."""
    return voice.standing != "anonymous", not is_agency(voice.name), _is_no_outlet(voice), voice.key


def is_piece_named_by(telling: Telling, other: Telling) -> bool:
    """Whether `other` is the piece that `telling` has it from: by the medium of one voice, or by whom it names as the
    voice, which is the outlet of `other` or the agency whose text that prints.
    """
    if other.article == telling.article or is_later(other, telling):
        return False
    tellers = {outlet_key(name) for name in (*other.agencies, *([other.outlet] if other.outlet else ()))}
    if telling.medium and other.voice.key == telling.voice.key:
        return outlet_key(telling.medium) in tellers and not other.medium
    named = telling.voice.kind == "outlet" and telling.voice.standing == "named"
    prints = telling.agencies & other.agencies
    return named and telling.voice.key in tellers and telling.voice.name not in prints


def named_beside(telling: Telling, sentence: str, tellings: Sequence[Telling]) -> Telling:
    """`telling` in the mouth of whoever others quote for it, where its own voice names that person in its `sentence`.

    "Mayor Oakes put the cost at $4.2 million" is no second voice beside "…, Mayor Oakes said".
    """
    if telling.voice.standing != "own":
        return telling
    words = set(words_of(sentence))
    named = [t.voice for t in tellings if t.voice.is_person_by_name and surname(t.voice) in words]
    voice = min(named, key=lambda v: (-sum(v.key == w.key for w in named), v.key), default=telling.voice)
    return replace(telling, voice=voice)


def speaks_for(voices: Sequence[Voice]) -> Voice:
    """Whose own words several outlets print: the agency's among them, else those of the first."""
    return next((v for v in voices if is_agency(v.name)), voices[0])


def _bearer(voice: Voice, cluster: Sequence[Telling]) -> Voice:
    """Whoever of a cluster bears the office or the family's name that `voice` is, if they are one person."""
    persons = [t.voice for t in cluster if t.voice.is_person_by_name]
    if voice.key.startswith("role:"):
        bearers = {v.key: v for v in persons if _stands_for(voice, v)}
    elif voice.is_person_by_name and len(voice.name.split()) == 1:
        bearers = {v.key: v for v in persons if is_other_form(voice.name, v.name)}
    else:
        return voice
    return next(iter(bearers.values())) if len(bearers) == 1 else voice


def _may_speak(voice: Voice, relays: Relays, proper: bool) -> bool:
    """Whether the words may be from `voice`; with `proper`, only if it has a name: "the statement" is anybody's."""
    return voice.standing == "named" and (voice.is_name or not proper) and not relays.has(voice)


def _usual_form(same: Sequence[Voice]) -> Voice:
    """One voice under the name that most give it, the longer of two; not in capitals throughout."""
    names = Counter(fold(v.name).text for v in same)
    return min(same, key=lambda v: (-names[fold(v.name).text], v.name.isupper(), -len(v.name), v.name))


def _is_no_outlet(voice: Voice) -> bool:
    """Whether it is a page of which nobody knows who published it."""
    return voice.key.startswith("document:")


def best_voices(voices: Sequence[Voice]) -> dict[str, Voice]:
    """The likeliest different voices, by the keys of all: an office, or part of a name, stands for whoever bears it."""
    known = {v.key: v for v in sorted(voices, key=lambda v: v.key)}
    chosen: dict[str, Voice] = {}
    for key, voice in known.items():
        passed = {key}
        while (
            whole := next((v for v in known.values() if v.key not in passed and _stands_for(voice, v)), None)
        ) is not None:
            voice = whole
            passed.add(voice.key)
        chosen[key] = voice
    persons = {v.key: v for v in chosen.values() if v.is_person_by_name}
    if len(persons) == 1:  # whom a text calls "he" is somebody that it knows
        (person,) = persons.values()
        chosen.update((key, person) for key, voice in chosen.items() if voice.kind == "unseen")
    return chosen


def _stands_for(voice: Voice, other: Voice) -> bool:
    """Whether `voice` is only another name of `other`, and the lesser of the two."""
    if voice.key.startswith("role:"):
        more = not other.key.startswith("role:") or len(other.role.split()) > len(voice.role.split())
        return more and bool(other.role) and set(voice.role.split()) <= set(other.role.split()) | {"the"}
    if voice.is_person_by_name and other.is_person_by_name:
        if is_other_form(voice.name, other.name) or is_other_form(other.name, voice.name):
            return is_other_form(voice.name, other.name)
        return is_one_name(voice.name, other.name) and _length(voice) < _length(other)
    if voice.kind in ("body", "work") and other.is_person_by_name:
        return is_named_after(voice.name, other)
    if voice.kind in _KINDS_OF_RELAYS and other.kind == "outlet" and voice.standing == other.standing == "named":
        return same_outlet(voice.name, other.name) and (voice.kind == "work" or _length(voice) < _length(other))
    own = voice.standing == other.standing == "own" and voice.kind == other.kind == "outlet"
    shared = set(_words(voice)) & set(_words(other))
    part = len(shared) > 1 or voice.name.startswith(f"{other.name} (")
    return own and part and same_outlet(voice.name, other.name) and _length(other) < _length(voice)


def _words(voice: Voice) -> list[str]:
    return outlet_key(voice.name).removeprefix("outlet:").split()


def _length(voice: Voice) -> tuple[int, str]:
    return len(voice.name), voice.key


def strict_voices(clusters: Sequence[Sequence[Telling]], relays: Relays) -> dict[str, Voice]:
    """The voices of the strict count: of every cluster its own, and who else is named there for words said once.

    Whoever copies takes the source of what it copied; but where nobody is known to have copied the other, each label
    may be right, and two that cannot be one are two.
    """
    found: dict[str, Voice] = {}
    for cluster in clusters:
        inside = {t.article for t in cluster}
        here = [choose_voice(cluster, relays)]
        for telling in cluster:
            named = telling.parent not in inside and not relays.has(telling.voice)
            if named and is_a_name(telling.voice) and not any(can_be_one(telling.voice, v) for v in here):
                here.append(telling.voice)
        found.update((v.key, v) for v in here)
    return found
