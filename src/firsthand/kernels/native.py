"""How a kernel runs: as machine code from a library that was built once, or as plain Python.

A kernel is a function over flat arrays and whole numbers, marked with :func:`kernel`. Its annotations are its one
signature: ``U8 U16 U32 U64 I64 F32`` are arrays that it reads, ``OutU32`` and so on arrays that it fills, ``int``
counts in 64 bits. It allocates nothing and calls nothing but kernels, so that the machine code which numba makes of it
stands alone. ``firsthand.kernels.build`` links the code of all kernels into one library; a run that finds the library
neither imports numba nor compiles (that alone would take longer than matching 40 MB). Where there is none, it is built
from the assembly that the package carries, or from the sources where that is of other sources or another kind of
machine. Where no library can be built, numba compiles each kernel when it is first called; ``NUMBA_DISABLE_JIT=1`` runs
them as plain Python.
"""

from __future__ import annotations

import ctypes
import os
import platform
import sys
import zlib
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Generic, ParamSpec, TypeAlias, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from firsthand.kernels.places import is_trusted, library_places, prepare

P = ParamSpec("P")
R = TypeVar("R")

U8: TypeAlias = NDArray[np.uint8]
U16: TypeAlias = NDArray[np.uint16]
U32: TypeAlias = NDArray[np.uint32]
U64: TypeAlias = NDArray[np.uint64]
I64: TypeAlias = NDArray[np.int64]
F32: TypeAlias = NDArray[np.float32]
F64: TypeAlias = NDArray[np.float64]
OutU8: TypeAlias = U8
OutU16: TypeAlias = U16
OutU32: TypeAlias = U32
OutU64: TypeAlias = U64
OutI64: TypeAlias = I64
OutF32: TypeAlias = F32
OutF64: TypeAlias = F64

ARRAYS = {
    "U8": np.uint8, "U16": np.uint16, "U32": np.uint32, "U64": np.uint64, "I64": np.int64,
    "F32": np.float32, "F64": np.float64,
}  # fmt: skip
SCALARS = {"int": ctypes.c_int64, "float": ctypes.c_double, "bool": ctypes.c_bool}
MODULES = ("tokens", "shingles", "counting", "matching", "alignment", "scoring", "kinship", "ties", "lookup",
           "features", "dense", "recurrent", "decode", "linking")  # fmt: skip
"""The modules of this package that hold kernels."""

KERNELS: dict[str, Kernel[..., Any]] = {}
"""Every kernel by its name."""


class Kernel(Generic[P, R]):
    """A function over flat arrays that runs as machine code.

    A `wide` kernel is mostly sums of products: its floats may be added in any order, and of the kinds of processor that
    are told apart (:data:`WIDE`) each runs code of its own. A `part` is compiled into the kernels that call it.
    """

    def __init__(self, python: Callable[P, R], wide: bool = False, part: bool = False) -> None:
        self.python = python
        self.wide, self.part = wide, part
        self.__name__ = python.__name__
        self.__doc__ = python.__doc__
        self.__module__ = python.__module__
        self._run: Callable[P, R] | None = None

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """Run the kernel."""
        if self._run is None:
            self._run = self._choose()
        return self._run(*args, **kwargs)

    def _choose(self) -> Callable[P, R]:
        if os.environ.get("NUMBA_DISABLE_JIT") == "1" or is_helper(self):
            return self.python
        library = open_library()
        if library is not None:
            return cast(Callable[P, R], _bind(getattr(library, self._symbol_here(library)), self.kinds()))
        from firsthand.kernels.build import compile_kernel

        tell_that_numba_compiles()
        return cast(Callable[P, R], compile_kernel(self, {}, callable_from_python=True))

    def _symbol_here(self, library: ctypes.CDLL) -> str:
        """The kernel's name in the library: that of the widest code that this processor runs."""
        named = symbol(self.__name__, WIDE if self.wide and is_wide() else "")
        return named if hasattr(library, named) else symbol(self.__name__)

    def kinds(self) -> list[str]:
        """The annotations of the arguments, and last that of the result."""
        noted = cast(dict[str, str], self.python.__annotations__)
        return [kind for name, kind in noted.items() if name != "return"] + [noted["return"]]


def kernel(function: Callable[P, R]) -> Kernel[P, R]:
    """Mark a function over flat arrays as a kernel."""
    made = Kernel(function)
    KERNELS[made.__name__] = made
    return made


def wide_kernel(function: Callable[P, R]) -> Kernel[P, R]:
    """Mark a kernel of sums of products over single-precision arrays."""
    made = Kernel(function, wide=True)
    KERNELS[made.__name__] = made
    return made


