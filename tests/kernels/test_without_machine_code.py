"""The whole way of reuse as plain Python gives what machine code gives, to the byte."""

import os
import subprocess
import sys
from json import dumps

import pytest

from firsthand.kernels import alignment, counting, lookup, matching, shingles, tokens
from firsthand.kernels.native import KERNELS

WALK = """
import sys, warnings
from pathlib import Path
warnings.simplefilter("ignore", RuntimeWarning)  # unsigned numbers go round
from firsthand.engines.report import run_index, run_reuse
from firsthand.kernels.native import Kernel
from firsthand.settings import ReuseSettings

run = Kernel.__call__
called = set()
Kernel.__call__ = lambda self, *given: (called.add(self.__name__), run(self, *given))[1]
news, folder = sys.argv[1], Path(sys.argv[2])
run_reuse([news], folder / "found.jsonl", ReuseSettings(), quiet=True, translations=False)
run_index([news], folder / "index", 1 << 30, quiet=True)
run_reuse([news], folder / "against.jsonl", ReuseSettings(), quiet=True, against=folder / "index")
print(*sorted(called))
"""
STORY = (
    "The harbour office of Port Ellis closed its eastern quay on Tuesday after divers had found cracks below the water "
    "line. Engineer Mara Quist said nineteen of forty piles were hollow, and that nobody had looked since the storm. "
    "The ferry to Little Sark will leave from the fish market until the piles are replaced in spring. "
)
OWN = ("Readers of {0} may ask what {0} costs.", "Nothing of the kind was heard in {0} last year; {0} slept well.")


@pytest.fixture
def news(tmp_path):
    names = ["Abel", "Bruno", "Carla", "Dora", "Emil"]
    texts = [f"{OWN[0].format(name)} {STORY} {OWN[1].format(name)}" for name in names]
    texts[1] = texts[1].replace("nineteen", "sixteen").replace("in spring", "by spring")
    texts[4] = f"{OWN[0].format('Emil')} Café\u0301s of Straße 7: {STORY[60:200]}"
    path = tmp_path / "news.jsonl"
    path.write_text("\n".join(dumps({"id": name, "text": text}) for name, text in zip(names, texts)), encoding="utf8")
    return path


def test_plain_python_and_machine_code_walk_the_same_way(tmp_path, news):
    called, results = [], []
    for name, without in (("machine", "0"), ("plain", "1")):
        folder = tmp_path / name
        folder.mkdir()
        environment = {**os.environ, "NUMBA_DISABLE_JIT": without, "PYTHONPATH": os.pathsep.join(sys.path)}
        command = [sys.executable, "-c", WALK, str(news), str(folder)]
        told = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
        called.append(set(told.split()))
        files = (path for path in folder.rglob("*") if path.is_file())
        results.append({str(path.relative_to(folder)): path.read_bytes() for path in files})
    assert results[0] == results[1]
    assert results[0].keys() >= {"found.jsonl", "against.jsonl", "index/low"}
    assert all(results[0].values())
    modules = {module.__name__ for module in (tokens, shingles, counting, matching, alignment, lookup)}
    on_the_way = {name for name, kernel in KERNELS.items() if kernel.__module__ in modules}
    assert called[0] >= {"cut_words", "deal_shingles", "list_postings", "align_pairs", "look_up"}
    assert on_the_way - called[1] == set(), "kernels that were never called as plain Python"
