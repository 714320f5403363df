"""The API under a machine that reads its description and tries what that allows, and what it does not.

By hand, and longer: ``firsthand serve CASE`` and ``schemathesis run http://127.0.0.1:8200/openapi.json``.
"""

import re
import subprocess
import sys
from dataclasses import replace
from shutil import copyfile
from sysconfig import get_path

import pytest

from fictional_case import the_case
from firsthand.case import save
from firsthand.model import Decision

pytest.importorskip("schemathesis", reason="needs schemathesis")


@pytest.fixture
def served(tmp_path):
    case = the_case()
    owners = tuple(sorted({d.outlet for d in case.documents if d.outlet})[:2])
    save(
        replace(case, decisions=(Decision("same owner", owners), Decision("same owner", owners[::-1]))),
        tmp_path / "case.db",
    )
    copyfile(tmp_path / "case.db", tmp_path / "served.db")
    command = [sys.executable, "-m", "firsthand", "serve", str(tmp_path / "served.db"), "--port", "0", "--edit"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    process.stderr.readline()
    found = re.search(r"(http://[^/]+)/\?token=(\S+)", process.stderr.readline())
    assert found is not None
    yield found.groups()
    process.terminate()
    process.wait(20)


@pytest.mark.slow
def test_whatever_is_asked_the_answer_is_a_described_one(served, tmp_path):
    address, token = served
    command = [
        f"{get_path('scripts')}/schemathesis", "run", f"{address}/openapi.json", "--max-examples", "2",
        "--phases", "coverage,fuzzing,stateful", "--checks", "all", "--seed", "4", "--generation-deterministic",
        "-H", f"Authorization: Bearer {token}",
    ]  # fmt: skip
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-4000:]
