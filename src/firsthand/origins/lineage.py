"""The lineage of a collection: which article took which claim from which, inferred once for all claims together.

Every group of statements is a passage family; a document's other passages, its date, outlet, credits and links are what
the inference weighs besides the wording.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from firsthand.claims import Group, Statement, content_stems
from firsthand.copying.collate import counted_words, plain_word
from firsthand.copying.inference import infer_copying
from firsthand.copying.witness import Copying, Witness
from firsthand.disjoint_sets import DisjointSets
from firsthand.model import Decision, Reason
from firsthand.origins.agencies import usual_name
from firsthand.origins.articles import Articles
from firsthand.origins.voices import Voice, agreement, outlet_key, voice_of
from firsthand.settings import OriginSettings


@dataclass(frozen=True, slots=True)
class Lineage:
    """Parents and dependence for every family and article, whatever component of the collection they are in."""

    parts: Mapping[str, Copying] = field(default_factory=dict)
    decided: Mapping[tuple[str, str], bool] = field(default_factory=dict)
    witnesses: Mapping[str, Witness] = field(default_factory=dict)
    settings: OriginSettings = field(default_factory=OriginSettings)
    accounts: Mapping[tuple[str, str], float] = field(default_factory=dict)
    prints: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The agencies whose text an article prints under its own name."""

    def is_decided(self, article: str) -> bool:
        """Whether the user said of `article` whether it is a copy of another."""
        return any(article in pair for pair in self.decided)

    def same_account(self, a: str, b: str) -> float:
        """How far two articles that share content, but no wording, agree on who said what (0..1)."""
        return self.accounts.get((min(a, b), max(a, b)), 1.0)

    def parent(self, family: str, article: str) -> tuple[str | None, float, tuple[Reason, ...]]:
        """The article that `article` took `family` from (or None), how probable that is, and why."""
        copying = self.parts.get(family)
        if copying is None:
            return None, 1.0, ()
        found = copying.parents.get(family, {}).get(article)
        reasons = copying.reasons.get(family, {}).get(article, ())
        doubtful = found is not None and (self._names(found, article) or self._is_only_undated(found, article))
        if found is not None and doubtful and not self._names(article, found):
            # who names an outlet as its source was not that outlet's source; and that a page has no date is no reason
            # to put it before one that has
            found, reasons = None, ()
        if found is None and (visible := self._visible_exemplar(copying, family, article)):
            return visible
        return found, copying.probability.get(family, {}).get(article, 1.0), reasons

    def _visible_exemplar(
        self, copying: Copying, family: str, article: str
    ) -> tuple[str, float, tuple[Reason, ...]] | None:
        """An earlier article here that `article` surely hangs together with, though both might have an unseen parent.

        Readers are served better by the exemplar that can be looked at than by one that can only be imagined; the edge
        says that it may be the latter. An outlet that the article names comes first, then the likelier, the earlier.
        """
        mine = self.witnesses.get(article)
        if mine is None or mine.published is None:
            return None
        odds = dict(copying.candidates.get(family, {}).get(article, ()))
        found = []
        for other in copying.parents.get(family, {}):
            date = self.witnesses[other].published
            if other == article or date is None or self.dependence(family, article, other) < self.settings.sure:
                continue
            is_named = self._names(article, other) and not self._names(other, article)
            if date[1] < mine.published[0] or (is_named and date[0] <= mine.published[1]):
                found.append((not is_named, -odds.get(other, 0.0), date, other))
        if not found:
            return None
        unnamed, _, _, best = min(found)
        share = self.settings.visible_unnamed if unnamed else self.settings.visible_named
        ends = best, article
        reasons: tuple[Reason, ...] = ()
        if teller := self._named_teller(article, best):
            reasons += (Reason("credits the outlet", documents=ends, names=(*ends, teller[0])),)
            if teller[1]:
                reasons += (Reason("prints the agency", documents=ends, names=(*ends, teller[0])),)
        reasons += (Reason("same wording earlier", documents=ends, names=ends),)
        return best, share * self.dependence(family, article, best), reasons

    def _is_only_undated(self, parent: str, child: str) -> bool:
        dates = [self.witnesses[d].published if d in self.witnesses else None for d in (parent, child)]
        return dates[0] is None and dates[1] is not None

    def links_to(self, article: str, other: str) -> bool:
        """Whether the text of `article` links to `other`."""
        return other in self.links_of(article)

    def links_of(self, article: str) -> frozenset[str]:
        """The articles that the text of `article` links to."""
        return frozenset(self.witnesses[article].links) if article in self.witnesses else frozenset()

    def _names(self, article: str, other: str) -> bool:
        """Whether `article` links to `other`, or names its outlet or the agency whose text only `other` prints."""
        return self.links_to(article, other) or self._named_teller(article, other) is not None

    def _named_teller(self, article: str, other: str) -> tuple[str, bool] | None:
        """By which name `article` names whoever speaks in `other`, and whether that is an agency."""
        if article not in self.witnesses or other not in self.witnesses:
            return None
        named = {outlet_key(name) for name in self.witnesses[article].credits}
        outlet = self.witnesses[other].outlet
        if outlet and outlet_key(outlet) in named:
            return outlet, False
        printed = self.prints.get(other, frozenset()) - self.prints.get(article, frozenset())
        return next(((name, True) for name in sorted(printed) if outlet_key(name) in named), None)

    def depends(self, a: str, b: str) -> tuple[float | None, str | None]:
        """How surely two articles depend on each other in any claim of both, and which is the copy, if known."""
        best, child = 0.0, None
        for family in sorted(self._families(a) & self._families(b)):
            p = self.dependence(family, a, b)
            if p > best:
                best = p
                child = next((x for x, y in ((a, b), (b, a)) if self.parent(family, x)[0] == y), None)
        return (best, child) if best else (None, None)

    def _families(self, article: str) -> set[str]:
        witness = self.witnesses.get(article)
        return set() if witness is None else set(witness.passages)

    def dependence(self, family: str, a: str, b: str) -> float:
        """Probability that one of `a`, `b` depends on the other for `family`, or both on a third."""
        if (decided := self.decided.get((min(a, b), max(a, b)))) is not None:
            return float(decided)
        copying = self.parts.get(family)
        return copying.dependence(family, a, b) if copying else 0.0


