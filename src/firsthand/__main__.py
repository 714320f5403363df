"""The process: ``python -m firsthand``, and the script ``firsthand``."""

from __future__ import annotations

import atexit
import gc

CYCLES_AFTER = 100_000, 20, 20
"""After so many new objects cycles among them are looked for. With the interpreter's 700 that took a quarter of the
time of 'trace' and of small runs: nearly all that a command makes lives until it ends, and what has cycles is a page's
tree."""


def main() -> None:
    """Run the command line in a process of its own."""
    gc.set_threshold(*CYCLES_AFTER)
    atexit.register(gc.freeze)  # nobody need look for cycles in all that a process still holds when it ends
    from firsthand.cli import main as run  # after that: importing click makes thousands of objects

    run()


if __name__ == "__main__":
    main()
