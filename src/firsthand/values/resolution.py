"""Resolution: how the names of a collection become entities.

Forms are counted first; bodies and places are grouped by their words, persons by the agreement of their names. Surnames
are settled in their own document before the collection is asked.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from firsthand.model import Decision, Document, Entity, EntityKind, Merge, Span
from firsthand.settings import ValueSettings
from firsthand.values.entities import RANK, Entities, bare_keys, kind_of_id
from firsthand.values.likeness import Keys, agreement_reason, content_words, is_surname, names_agree
from firsthand.values.namelists import gazetteer
from firsthand.values.names import Name
from firsthand.values.spelling import SILENT, aliases, name_keys, skeleton

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "hijo"})
_SETTINGS = ValueSettings()


@dataclass(slots=True)
class _Group:
    """Forms taken for one entity so far."""

    kind: EntityKind
    forms: dict[Keys, None] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Mention:
    document: str
    name: Name
    keys: Keys


def resolve_entities(
    documents: Sequence[Document], names: Mapping[str, Sequence[Name]], decisions: Iterable[Decision] = ()
) -> Entities:
    """Tie the names of a collection to entities.

    Parameters
    ----------
    documents
        The collection; their order does not matter.
    names
        The names found in each document, by document id, with offsets into its text.
    decisions
        The user's own words: "same person" and "not same person" are obeyed before anything is inferred.
    """
    return _Resolver(documents, names, decisions).resolve()


class _Resolver:
    """Forms are counted, then grouped: other kinds by their words, persons by their agreement."""

    def __init__(
        self, documents: Sequence[Document], names: Mapping[str, Sequence[Name]], decisions: Iterable[Decision]
    ) -> None:
        self.texts = {d.id: d.text for d in documents}
        self.mentions = [
            _Mention(document, name, keys)
            for document in sorted(names)
            for name in names[document]
            if (keys := bare_keys(name_keys(name.text)))
        ]
        self.spellings: dict[Keys, Counter[str]] = defaultdict(Counter)
        self.kinds: dict[Keys, Counter[EntityKind]] = defaultdict(Counter)
        self.sure: set[Keys] = set()
        self.same: list[tuple[Keys, ...]] = []
        self.different: set[frozenset[Keys]] = set()
        for mention in self.mentions:
            self.spellings[mention.keys][mention.name.text] += 1
            self.kinds[mention.keys][_entity_kind(mention.name.kind)] += 1
            if mention.name.sure:
                self.sure.add(mention.keys)
        for decision in sorted(decisions, key=lambda d: (d.kind, d.subjects)):
            subjects = tuple(bare_keys(name_keys(_plain(s))) for s in decision.subjects)
            if decision.kind == "same person":
                self.same.append(subjects)
            elif decision.kind == "not same person":
                self.different.update(frozenset((a, b)) for a in subjects for b in subjects if a != b)

    def resolve(self) -> Entities:
        kind_of = {keys: self._kind_of(keys) for keys in self.kinds}
        self._part_generations()
        local, unclear = self._local_people(kind_of)
        people = [k for k in kind_of if kind_of[k] == "person"]
        group_of = self._group_people(people)
        group_of.update(self._group_others([k for k in kind_of if kind_of[k] != "person"], kind_of))
        self._obey_sameness(group_of)
        local = {place: full for place, full in local.items() if not self._is_parted(place[1], group_of[full])}
        return self._finish(group_of, local, self._settle(unclear, group_of))

    def _is_parted(self, keys: Keys, group: _Group) -> bool:
        """Whether the user said that `keys` is not one of the group's names."""
        return any(frozenset((keys, form)) in self.different for form in group.forms)

    def _kind_of(self, keys: Keys) -> EntityKind:
        """What most mentions say."""
        kinds = self.kinds[keys]
        return min(kinds, key=lambda k: (-kinds[k], k == "other", RANK[k]))

    def _part_generations(self) -> None:
        """ "Jr." parts father and son where one document names both."""
        plain_of = {k: tuple(w for w in k if w not in _SUFFIXES) for k in self.kinds if _SUFFIXES.intersection(k)}
        found: dict[Keys, set[str]] = defaultdict(set)
        for mention in self.mentions:
            found[mention.keys].add(mention.document)
        for keys, plain in plain_of.items():
            if found[keys] & found.get(plain, set()):
                self.different.add(frozenset((keys, plain)))

    # -- persons --------------------------------------------------------------------------------------------------

    def _local_people(
        self, kind_of: dict[Keys, EntityKind]
    ) -> tuple[dict[tuple[str, Keys], Keys], dict[tuple[str, Keys], list[Keys]]]:
        """For each document, the full name that a surname in it stands for; and where it could stand for several."""
        by_document: dict[str, set[Keys]] = defaultdict(set)
        first: dict[tuple[str, Keys], int] = {}
        for mention in self.mentions:
            by_document[mention.document].add(mention.keys)
            at = first.setdefault((mention.document, mention.keys), mention.name.start)
            first[mention.document, mention.keys] = min(at, mention.name.start)
        elsewhere = self._bearers_of_surnames(kind_of)
        local: dict[tuple[str, Keys], Keys] = {}
        unclear: dict[tuple[str, Keys], list[Keys]] = {}
        for document, forms in by_document.items():
            full = sorted(k for k in forms if kind_of[k] == "person" and len(content_words(k)) > 1 and k in self.sure)
            index: dict[str, list[Keys]] = defaultdict(list)
            for keys in full:
                for word in content_words(keys):
                    index[skeleton(word)].append(keys)
            for keys in sorted(forms):
                if not self._can_be_surname(keys, kind_of[keys]):
                    continue
                word = content_words(keys)[0]
                bearers = [f for f in index.get(skeleton(word), ()) if self._bears(f, word, keys, len(full))]
                chosen = _one_person(bearers)
                late = all(first[document, f] > first[document, keys] for f in bearers)
                if chosen and late and len(elsewhere[skeleton(word)]) > 1:
                    # "Trask said", before "his daughter, Ivanka Trask": whom the collection means by it
                    unclear[document, keys] = elsewhere[skeleton(word)]
                elif chosen:
                    local[document, keys] = chosen
                elif bearers:
                    unclear[document, keys] = bearers
        return local, unclear

    def _bearers_of_surnames(self, kind_of: dict[Keys, EntityKind]) -> dict[str, list[Keys]]:
        """The sure full names of persons in the collection by their last word."""
        found: dict[str, list[Keys]] = defaultdict(list)
        for keys in sorted(self.sure):
            content = content_words(keys)
            if kind_of[keys] == "person" and len(content) > 1:
                found[skeleton(content[-1])].append(keys)
        return found

    def _can_be_surname(self, keys: Keys, kind: EntityKind) -> bool:
        if len(content_words(keys)) != 1 or kind == "organization":
            return False
        return kind != "place" or not gazetteer().known.at_keys(keys)

    def _bears(self, full: Keys, word: str, keys: Keys, n_people: int) -> bool:
        """Whether the full name holds `word` as a surname, or as the given name of the only person there."""
        if frozenset((full, keys)) in self.different:
            return False
        given, *rest = content_words(full)
        called = word == given and (n_people == 1 or word in gazetteer().given)  # "Nancy", beside one Nancy Pelosa
        return any(is_surname(word, w) for w in rest) or called

    def _group_people(self, forms: list[Keys]) -> dict[Keys, _Group]:
        """Sure full names first, the commonest ahead, surnames last; each joins the only group that it wholly fits."""
        group_of: dict[Keys, _Group] = {}
        index: dict[str, list[_Group]] = defaultdict(list)

        def order(keys: Keys) -> tuple[bool, bool, bool, int, Keys]:
            content = content_words(keys)
            return (len(content) == 1, keys not in self.sure, len(content[0]) == 1, -self._count(keys), keys)

        for keys in sorted(forms, key=order):
            content = content_words(keys)
            surnames = content[1:] or content
            near = {id(group): group for word in surnames for group in index[skeleton(word)]}
            fitting = [group for group in near.values() if self._fits(keys, group)]
            if len(content) == 1:
                fitting = [group for group in fitting if group.kind == "person"]
            reason = ""
            if len(fitting) > 1:
                fitting, reason = self._preferred(content, fitting)
            if fitting:
                group = fitting[0]
                into = next(iter(group.forms))
                reason = reason or agreement_reason(content, content_words(into))
                group.merges.append(Merge(self._spelling(keys), self._spelling(into), reason))
            else:
                group = _Group("person" if keys in self.sure else "other")
            group.forms[keys] = None
            group_of[keys] = group
            for word in surnames:
                if all(known is not group for known in index[skeleton(word)]):
                    index[skeleton(word)].append(group)
        return group_of

    def _preferred(self, content: Keys, fitting: list[_Group]) -> tuple[list[_Group], str]:
        """Of several persons that a name fits: the one with as many words, or the one who dominates; else none."""
        if len(content) > 1:
            alike = [g for g in fitting if any(len(content_words(f)) == len(content) for f in g.forms)]
            return (alike if len(alike) == 1 else []), ""
        return self._dominant(fitting), "by far the most named of that surname in the collection"

    def _dominant(self, groups: list[_Group]) -> list[_Group]:
        weights = {id(g): sum(self._count(f) for f in g.forms if len(content_words(f)) > 1) for g in groups}
        top = max(groups, key=lambda g: (weights[id(g)], next(iter(g.forms))))
        total = sum(weights.values())
        enough = total >= _SETTINGS.dominant_mentions and weights[id(top)] >= _SETTINGS.dominant_share * total
        return [top] if enough else []

    def _settle(
        self, unclear: dict[tuple[str, Keys], list[Keys]], group_of: dict[Keys, _Group]
    ) -> dict[tuple[str, Keys], _Group]:
        """Surnames that several people of one document bear: the dominant one's, or nobody's in particular."""
        nobody: dict[Keys, _Group] = {}
        settled: dict[tuple[str, Keys], _Group] = {}
        for (document, keys), bearers in unclear.items():
            groups = list({id(group_of[b]): group_of[b] for b in bearers}.values())
            dominant = groups if len(groups) == 1 else self._dominant(groups)
            settled[document, keys] = (
                dominant[0] if dominant else nobody.setdefault(keys, _Group("person", {keys: None}))
            )
        return settled

    def _count(self, keys: Keys) -> int:
        return sum(self.spellings[keys].values())

    def _fits(self, keys: Keys, group: _Group) -> bool:
        content = content_words(keys)
        return all(
            frozenset((keys, form)) not in self.different and names_agree(content, content_words(form))
            for form in group.forms
        )

    # -- bodies and places ----------------------------------------------------------------------------------------

    def _group_others(self, forms: list[Keys], kind_of: dict[Keys, EntityKind]) -> dict[Keys, _Group]:
        known, country = aliases(), gazetteer().country_of
        acronyms = self._acronyms()
        groups: dict[tuple[str, Keys], _Group] = {}
        group_of: dict[Keys, _Group] = {}
        for keys in sorted(forms):
            base = acronyms.get(_undotted(keys), acronyms.get(keys, _undotted(keys)))
            base = known.get(base, base)
            code = country.get(keys) or country.get(base)
            identity = ("country", (code,)) if code else ("name", base)
            kind: EntityKind = "place" if code else kind_of[keys]
            group = groups.get(identity)
            if group is None:
                group = groups[identity] = _Group(kind)
            else:
                into = next(iter(group.forms))
                if code:
                    reason = "names of one country"
                elif keys in acronyms or into in acronyms:
                    reason = "the acronym written behind the name"
                elif _undotted(keys) == _undotted(into):
                    reason = "the same letters, with or without full stops"
                else:
                    reason = "another name of the same body" if base != keys else "same words"
                group.merges.append(Merge(self._spelling(keys), self._spelling(into), reason))
                if RANK[kind] < RANK[group.kind]:
                    group.kind = kind
            group.forms[keys] = None
            group_of[keys] = group
        return group_of

    def _acronyms(self) -> dict[Keys, Keys]:
        """ "Movement for Socialism (MAS)": the bracketed acronym is the name before it, wherever it stands."""
        votes: dict[Keys, Counter[Keys]] = defaultdict(Counter)
        previous: _Mention | None = None
        for mention in self.mentions:
            if previous and previous.document == mention.document and len(previous.keys) > 1:
                between = self.texts.get(mention.document, "")[previous.name.end : mention.name.start]
                if re.fullmatch(r"\s?[(\[]\s?", between) and mention.name.text.isupper() and len(mention.keys) == 1:
                    votes[mention.keys][previous.keys] += 1
            previous = mention
        base: dict[Keys, Keys] = {}
        for short, longs in sorted(votes.items()):
            weights: Counter[Keys] = Counter()
            for long in sorted(longs, key=lambda k: (-longs[k], k)):
                akin = next((known for known in weights if _share_a_stem(long, known)), long)
                base[long] = akin
                weights[akin] += longs[long]
            (best, most), *others = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
            if not others or most > others[0][1]:
                base[short] = best
        return base

    # -- the user's word, and the end -----------------------------------------------------------------------------

    def _obey_sameness(self, group_of: dict[Keys, _Group]) -> None:
        for subjects in self.same:
            found = [group_of[s] for s in subjects if s in group_of]
            for other in found[1:]:
                if other is found[0]:
                    continue
                into = next(iter(found[0].forms))
                for keys in other.forms:
                    found[0].forms[keys] = None
                    group_of[keys] = found[0]
                    found[0].merges.append(Merge(self._spelling(keys), self._spelling(into), "the user said so", True))
                found[0].merges.extend(other.merges)

    def _spelling(self, keys: Keys) -> str:
        spellings = self.spellings[keys]
        return min(spellings, key=lambda s: (-spellings[s], s.isascii(), s)) if spellings else " ".join(keys)

    def _finish(
        self,
        group_of: dict[Keys, _Group],
        local: dict[tuple[str, Keys], Keys],
        settled: dict[tuple[str, Keys], _Group],
    ) -> Entities:
        members: dict[int, list[_Mention]] = defaultdict(list)
        groups: dict[int, _Group] = {}
        extra: dict[int, set[Merge]] = defaultdict(set)
        for mention in self.mentions:
            full = local.get((mention.document, mention.keys))
            group = group_of[full] if full else settled.get((mention.document, mention.keys), group_of[mention.keys])
            if full and full != mention.keys and group_of[mention.keys] is not group:
                extra[id(group)].add(
                    Merge(
                        self._spelling(mention.keys), self._spelling(full), "the only one of that name in its document"
                    )
                )
            groups[id(group)] = group
            members[id(group)].append(mention)
        # Of entities with one name, the one that is mentioned first comes first.
        first = {g: min((m.document, m.name.start) for m in members[g]) for g in groups}
        made: list[tuple[str, EntityKind, str, tuple[str, int], int]] = sorted(
            (self._canonical(groups[g], members[g]), groups[g].kind, min(map(" ".join, groups[g].forms)), first[g], g)
            for g in groups
        )
        taken: Counter[str] = Counter()
        entities: list[Entity] = []
        places: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        by_name: dict[Keys, set[str]] = defaultdict(set)
        by_surname: dict[str, set[str]] = defaultdict(set)
        for name, kind, _, _, g in made:
            stem = f"{kind}:{'-'.join(name_keys(name)) or 'unnamed'}"
            taken[stem] += 1
            entity_id = stem if taken[stem] == 1 else f"{stem}-{taken[stem]}"
            mentions = sorted(members[g], key=lambda m: (m.document, m.name.start))
            spelled = Counter(m.name.text for m in mentions)
            roles = Counter(m.name.role for m in mentions if m.name.role)
            same_letters = {
                Merge(s, name, "the same letters but for accents and capitals")
                for s in spelled
                if s != name and bare_keys(name_keys(s)) == bare_keys(name_keys(name))
            }
            merges = sorted({*groups[g].merges, *extra[g], *same_letters}, key=lambda m: (m.name, m.into, m.reason))
            entities.append(
                Entity(
                    entity_id, kind, name,
                    tuple(sorted((s for s in spelled if s != name), key=lambda s: (-spelled[s], s))),
                    tuple(sorted(roles, key=lambda r: (-roles[r], r))),
                    tuple(Span(m.name.start, m.name.end, m.name.text, m.document) for m in mentions),
                    tuple(merges),
                )
            )  # fmt: skip
            for m in mentions:
                places[m.document].append((m.name.start, m.name.end, entity_id))
            for keys in groups[g].forms:
                by_name[keys].add(entity_id)
                if kind == "person":
                    by_surname[skeleton(content_words(keys)[-1])].add(entity_id)
        return Entities(
            tuple(sorted(entities, key=lambda e: e.id)),
            {document: tuple(sorted(found)) for document, found in places.items()},
            {keys: next(iter(found)) for keys, found in by_name.items() if len(found) == 1},
            {key: next(iter(found)) for key, found in by_surname.items() if len(found) == 1},
        )

    def _canonical(self, group: _Group, mentions: list[_Mention]) -> str:
        """The commonest spelling of a full name, then the fullest, then one with its accents."""
        counted = Counter(m.name.text for m in mentions)
        full = Counter({s: n for s, n in counted.items() if bare_keys(name_keys(s)) in group.forms}) or counted

        def rank(spelling: str) -> tuple[bool, int, int, bool, str]:
            words = len(name_keys(spelling))
            whole = group.kind != "person" or 1 < words <= 4
            return (not whole, -full[spelling], -words, spelling.isascii(), spelling)

        return min(full, key=rank)


def _plain(subject: str) -> str:
    """A decision's subject as a name: an entity's id is taken apart."""
    kind, colon, rest = subject.partition(":")
    return rest.replace("-", " ") if colon and kind in RANK else subject


def _entity_kind(kind: str) -> EntityKind:
    return "organization" if kind == "outlet" else kind_of_id(kind)


def _undotted(keys: Keys) -> Keys:
    """The acronym that letters with full stops are: "F.B.I." is "FBI"."""
    return ("".join(keys),) if len(keys) > 1 and all(len(k) == 1 for k in keys) else keys


def _share_a_stem(a: Keys, b: Keys) -> bool:
    """Whether two long forms of one acronym have a word in common, or its cognate in another language."""
    return any(x == y or (len(x) > 5 and len(y) > 5 and x[:5] == y[:5]) for x in a for y in b if x not in SILENT)


def _one_person(bearers: Sequence[Keys]) -> Keys | None:
    """The fullest of several names if they all are one person's."""
    ordered = sorted(bearers, key=lambda k: (-len(content_words(k)), k))
    if not ordered:
        return None
    first = ordered[0]
    agree = all(names_agree(content_words(first), content_words(other)) for other in ordered[1:])
    return first if agree else None
