"""Sizes of the work on Spark."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SparkSettings:
    """How the work is cut on Spark. None of these changes the result; `docs/explanation/scale.md` says how they were
    set."""

    text_bytes: int = 64 << 20
    """Text in one partition of the documents."""
    block_bytes: int = 8 << 20
    """Text whose postings are listed and dealt together: the more, the fewer and larger the parcels that are
    shuffled."""
    part_words: int = 4 << 20
    """Words of the collection for each part of the postings."""
    part_bytes: int = 512 << 20
    """A task holds at most so many bytes of a part; what is beyond is split again, or streamed, on the executor's
    disk."""
    part_pairs: int = 1 << 20
    """Pairs aligned together; a document with more than that is salted by its partners."""
    bucket_bits: int = 12
    """Pairs are weighed, and dealt, in so many buckets of documents (``2**bits``)."""
    most_tasks: int = 20_000
    """Tasks of a shuffle; where there are more parts, a task does several, one after another."""
    family_edges: int = 16 << 20
    """Up to so many tied passages, one task ties the families; beyond, all tasks do it in rounds."""