def kernel_part(function: Callable[P, R]) -> Kernel[P, R]:
    """Mark a part of wide kernels."""
    made = Kernel(function, wide=True, part=True)
    KERNELS[made.__name__] = made
    return made


def is_helper(kernel: Kernel[..., Any]) -> bool:
    """Whether a kernel is only ever part of those that call it: one that takes or gives numbers of numpy, or tuples."""
    return kernel.part or any(kind.startswith(("tuple[", "np.")) for kind in kernel.kinds())


WIDE = "x86-64-v3"
"""The processors with sums of eight products at a time (AVX2 and FMA: made since 2013), as LLVM calls them."""
_WIDE_FEATURES = ("AVX2", "FMA3", "F16C")


@cache
def is_wide() -> bool:
    """Whether this processor is one of `WIDE`."""
    if platform.machine().lower() not in ("x86_64", "amd64"):
        return False
    try:
        features = import_module("numpy._core._multiarray_umath").__cpu_features__
    except (ImportError, AttributeError):  # where numpy no longer says so, all processors run the same code
        return False
    return all(features.get(name, False) for name in _WIDE_FEATURES)


def symbol(name: str, processor: str = "") -> str:
    """What a kernel is called in the library, for any processor or for one kind of them."""
    return f"firsthand_{name}" + (f"_{processor.replace('-', '_')}" if processor else "")


@cache
def digest_of_sources() -> str:
    """Tells versions of the kernels apart."""
    here = Path(__file__).parent
    sources = b"\0".join((here / f"{module}.py").read_bytes() for module in (*MODULES, "native", "build"))
    return f"{zlib.crc32(sources):08x}{zlib.adler32(sources):08x}"


def machine() -> str:
    """The kind of machine that this is."""
    return f"{sys.platform}-{platform.machine()}"


def library_name() -> str:
    """File name of the library, by the kernels' sources and the kind of machine."""
    return f"kernels-{digest_of_sources()}-{machine()}.so"


@cache
def tell_that_numba_compiles() -> None:
    """Say once why the first start takes long. What numba has compiled is kept beside the sources or in its cache."""
    print(
        "firsthand: there is no library of kernels for this machine and no C compiler to link one: they are compiled "
        "now, as they are needed, which takes up to a minute at the first start and a few seconds at later ones",
        file=sys.stderr,
    )


@cache
def open_library() -> ctypes.CDLL | None:
    """The library of all kernels, built now if there is none; None where it cannot be built."""
    places = library_places(library_name())
    for place in places:
        if (library := _load(place)) is not None:
            return library
    from firsthand.kernels.build import build_library_apart

    for place in places:
        if prepare(place) and build_library_apart(place) and (library := _load(place)) is not None:
            return library
    return None


def _load(place: Path) -> ctypes.CDLL | None:
    try:
        return ctypes.CDLL(str(place)) if place.is_file() and is_trusted(place) else None
    except OSError:  # built on a machine with newer system libraries
        return None


def _bind(function: Any, kinds: list[str]) -> Callable[..., Any]:
    """Call `function` by numba's convention: result and error by pointer, an array as seven numbers."""
    function.restype = ctypes.c_int32
    dtypes = [np.dtype(ARRAYS[k.removeprefix("Out")]) if k.removeprefix("Out") in ARRAYS else None for k in kinds[:-1]]
    scalars = [SCALARS.get(kind) for kind in kinds[:-1]]
    pointer, number = ctypes.c_void_p, ctypes.c_int64
    types: list[Any] = [pointer, pointer]
    for scalar in scalars:
        types += [scalar] if scalar else [pointer, pointer, number, number, pointer, number, number]
    function.argtypes = types
    result_type: Any = SCALARS.get(kinds[-1], ctypes.c_int64)

    def call(*arguments: Any) -> Any:
        result, error = result_type(), ctypes.c_void_p()
        flat: list[Any] = [ctypes.addressof(result), ctypes.addressof(error)]
        for argument, dtype in zip(arguments, dtypes, strict=True):
            if dtype is None:
                flat.append(argument)
                continue
            if argument.dtype != dtype or not argument.flags.c_contiguous:
                raise TypeError(f"a kernel was given {argument.dtype} where it takes {dtype}, contiguous")
            n = argument.size
            flat += (None, None, n, dtype.itemsize, argument.__array_interface__["data"][0], n, dtype.itemsize)
        status = function(*flat)
        if status > 0:
            raise RuntimeError(f"a kernel stopped with status {status}")
        return result.value

    return call
