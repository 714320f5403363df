"""Compile the kernels while a wheel is built, so that no user's first run has to.

Without numba or a linker the wheel is made all the same; then the first run compiles.
"""

from __future__ import annotations

import re
import sys
import sysconfig
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

OLDEST = (2, 17)
"""The C library of manylinux2014: older ones no installer is asked for."""


class KernelBuildHook(BuildHookInterface[Any]):
    """Adds the library of kernels to the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the library beside the kernels' sources."""
        source = Path(self.root) / "src"
        sys.path.insert(0, str(source))
        try:
            from firsthand.kernels.build import build_library_apart
            from firsthand.kernels.native import library_name
        except ImportError:
            return
        finally:
            sys.path.remove(str(source))
        library = source / "firsthand" / "kernels" / library_name()
        if library.is_file() or build_library_apart(library):
            build_data["artifacts"].append(str(library.relative_to(self.root)))
            build_data["pure_python"] = False
            build_data["tag"] = f"py3-none-{platform_of(library)}"


def platform_of(library: Path) -> str:
    """The platform of a wheel with `library` in it, as indexes accept it.

    On Linux that is the oldest C library with all functions that the library of kernels calls; it needs nothing else.
    """
    name = sysconfig.get_platform().replace("-", "_").replace(".", "_")
    if not name.startswith("linux_"):
        return name
    code = library.read_bytes()
    if b"libc.musl" in code:
        return name.replace("linux", "musllinux_1_2", 1)
    needed = [(int(major), int(minor)) for major, minor in re.findall(rb"GLIBC_(\d+)\.(\d+)", code)]
    major, minor = max([*needed, OLDEST])
    return name.replace("linux", f"manylinux_{major}_{minor}", 1)
