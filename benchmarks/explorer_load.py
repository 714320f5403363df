"""Readers of one explorer at a time: how long they wait, and what a page costs the server.

    python -m benchmarks.explorer_load big.db --readers 50 --think 1.0

Every reader opens a page, reads it for `think` seconds on average, and opens another: claims and documents most often.
On a machine that does other things, too, the processor time of a page is the figure to trust.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from urllib.parse import quote

import httpx

from firsthand.case import CaseReader
from firsthand.report.views import Views

PORT = 8231
SECONDS = 20


def pages(path: Path) -> list[list[str]]:
    """Addresses by kind, each kind as likely as the others."""
    with CaseReader(path) as case:
        told = case.ledger(limit=300)
        words = [word for claim in told[:60] for word in claim.text.split()[:2]]
        documents = [document.id for document in case.documents(400)]
        names = [row[0] for row in case.database.execute("SELECT name FROM entity LIMIT 400")]
        views = Views(case)
        keys = [row[0] for row in case.database.execute("SELECT DISTINCT source FROM quotation LIMIT 400") if row[0]]
        sources = [views.path_of_voice(key) for key in keys]
    claims = [f"/claim/{claim.id}" for claim in told]
    texts = [f"/document/{quote(id, safe='')}" for id in documents]
    return [
        ["/"],
        ["/?once=1", "/?sort=date", "/?unattributed=1", "/?from=50", *(f"/?q={word}" for word in words)],
        *[claims] * 5,
        *[texts] * 5,
        [f"/{path}" for path in sources],
        ["/documents", "/sources", "/passages", "/facts", "/map", "/timeline", "/audit"],
        [f"/search?q={word}" for word in words],
        [f"/api/who?name={name}" for name in names],
        ["/api/claims?limit=20"],
    ]


async def read(
    n: int, client: httpx.AsyncClient, kinds: list[list[str]], think: float, waits: list[float]
) -> Counter[int]:
    """One reader; what the server answered."""
    chance, statuses = random.Random(n), Counter[int]()
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        await asyncio.sleep(chance.random() * 2 * think)
        begun = time.monotonic()
        answer = await client.get(f"http://127.0.0.1:{PORT}" + chance.choice(chance.choice(kinds)))
        waits.append(time.monotonic() - begun)
        statuses[answer.status_code] += 1
    return statuses


async def load(path: Path, n_readers: int, think: float) -> tuple[list[float], Counter[int]]:
    """All readers at once."""
    waits: list[float] = []
    kinds = pages(path)
    async with httpx.AsyncClient(limits=httpx.Limits(max_connections=n_readers), timeout=60) as client:
        answers = await asyncio.gather(*(read(n, client, kinds, think, waits) for n in range(n_readers)))
    return sorted(waits), sum(answers, Counter[int]())


def cpu_seconds(pid: int) -> float:
    """Processor time of a process until now."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("case", type=Path)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--think", type=float, default=1.0)
    asked = parser.parse_args()
    command = [sys.executable, "-m", "firsthand", "serve", str(asked.case), "--port", str(PORT), "--quiet"]
    server = subprocess.Popen(command)
    try:
        for _ in range(100):
            time.sleep(0.1)
            try:
                httpx.get(f"http://127.0.0.1:{PORT}/api")
                break
            except httpx.TransportError:
                continue
        before = cpu_seconds(server.pid)
        waits, statuses = asyncio.run(load(asked.case, asked.readers, asked.think))
        cost = (cpu_seconds(server.pid) - before) / len(waits)
        memory = [line for line in Path(f"/proc/{server.pid}/status").read_text().splitlines() if "VmHWM" in line]
    finally:
        server.terminate()
        server.wait()
    print(f"{len(waits)} pages for {asked.readers} readers, answered {dict(statuses)}")
    print(
        f"waited: half at most {waits[len(waits) // 2] * 1e3:.0f} ms, 95 % {waits[int(len(waits) * 0.95)] * 1e3:.0f} ms"
    )
    print(f"processor time of the server: {cost * 1e3:.1f} ms a page; memory: {memory[0].split(':')[1].strip()}")


if __name__ == "__main__":
    main()
