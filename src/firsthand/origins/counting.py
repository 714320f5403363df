"""Counting origins: tellings into clusters that depend on each other, clusters into voices, voices into a range.

Three counts of one graph. *High* is strict: two tellings are one only where it is nearly sure that one depends on the
other, or where both name the same source. *Best* takes the likelier side. *Low* is permissive: a thin chance of
dependence joins, and whoever is not named may be any of those who are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from firsthand.disjoint_sets import DisjointSets
from firsthand.model import Origins, Verdict
from firsthand.origins.branches import Branch, grow_branch
from firsthand.origins.identity import can_be_one, is_a_name
from firsthand.origins.speakers import Relays, best_voices, choose_voice, find_relays, speaks_for, strict_voices
from firsthand.origins.telling import Dependence, Lean, Telling, Tied, no_lean, nothing_else
from firsthand.origins.utterances import is_held, is_one_passage, is_one_utterance, is_quoted_in
from firsthand.origins.verdict import count_established
from firsthand.origins.voices import Voice, agreement
from firsthand.settings import OriginSettings


@dataclass(frozen=True, slots=True)
class Counted:
    """The origins of a claim, and the graph that they are read off: one branch for every direct report."""

    origins: Origins
    branches: tuple[Branch, ...]


def count_origins(
    tellings: Sequence[Telling], dependence: Dependence, settings: OriginSettings, tied: Tied = nothing_else
) -> Origins:
    """How many independent origins `tellings` have; see `count`."""
    return count(tellings, dependence, settings, tied).origins


def count(
    tellings: Sequence[Telling],
    dependence: Dependence,
    settings: OriginSettings,
    tied: Tied = nothing_else,
    lean: Lean = no_lean,
) -> Counted:
    """How many independent origins `tellings` have, and the graph that says so.

    Parameters
    ----------
    tellings : sequence of Telling
        One an article, in order of the articles' ids.
    dependence : callable
        Probability that one of two articles depends on the other here, either way or through a common parent.
    settings : OriginSettings
    tied : callable
        Whether anything else in two articles makes them one witness: an agency, a lead, words of another passage.
    lean : callable
        Which of two articles looks like the original, where dates do not tell.

    Returns
    -------
    Counted
        ``low <= best <= high``; the list holds the origins of the best count.
    """
    relays = find_relays(tellings)
    kept, copies = collapse(tellings, settings)
    depends = _remembered({t.article: t for t in kept}, dependence, settings)
    sure = _without_go_betweens(cluster_tellings(kept, depends, settings.sure), depends, settings.sure)
    clusters = cluster_tellings(kept, depends, settings.likely)
    clusters = _without_go_betweens(clusters, depends, settings.likely)
    likely = [choose_voice(cluster, relays) for cluster in clusters]
    likely = _spoken_through(likely, clusters, relays, depends)
    chosen = best_voices(likely)
    best = len({v.key for v in chosen.values()})
    branches = [
        grow_branch(chosen.get(voice.key, voice), cluster, copies, depends, lean)
        for voice, cluster in zip(likely, clusters)
    ]
    hanging = Counter[str]()
    for branch in branches:
        hanging[branch.voice.key] += len(branch.tellings)
    accounts = len(strict_voices(sure, relays)) + sum(_may_be_two_accounts(cluster) for cluster in sure)
    accounts += _count_translations_of_two(kept, sure, depends, settings.sure)
    high = max(best, min(accounts, len(kept)))
    firm = [t for t in kept if not t.weak] or list(kept[:1])
    loose = cluster_tellings(firm, depends, settings.possible)
    low = min(best, count_established([(choose_voice(c, relays), c) for c in loose], relays, tied, settings))
    verdict = _verdict(low, high, [choose_voice(c, relays) for c in sure], kept, depends, settings)
    listed = [v for key, v in chosen.items() if key == v.key]
    origins = tuple(replace(v.origin, tellings=hanging[v.key]) for v in listed)
    return Counted(Origins(best, low, high, verdict, origins), tuple(branches))


def _spoken_through(
    voices: Sequence[Voice], clusters: Sequence[Sequence[Telling]], relays: Relays, depends: Dependence
) -> list[Voice]:
    """The voices of the clusters, a relay's by that of whom it most probably heard: it vouches for nothing."""
    heard = [n for n, voice in enumerate(voices) if not relays.has(voice)]
    if not heard:
        return list(voices)

    def nearness(a: int, b: int) -> float:
        return max(depends(t.article, u.article) for t in clusters[a] for u in clusters[b])

    return [v if n in heard else voices[max(heard, key=lambda b: nearness(n, b))] for n, v in enumerate(voices)]


