"""Measure the reuse engine: recall by length and edits, precision, speed, memory, growth; write the page of the docs.

    python -m benchmarks.reuse [articles.jsonl] --page docs/reference/benchmark-reuse.md

Plants copies into the articles (`plant_reuse.py`), runs the command as a user would, and counts. CPU seconds are those
of the whole process and its children, start-up, reading and writing included; beside them stands what
``re.findall(r"\\w+", text)`` takes on the same texts in the same minute, because machines differ and CPU seconds of
different machines say nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from itertools import combinations
from math import log
from pathlib import Path
from typing import Any

from benchmarks import plant_reuse

Pair = tuple[str, str]
SHARES = (0.1, 0.25, 0.5, 1.0)


MEASURED = (
    "import json, resource, subprocess, sys; code = subprocess.call(sys.argv[1:]); "
    "u = resource.getrusage(resource.RUSAGE_CHILDREN); print(json.dumps([code, u.ru_utime + u.ru_stime, u.ru_maxrss]))"
)
"""A process between, small enough that its own memory does not count as the command's."""


def run_command(paths: list[Path], out: Path) -> tuple[float, float]:
    """CPU seconds and peak memory in MB of ``firsthand reuse``, on one core."""
    command = [
        sys.executable,
        "-m",
        "firsthand",
        "reuse",
        *map(str, paths),
        "--out",
        str(out),
        "--quiet",
        "--cores",
        "1",
    ]
    told = subprocess.run([sys.executable, "-c", MEASURED, *command], stdout=subprocess.PIPE, check=True).stdout
    code, seconds, kilobytes = json.loads(told)
    if code:
        raise SystemExit("the command failed")
    return seconds, kilobytes / 1024


def regex_seconds(texts: list[str]) -> float:
    """CPU seconds that a regular expression takes to find all words."""
    begin = time.process_time()
    for text in texts:
        re.findall(r"\w+", text)
    return time.process_time() - begin


def overlap(a: int, b: int, c: int, d: int) -> int:
    return max(0, min(b, d) - max(a, c))


def score(truth: list[dict[str, Any]], found: list[dict[str, Any]]) -> tuple[dict[Any, tuple[int, int]], float, float]:
    """Recall by (words, rate), precision of pairs and of characters; a copy of a copy is true as well."""
    true: dict[Pair, list[tuple[int, ...]]] = defaultdict(list)
    groups: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for copy in truth:
        true[copy["src"], copy["tgt"]].append((copy["src_begin"], copy["src_end"], copy["tgt_begin"], copy["tgt_end"]))
        groups[copy["group"]].append(copy)
    for group in groups.values():
        for x, y in combinations(group, 2):
            true[x["tgt"], y["tgt"]].append((x["tgt_begin"], x["tgt_end"], y["tgt_begin"], y["tgt_end"]))
    pairs: dict[Pair, list[tuple[int, ...]]] = defaultdict(list)
    right = characters = good = 0
    for record in found:
        a, b = record["a"], record["b"]
        if (a["document"], b["document"]) not in true and (b["document"], a["document"]) in true:
            a, b = b, a
        s = (a["start"], a["end"], b["start"], b["end"])
        pairs[a["document"], b["document"]].append(s)
        shares = [
            (overlap(s[0], s[1], t[0], t[1]), overlap(s[2], s[3], t[2], t[3]))
            for t in true[a["document"], b["document"]]
        ]
        right += any(2 * x >= s[1] - s[0] and 2 * y >= s[3] - s[2] for x, y in shares)
        good += max((x + y for x, y in shares if x and y), default=0)
        characters += s[1] - s[0] + s[3] - s[2]
    cells: dict[Any, list[int]] = defaultdict(lambda: [0, 0])
    for copy in truth:
        a0, a1, b0, b1 = copy["src_begin"], copy["src_end"], copy["tgt_begin"], copy["tgt_end"]
        hit = any(
            2 * overlap(s[0], s[1], a0, a1) >= a1 - a0 and 2 * overlap(s[2], s[3], b0, b1) >= b1 - b0
            for s in pairs[copy["src"], copy["tgt"]]
        )
        for cell in ((copy["words"], copy["rate"]), ("all", copy["rate"]), (copy["words"], "all"), ("all", "all")):
            cells[cell][0] += hit
            cells[cell][1] += 1
    recall = {cell: (hits, n) for cell, (hits, n) in cells.items()}
    return recall, right / max(1, len(found)), good / max(1, characters)


def measure_growth(rows: list[dict[str, Any]], folder: Path) -> list[tuple[float, float, float]]:
    """Megabytes, CPU seconds and peak memory at growing shares of the articles."""
    points = []
    for share in SHARES:
        path = folder / "share.jsonl"
        plant_reuse.write_rows(str(path), rows[: int(share * len(rows))])
        seconds, memory = run_command([path], folder / "found.jsonl")
        points.append((path.stat().st_size / 1e6, seconds, memory))
    return points


