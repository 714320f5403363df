"""Two people whom firsthand took for one, parted and joined again as a user would."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ARTICLES = [
    ("post", "The pier is rotten, Mahmoud Ahmadi said on Monday. “We told them in May,” Ahmadi added."),
    ("sun", "“The cranes will go next year,” Mahmud Ahmadi told reporters in the harbour."),
]


def run(*arguments: str | Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "firsthand", *map(str, arguments)], capture_output=True, text=True, encoding="utf8"
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_wrong_merge_is_told_parted_kept_and_joined_again(tmp_path: Path) -> None:
    articles, case = tmp_path / "articles.jsonl", tmp_path / "case.db"
    articles.write_text("\n".join(json.dumps({"id": n, "text": t}) for n, t in ARTICLES), "utf8")
    run("trace", articles, "--out", case)
    assert "“We told them" in run("who", case, "Mahmud Ahmadi")
    exported = [json.loads(line) for line in run("export", case, "--format", "jsonl").splitlines()]
    merges = [merge for record in exported if record["type"] == "entity" for merge in record["merges"]]
    assert merges
    assert all(merge["reason"] for merge in merges)

    run("decide", case, "not-same-person", "Mahmoud Ahmadi", "Mahmud Ahmadi", "--note", "cousins")
    assert "“We told them" not in run("who", case, "Mahmud Ahmadi")
    assert "“We told them" in run("who", case, "Mahmoud Ahmadi")

    more = tmp_path / "more.jsonl"
    more.write_text(json.dumps({"id": "mail", "text": "Mahmud Ahmadi said that the cranes are safe."}), "utf8")
    run("add", case, more)
    assert "cousins" in run("decide", case, "list")
    assert "cranes are safe" in run("who", case, "Mahmud Ahmadi")
    assert "“We told them" not in run("who", case, "Mahmud Ahmadi")

    run("decide", case, "undo")
    assert "“We told them" in run("who", case, "Mahmud Ahmadi")
