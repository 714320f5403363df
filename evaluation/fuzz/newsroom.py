"""A few invented articles for attacks to work on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

QUOTED = "“The tank lost 4,200 cubic metres of brine before anybody shut it,” said Ines Carballo, who runs the port."
OWN = (
    "The fishing boats stayed in the harbour of Lindhaven on Monday.",
    "Nobody was hurt, and the company would not say when the quay opens again.",
    "Divers had warned of the valve in spring, according to a report of the ministry.",
    "The mayor wants to know who signed for the repair.",
)


def write_articles(folder: Path, n: int, first: int = 0) -> Path:
    """`n` articles in `folder`, numbered from `first`: all quote one person, each adds something of its own."""
    folder.mkdir(exist_ok=True)
    for k in range(first, first + n):
        own = " ".join(OWN[(k + i) % len(OWN)] for i in range(3))
        text = f"Paper {k}, {1 + k % 28} March 2031\n\n{QUOTED} {own} This is report number {k} of that week."
        (folder / f"article-{k:03}.txt").write_text(text, "utf8")
    return folder


def command(*arguments: str | Path) -> list[str]:
    """firsthand with these arguments."""
    return [sys.executable, "-m", "firsthand", *map(str, arguments)]


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run firsthand to its end."""
    return subprocess.run(command(*arguments), capture_output=True, text=True, encoding="utf8", check=False)
