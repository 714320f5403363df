"""Reuse: which passages of which documents are the same text, verbatim, edited or translated."""

from firsthand.reuse.translations import find_translations

__all__ = ["find_translations"]
