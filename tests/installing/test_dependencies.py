"""What is imported is declared, what is declared is used, and a wheel has a tag that indexes accept."""

from __future__ import annotations

import ast
import importlib.util
import re
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf8"))["project"]
MODULES = {"charset-normalizer": "charset_normalizer", "lxml-html-clean": "lxml_html_clean", "jinja2": "jinja2"}
NEEDED_BY_OTHERS = {
    "lxml-html-clean": "trafilatura asks lxml for it",
}
"""Declared though we never import them, and why."""
NO_PART_OF_THE_PACKAGE = {"torch", "sklearn", "scipy"}


def imported(folder: Path) -> set[str]:
    found: set[str] = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names = [node.module]
            found.update(name.split(".")[0] for name in names)
    return found - set(sys.stdlib_module_names) - {"firsthand", "__future__"}


def declared(requirements: list[str]) -> set[str]:
    names = (re.split(r"[<>=!\[; ]", line)[0].lower().replace("_", "-") for line in requirements)
    return {name for name in names if name != "firsthand"}


def module(name: str) -> str:
    return MODULES.get(name, name.replace("-", "_"))


def test_what_is_imported_is_declared() -> None:
    extras = [line for lines in PROJECT["optional-dependencies"].values() for line in lines]
    known = {module(name) for name in declared([*PROJECT["dependencies"], *extras])}
    assert imported(ROOT / "src") - known == set()


def test_what_is_declared_is_used() -> None:
    used = imported(ROOT / "src")
    unused = {name for name in declared(PROJECT["dependencies"]) if module(name) not in used}
    assert unused == set(NEEDED_BY_OTHERS)


def test_a_wheel_has_a_tag_that_indexes_accept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("hatchling")
    spec = importlib.util.spec_from_file_location("build_kernels", ROOT / "build_kernels.py")
    assert spec is not None
    assert spec.loader is not None
    hook = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(hook)
    library = tmp_path / "kernels.so"
    for system, code, tag in (
        ("linux-x86_64", b"\x7fELF memset GLIBC_2.2.5 log GLIBC_2.29", "manylinux_2_29_x86_64"),
        ("linux-aarch64", b"\x7fELF memset GLIBC_2.2.5", "manylinux_2_17_aarch64"),
        ("linux-x86_64", b"\x7fELF libc.musl-x86_64.so.1", "musllinux_1_2_x86_64"),
        ("macosx-11.0-arm64", b"", "macosx_11_0_arm64"),
        ("win-amd64", b"", "win_amd64"),
    ):
        library.write_bytes(code)
        monkeypatch.setattr("sysconfig.get_platform", lambda system=system: system)
        assert hook.platform_of(library) == tag
