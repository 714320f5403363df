"""One voice: what it is quoted with, through whom, how often repeated, and which spellings were taken for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from firsthand.case.facets import Facets
from firsthand.case.ledger import Choice
from firsthand.case.lines import lines
from firsthand.case.merged import entity_of
from firsthand.case.voices import NOBODY, key_of, voice
from firsthand.report.addresses import read_part
from firsthand.report.screens.ledger import span_of
from firsthand.report.screens.sources import voice_name, voice_roles
from firsthand.report.views import NAMELESS, Asked, NoSuchView, Screen, Views

MOST = 400
"""Quotations on one page."""
_CLAIMS = 40


def show(views: Views, parts: Sequence[str], asked: Asked) -> Screen:
    """The voice of that address."""
    key = _key(views, parts[0])
    if key is None:
        raise NoSuchView(parts[0])
    found, quotations = voice(views.case, key, MOST)
    views.by_id.fetch(q.span.document for q in quotations)
    name = voice_name(views, found)
    meant = (found.entity.id if found.entity else found.source.name) if found.source else ""
    n_claims, told = lines(views.case, Choice(facets=Facets(source=meant)), _CLAIMS) if meant else (0, [])
    media = Counter(q.medium for q in quotations if q.medium)
    outlets = Counter(outlet for q in quotations if (outlet := views.by_id[q.span.document].outlet))
    entity = entity_of(views.case, found.entity.id) if found.entity else None
    return views.screen(
        name, "source.html", voice=found, name=name, quotations=quotations, most=MOST, roles=voice_roles(found),
        entity=entity, lines=told, n_claims=n_claims, meant=meant, media=media.most_common(12),
        outlets=outlets.most_common(12), span_of=span_of,
    )  # fmt: skip


def _key(views: Views, part: str) -> int | None:
    name = read_part(part)
    if isinstance(name, int):
        return name
    if name == NAMELESS:
        return NOBODY
    if name.startswith(NAMELESS):
        return key_of(views.case, None, name.removeprefix(NAMELESS))
    return key_of(views.case, name, "")
