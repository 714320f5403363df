"""Which fields of each noun the columns of its table hold; all others go into the row's ``rest``."""

from __future__ import annotations


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


DOCUMENT = _names("id text path url title author outlet owner published retrieved languages sha256 status same_as")
PASSAGE = _names("document start end language kind sentences")
QUOTATION = _names("id span content mode cue source medium language certainty inferred probability")
REUSE = _names("a b kind identity family score direction probability")
FAMILY = _names("id members representative")
ENTITY = _names("id kind name aliases roles mentions")
CLAIM = _names(
    "id text language assertions origins direct_reports n_documents n_outlets n_owners deficit first derivations "
    "concentration summary summaries"
)
ASSERTION = _names("id span language kind source medium certainty quotation inferred copy_of")
DERIVATION = _names("origin target probability reasons")
SOURCE = _names("name kind span entity anonymous role")
CERTAINTY = _names("level hedge whose")
ORIGIN = _names("kind name entity tellings")
ORIGINS = _names("best low high verdict list")
FIRST = _names("assertion published")
