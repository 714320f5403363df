"""firsthand: who said it first, who merely repeats whom, and how many independent sources a claim really has.

The dozen public names below load on first use, so that importing firsthand costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

_HOMES = {
    "open": "case.public",
    "trace": "engines.tracing",
    "read": "reading",
    "find_reuse": "reuse",
    "find_quotations": "quotes",
    "infer_copying": "copying",
    "Witness": "copying",
    "Copying": "copying",
    "Case": "model",
    "Claim": "model",
    "Document": "model",
    "Problem": "model",
    "Quotation": "model",
    "Reuse": "model",
    "Span": "model",
    "FirsthandError": "errors",
}

# `firsthand.open` is not among them: whoever imports * keeps Python's own.
__all__ = [
    "Case",
    "Claim",
    "Copying",
    "Document",
    "FirsthandError",
    "Problem",
    "Quotation",
    "Reuse",
    "Span",
    "Witness",
    "__version__",
    "find_quotations",
    "find_reuse",
    "infer_copying",
    "read",
    "trace",
]

if TYPE_CHECKING:
    from firsthand.case.public import open as open
    from firsthand.copying import Copying as Copying
    from firsthand.copying import Witness as Witness
    from firsthand.copying import infer_copying as infer_copying
    from firsthand.engines.tracing import trace as trace
    from firsthand.errors import FirsthandError as FirsthandError
    from firsthand.model import Case as Case
    from firsthand.model import Claim as Claim
    from firsthand.model import Document as Document
    from firsthand.model import Problem as Problem
    from firsthand.model import Quotation as Quotation
    from firsthand.model import Reuse as Reuse
    from firsthand.model import Span as Span
    from firsthand.quotes import find_quotations as find_quotations
    from firsthand.reading import read as read
    from firsthand.reuse import find_reuse as find_reuse


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"firsthand.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'firsthand' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*__all__, *_HOMES})
