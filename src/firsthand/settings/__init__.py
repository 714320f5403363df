"""Every threshold, with the experiment it comes from. One frozen class a stage, in a module of its own.

A module is imported when its first name is asked for: making all these classes takes longer than comparing a few texts.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from firsthand.settings.claims import ClaimSettings
    from firsthand.settings.copying import COPYING, CopyingSettings
    from firsthand.settings.facts import FactSettings
    from firsthand.settings.origins import OriginSettings
    from firsthand.settings.quotes import QUOTES, RULE_PRECISION, QuotesSettings
    from firsthand.settings.reading import ReadingSettings
    from firsthand.settings.reuse import ReuseSettings
    from firsthand.settings.spark import SparkSettings
    from firsthand.settings.text import TextSettings
    from firsthand.settings.translations import TRANSLATION, TranslationSettings
    from firsthand.settings.values import ValueSettings
    from firsthand.settings.whole import Settings

_HOMES = {
    "Settings": "whole",
    "ReuseSettings": "reuse",
    "SparkSettings": "spark",
    "QuotesSettings": "quotes",
    "QUOTES": "quotes",
    "RULE_PRECISION": "quotes",
    "ReadingSettings": "reading",
    "ClaimSettings": "claims",
    "FactSettings": "facts",
    "TranslationSettings": "translations",
    "TRANSLATION": "translations",
    "OriginSettings": "origins",
    "ValueSettings": "values",
    "TextSettings": "text",
    "CopyingSettings": "copying",
    "COPYING": "copying",
}

__all__ = [
    "COPYING",
    "QUOTES",
    "RULE_PRECISION",
    "TRANSLATION",
    "ClaimSettings",
    "CopyingSettings",
    "FactSettings",
    "OriginSettings",
    "QuotesSettings",
    "ReadingSettings",
    "ReuseSettings",
    "Settings",
    "SparkSettings",
    "TextSettings",
    "TranslationSettings",
    "ValueSettings",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
