"""Everybody who is quoted, most quoted first."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from firsthand.case.voices import Voice, voices
from firsthand.report.views import Asked, Screen, Views
from firsthand.text import fold

STEP = 120
IN_REPORT = 2000
_LOOKED_THROUGH = 5000


def show(views: Views, parts: Sequence[str], asked: Asked) -> Screen:
    """The voices whose names have all words of ``q``, from the place asked for."""
    start, step = asked.number("from", 0), IN_REPORT if views.to.is_report else STEP
    query = asked.get("q")
    n = views.n_voices
    if query:
        wanted = fold(query).text.split()
        fitting = [v for v in voices(views.case, _LOOKED_THROUGH) if _fits(v, wanted)]
        total, found = len(fitting), fitting[start : start + step]
    else:
        total, found = n, list(islice(voices(views.case, start + step), start, start + step))
    title = views.ui("sources.title", n=n, times=views.ui.count("time", views.counts.quotations))
    return views.screen(
        title, "sources.html", title=title, voices=found, total=total, start=start, step=step, asked=asked,
        name_of=lambda v: voice_name(views, v), roles_of=voice_roles,
    )  # fmt: skip


def _fits(voice: Voice, wanted: Sequence[str]) -> bool:
    names = [voice.entity.name, *voice.entity.aliases] if voice.entity else [voice.source.name] if voice.source else []
    words = fold(" ".join(names)).text
    return all(word in words for word in wanted)


def voice_name(views: Views, voice: Voice) -> str:
    """What to call somebody who is quoted."""
    name = voice.entity.name if voice.entity else views.ui.source(voice.source)
    return name or views.ui("nobody_named")


def voice_roles(voice: Voice) -> tuple[str, ...]:
    """The offices that those who quote somebody name."""
    if voice.entity:
        return voice.entity.roles
    return (voice.source.role,) if voice.source and voice.source.role else ()