def trace_lineage(
    groups: Sequence[Group],
    articles: Articles,
    credits: Mapping[str, Iterable[str]],
    background: Mapping[str, float],
    decisions: Sequence[Decision] = (),
    settings: OriginSettings | None = None,
    links: Mapping[str, Iterable[str]] = MappingProxyType({}),
) -> Lineage:
    """Infer who took which claim from whom.

    Parameters
    ----------
    groups : sequence of Group
        All claims of the collection; a group's index, as a string, is the name of its family.
    articles : Articles
    credits : mapping
        Article to the outlets that it names as where it has things from.
    background : mapping
        Word to the probability that an independent report has it as well.
    decisions : sequence of Decision
        "copy" and "not a copy" are taken as they are.
    links : mapping
        Article to the articles that its text links to.
    """
    settings = settings or OriginSettings()
    told: dict[str, dict[str, str]] = defaultdict(dict)
    quoted: dict[str, set[str]] = defaultdict(set)
    for n, group in enumerate(groups):
        for article, statements in tellings_by_article(group, articles).items():
            told[article][str(n)] = _comparable_text(group, statements)
            if any(s.quoted for s in statements):
                quoted[article].add(str(n))
    witnesses = {
        article: Witness(
            document=article,
            outlet=usual_name(name) if (name := articles[article].outlet) else None,
            owner=articles[article].owner,
            published=interval.minutes() if (interval := articles[article].published) else None,
            passages=told[article],
            quoted=frozenset(quoted[article]),
            credits=frozenset(credits.get(article, ())),
            links=frozenset(links.get(article, ())),
        )
        for article in sorted(told)
    }
    vocabulary = _vocabulary(groups, settings)
    parts: dict[str, Copying] = {}
    for component in _components(told):
        copying = infer_copying([witnesses[article] for article in component], background, vocabulary)
        shared = {family for article in component for family in told[article]}
        parts.update(dict.fromkeys(shared, copying))
    accounts = _compare_accounts(groups, articles, settings)
    prints = {article: frozenset(map(usual_name, articles[article].credits)) for article in witnesses}
    return Lineage(parts, _decided(decisions, articles), witnesses, settings, accounts, prints)


