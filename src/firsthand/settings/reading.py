"""Limits of reading."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadingSettings:
    """Limits of what is read."""

    max_bytes: int = 2_000_000_000
    """Largest file that is read row by row, unpacked, in bytes."""

    whole_bytes: int = 256_000_000
    """Largest file, row or record that is held in memory as one piece, unpacked. Chosen so that a file that is
    held as bytes, as text and as a document (four times its size) stays below `worker_bytes`; a long novel has 2 MB."""

    bomb_bytes: int = 64_000_000
    """A packed file that grows beyond this, and `bomb_ratio` times its size, is taken for a bomb."""

    bomb_ratio: int = 200
    """News text packs 3-6 times, repetitive logs some 30 times; the bombs in the hostile tests above 1,000 times."""

    workers: bool = True
    """Whether formats whose libraries can be made to stall or die are read in processes of their own."""

    worker_seconds: int = 20
    """Seconds of computing that a worker may take until the next document of its file, beside what
    `worker_seconds_for_megabyte` adds: files of 70 kB that were made to stall readers took over 45."""

    worker_seconds_for_megabyte: int = 4
    """Seconds more for every megabyte of the file: a page of 3 MB takes 2 in all, a PDF of 900 pages and 6 MB 10."""

    worker_patience: int = 180
    """Seconds by the clock until a worker that does not even compute is given up."""

    worker_bytes: int = 1_500_000_000
    """Memory that a worker may take for a file, beyond what its libraries take."""

    longest_line: int = 2_000_000
    """A text with a longer line, in characters, is left out: long novels fit into it, and no article comes near."""

    most_cells: int = 2_000_000
    """Cells that are read of one table or sheet. Chosen with the memory limit in mind, by no experiment."""

    longest_header: int = 20_000
    """What is read of one header of a mail, in characters: the library's own parser takes the square of its length in
    time, which cannot be felt up to here."""

    deepest_nesting: int = 6
    """Mails within mails, and archives within archives, that are opened."""

    follow_links: bool = False
    """Whether links that lead out of a given folder are followed."""

    first_year: int = 1500
    """A publication date before this year is dropped as suspicious."""

    last_year: int = 2100
    """A publication date after this year is dropped as suspicious. Fixed: nothing is held against today."""
