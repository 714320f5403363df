"""Arguments that nobody means: every command ends with a code of the contract and, if it fails, in clear lines."""

from __future__ import annotations

import contextlib
import io
import os
import random
import sys
import tempfile
from pathlib import Path

from evaluation.fuzz.newsroom import run, write_articles
from evaluation.fuzz.tally import Tally

COMMANDS = (
    "trace", "add", "claims", "show", "check", "who", "documents", "compare", "search", "decide", "reuse", "quotes",
    "export", "facts", "timeline",
)  # fmt: skip
PIECES = (
    "c.db", "articles", "articles/article-000.txt", "nothing", "", "/dev/null", "-", "--", "--out", "x",
    "--json", "--force", "--report", "--format", "csv", "jsonl", "--sort", "date", "--cores", "1", "0", "-1", "--limit",
    "99999999999999999999", "\x00",
    "\x1b[31m", "é" * 200, "“", "a b", "*", "[", "art*/*", "same-person", "undo", "list",
    "--no-text", "--days", "--explain", "article-000", "\u202e", "' OR 1=1 --", '"', "NEAR(a b)", "AND", "c.db-journal",
)  # fmt: skip


def attack(n: int, seed: int) -> Tally:
    """Run `n` commands with arguments of chance, in one process and one folder."""
    tally, chance = Tally(), random.Random(seed)
    here, stdin = os.getcwd(), sys.stdin
    with tempfile.TemporaryDirectory() as made:
        place = Path(made)
        write_articles(place / "articles", 2)
        run("trace", place / "articles", "--out", place / "c.db")
        inputs = {path: path.read_bytes() for path in (place / "articles").iterdir()}
        os.chdir(place)
        try:
            for _ in range(n):
                name = chance.choice(COMMANDS)
                given = [chance.choice(PIECES) for _ in range(chance.randrange(5))]
                _try(tally, [name, *given])
        finally:
            os.chdir(here)
            sys.stdin = stdin
        unchanged = all(path.read_bytes() == content for path, content in inputs.items())
        tally.check("inputs", unchanged, "an input was changed")
    return tally


def _try(tally: Tally, arguments: list[str]) -> None:
    from firsthand.cli import main

    errors = io.TextIOWrapper(io.BytesIO(), "utf8", errors="replace")
    results = io.TextIOWrapper(io.BytesIO(), "utf8", errors="replace")
    code: object = None
    sys.stdin = io.TextIOWrapper(io.BytesIO(), "utf8")
    with contextlib.redirect_stderr(errors), contextlib.redirect_stdout(results):
        try:
            main(arguments)
        except SystemExit as ended:
            code = ended.code
        except BaseException as error:
            code = f"{type(error).__name__}: {error}"
        errors.flush()
    told = errors.buffer.getvalue().decode("utf8", "replace")  # type: ignore[attr-defined]
    sound = code in (0, 1, 2) and "error: unexpected" not in told and "Traceback" not in told
    tally.check(arguments[0], sound, f"{arguments} ended with {code}: {told[-300:]!r}")
