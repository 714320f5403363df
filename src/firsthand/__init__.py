"""firsthand: who said it first, who merely repeats whom, and how many independent sources a claim really has.

The dozen public names below load on first use, so that importing firsthand costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

_HOMES = {
    "trace": "engines.tracing",
    "read": "reading",
    "find_reuse": "reuse",
    "find_quotations": "quotes",
    "infer_copying": "origins",
    "Witness": "origins",
    "Copying": "origins",
    "Case": "model",
    "Claim": "model",
    "Document": "model",
    "Problem": "model",
    "Quotation": "model",
    "Reuse": "model",
    "Span": "model",
    "FirsthandError": "errors",
}

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
    from firsthand.errors import FirsthandError as FirsthandError
    from firsthand.model import Case as Case
    from firsthand.model import Claim as Claim
    from firsthand.model import Document as Document
    from firsthand.model import Problem as Problem
    from firsthand.model import Quotation as Quotation
    from firsthand.model import Reuse as Reuse
    from firsthand.model import Span as Span


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"firsthand.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'firsthand' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
