"""Matrix products on one thread: their last digits do not depend on the number of cores, and nobody waits for nobody.

On a busy machine the threads of a product of small matrices take ten times the time of the product.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import numpy  # noqa: F401  # its threads can only be limited once it is there
from threadpoolctl import ThreadpoolController


@contextmanager
def on_one_thread() -> Iterator[None]:
    """Run what stands inside on one thread."""
    with _controller().limit(limits=1, user_api="blas"):
        yield


@cache
def _controller() -> ThreadpoolController:
    return ThreadpoolController()
