"""Reuse: which passages of which documents are the same text, verbatim, edited or translated.

In: documents, and their passages where furniture is to be left out. Out: `Reuse`s, pairs of spans that hold exactly
their text, and the families that they tie. Always true: nothing depends on the order of the documents; an exact copy of
eight words is found unless it is boilerplate or too common to mean anything.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from firsthand.reuse.families import tie_families
    from firsthand.reuse.matching import find_reuse
    from firsthand.reuse.translations import find_translations

__all__ = ["find_reuse", "find_translations", "tie_families"]

_HOMES = {"find_reuse": "matching", "find_translations": "translations", "tie_families": "families"}


def __getattr__(name: str) -> Any:
    """Import a function's module when it is first asked for: corpora need none of them."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
