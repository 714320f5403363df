"""Text: a document becomes passages with a language, a kind and sentences; words become comparable.

In: `Document`s. Out: `Passage`s in document order, without overlap. Always true: every offset is a code point of
`Document.text`; folding keeps a map home; nothing here touches a file, the network or a clock, and all of it takes time
near-linear in the text.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from firsthand.text.folding import Folded, fold
    from firsthand.text.layout import lay_out, lay_out_alone, mark_repeated
    from firsthand.text.splitting import sentences

__all__ = ["Folded", "fold", "lay_out", "lay_out_alone", "mark_repeated", "sentences"]

_HOMES = {
    "Folded": "folding",
    "fold": "folding",
    "lay_out": "layout",
    "lay_out_alone": "layout",
    "mark_repeated": "layout",
    "sentences": "splitting",
}


def __getattr__(name: str) -> Any:
    """Import a function's module when it is first asked for: whoever only needs words need not load languages."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
