"""Small pieces of SVG, with every word escaped."""

from __future__ import annotations

from markupsafe import Markup, escape

from firsthand.report.phrases import brief, plain


def label(x: float, y: float, words: str, kind: str = "", most: int = 40) -> Markup:
    """Words beginning at a place."""
    return Markup('<text x="{}" y="{}" class="{}">{}</text>').format(at(x), at(y), kind, brief(plain(words), most))


def title(words: str) -> Markup:
    """What is told of an element when it is hovered over, focused or read aloud."""
    return Markup("<title>{}</title>").format(brief(plain(words), 1500))


def line(x1: float, y1: float, x2: float, y2: float, kind: str) -> Markup:
    """A straight line."""
    return Markup('<line x1="{}" y1="{}" x2="{}" y2="{}" class="{}"/>').format(at(x1), at(y1), at(x2), at(y2), kind)


def at(number: float) -> str:
    """A coordinate, with no more digits than a screen shows."""
    return f"{number:.1f}".rstrip("0").rstrip(".")


def drawing(name: str, width: float, height: float, words: str, parts: list[Markup]) -> Markup:
    """A whole drawing, `words` telling what it shows. Narrow screens scroll it sideways: nothing becomes too small."""
    body = Markup("").join(parts)
    return Markup(
        '<div class="drawing" tabindex="0" role="group" aria-label="{words}">'
        '<svg class="{name}" width="{w}" height="{h}" viewBox="0 0 {w} {h}" role="group" aria-label="{words}">'
        "{body}</svg></div>"
    ).format(words=plain(words), name=name, w=at(width), h=at(height), body=body)


__all__ = ["at", "drawing", "escape", "label", "line", "title"]
