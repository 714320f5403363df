"""How a kernel runs: as plain Python, or compiled by numba. Only this file knows numba.

A kernel is a function over flat arrays and whole numbers, marked with :func:`kernel`. Its annotations are its one
signature: ``U8 U32 U64 I64 F32`` are arrays that it reads, ``OutU32`` and so on arrays that it fills, ``int`` counts in
64 bits. It allocates nothing, so that its machine code stands alone, and is compiled when first called, never at
import. ``NUMBA_DISABLE_JIT=1`` runs all kernels as plain Python.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, Generic, ParamSpec, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

P = ParamSpec("P")
R = TypeVar("R")

U8 = OutU8 = NDArray[np.uint8]
U32 = OutU32 = NDArray[np.uint32]
U64 = OutU64 = NDArray[np.uint64]
I64 = OutI64 = NDArray[np.int64]
F32 = OutF32 = NDArray[np.float32]

_ARRAYS = {"U8": "uint8", "U32": "uint32", "U64": "uint64", "I64": "int64", "F32": "float32"}
_SCALARS = {"int": "int64", "float": "float64", "bool": "boolean", "None": "void"}

KERNELS: dict[str, Kernel[..., Any]] = {}
"""Every kernel by its name."""


class Kernel(Generic[P, R]):
    """A function over flat arrays, compiled when it is first called."""

    def __init__(self, python: Callable[P, R]) -> None:
        self.python = python
        self.__name__ = python.__name__
        self.__doc__ = python.__doc__
        self.__module__ = python.__module__
        self._run: Callable[P, R] | None = None

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """Run the kernel."""
        if self._run is None:
            self._run = self.python if os.environ.get("NUMBA_DISABLE_JIT") == "1" else self.compile()
        return self._run(*args, **kwargs)

    def compile(self) -> Any:
        """Compile with numba, or load numba's cached compilation."""
        from types import FunctionType

        from numba import njit

        code = self.python.__code__
        around = {
            name: value.compile() if isinstance(value, Kernel) and value is not self else value
            for name, value in self.python.__globals__.items()
            if name in code.co_names or name in ("__name__", "__file__")
        }
        plain = FunctionType(code, around, code.co_name, self.python.__defaults__)
        plain.__module__ = self.python.__module__
        plain.__qualname__ = code.co_name
        options = {"cache": True, "nogil": True, "error_model": "numpy", "_nrt": False}
        return njit(self.signature(), **options)(plain)

    def signature(self) -> Any:
        """Numba's types for the annotations."""
        from numba import types

        def of(annotation: str) -> Any:
            if annotation.startswith("tuple["):
                return types.Tuple([of(part.strip()) for part in annotation[6:-1].split(",")])
            if annotation.startswith("np."):
                return getattr(types, annotation[3:])
            if annotation in _SCALARS:
                return getattr(types, _SCALARS[annotation])
            element = getattr(types, _ARRAYS[annotation.removeprefix("Out")])
            return types.Array(element, 1, "C", readonly=not annotation.startswith("Out"))

        noted = cast(dict[str, str], self.python.__annotations__)
        return of(noted["return"])(*(of(kind) for name, kind in noted.items() if name != "return"))


def kernel(function: Callable[P, R]) -> Kernel[P, R]:
    """Mark a function over flat arrays as a kernel."""
    made = Kernel(function)
    KERNELS[made.__name__] = made
    return made
