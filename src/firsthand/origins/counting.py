"""Counting origins: tellings into clusters that depend on each other, clusters into voices, voices into a range.

Three counts of one graph. *High* is strict: two tellings are one only where it is nearly sure that one depends on the
other, or where both name the same source. *Best* takes the likelier side. *Low* is permissive: a thin chance of
dependence joins, and whoever is not named may be any of those who are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from firsthand.model import Origins, Verdict
from firsthand.origins.voices import Voice, agreement, is_other_form, may_be_one_person, outlet_key
from firsthand.settings import OriginSettings


@dataclass(frozen=True, slots=True)
class Telling:
    """One article's telling of a claim: whose voice, through which medium, and how sure it is the same claim.

    `parent` is the article it was most likely taken from, with the probability that it was.
    """

    article: str
    voice: Voice
    medium: str | None = None
    outlet: str | None = None
    parent: str | None = None
    probability: float = 0.0
    weak: bool = False
    language: str = ""


Dependence = Callable[[str, str], float]


def count_origins(tellings: Sequence[Telling], dependence: Dependence, settings: OriginSettings) -> Origins:
    """How many independent origins `tellings` have.

    Parameters
    ----------
    tellings : sequence of Telling
        One an article, in order of the articles' ids.
    dependence : callable
        Probability that one of two articles depends on the other here, either way or through a common parent.
    settings : OriginSettings

    Returns
    -------
    Origins
        ``low <= best <= high``; `list` holds the origins of the best count.
    """
    relays = _relays(tellings)
    sure = _without_go_betweens(cluster_tellings(tellings, dependence, settings.sure), dependence, settings.sure)
    strict = [_voice(cluster, relays) for cluster in sure]
    clusters = cluster_tellings(tellings, dependence, settings.likely)
    clusters = _without_go_betweens(clusters, dependence, settings.likely)
    likely = [_voice(cluster, relays) for cluster in clusters]
    firm = [t for t in tellings if not t.weak] or list(tellings[:1])
    loose = [_voice(cluster, relays) for cluster in cluster_tellings(firm, dependence, settings.possible)]
    chosen = _best_voices([v for v in likely if v.key not in relays] or likely)
    best = len({v.key for v in chosen.values()})
    hanging = Counter[str]()
    for voice, cluster in zip(likely, clusters):
        hanging[chosen.get(voice.key, voice).key] += len(cluster)
    accounts = _count_strictly(strict) + sum(_may_be_two_accounts(cluster) for cluster in sure)
    accounts += _count_translations_of_two(tellings, sure, dependence, settings.sure)
    high = max(best, min(accounts, len(tellings)))
    low = min(best, _count_permissively(loose))
    verdict = _verdict(low, high, strict, tellings, dependence, settings)
    listed = [v for key, v in chosen.items() if key == v.key]
    return Origins(best, low, high, verdict, tuple(replace(v.origin, tellings=hanging[v.key]) for v in listed))


def _relays(tellings: Sequence[Telling]) -> set[str]:
    """Outlets that are named as a source but only hand on whom they heard, as their own piece or another one shows."""
    heard = [t for t in tellings if t.voice.standing != "own" and t.voice.kind != "outlet"]
    return {outlet_key(name) for t in heard for name in (t.outlet, t.medium) if name}


def cluster_tellings(tellings: Sequence[Telling], dependence: Dependence, threshold: float) -> list[list[Telling]]:
    """Tellings that depend on each other with at least `threshold`, in order of their first member."""
    parent = {t.article: t.article for t in tellings}

    def root(article: str) -> str:
        while parent[article] != article:
            parent[article] = parent[parent[article]]
            article = parent[article]
        return article

    for n, a in enumerate(tellings):
        for b in tellings[n + 1 :]:
            first, second = root(a.article), root(b.article)
            if first != second and dependence(a.article, b.article) >= threshold:
                parent[max(first, second)] = min(first, second)
    clusters: dict[str, list[Telling]] = {}
    for telling in tellings:
        clusters.setdefault(root(telling.article), []).append(telling)
    return list(clusters.values())


def _without_go_betweens(
    clusters: Sequence[list[Telling]], dependence: Dependence, threshold: float
) -> list[list[Telling]]:
    """The same clusters, but two people whom nothing ties except who names nobody are not one voice.

    Each telling that names no person, or one of them, goes to the people that it depends on most.
    """
    voices = {t.article: t.voice.key for cluster in clusters for t in cluster}

    def tied(a: str, b: str) -> float:
        return 1.0 if voices[a] == voices[b] else dependence(a, b)

    apart: list[list[Telling]] = []
    for cluster in clusters:
        persons = [t for t in cluster if t.voice.is_person_by_name]
        parts = cluster_tellings(persons, tied, threshold)
        if len(parts) < 2:
            apart.append(cluster)
            continue
        members = {t.article for t in persons}
        for telling in cluster:
            if telling.article not in members:
                nearest = max(parts, key=lambda p: max(dependence(telling.article, t.article) for t in p))
                nearest.append(telling)
        apart += parts
    return apart


def _voice(cluster: Sequence[Telling], relays: Collection[str]) -> Voice:
    """Who speaks in a cluster: whom its first tellings name, persons before bodies; else whom most name; else nobody.

    A copy takes the source of what it was copied from, whatever label it carries itself. An outlet that only hands on
    speaks where nobody else does.
    """
    inside = {t.article for t in cluster}
    roots = [t for t in cluster if t.parent not in inside]
    for candidates in (roots, cluster):
        named = Counter(t.voice.key for t in candidates if t.voice.standing == "named" and t.voice.key not in relays)
        if named:
            persons = {t.voice.key for t in candidates if t.voice.kind == "person"}
            key = min(named, key=lambda k: (-named[k], k not in persons, k))
            return min((t.voice for t in candidates if t.voice.key == key), key=lambda v: (-len(v.name), v.name))
    known = [t.voice for t in roots if t.voice.kind != "unseen"] or [
        t.voice for t in cluster if t.voice.kind != "unseen"
    ]
    return min(known or [t.voice for t in cluster], key=lambda v: (v.standing != "anonymous", v.key))


def _best_voices(voices: Sequence[Voice]) -> dict[str, Voice]:
    """The likeliest different voices, by the keys of all: an office, or part of a name, stands for whoever bears it."""
    known = {v.key: v for v in sorted(voices, key=lambda v: v.key)}
    chosen: dict[str, Voice] = {}
    for key, voice in known.items():
        passed = {key}
        while (
            whole := next((v for v in known.values() if v.key not in passed and _is_part_of(voice, v)), None)
        ) is not None:
            voice = whole
            passed.add(voice.key)
        chosen[key] = voice
    return chosen


def _is_part_of(voice: Voice, other: Voice) -> bool:
    """Whether `voice` is only an office ("the minister") that `other` is said to hold, or another form of her name."""
    if voice.key.startswith("role:"):
        more = not other.key.startswith("role:") or len(other.role.split()) > len(voice.role.split())
        return more and bool(other.role) and set(voice.role.split()) <= set(other.role.split()) | {"the"}
    return voice.is_person_by_name and other.is_person_by_name and is_other_form(voice.name, other.name)


def _count_strictly(voices: Sequence[Voice]) -> int:
    return len({v.key for v in voices})


def _may_be_two_accounts(cluster: Sequence[Telling]) -> bool:
    """Whether one language names whom another does not: then what reads like a translation may be told apart."""
    return any(
        a.language != b.language and agreement(a.voice, b.voice) == 0.0
        for n, a in enumerate(cluster)
        for b in cluster[n + 1 :]
    )


def _count_translations_of_two(
    tellings: Sequence[Telling], clusters: Sequence[Sequence[Telling]], dependence: Dependence, threshold: float
) -> int:
    """Accounts that name nobody and read like translations of two people's alike: perhaps of neither."""
    people = [[t for t in cluster if t.voice.is_person_by_name] for cluster in clusters]
    if sum(map(bool, people)) < 2:
        return 0

    def is_tied(telling: Telling, told: Sequence[Telling]) -> bool:
        foreign = (t for t in told if t.language != telling.language)
        return any(dependence(telling.article, t.article) >= threshold for t in foreign)

    unnamed = (t for t in tellings if not t.voice.is_person_by_name)
    between = [t for t in unnamed if sum(is_tied(t, told) for told in people) > 1]
    return len(cluster_tellings(between, dependence, threshold))


