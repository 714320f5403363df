"""Bilingual lexicons: what a word stem of one language is in the pivot language.

A lexicon is ``languages/<code>/lexicon.tsv``: a stem, a tab, its translations into the pivot as ``stem:weight`` joined
by blanks, the best one at weight 1. The pivot itself has none: its words stand for themselves. `training/lexicon.py`
makes these files; ``LICENSES/lexicons.md`` says from what, and under which licence.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from firsthand.languages import HERE

PIVOT = "en"

Translations = tuple[tuple[str, float], ...]


@cache
def lexicon(language: str) -> Mapping[str, Translations]:
    """Translations of `language`'s stems into the pivot; empty where no lexicon is shipped."""
    if not (language.isascii() and language.isalpha()):
        return {}
    path = HERE / language / "lexicon.tsv"
    if not path.is_file():
        return {}
    entries: dict[str, Translations] = {}
    for line in path.read_text("utf8").splitlines():
        if line and not line.startswith("#"):
            stem, _, translations = line.partition("\t")
            entries[stem] = tuple(
                (pivot, float(weight)) for pivot, _, weight in (item.partition(":") for item in translations.split())
            )
    return entries
