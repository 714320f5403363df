"""Build the library of all kernels: numba compiles, the system's linker links.

    python -m firsthand.kernels.build FILE      the library
    python -m firsthand.kernels.build --carry   the assembly that the package carries, for the first run from a checkout
    python -m firsthand.kernels.build --wide    the assembly of the wide kernels, for processors with code apart

What takes long is numba's work, from Python to LLVM's assembly; from there to machine code it is half a second. The
code is made for any processor of its kind, so that packages can carry it; wide kernels are there twice, once for
processors of the last ten years. It follows numba's calling convention:
``int32 f(result*, error**, arguments…)``, an array being ``meminfo, parent, items, item size, data, shape, stride``.
"""

from __future__ import annotations

import lzma
import os
import re
import shutil
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

from firsthand.kernels.native import (
    ARRAYS,
    KERNELS,
    MODULES,
    WIDE,
    Kernel,
    digest_of_sources,
    is_helper,
    machine,
    symbol,
)

ANY_PROCESSOR = {"NUMBA_CPU_NAME": "generic", "NUMBA_CPU_FEATURES": "", "NUMBA_DISABLE_JIT": "0"}
WIDE_PROCESSOR = {"NUMBA_CPU_NAME": WIDE, "NUMBA_CPU_FEATURES": "+avx2,+fma,+avx,+sse4.2,+bmi,+bmi2,+f16c,+lzcnt"}
_TYPES = {"int": "int64", "float": "float64", "bool": "boolean", "None": "void"}


def build_library_apart(path: Path) -> bool:
    """Build the library in a process of its own, which keeps numba out of this one; returns whether it is there."""
    if linker() is None:
        return False
    sources = str(Path(__file__).resolve().parents[2])
    path_list = os.pathsep.join(filter(None, (sources, os.environ.get("PYTHONPATH"))))
    environment = {**os.environ, "PYTHONPATH": path_list, **ANY_PROCESSOR}
    command = [sys.executable, "-m", __name__, str(path)]
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    if path.is_file() and path.parent == Path(__file__).parent:
        for outdated in path.parent.glob("kernels-*.so"):
            if outdated != path:
                outdated.unlink(missing_ok=True)
    return path.is_file()


def linker() -> str | None:
    """The system's C compiler, which knows how to call its linker."""
    return next((found for name in ("cc", "gcc", "clang") if (found := shutil.which(name))), None)


def build_library(path: Path) -> None:
    """Compile all kernels and link them into the library `path`, which appears only when it is whole."""
    import llvmlite.binding as llvm

    whole = llvm.parse_assembly(carried_assembly() or emit_all())
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    target = llvm.Target.from_default_triple().create_target_machine(cpu="generic", reloc="pic", opt=2)
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        (Path(folder) / "kernels.o").write_bytes(target.emit_object(whole))
        made = Path(folder) / "kernels.so"
        subprocess.run(
            [linker() or "cc", "-shared", "-nostartfiles", "-o", str(made), str(Path(folder) / "kernels.o"), "-lm"],
            check=True,
        )
        os.replace(made, path)


def carried_path() -> Path:
    """Where the package carries assembly for this kind of machine."""
    return Path(__file__).parent / f"kernels-{machine()}.ll.xz"


def carried_assembly() -> str | None:
    """The assembly that the package carries, if it is of these very sources."""
    if not carried_path().is_file():
        return None
    head, _, text = lzma.decompress(carried_path().read_bytes()).decode().partition("\n")
    return text if head == f"; {digest_of_sources()}" else None


def carry_assembly() -> None:
    """Write the assembly that the package carries."""
    text = f"; {digest_of_sources()}\n{emit_all()}"
    carried_path().write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))