def _count_permissively(voices: Sequence[Voice]) -> int:
    """Persons, bodies and works that cannot be one another; whoever else vouches may have it from any of them."""
    named = {v.key: v for v in voices if v.standing == "named" and v.is_name}
    persons: list[Voice] = []
    for key in sorted(named):
        person = named[key]
        if person.is_person_by_name and not any(may_be_one_person(person.name, p.name) for p in persons):
            persons.append(person)
    others = [v for v in named.values() if v.kind in ("body", "work")]
    spoken_for = [v for v in others if any(_speaks_for(p, v) for p in persons)]
    return max(1, len(persons) + len(others) - len(spoken_for))


def _speaks_for(person: Voice, body: Voice) -> bool:
    """Whether `person` may be the voice of `body`: her office names it, as a minister's does, or it is a country."""
    if body.entity is not None and body.entity.startswith("place:"):
        return True
    ours = {word[:6] for word in person.role.split() if len(word) > 3}
    theirs = {word[:6] for word in body.name.casefold().split() if len(word) > 3}
    return bool(ours & theirs)


def _verdict(
    low: int,
    high: int,
    strict: Sequence[Voice],
    tellings: Sequence[Telling],
    dependence: Dependence,
    settings: OriginSettings,
) -> Verdict:
    if low >= 2:
        return "established"
    if high == 1:
        return "single"
    if all(v.standing == "own" for v in strict) and not any(
        dependence(a.article, b.article) >= settings.likely for n, a in enumerate(tellings) for b in tellings[n + 1 :]
    ):
        return "lineage unknown"
    return "not established"


def without_edge(
    tellings: Sequence[Telling], dependence: Dependence, settings: OriginSettings, article: str
) -> Origins:
    """The count if `article` had not taken the claim from its parent: it and its own copies stand alone."""
    parents: Mapping[str, str | None] = {t.article: t.parent for t in tellings}
    branch = {article}
    grown = True
    while grown:
        more = {a for a, p in parents.items() if p in branch} - branch
        grown = bool(more)
        branch |= more

    def cut(a: str, b: str) -> float:
        return dependence(a, b) if (a in branch) == (b in branch) else 0.0

    loose = [t if t.article != article else replace(t, parent=None, probability=0.0) for t in tellings]
    return count_origins(loose, cut, settings)
