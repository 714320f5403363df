"""Measure the whole of ``firsthand trace`` and what is asked of its case; write the page of the docs.

    python -m benchmarks.trace [articles.jsonl] [--articles 1000] --page docs/reference/benchmark-trace.md

Takes any JSONL that ``trace`` reads; without one it invents news. Every figure is of a command as users give it, in a
process of its own, start-up, reading and saving included; CPU seconds are those of the process and its children. Beside
them stands what ``re.findall(r"\\w+", text)`` takes on the same texts in the same minutes, because CPU seconds of
different machines say nothing.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import Any

from benchmarks.invented_news import invent
from benchmarks.reuse import MEASURED, regex_seconds

Row = dict[str, Any]
SHARES = (0.125, 0.25, 0.5, 1.0)
TOKEN = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one command took."""

    cpu: float
    wall: float
    memory: float
    """Peak, in MB."""


def run(*arguments: object, cores: int = 1) -> Cost:
    """The cost of one command; whoever asks wrongly (exit code 2) is stopped."""
    command = [sys.executable, "-m", "firsthand", *map(str, arguments), "--quiet", "--cores", str(cores)]
    begin = time.monotonic()
    done = subprocess.run([sys.executable, "-c", MEASURED, *command], stdout=subprocess.PIPE, check=True)
    wall = time.monotonic() - begin
    code, cpu, kilobytes = json.loads(done.stdout.splitlines()[-1])
    if code == 2:
        raise SystemExit(f"failed: {' '.join(command)}")
    return Cost(cpu, wall, kilobytes / 1024)


def read_rows(path: str, limit: int) -> list[Row]:
    """The first `limit` articles of a JSONL."""
    rows = []
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf8") as lines:
        for number, line in enumerate(lines):
            if len(rows) == limit:
                break
            row = json.loads(line)
            rows.append({key: row[key] for key in ("outlet", "published", "title", "url", "text") if row.get(key)})
            rows[-1]["id"] = str(row.get("id", number))
    return rows