def draw(points: list[tuple[float, float, float]], path: Path) -> None:
    """A plot of CPU seconds over megabytes."""
    width, height, edge = 640, 320, 48
    most_x, most_y = max(p[0] for p in points), max(p[1] for p in points)
    place = lambda x, y: (edge + x / most_x * (width - 2 * edge), height - edge - y / most_y * (height - 2 * edge))  # noqa: E731
    dots = [place(x, y) for x, y, _ in points]
    line = " ".join(f"{x:.0f},{y:.0f}" for x, y in [place(0, 0), *dots])
    labels = "".join(
        f'<circle cx="{x:.0f}" cy="{y:.0f}" r="4"/><text x="{x:.0f}" y="{y - 10:.0f}" text-anchor="end">'
        f"{p[0]:.0f} MB, {p[1]:.1f} s</text>"
        for (x, y), p in zip(dots, points)
    )
    path.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" '
        'font-size="12">'
        f"<title>CPU seconds of firsthand reuse by size of the corpus</title>"
        f'<path d="M{edge} {edge}V{height - edge}H{width - edge}" fill="none" stroke="#888"/>'
        f'<polyline points="{line}" fill="none" stroke="#1a5fb4" stroke-width="2"/>{labels}'
        f'<text x="{edge}" y="{edge - 12}">CPU seconds, whole command</text>'
        f'<text x="{width - edge}" y="{height - edge + 24}" text-anchor="end">megabytes of news</text></svg>\n',
        encoding="utf8",
    )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    news = Path(os.environ.get("FIRSTHAND_DATA", "../shared/data")) / "news" / "news_dev.jsonl.gz"
    arguments.add_argument("articles", nargs="?", default=str(news))
    arguments.add_argument("--copies", type=int, default=3000)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--page", type=Path)
    given = arguments.parse_args()
    rows, truth = plant_reuse.plant(plant_reuse.read_rows(given.articles), given.copies, given.seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        growth = measure_growth(rows, folder)
        found = [json.loads(line) for line in (folder / "found.jsonl").read_text("utf8").splitlines()]
    recall, precision, of_characters = score(truth, [record for record in found if record["type"] == "reuse"])
    regex = regex_seconds([row["text"] for row in rows])
    page = report(recall, precision, of_characters, growth, regex, len(rows), len(truth))
    print(page)
    if given.page:
        given.page.write_text(page, encoding="utf8")
        draw(growth, given.page.with_suffix(".svg"))


def report(
    recall: dict[Any, tuple[int, int]],
    precision: float,
    of_characters: float,
    growth: list[tuple[float, float, float]],
    regex: float,
    n_articles: int,
    n_copies: int,
) -> str:
    """The page as Markdown."""
    rates = [*plant_reuse.RATES, "all"]
    lines = [
        "# Benchmark of the reuse engine",
        "",
        f"{n_copies:,} copies with known edits, planted into {n_articles:,} news articles without the "
        "paragraphs in which seven words in a row were told before. Made by `python -m benchmarks.reuse ARTICLES`, "
        "which takes any JSONL; figures change with articles and machine.",
        "",
        "## Recall by length of the copy and share of its words edited",
        "",
        "| words | " + " | ".join(rate if isinstance(rate, str) else f"{rate:.0%}" for rate in rates) + " |",
        "|---|" + "---|" * len(rates),
    ]
    for words in [*plant_reuse.LENGTHS, "all"]:
        cells = (recall.get((words, rate), (0, 0)) for rate in rates)
        lines.append(f"| {words} | " + " | ".join(f"{hits / n:.3f}" if n else "–" for hits, n in cells) + " |")
    size, seconds, _ = growth[-1]
    exponent = log(seconds / growth[1][1]) / log(size / growth[1][0])
    lines += [
        "",
        f"Precision of pairs {precision:.3f}, of characters {of_characters:.3f}. Most of what counts as "
        "wrong are quotations that two articles really share, with a word changed within every seven.",
        "",
        "## Cost",
        "",
        "| MB | CPU s | MB per CPU s | peak memory, MB |",
        "|---|---|---|---|",
        *(f"| {mb:.0f} | {cpu:.2f} | {mb / cpu:.0f} | {peak:.0f} |" for mb, cpu, peak in growth),
        "",
        f'Cost grows as size^{exponent:.2f} over the last points. `re.findall(r"\\w+", text)` takes {regex:.2f} CPU s '
        f"on the same texts in the same minute: the whole command takes {seconds / regex:.2f} of that.",
        "",
        "![CPU seconds by megabytes](benchmark-reuse.svg)",
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
