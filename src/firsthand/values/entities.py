"""Entities: which names, across documents and spellings, are one person, body or place, and why.

In: documents and the names found in each. Out: :class:`Entities`. Always true: two names whose given names contradict
each other are never one; the user's own decisions come first; every merge says its reason; the result does not depend
on the order of the documents.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from firsthand.model import Entity, EntityKind
from firsthand.values.likeness import Keys, content_words, names_agree
from firsthand.values.namelists import without_article
from firsthand.values.names import Name
from firsthand.values.spelling import SILENT, aliases, name_keys, skeleton

RANK: Mapping[EntityKind, int] = {"person": 0, "organization": 1, "other": 2, "place": 3}


@dataclass(frozen=True, slots=True)
class Entities:
    """All entities of a collection, and which of them stands where."""

    entities: tuple[Entity, ...]
    _places: Mapping[str, tuple[tuple[int, int, str], ...]] = field(repr=False, default_factory=dict)
    _names: Mapping[Keys, str] = field(repr=False, default_factory=dict)
    _surnames: Mapping[str, str] = field(repr=False, default_factory=dict)
    _by_sound: dict[str, list[tuple[Keys, str]]] = field(repr=False, compare=False, default_factory=dict)

    def of(self, document: str, start: int, end: int) -> str | None:
        """The entity named in ``[start, end)`` of `document`: a person before a body before a place."""
        places = self._places.get(document, ())
        first = max(0, bisect_right(places, (start, 0, "")) - 1)
        best: tuple[int, int, str] | None = None
        for begin, finish, entity in places[first:]:
            if begin >= end:
                break
            overlap = min(end, finish) - max(start, begin)
            if overlap > 0:
                kind = entity.partition(":")[0]
                rank = (RANK.get(kind_of_id(kind), 4), -overlap, entity)
                best = rank if best is None or rank < best else best
        return best[2] if best else None

    def named(self, name: str) -> str | None:
        """The entity that bears this name, in any of its spellings; None where none or several do."""
        keys = bare_keys(name_keys(name))
        found = self._names.get(keys) or self._names.get(aliases().get(keys, keys))
        if found or not keys:
            return found
        content = tuple(k for k in keys if k not in SILENT)
        if len(content) == 1:
            return self._surnames.get(skeleton(content[0]))
        near = {(known, entity) for word in content for known, entity in self._people().get(skeleton(word), ())}
        candidates = {entity for known, entity in near if names_agree(content, known)}
        return candidates.pop() if len(candidates) == 1 else None

    def _people(self) -> Mapping[str, Sequence[tuple[Keys, str]]]:
        """Full names of persons under the sound of each of their words; made when first asked."""
        if not self._by_sound:
            for keys, entity in self._names.items():
                if entity.startswith("person:") and len(keys) > 1:
                    words = content_words(keys)
                    for sound in {skeleton(word) for word in words}:
                        self._by_sound.setdefault(sound, []).append((words, entity))
        return self._by_sound


def locate_entities(entities: Entities, names: Mapping[str, Sequence[Name]]) -> dict[str, list[tuple[int, int, str]]]:
    """Where in every document which entity is named, and, with an empty id, where an office is."""
    return {
        document: sorted(
            [(n.start, n.end, e) for n in found if (e := entities.of(document, n.start, n.end)) is not None]
            + [(*n.role_span, "") for n in found if n.role_span]
        )
        for document, found in names.items()
    }


def kind_of_id(name: str) -> EntityKind:
    """The kind that an entity's id begins with."""
    return (
        "person"
        if name == "person"
        else "organization"
        if name == "organization"
        else "place"
        if name == "place"
        else "other"
    )


def bare_keys(keys: Keys) -> Keys:
    """The words of a name without a leading article; the letters of "O.E.A." have none."""
    return keys if len(keys) > 1 and all(len(k) == 1 for k in keys) else without_article(keys)
