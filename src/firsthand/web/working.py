"""A change to a case, worked out on a copy of it by a process of its own: the explorer goes on answering.

Run as ``python -m firsthand.web.working COPY``, with what to do as one line of JSON on stdin. Each line on stdout is
JSON: a stage that begins, or what came of it. Nothing but the copy is written.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from firsthand.errors import FirsthandError


def main() -> int:
    """Do what stdin says to the copy that the command line names."""
    copy, asked = Path(sys.argv[1]), json.loads(sys.stdin.readline())
    try:
        done = _ACTIONS[asked["do"]](copy, asked)
    except FirsthandError as error:
        _say(failed=str(error))
        return 1
    except Exception as error:
        _say(failed=f"unexpected {type(error).__name__}: {error}")
        return 1
    _say(done=done)
    return 0


def _decide(copy: Path, asked: dict[str, Any]) -> dict[str, Any]:
    from firsthand.engines.deciding import decide

    decided = decide(copy, asked["kind"], tuple(asked["subjects"]), asked.get("note", ""), progress=_stage)
    return {"changed": decided is not None}


def _undo(copy: Path, asked: dict[str, Any]) -> dict[str, Any]:
    from firsthand.engines.deciding import undo

    undo(copy, int(asked["number"]), progress=_stage)
    return {"changed": True}


def _add(copy: Path, asked: dict[str, Any]) -> dict[str, Any]:
    from firsthand.case import load
    from firsthand.engines.cases import trace_again
    from firsthand.pipeline import untraced
    from firsthand.reading import read

    _stage("reading")
    case = load(copy)
    collection = read([*map(untraced, case.documents), asked["folder"]], cores=1)
    n_added = len(collection.documents) - len(case.documents)
    problems = [[p.severity, p.message, Path(p.path).name if p.path else ""] for p in collection.problems]
    if n_added:
        trace_again(
            copy,
            collection.documents,
            problems=[*case.problems, *collection.problems],
            decisions=case.decisions,
            progress=_stage,
        )
    return {"changed": n_added > 0, "added": n_added, "problems": problems}


def _stage(name: str) -> None:
    _say(stage=name)


def _say(**what: Any) -> None:
    print(json.dumps(what), flush=True)


_ACTIONS = {"decide": _decide, "undo": _undo, "add": _add}

if __name__ == "__main__":
    sys.exit(main())
