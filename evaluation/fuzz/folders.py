"""Whole folders that are meant to hurt: what each holds, and how many documents must come out of it."""

from __future__ import annotations

import gzip
import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random

from evaluation.fuzz.tally import Tally

SENTENCES = (
    "The harbour of Velmora was closed to cargo ships on Thursday after a second survey found cracks in the pier.",
    "“We found damage that was not there in the autumn,” said Ivo Brandt, the engineer who led the survey.",
    "The repairs are expected to cost 14 million crowns and to last until September, according to the ministry.",
    "Fishing boats may still leave the harbour, and ferries to the islands have been moved to the northern quay.",
)
TEXT = " ".join(SENTENCES)


def nested_markup(folder: Path, size: int) -> int:
    """Pages whose elements lie in each other a hundred thousand deep, unclosed tags, endless attributes."""
    deep = min(100_000, 100 * size)
    (folder / "a.html").write_text(f"<html><body><p>A. {TEXT}</p>{'<div>' * deep}<p>{TEXT}</p></body></html>")
    (folder / "b.html").write_text(f"<p>B. {TEXT}</p>" + "<b" * deep)
    (folder / "c.html").write_text(f"<p {'a=1 ' * deep}>C. {TEXT}</p>")
    (folder / "d.jsonl").write_text('{"text": "' + TEXT + '"}\n' + "[" * deep)
    (folder / "e.xml").write_text("<rss><channel>" + "<item>" * deep)
    return 3


def right_to_left(folder: Path, size: int) -> int:
    """Text that runs both ways, marks that turn it, letters that join and hide."""
    turned = (
        "\u202e" + TEXT + "\u202c \u05d0\u05d1\u05d2 \u0627\u0644\u0633\u062f " + "e\u0301\u0323" * 50 + "\u200b\ufeff"
    )
    for n in range(size):
        (folder / f"{n}.txt").write_text(f"{n} {turned}")
    return size


def five_megabytes(folder: Path, size: int) -> int:
    """One text of five megabytes, and the same as a page."""
    n_times = max(1, 120 * size)
    body = "\n".join(f"{n}. {TEXT}" for n in range(n_times))
    (folder / "a.txt").write_text(body)
    (folder / "b.html").write_text("<article>" + "".join(f"<p>{line}</p>" for line in body.split("\n")) + "</article>")
    return 1


def equal_files(folder: Path, size: int) -> int:
    """The same text in thousands of files."""
    for n in range(200 * size):
        (folder / f"{n}.txt").write_text(TEXT)
    return 1


def near_copies(folder: Path, size: int) -> int:
    """Thousands of texts that differ by a word."""
    rows = (
        {"id": f"d{n}", "text": TEXT.replace("Thursday", f"day {n}"), "outlet": f"O{n}", "published": "2021-03-04"}
        for n in range(20 * size)
    )
    (folder / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return 20 * size


def citation_circle(folder: Path, size: int) -> int:
    """Outlets that each credit the next one, and the last one the first."""
    n_outlets = max(3, size // 2)
    rows = (
        {
            "id": f"d{n}",
            "text": f"{TEXT} This was first reported by Outlet{(n + 1) % n_outlets} Daily.",
            "outlet": f"Outlet{n} Daily",
            "published": "2021-03-04",
        }
        for n in range(n_outlets)
    )
    (folder / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return n_outlets


def quotes_without_end(folder: Path, size: int) -> int:
    """Quotation marks that open and never close, in text and in a table."""
    (folder / "a.txt").write_text("“" * 1000 * size + TEXT)
    (folder / "b.csv").write_text("id,text\n" + "".join(f'{n},"{n} {TEXT}\n' for n in range(10 * size)))
    return 1 + 10 * size


def bombs(folder: Path, size: int) -> int:
    """Packed files that grow a thousandfold beside one that does not."""
    (folder / "a.txt").write_text(TEXT)
    for n in range(3):
        (folder / f"{n}.txt.gz").write_bytes(gzip.compress(bytes([65 + n]) * 2_000_000 * min(size, 100)))
    return 1


def random_words(folder: Path, size: int) -> int:
    """Words of random letters of all planes."""
    random = Random(5)
    for n in range(size):
        letters = "".join(
            chr(random.choice((97, 1072, 19968, 0x1F600, 0x0600)) + random.randrange(60)) for _ in range(3000)
        )
        (folder / f"{n}.txt").write_text(letters)
    return size


FOLDERS: tuple[Callable[[Path, int], int], ...] = (
    *(nested_markup, right_to_left, five_megabytes, equal_files, near_copies, citation_circle, quotes_without_end),
    *(bombs, random_words),
)
TRACED = (near_copies, citation_circle, right_to_left, quotes_without_end)


def attack(n: int, seed: int) -> Tally:
    """Read every folder, and trace some of them; `n` says how large they are: 100 for 20,000 equal files."""
    import firsthand
    from firsthand import reading

    tally = Tally()
    for write in FOLDERS:
        with tempfile.TemporaryDirectory() as folder:
            least = write(Path(folder), n)
            n_documents = len(reading.read(folder, cores=2).documents)
            tally.check(write.__name__, n_documents >= least, f"{n_documents} documents of {least}")
            if write in TRACED:
                case = firsthand.trace([folder])
                tally.check(
                    f"{write.__name__}, traced", len(case.documents) >= least, f"{len(case.documents)} of {least}"
                )
    return tally
