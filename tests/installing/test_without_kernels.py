"""Where no compiled kernels fit and there is no compiler, the program runs all the same, and says how long it takes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import firsthand

QUAY = "The harbour office closed its quay on Tuesday after divers had found cracks below the water line."
SAID = "“Nineteen of forty piles are hollow,” said Mara Quist, an engineer."


def test_the_first_start_without_kernels_works_and_says_how_long_it_takes(tmp_path: Path) -> None:
    package = tmp_path / "package"
    source = Path(firsthand.__file__).parent
    left_out = shutil.ignore_patterns("*.ll.xz", "*.so", "__pycache__")
    shutil.copytree(source, package / "firsthand", ignore=left_out)
    rows = [{"id": name, "text": f"{QUAY} {SAID}", "outlet": name} for name in ("Ellis Echo", "Sark Sentinel")]
    (tmp_path / "news.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf8")
    paths = [str(package), *(path for path in sys.path if path and Path(path).resolve() != source.parent.resolve())]
    bare = {"PATH": str(tmp_path), "PYTHONPATH": os.pathsep.join(paths), "NUMBA_CACHE_DIR": str(tmp_path / "cache")}
    command = [sys.executable, "-m", "firsthand", "reuse", "news.jsonl", "--out", "found.jsonl"]
    done = subprocess.run(command, cwd=tmp_path, env=bare, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("takes up to a minute at the first start") == 1
    (found,) = [json.loads(line) for line in (tmp_path / "found.jsonl").read_text("utf8").splitlines()][:1]
    assert found["a"]["document"] != found["b"]["document"]