def write_rows(path: Path, rows: list[Row]) -> float:
    """Write rows; returns the megabytes of their texts."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf8")
    return sum(len(row["text"].encode()) for row in rows) / 1e6


def make_viral(rows: list[Row], n_pages: int, seed: int = 1) -> list[Row]:
    """Pages of one affair: each reprints two to eight paragraphs of a few dozen articles and adds one of its own."""
    draw = random.Random(seed)
    told = [p for row in rows[:40] for p in row["text"].split("\n") if len(p) > 120] or [rows[0]["text"]]
    own = [p for row in rows[40:] for p in row["text"].split("\n") if len(p) > 120] or told
    weights = [1 / (n + 4) for n in range(len(told))]
    pages = []
    for number in range(n_pages):
        paragraphs = [*dict.fromkeys(draw.choices(told, weights, k=draw.randint(2, 8))), draw.choice(own)]
        published = f"2018-03-{1 + number * 27 // n_pages:02d}T{number % 24:02d}:00Z"
        outlet = f"Outlet {number % 150}"
        pages.append({"id": f"v{number}", "outlet": outlet, "published": published, "text": "\n".join(paragraphs)})
    return pages


@dataclass(frozen=True, slots=True)
class Figures:
    """All that is measured; sizes in MB."""

    points: list[tuple[int, float, Cost, float]]
    """Articles, MB of text, cost, MB of the case."""
    viral: tuple[int, float, Cost]
    copies: list[tuple[int, Cost]]
    two_cores: Cost
    asked: dict[str, Cost]
    tokens: float
    """A CPU second of ``quotes``, start-up subtracted."""
    regex: float
    corpus: str


def measure(rows: list[Row], corpus: str, viral_pages: int, copies: list[int], folder: Path) -> Figures:
    """Run everything; the last article is kept for ``add``."""
    *rows, last = rows
    path, case, points = folder / "articles.jsonl", folder / "case.db", []
    for share in SHARES:
        part = rows[: max(2, int(share * len(rows)))]
        size = write_rows(path, part)
        cost = run("trace", path, "--out", case, "--force")
        points.append((len(part), size, cost, case.stat().st_size / 1e6))
    two_cores = run("trace", path, "--out", folder / "two.db", "--force", cores=2)
    few = rows[: max(2, len(rows) // 4)]
    small, found = folder / "few.jsonl", folder / "quotes.jsonl"
    write_rows(small, few[:1])
    start = run("quotes", small, "--out", folder / "one.jsonl").cpu
    write_rows(small, few)
    spent = run("quotes", small, "--out", found).cpu - start
    tokens = sum(len(TOKEN.findall(row["text"])) for row in few[1:]) / max(0.01, spent)
    asked = ask(case, last, found, folder)
    pages = make_viral(rows, viral_pages)
    size = write_rows(path, pages)
    viral = (len(pages), size, run("trace", path, "--out", folder / "viral.db", "--force"))
    many = []
    for number in copies:
        same = [{"id": f"c{n}", "outlet": f"Outlet {n}", "text": rows[0]["text"]} for n in range(number)]
        write_rows(path, same)
        many.append((number, run("trace", path, "--out", folder / "copies.db", "--force")))
    regex = regex_seconds([row["text"] for row in rows])
    return Figures(points, viral, many, two_cores, asked, tokens, regex, corpus)


def ask(case: Path, last: Row, quotes: Path, folder: Path) -> dict[str, Cost]:
    """What the case is asked, each by a command that starts afresh."""
    listing = subprocess.run(
        [sys.executable, "-m", "firsthand", "claims", str(case), "--all", "--limit", "1", "--json", "--quiet"],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    ).stdout
    claim = next(r for r in map(json.loads, listing.splitlines()) if r["type"] == "claim")
    records = map(json.loads, quotes.read_text("utf8").splitlines())
    names = Counter(r["source"]["name"] for r in records if r.get("source") and r["source"].get("kind") == "person")
    name, other = [name for name, _ in names.most_common(2)]
    sentence, article = folder / "sentence.txt", folder / "last.jsonl"
    sentence.write_text(claim["text"], encoding="utf8")
    write_rows(article, [last])
    return {
        "claims": run("claims", case),
        "show": run("show", case, claim["id"]),
        "who": run("who", case, name),
        "check, one sentence": run("check", case, sentence),
        "add, one article": run("add", case, article),
        "decide": run("decide", case, "not-same-person", name, other),
    }


_SMALL = (
    "So few articles measure the start of a process (about a second, and the building of kernels where there are none "
    "yet) more than the work."
)


def exponent(points: list[tuple[float, float]]) -> float:
    """The power of size with which the cost grows over the last two points."""
    (a, x), (b, y) = points[-2:]
    return log(y / x) / log(b / a)


def report(f: Figures) -> str:
    """The page as Markdown."""
    n, size, cost, case = f.points[-1]
    pages, viral_size, viral = f.viral
    growth = exponent([(p[1], p[2].cpu) for p in f.points])
    copying = ", ".join(f"{cost.cpu:.1f}" for _, cost in f.copies)
    rows = [
        (f"`trace`, {n:,} articles ({size:.1f} MB): MB of text per CPU second", f"{size / cost.cpu:.3f}"),
        (f"the same on one affair: {pages:,} pages ({viral_size:.1f} MB)", f"{viral_size / viral.cpu:.3f}"),
        (f"{', '.join(str(k) for k, _ in f.copies)} copies of one page: CPU s of `trace`", copying),
        ("two cores against one, wall", f"{cost.wall / f.two_cores.wall:.2f}"),
        ("growth of CPU with size, over the last points", f"n^{growth:.2f}"),
        (f"peak memory at {n:,} articles, MB", f"{cost.memory:.0f}"),
        ("the case file against its text", f"{case / size:.1f} times"),
        ("attribution (`quotes`): tokens per CPU second", f"{f.tokens:,.0f}"),
    ]
    lines = [
        "# Benchmark of the whole trace",
        "",
        f"Measured on {f.corpus}; made by `python -m benchmarks.trace ARTICLES`, which takes any JSONL. Figures change "
        f'with articles and machine: `re.findall(r"\\w+", text)` took {f.regex:.2f} CPU s on the same {size:.1f} MB.',
        "",
        *([f"{_SMALL}\n"] if n < 1000 else []),
        "| what | measured |",
        "|---|---|",
        *(f"| {what} | {value} |" for what, value in rows),
        "",
        f"## Asked of the case of {n:,} articles",
        "",
        "Every command starts afresh, Python's own start included.",
        "",
        "| command | wall s | CPU s | peak memory, MB |",
        "|---|---|---|---|",
        *(f"| {name} | {c.wall:.2f} | {c.cpu:.2f} | {c.memory:.0f} |" for name, c in f.asked.items()),
        "",
        "## Cost by size",
        "",
        "| articles | MB | CPU s | MB per CPU s | peak memory, MB | case, MB |",
        "|---|---|---|---|---|---|",
        *(
            f"| {k:,} | {mb:.2f} | {c.cpu:.1f} | {mb / c.cpu:.3f} | {c.memory:.0f} | {file:.1f} |"
            for k, mb, c, file in f.points
        ),
        "",
        "![CPU seconds by megabytes](benchmark-trace.svg)",
        "",
    ]
    return "\n".join(lines)


def draw(points: list[tuple[float, float]], path: Path) -> None:
    """A plot of CPU seconds over megabytes."""
    width, height, edge = 640, 320, 48
    most_x, most_y = max(x for x, _ in points), max(y for _, y in points)
    dots = [
        (edge + x / most_x * (width - 2 * edge), height - edge - y / most_y * (height - 2 * edge))
        for x, y in [(0.0, 0.0), *points]
    ]
    line = " ".join(f"{x:.0f},{y:.0f}" for x, y in dots)
    labels = "".join(
        f'<circle cx="{x:.0f}" cy="{y:.0f}" r="4"/>'
        f'<text x="{x:.0f}" y="{y - 10:.0f}" text-anchor="end">{mb:.1f} MB, {cpu:.0f} s</text>'
        for (x, y), (mb, cpu) in zip(dots[1:], points)
    )
    path.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" '
        'font-size="12"><title>CPU seconds of firsthand trace by size of the collection</title>'
        f'<path d="M{edge} {edge}V{height - edge}H{width - edge}" fill="none" stroke="#888"/>'
        f'<polyline points="{line}" fill="none" stroke="#1a5fb4" stroke-width="2"/>{labels}'
        f'<text x="{edge}" y="{edge - 12}">CPU seconds, whole command</text>'
        f'<text x="{width - edge}" y="{height - edge + 24}" text-anchor="end">megabytes of news</text></svg>\n',
        encoding="utf8",
    )


def main() -> None:
    """Measure, print, and write the page where asked."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("corpus", nargs="?", help="a JSONL of articles; without one, news is invented")
    arguments.add_argument("--articles", type=int, default=1000)
    arguments.add_argument("--viral", type=int, default=600, help="pages of one affair")
    arguments.add_argument("--copies", default="200,400,800")
    arguments.add_argument("--page", type=Path)
    given = arguments.parse_args()
    wanted = given.articles + 1
    rows = read_rows(given.corpus, wanted) if given.corpus else invent(wanted)
    corpus = "the articles of a corpus of news" if given.corpus else "invented news"
    with tempfile.TemporaryDirectory() as name:
        figures = measure(rows, corpus, given.viral, [int(k) for k in given.copies.split(",")], Path(name))
    page = report(figures)
    print(page)
    if given.page:
        given.page.write_text(page, encoding="utf8")
        draw([(p[1], p[2].cpu) for p in figures.points], given.page.with_suffix(".svg"))


if __name__ == "__main__":
    main()
