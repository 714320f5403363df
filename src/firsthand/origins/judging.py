"""A group of statements becomes a claim: its tellings, its tree, its origins, and what changed on the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from firsthand.claims import Group, Statement
from firsthand.claims.wording import content_stems
from firsthand.model import (
    Assertion,
    AssertionKind,
    Certainty,
    Change,
    Claim,
    Derivation,
    First,
    Origins,
    Reason,
    Span,
)
from firsthand.origins.agencies import find_contributions
from firsthand.origins.articles import Articles
from firsthand.origins.assertions import (
    claim_id,
    concentration_of,
    identify,
    kinds_of,
    lost_attribution,
    marked_stems,
    primary_of,
    source_of,
    span_of_statement,
)
from firsthand.origins.branches import Branch
from firsthand.origins.chokepoints import find_chokepoints
from firsthand.origins.counting import count, without_edge
from firsthand.origins.denials import denies, hang_denials
from firsthand.origins.discrepancies import find_discrepancies, find_source_discrepancy
from firsthand.origins.lineage import Lineage, tellings_by_article
from firsthand.origins.linked import Linked
from firsthand.origins.media import Media
from firsthand.origins.speakers import is_piece_named_by, named_beside
from firsthand.origins.summary import summarise, summary_languages
from firsthand.origins.telling import Dependence, Telling
from firsthand.origins.ties import Ties
from firsthand.origins.told_once import ToldOnce, heard_from, names_by
from firsthand.origins.voices import Voice, voice_of
from firsthand.settings import OriginSettings
from firsthand.text.words import words_of

OF_WORDING = frozenset({"words alike", "the same words", "nearly the same words"})
"""Reasons that count words: between two languages the words of an original stand in for its translation's."""
Certain = Callable[[Statement], Certainty]
Changes = Callable[[Statement, Statement], tuple[Change, ...]]