def emit_all() -> str:
    """LLVM assembly of all kernels, and of the wide ones again where the machine has processors of that kind."""
    import llvmlite.binding as llvm

    whole = llvm.parse_assembly(emit_assembly())
    if machine().endswith(("x86_64", "AMD64")):
        environment = {**os.environ, **ANY_PROCESSOR, **WIDE_PROCESSOR}
        command = [sys.executable, "-m", "firsthand.kernels.build", "--wide"]
        made = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
        whole.link_in(llvm.parse_assembly(for_processor(made, WIDE)))
    return str(whole)


def for_processor(assembly: str, processor: str) -> str:
    """The same assembly, every function of it meant for one kind of processor."""
    groups = {n for line in assembly.splitlines() if line.startswith("define ") for n in re.findall(r"#(\d+)", line)}
    for n in groups:
        assembly = assembly.replace(f"attributes #{n} = {{", f'attributes #{n} = {{ "target-cpu"="{processor}"', 1)
    return assembly


def emit_assembly(processor: str = "") -> str:
    """LLVM assembly of all kernels, or of the wide ones for a kind of processor, each with its symbol."""
    import llvmlite.binding as llvm

    for module in MODULES:
        import_module(f"firsthand.kernels.{module}")
    compiled: dict[str, Any] = {}
    whole = llvm.parse_assembly("")
    for name, kernel in KERNELS.items():
        if processor and not kernel.wide:
            continue
        result = next(iter(compile_kernel(kernel, compiled, callable_from_python=False).overloads.values()))
        if is_helper(kernel):
            continue
        native = result.fndesc.llvm_func_name
        part = llvm.parse_bitcode(result.library._final_module.as_bitcode())
        for function in part.functions:
            if not function.is_declaration and function.name != native:
                function.linkage = "internal"
        for value in part.global_variables:
            if not value.is_declaration:
                value.linkage = "internal"
        part.get_function(native).name = symbol(name, processor)
        whole.link_in(part)
    return str(whole)


def compile_kernel(kernel: Kernel[..., Any], compiled: dict[str, Any], callable_from_python: bool) -> Any:
    """Compile a kernel and those that it calls; `compiled` remembers them."""
    from types import FunctionType

    from numba import njit

    name = kernel.__name__
    if name not in compiled:
        code = kernel.python.__code__
        around = {
            used: compile_kernel(value, compiled, callable_from_python) if isinstance(value, Kernel) else value
            for used, value in kernel.python.__globals__.items()
            if used in code.co_names or used in ("__name__", "__file__")
        }
        plain = FunctionType(code, around, name)
        plain.__module__, plain.__qualname__ = kernel.__module__, name
        options: dict[str, Any] = {"nogil": True, "error_model": "numpy", "_nrt": False}
        if is_helper(kernel):
            options["forceinline"] = True
        if kernel.wide:
            options["fastmath"] = True
        if callable_from_python:
            options["cache"] = True
        else:
            options |= {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}
        compiled[name] = njit(numba_signature(kernel), **options)(plain)
    return compiled[name]


def numba_signature(kernel: Kernel[..., Any]) -> Any:
    """Numba's types for a kernel's annotations."""
    from numba import types

    def of(kind: str) -> Any:
        if kind.startswith("tuple["):
            return types.Tuple(  # type: ignore[no-untyped-call]
                [of(part.strip()) for part in kind[6:-1].split(",")]
            )
        if kind.startswith("np."):
            return getattr(types, kind[3:])
        if kind in _TYPES:
            return getattr(types, _TYPES[kind])
        element = getattr(types, ARRAYS[kind.removeprefix("Out")].__name__)
        return types.Array(element, 1, "C", readonly=not kind.startswith("Out"))

    *arguments, result = map(of, kernel.kinds())
    return result(*arguments)


if __name__ == "__main__":
    if sys.argv[1] == "--carry":
        os.environ.update(ANY_PROCESSOR)
        carry_assembly()
    elif sys.argv[1] == "--wide":
        sys.stdout.write(emit_assembly(WIDE))
    else:
        build_library(Path(sys.argv[1]))