def collapse(tellings: Sequence[Telling], settings: OriginSettings) -> tuple[list[Telling], dict[str, list[Telling]]]:
    """One telling for all that say the very same words in the same voice, and the others by its article.

    So copies cost nothing, and no copy more is weighed. Few words are the same in two mouths by chance: only what has
    five telling words, is quoted, or stands in one text printed again is made one. Own voices are alike here, whatever
    the outlet.
    """
    kept: dict[object, Telling] = {}
    copies: dict[str, list[Telling]] = {}
    here = {t.article for t in tellings}
    for telling in sorted(tellings, key=lambda t: _age(t, here)):
        voice = telling.voice.key if telling.voice.standing == "named" else telling.voice.standing
        few = len(telling.stems) < settings.held_words and not (telling.quoted and telling.stems)
        page = (voice, telling.text, telling.words) if telling.text else telling.article
        first = kept.setdefault(page if few else (voice, telling.language, telling.words), telling)
        if first is not telling:
            copies.setdefault(first.article, []).append(telling)
    same = _one_voice_of_own(list(kept.values()), copies)
    return sorted(
        (replace(t, voice=same.get(t.voice.key, t.voice)) for t in kept.values()), key=lambda t: t.article
    ), copies


def _one_voice_of_own(kept: Sequence[Telling], copies: Mapping[str, Sequence[Telling]]) -> dict[str, Voice]:
    """Own voices that print the same words, directly or through others, as one: the first of them by age.

    Else a copy more, printed elsewhere, would be a voice more.
    """
    first: dict[str, Voice] = {}
    for telling in kept:
        printed = [t.voice for t in (telling, *copies.get(telling.article, ())) if t.voice.standing == "own"]
        known = [first[v.key] for v in printed if v.key in first]
        one = speaks_for([*known, *printed] or [telling.voice])
        keys = {v.key for v in (*printed, *known)}
        first.update({key: one for key in first if first[key].key in keys} | dict.fromkeys(keys, one))
    return first


def _age(telling: Telling, here: Collection[str]) -> tuple[bool, float, bool, str]:
    """By date; of those without one, who links to another telling of the claim comes after who links to none."""
    known = telling.published
    links = known is None and not telling.links.isdisjoint(here)
    return known is None, known[0] if known else 0.0, links, telling.article


def _remembered(by_article: Mapping[str, Telling], dependence: Dependence, settings: OriginSettings) -> Dependence:
    """`dependence`, asked once a pair; words that were said once depend, whatever else is thought of them."""
    found: dict[tuple[str, str], float] = {}

    def depends(a: str, b: str) -> float:
        pair = (a, b) if a < b else (b, a)
        if pair not in found:
            ours, theirs = by_article[a], by_article[b]
            alike = ours.language == theirs.language
            if alike and (
                is_one_utterance(ours.stems, theirs.stems, settings) or is_one_passage(ours, theirs, settings)
            ):
                found[pair] = 1.0
            elif alike and _is_likely_one(ours, theirs, settings):
                found[pair] = max(settings.one_utterance, dependence(*pair))
            else:
                found[pair] = dependence(*pair)
        return found[pair]

    return depends


def _is_likely_one(a: Telling, b: Telling, settings: OriginSettings) -> bool:
    """Whether all words of one stand in the other, if no two are named; or all that one has in quote marks, if two are.

    Quote marks say that the words are somebody's very own: of two pages that give them to two, one errs.
    """
    return is_quoted_in(a.marked, b.marked, settings) or (not _are_two(a, b) and is_held(a.stems, b.stems, settings))


def _are_two(a: Telling, b: Telling) -> bool:
    """Whether two voices are named that cannot be one another."""
    return is_a_name(a.voice) and is_a_name(b.voice) and not can_be_one(a.voice, b.voice)


def cluster_tellings(tellings: Sequence[Telling], dependence: Dependence, threshold: float) -> list[list[Telling]]:
    """Tellings that depend on each other with at least `threshold`, in order of their first member."""
    tied = DisjointSets(t.article for t in tellings)
    for n, a in enumerate(tellings):
        for b in tellings[n + 1 :]:
            if tied.root(a.article) != tied.root(b.article) and dependence(a.article, b.article) >= threshold:
                tied.join(a.article, b.article)
    clusters: dict[str, list[Telling]] = {}
    for telling in tellings:
        clusters.setdefault(tied.root(telling.article), []).append(telling)
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
