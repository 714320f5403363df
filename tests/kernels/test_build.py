"""The library of kernels: from the assembly that the package carries, or from the sources."""

import subprocess
import sys
from ctypes import CDLL

import pytest

from firsthand.kernels import build, native


def test_the_carried_assembly_is_of_these_sources():
    if not build.carried_path().is_file():
        pytest.skip(f"the package carries nothing for {native.machine()}: its first run compiles")
    assert build.carried_assembly() is not None, "kernels were changed: run 'make kernels'"


def test_assembly_of_other_sources_is_not_used(monkeypatch):
    monkeypatch.setattr(build, "digest_of_sources", lambda: "0" * 16)
    assert build.carried_assembly() is None


def test_nothing_is_carried_for_a_machine_that_nobody_has(monkeypatch):
    monkeypatch.setattr(build, "machine", lambda: "multics-ge645")
    assert build.carried_assembly() is None


def test_the_library_is_built_without_numba(tmp_path):
    if build.linker() is None or build.carried_assembly() is None:
        pytest.skip("no linker, or nothing carried for this machine")
    path = tmp_path / "kernels.so"
    script = (
        "import sys; sys.modules['numba'] = None\n"
        "from pathlib import Path\n"
        "from firsthand.kernels.build import build_library\n"
        "build_library(Path(sys.argv[1]))\n"
    )
    subprocess.run([sys.executable, "-c", script, str(path)], check=True)
    assert [getattr(CDLL(str(path)), native.symbol(name)) for name in ("cut_words", "align_pairs", "look_up")]
    assert [file.name for file in tmp_path.iterdir()] == ["kernels.so"]


def test_a_library_that_cannot_be_loaded_is_passed_over(tmp_path):
    broken = tmp_path / "kernels.so"
    broken.write_bytes(b"no library")
    assert native._load(broken) is None
    assert native._load(tmp_path / "absent.so") is None