@dataclass(frozen=True, slots=True)
class Judge:
    """Everything that judging one claim needs to know of the collection.

    `certain` and `changes` look at the words of a statement, or of two; `media` knows through which outlet a source is
    likely to have spoken where a statement does not say so; `ties` tells what two articles share besides a claim.
    """

    articles: Articles
    lineage: Lineage
    media: Media
    certain: Certain
    changes: Changes
    settings: OriginSettings
    ties: Ties
    summary_languages: tuple[str, ...] = field(default_factory=summary_languages)
    _name: Callable[[str], str] = field(init=False, repr=False)
    _alone: ToldOnce = field(init=False, repr=False)

    def __post_init__(self) -> None:
        name = names_by(self.articles.documents)
        object.__setattr__(self, "_name", name)
        object.__setattr__(self, "_alone", ToldOnce(self.articles, self.media, self.summary_languages, name))

    def judge(self, family: str, group: Group) -> Claim:
        """The claim that the statements of `group` assert.

        Parameters
        ----------
        family : str
            The name under which the group stands in the lineage.
        group : Group
        """
        if len(group.statements) == 1:
            return self._alone.claim(group.statements[0], self.certain(group.statements[0]))
        mine = tellings_by_article(group, self.articles)
        linked = Linked.of(group)
        tellings = [self._telling(family, group, article, mine[article], linked) for article in mine]

        primary = {t.article: primary_of(mine[t.article]) for t in tellings}
        tellings = [named_beside(t, self._sentence(primary[t.article]), tellings) for t in tellings]
        dependence = self._dependence(family, group, tellings, primary, linked)
        tellings, dependence = hang_denials(tellings, primary, self.articles.documents, dependence, self.settings.sure)
        tellings = [self._unless_another_account(t, dependence) for t in tellings]
        tellings, dependence = self._below_the_medium(tellings, dependence)
        counted = count(tellings, dependence, self.settings, self.ties.tied, self.ties.lean)
        origins = counted.origins
        first = self._first([branch.head for branch in counted.branches])
        kinds = kinds_of(group, primary[first.article])
        assertions = self._assertions(group, mine, primary, kinds)
        identifiers = identify(group.statements)
        edges = self._derivations(family, group, counted.branches, primary, identifiers, dependence)
        documents = {t.article for t in tellings}
        outlets = {self.articles[a].outlet or a for a in documents}
        owners = {self.articles[a].owner or self.articles[a].outlet or a for a in documents}
        claim = Claim(
            id=claim_id(primary[first.article]),
            text=primary[first.article].text,
            language=primary[first.article].language,
            assertions=assertions,
            origins=origins,
            direct_reports=len(counted.branches),
            n_documents=len(documents),
            n_outlets=len(outlets),
            n_owners=len(owners),
            deficit=len(owners) - origins.best,
            concentration=concentration_of(origins),
            first=First(identifiers[primary[first.article].key], self.articles[first.article].published),
            derivations=edges,
            chokepoints=self._chokepoints(edges, assertions),
            discrepancies=find_discrepancies(list(primary.values()), self.changes, linked.translated)
            + find_source_discrepancy(tellings, primary, origins, self.settings),
            originals=self.media.missing(tellings),
        )
        words = tuple((code, summarise(claim, code, self._name)) for code in self.summary_languages)
        return replace(claim, summary=words[0][1], summaries=words)

    def _dependence(
        self,
        family: str,
        group: Group,
        tellings: Sequence[Telling],
        primary: Mapping[str, Statement],
        linked: Linked,
    ) -> Dependence:
        """The lineage's word on who depends on whom, less sure where two tellings name two different voices.

        Whoever copies a sentence keeps its words; other words from another named voice are another account, and most so
        where both stand in quote marks. The very same words in quote marks were said once, whomever two articles name.
        """
        voices = {t.article: t.voice for t in tellings}
        alike: dict[frozenset[tuple[str, int, int, str]], float] = {}
        reworded: set[frozenset[tuple[str, int, int, str]]] = set()
        shown: set[frozenset[str]] = set()
        worded: set[frozenset[str]] = set()
        for link in group.links:
            pair = frozenset((group.statements[link.a].key, group.statements[link.b].key))
            both = frozenset(self.articles.of[group.statements[i].document] for i in (link.a, link.b))
            if link.kind != "near wording":
                shown.add(both)
            if link.kind in ("verbatim", "edited"):
                sizes = [len(words_of(group.statements[i].text)) for i in (link.a, link.b)]
                if link.strength * sum(sizes) / 2 / max(1, min(sizes)) >= self.settings.same_words:
                    worded.add(both)
            alike[pair] = 1.0 if link.kind == "translated" else link.strength  # a translation has no words of its own
            if link.kind in ("translated", "near wording"):
                reworded.add(pair)

        @cache
        def dependence(a: str, b: str) -> float:
            probability = self.lineage.dependence(family, a, b)
            ours, theirs = voices[a], voices[b]
            pair = frozenset((primary[a].key, primary[b].key))
            by_language = ours.is_called_by_language and theirs.is_called_by_language
            if by_language and linked.translated(primary[a], primary[b]):
                return probability  # "Harbour Council" and "Consejo del Puerto" are one where one translates the other
            if pair in reworded and ours.key != theirs.key:
                probability *= self.lineage.same_account(a, b)
            if ours.key != theirs.key and frozenset((a, b)) not in shown:
                probability = min(probability, self.settings.other_words)
            if ours.standing != "named" or theirs.standing != "named" or ours.key == theirs.key:
                return probability
            both_quoted = primary[a].quoted and primary[b].quoted
            persons = ours.is_person_by_name and theirs.is_person_by_name
            if alike.get(pair, 0.0) >= self.settings.same_words and not (pair in reworded and persons):
                return max(probability, self.settings.one_utterance) if both_quoted else probability
            probability *= self.settings.other_speaker if both_quoted else self.settings.other_voice
            # Where one has hardly a word of its own, it may err about the speaker: two names establish nothing.
            return max(probability, self.settings.possible) if frozenset((a, b)) in worded else probability

        return dependence

    def _telling(
        self, family: str, group: Group, article: str, statements: Sequence[Statement], linked: Linked
    ) -> Telling:
        main = primary_of(statements)
        parent, probability, _ = self.lineage.parent(family, article)
        medium, _ = self.media.of(main)
        ties = linked.outside(article)
        weak = bool(ties) and all(k.kind == "near wording" and k.strength < self.settings.firm_wording for k in ties)
        voice = self._speaker_of_the_same_words(group, main, voice_of(main, self.articles[article]), linked)
        document = self.articles[article]
        return Telling(
            article,
            voice,
            medium,
            document.outlet,
            parent,
            probability,
            weak,
            main.language,
            words=words_of(main.text),
            stems=main.stems,
            marked=marked_stems(main),
            beside=self._beside(main),
            quoted=main.quoted,
            around=self._around(main),
            author=document.author,
            agencies=find_contributions(document),
            links=self.lineage.links_of(article),
            published=document.published.minutes() if document.published else None,
            text="" if self.lineage.is_decided(article) else document.text,
        )

    def _sentence(self, statement: Statement) -> str:
        return self.articles.documents[statement.document].text[slice(*statement.sentence)]

    def _around(self, statement: Statement) -> str:
        """The sentence of `statement` with its neighbours, as words only."""
        text, reach = self.articles.documents[statement.document].text, self.settings.around
        start, end = statement.sentence
        return " ".join(words_of(text[max(0, start - reach) : end + reach]))

    def _beside(self, statement: Statement) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The telling words right before and right after `statement`."""
        text, reach = self.articles.documents[statement.document].text, self.settings.around
        before = content_stems(text[max(0, statement.start - reach) : statement.start], statement.language)
        after = content_stems(text[statement.end : statement.end + reach], statement.language)
        return before[-self.settings.neighbours :], after[: self.settings.neighbours]

    def _unless_another_account(self, telling: Telling, dependence: Dependence) -> Telling:
        """`telling` without its parent where what it tells is likelier another voice's account than a copy."""
        if telling.parent is None or dependence(telling.article, telling.parent) >= self.settings.likely:
            return telling
        return replace(telling, parent=None, probability=0.0)

    def _below_the_medium(
        self, tellings: Sequence[Telling], dependence: Dependence
    ) -> tuple[list[Telling], Dependence]:
        """Who names a medium for a voice, or an outlet or agency as the voice, hangs on their piece, if it is here."""
        credited: dict[str, str] = {}
        placed = []
        for t in tellings:
            earlier = [u for u in tellings if is_piece_named_by(t, u)] if t.parent is None else []
            if earlier:
                piece = min(earlier, key=lambda u: (u.published or (0.0, 0.0), u.article))
                credited[t.article] = piece.article
                t = replace(t, parent=piece.article, probability=self.settings.visible_named, voice=piece.voice)
            placed.append(t)

        def depends(a: str, b: str) -> float:
            named = credited.get(a) == b or credited.get(b) == a
            return max(dependence(a, b), self.settings.visible_named) if named else dependence(a, b)

        return placed, depends

    def _speaker_of_the_same_words(self, group: Group, main: Statement, voice: Voice, linked: Linked) -> Voice:
        """Who is named elsewhere as the speaker of the very words that `main` quotes from nobody; else its own `voice`.

        The same sentence in quote marks is one utterance: whoever heard it, it has one speaker. Where another page has
        it in quote marks word for word, "a survivor said" describes that speaker.
        """
        described = voice.standing == "anonymous" and len(words_of(main.text)) >= self.settings.telling_words
        if not (main.quoted or described) or voice.standing == "named":
            return voice
        index = linked.place[main.key]
        named = []
        for link in linked.at.get(index, ()):
            if link.kind == "near wording" or link.strength < self.settings.same_words:
                continue
            other = group.statements[link.b if link.a == index else link.a]
            theirs = voice_of(other, self.articles.documents[other.document])
            if other.quoted and theirs.standing == "named":
                named.append(theirs)
        return min(named, key=lambda v: (-sum(v.key == w.key for w in named), v.key), default=voice)

    def _first(self, heads: Sequence[Telling]) -> Telling:
        """The earliest dated telling that took it from nobody here; only if none is dated, one without a date."""

        def order(t: Telling) -> tuple[bool, float, str]:
            return t.published is None, t.published[1] if t.published else 0.0, t.article

        return min(heads, key=order)

    def _assertions(
        self,
        group: Group,
        mine: Mapping[str, Sequence[Statement]],
        primary: Mapping[str, Statement],
        kinds: Mapping[tuple[str, int, int, str], AssertionKind],
    ) -> tuple[Assertion, ...]:
        identifiers = identify(group.statements)
        made = []
        for statement in group.statements:
            article = self.articles.of[statement.document]
            original = None
            if article != statement.document and article in primary:
                same = [s for s in mine[article] if s.stems == statement.stems] or [primary[article]]
                original = identifiers[same[0].key]
            quotation = statement.quotation
            stated = quotation.medium if quotation else None
            medium, inferred = (stated, "") if stated else self.media.of(statement)
            made.append(
                Assertion(
                    id=identifiers[statement.key],
                    span=span_of_statement(statement),
                    language=statement.language,
                    kind=kinds[statement.key],
                    source=source_of(quotation),
                    medium=medium,
                    certainty=self.certain(statement),
                    quotation=quotation.id if quotation else None,
                    inferred=inferred or (quotation.inferred if quotation else ""),
                    copy_of=original,
                )
            )
        copies: dict[str, list[Span]] = {}
        for assertion in made:
            if assertion.copy_of:
                copies.setdefault(assertion.copy_of, []).append(assertion.span)
        return tuple(replace(a, copies=tuple(copies.get(a.id, ()))) for a in made)

    def _derivations(
        self,
        family: str,
        group: Group,
        branches: Sequence[Branch],
        primary: Mapping[str, Statement],
        identifiers: Mapping[tuple[str, int, int, str], str],
        dependence: Dependence,
    ) -> tuple[Derivation, ...]:
        edges: list[Derivation] = []
        tellings = [t for branch in branches for t in branch.tellings]
        for branch in branches:
            head = primary[branch.head.article]
            edges += heard_from(branch.voice, head, identifiers[head.key], self.media)
            for telling in branch.tellings:
                if telling is not branch.head:
                    edges.append(self._copied(family, branch, telling, tellings, primary, identifiers, dependence))
        said: dict[str, list[Statement]] = {}
        for statement in group.statements:
            said.setdefault(statement.document, []).append(statement)
        for telling in tellings:
            main, article = primary[telling.article], telling.article
            for other in said.get(article, ()):
                if other.key != main.key:
                    another = other.language != main.language
                    reason = Reason("own translation" if another else "said twice", documents=(article, article))
                    ends = identifiers[main.key], identifiers[other.key]
                    edges.append(Derivation(*ends, 1.0, (reason,), changes=self.changes(main, other)))
        return tuple(sorted(edges, key=lambda e: (e.target, e.origin)))

    def _copied(
        self,
        family: str,
        branch: Branch,
        telling: Telling,
        tellings: Sequence[Telling],
        primary: Mapping[str, Statement],
        identifiers: Mapping[tuple[str, int, int, str], str],
        dependence: Dependence,
    ) -> Derivation:
        parent, probability = branch.parents[telling.article]
        before, after = primary[parent], primary[telling.article]
        ends = parent, telling.article
        reasons: tuple[Reason, ...] = ()
        if before.language != after.language:
            reasons = (Reason("translation", documents=ends),)
        if telling.article in branch.undirected:
            share, shown = self._direction(ends, before, after)
            probability, reasons = probability * share, reasons + shown
        else:
            known, _, found = self.lineage.parent(family, telling.article)
            if known != parent:  # the medium that it names has a piece of its own here
                kind, name = ("denies it", "") if denies(after) else ("credits the outlet", telling.medium or "")
                found = (Reason(kind, documents=ends, names=(*ends, name) if name else ends),)
            reasons += tuple(r for r in found if not (reasons and r.kind in OF_WORDING))
        without: Origins | None = None
        if len(tellings) <= self.settings.largest_counterfactual:
            without = without_edge(tellings, dependence, self.settings, telling.article)
        return Derivation(
            identifiers[before.key],
            identifiers[after.key],
            round(probability, 4),
            tuple(self._called(reason) for reason in reasons),
            without,
            self.changes(before, after) + lost_attribution(before, after),
        )

    def _direction(
        self, ends: tuple[str, str], before: Statement, after: Statement
    ) -> tuple[float, tuple[Reason, ...]]:
        """How probable it is that the second of two that hang together was taken from the first, and why they do."""
        losses = self.ties.losses(*ends)
        reasons: tuple[Reason, ...] = ()
        if before.language == after.language and words_of(before.text) == words_of(after.text):
            reasons += (Reason("the same words", documents=ends),)
        if losses.n > 1:
            reasons += (Reason("shared passages", (("n", losses.n),), documents=ends),)
        first, second = (self.articles[article].published for article in ends)
        if first and second and first.minutes()[1] <= second.minutes()[0]:
            return self.settings.visible_unnamed, (*reasons, Reason("same wording earlier", documents=ends))
        if self.ties.lean(*ends) >= self.settings.losses_that_tell:
            return self.settings.direction_by_shape, reasons + losses.reasons(ends)
        return self.settings.direction_unknown, (*reasons, Reason("which was first is not known", documents=ends))

    def _chokepoints(self, edges: Sequence[Derivation], assertions: Sequence[Assertion]) -> tuple[str, ...]:
        article = {a.id: self.articles.of[a.span.document] for a in assertions}
        flow: dict[str, list[str]] = {}
        voices = set()
        for edge in edges:
            origin, target = article.get(edge.origin, edge.origin), article.get(edge.target, edge.target)
            if origin.startswith("origin:"):
                voices.add(origin)
            if origin != target:
                flow.setdefault(origin, []).append(target)
        tellings = sorted(set(article.values()))
        found = find_chokepoints(voices, flow, tellings)
        return tuple(
            dict.fromkeys(n.removeprefix("medium:") if n.startswith("medium:") else self._name(n) for n in found)
        )

    def _called(self, reason: Reason) -> Reason:
        """`reason` with the names that readers know its documents by."""
        names = tuple(self._name(document) for document in reason.documents)
        return replace(reason, names=(*names, *reason.names[len(reason.documents) :]))
