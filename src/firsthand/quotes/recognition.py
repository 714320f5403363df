"""Recognition: which entity of the collection the source of a quotation is.

In: quotations that name their sources as their documents do, and the collection's entities. Out: the same quotations
with entities, and, for persons, the fullest names that those go by. Always true: whoever is not named stays unnamed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache

from firsthand.model import Entity, Quotation, Source
from firsthand.quotes.naming import is_pronoun, names_several
from firsthand.values import Entities

_ENTITY_KINDS = {
    "person": ("person",),
    "role": ("person",),
    "body": ("organization", "place"),
    "outlet": ("organization",),
    "work": (),
}
"""Which kinds of entity a source of each kind can be: "Iran's defence minister" is not the place he comes from."""


def recognise(
    quotations: Iterable[Quotation], entities: Entities, publisher: Callable[[str], str | None]
) -> list[Quotation]:
    """`quotations` with the entities of their sources.

    Parameters
    ----------
    quotations : iterable of Quotation
    entities : Entities
        Of the whole collection.
    publisher : callable
        The name of the outlet of the collection that a name is that of, if any: such a source is that outlet, whatever
        its name looks like, and a medium of two spellings is one.
    """
    by_id = {e.id: e for e in entities.entities}
    named, outlet_of = cache(entities.named), cache(publisher)

    def known(quotation: Quotation) -> Quotation:
        quotation = _through(quotation, outlet_of)
        source = quotation.source
        if source is None or source.anonymous or source.kind == "anonymous":
            return quotation
        several = source.kind == "person" and names_several(source.name, quotation.language)
        if several or is_pronoun(source.name, quotation.language):
            return replace(quotation, source=replace(source, entity=None))
        if source.kind in ("role", "person") and outlet_of(source.name):
            return replace(quotation, source=replace(source, kind="outlet", entity=named(source.name), role=None))
        place = entities.of(source.span.document, source.span.start, source.span.end) if source.span else None
        for found in (named(source.name), place):
            entity = by_id.get(found or "")
            if entity and entity.kind in _ENTITY_KINDS[source.kind] and not _names_another(source, entity):
                fuller = source.kind == "person" and len(entity.name.split()) > len(source.name.split())
                name = entity.name if fuller else source.name
                role = source.role or (entity.roles[0] if source.kind == "person" and len(entity.roles) == 1 else None)
                return replace(quotation, source=replace(source, entity=entity.id, name=name, role=role))
        return replace(quotation, source=replace(source, entity=None))

    return [known(q) for q in quotations]


def _through(quotation: Quotation, outlet_of: Callable[[str], str | None]) -> Quotation:
    """`quotation` with its medium under the name that the outlet's own pages give it, if any are here."""
    medium = quotation.medium
    if not medium:
        return quotation
    name = outlet_of(medium) or medium
    return quotation if name == medium else replace(quotation, medium=name)


def _names_another(source: Source, entity: Entity) -> bool:
    """Whether an office is told by somebody else's name: "Reed's ambassador", "the envoy to Reed" is not Reed."""
    return source.kind == "role" and entity.name.split()[-1] in source.name.split()[1:]
