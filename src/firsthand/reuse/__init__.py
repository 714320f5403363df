"""Reuse: which passages of which documents are the same text, verbatim, edited or translated."""

from firsthand.reuse.families import tie_families
from firsthand.reuse.matching import find_reuse
from firsthand.reuse.translations import find_translations

__all__ = ["find_reuse", "find_translations", "tie_families"]
