"""A drawing that stands alone: with its own style, for a notebook, a slide or a page elsewhere."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from markupsafe import Markup, escape

_BEGINS, _ENDS = "/* Drawings.", "/* End of drawings. */"
"""Between these the style sheet of the pages holds what drawings need."""
_OURS = "firsthand-drawing"
_SVG = re.compile(r"<svg class=\"(\w+)\" (.*)</svg>", re.S)
_RULE = re.compile(r"([^{}]+){([^{}]*)}")


class Drawing(str):
    """An SVG as text, which a notebook shows as a picture; ``Path("tree.svg").write_text(drawing)`` keeps it."""

    __slots__ = ()

    def _repr_svg_(self) -> str:
        return str(self)


def alone(drawing: Markup, instead: str) -> Drawing:
    """The drawing with its own style; where there is none, `instead` in words."""
    found = _SVG.search(drawing)
    if found is None:
        words = (
            f'width="640" height="40" viewBox="0 0 640 40"><text x="10" y="25" class="where">{escape(instead)}</text>'
        )
        return Drawing(_whole("words", words))
    return Drawing(_whole(found[1], found[2]))


def _whole(name: str, rest: str) -> str:
    attributes, _, body = rest.partition(">")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{_OURS} {name}" {attributes}>'
        f"<style>{_style()}</style>{body}</svg>"
    )


@cache
def _style() -> str:
    """The colours of paper and the rules of drawings, held to drawings: a notebook's own style stays as it is."""
    sheet = (files("firsthand.report") / "assets" / "style.css").read_text("utf8")
    colours = _RULE.search(sheet)
    assert colours is not None
    rules = sheet[sheet.index(_BEGINS) : sheet.index(_ENDS)].partition("*/")[2]
    ours = [f".{_OURS}{{{' '.join(colours[2].split())};font:12.5px var(--sans);background:var(--card)}}"]
    for selectors, told in _RULE.findall(rules):
        held = ",".join(f".{_OURS} {one.strip().removeprefix('.drawing ')}" for one in selectors.split(","))
        ours.append(f"{held}{{{told.strip()}}}")
    return "".join(ours)