def _compare_accounts(
    groups: Sequence[Group], articles: Articles, settings: OriginSettings
) -> dict[tuple[str, str], float]:
    """For articles that tell the same in other words or another language: how often they name the same voices for it.

    A translation keeps who said what. Two reporters who were at one event tell the same, each from her own sources:
    where the named voices differ, all that such a pair shares is likelier two accounts than one. Only pairs that
    disagree somewhere are listed, and those of which but one sentence is a translation of the other's: that may be two
    people's plain words for one thing.
    """
    votes: dict[tuple[str, str], list[float]] = defaultdict(list)
    translated: Counter[tuple[str, str]] = Counter()
    for group in groups:
        voices: dict[int, Voice] = {}
        for link in group.links:
            here, there = (articles.of[group.statements[i].document] for i in (link.a, link.b))
            if link.kind not in ("translated", "near wording") or here == there:
                continue
            for i in (link.a, link.b):
                if i not in voices:
                    voices[i] = voice_of(group.statements[i], articles.documents[group.statements[i].document])
            pair = min(here, there), max(here, there)
            votes[pair].append(agreement(voices[link.a], voices[link.b]))
            translated[pair] += link.kind == "translated"
    found = {pair: sum(given) / len(given) for pair, given in sorted(votes.items()) if min(given) == 0.0}
    lone = {pair: settings.lone_translation for pair, n in sorted(translated.items()) if n == 1}
    return {**lone, **{pair: min(share, lone.get(pair, 1.0)) for pair, share in found.items()}}


def tellings_by_article(group: Group, articles: Articles) -> dict[str, list[Statement]]:
    """The statements of `group` by article, in order; of several copies only one is looked at.

    That is the copy which stands for the article, or, for a passage that it lacks, the first that has it.
    """
    by_document: dict[str, list[Statement]] = {}
    for statement in group.statements:
        by_document.setdefault(statement.document, []).append(statement)
    chosen: dict[str, str] = {}
    for document in sorted(by_document):
        article = articles.of[document]
        if document == article or article not in chosen:
            chosen[article] = document
    return {article: by_document[chosen[article]] for article in sorted(chosen)}


def _comparable_text(group: Group, statements: Sequence[Statement]) -> str:
    """The longest wording of one article; where it is a translation, the wording that it translates."""
    longest = max(statements, key=lambda s: (len(s.text), s.text))
    base = group.statements[0].language
    if longest.language == base:
        return longest.text
    index = group.statements.index(longest)
    originals = [
        group.statements[link.b if link.a == index else link.a]
        for link in group.links
        if link.kind == "translated" and index in (link.a, link.b)
    ]
    same = [s for s in originals if s.language == base]
    return max((s.text for s in same), key=lambda t: (len(t), t), default=longest.text)


def _components(told: Mapping[str, Mapping[str, str]]) -> list[list[str]]:
    """Articles that share a claim, directly or through others, each component in order; lone articles left out."""
    tellers: dict[str, list[str]] = defaultdict(list)
    for article in sorted(told):
        for family in told[article]:
            tellers[family].append(article)
    tied = DisjointSets(told)
    for together in tellers.values():
        for other in together[1:]:
            tied.join(together[0], other)
    return [component for component in tied.all() if len(component) > 1]


def _decided(decisions: Sequence[Decision], articles: Articles) -> dict[tuple[str, str], bool]:
    found = {}
    for decision in decisions:
        if decision.kind in ("copy", "not a copy") and all(s in articles.of for s in decision.subjects[:2]):
            a, b = sorted(articles.of[s] for s in decision.subjects[:2])
            found[a, b] = decision.kind == "copy"
    return found


def rare_word_background(names: Iterable[str], probability: float) -> dict[str, float]:
    """Every word of the names and figures of an event, which any report of it has, with `probability`."""
    return {plain_word(word): probability for name in names for word in counted_words(name)}


def _vocabulary(groups: Sequence[Group], settings: OriginSettings) -> dict[str, float]:
    """Every word of the claims with the chance that an independent report of the same thing has it too."""
    found: dict[str, float] = {}
    for group in groups:
        for statement in group.statements:
            for word in counted_words(statement.text):
                plain = plain_word(word)
                if plain not in found:
                    matter = bool(content_stems(plain, statement.language))
                    found[plain] = settings.matter_word if matter else settings.function_word
    return found
