"""Changes that are being worked out: each on a copy of the case, one after the other, kept or thrown away by the user.

Always true: the case is replaced as a whole, by a copy that was made from the very state that is replaced, or not.
"""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import shutil
import sys
import time
from collections import OrderedDict
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from firsthand.case import CaseReader
from firsthand.case.counts import Changed, changed_counts
from firsthand.engines.previewing import Preview, preview
from firsthand.errors import CaseError, FirsthandError
from firsthand.files import only_writer
from firsthand.model import Decision
from firsthand.web.shelf import Shelf, Stamp

State = Literal["waiting", "running", "ready", "failed", "kept", "discarded"]

_REMEMBERED = 20
"""Jobs that are remembered; copies of those before are thrown away."""
_LINE, _PIPE = 1 << 20, asyncio.subprocess.PIPE


@dataclass(slots=True)
class Job:
    """One change: what was asked for, how far it is, and what came of it."""

    asked: dict[str, Any]
    claim: str = ""
    id: str = field(default_factory=lambda: secrets.token_hex(8))
    state: State = "waiting"
    stages: list[str] = field(default_factory=list)
    begun: float = field(default_factory=time.monotonic)
    seconds: float = 0.0
    done: dict[str, Any] = field(default_factory=dict)
    why: str = ""
    changed: tuple[Changed, ...] = ()
    preview: Preview | None = None
    """What the claim that one looks at would be counted as, told before the whole case has been worked out."""
    wish: Literal["", "keep", "discard"] = ""
    """What the user wants done with it as soon as it has been worked out."""
    looked: asyncio.Event = field(default_factory=asyncio.Event)
    """Set once it is known whether there is a preview."""
    made_from: Stamp | None = None
    folder: Path | None = None
    """Files that were sent, to be thrown away when they have been read."""

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come of it by itself."""
        return self.state not in ("waiting", "running")


class Jobs:
    """All changes of one explorer. `keep_at_once` are kinds that need no second look."""

    keep_at_once = ("add",)

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._turn = asyncio.Lock()
        self._running: dict[str, asyncio.Task[None]] = {}

    def get(self, id: str) -> Job | None:
        """The change of this id."""
        return self._jobs.get(id)

    def begin(self, job: Job) -> Job:
        """Begin to work out `job` as soon as those before it are through."""
        self._jobs[job.id] = job
        while len(self._jobs) > _REMEMBERED:
            _, old = self._jobs.popitem(last=False)
            self._clear(old)
        task = asyncio.get_running_loop().create_task(self._work(job))
        self._running[job.id] = task
        task.add_done_callback(lambda done: self._running.pop(job.id, None))
        return job

    def keep(self, job: Job) -> None:
        """Put the copy in the place of the case, if nobody has changed that meanwhile.

        Raises
        ------
        CaseError
            The case is no longer the one that the copy was made from, or somebody writes it just now.
        """
        with only_writer(self._shelf.path):
            if self._shelf.stamp() != job.made_from:
                raise CaseError("the case has been changed meanwhile")
            os.replace(self._copy(job), self._shelf.path)
        job.state = "kept"

    def discard(self, job: Job) -> None:
        """Throw the copy away, or stop working at it."""
        job.wish = "discard"
        if task := self._running.get(job.id):
            task.cancel()
        self._clear(job)
        if job.state not in ("kept", "failed"):
            job.state = "discarded"

    def close(self) -> None:
        """Throw all copies away."""
        for task in list(self._running.values()):
            task.cancel()
        for job in self._jobs.values():
            self._clear(job)

    # ------------------------------------------------------------------ working

    async def _work(self, job: Job) -> None:
        try:
            job.preview = await asyncio.to_thread(look_ahead, self._shelf.path, job.claim, job.asked)
        finally:
            job.looked.set()
        async with self._turn:
            job.state = "running"
            try:
                await self._worked_out(job)
                if self._is_proposed(job) and job.wish == "keep":
                    self.keep(job)
            except (CaseError, OSError) as error:
                job.state, job.why = "failed", str(error)
            except asyncio.CancelledError:
                job.state = "discarded"
                raise
            finally:
                job.seconds = time.monotonic() - job.begun
                if not self._is_proposed(job):
                    self._clear(job)
                if job.folder is not None:
                    shutil.rmtree(job.folder, ignore_errors=True)

    async def _worked_out(self, job: Job) -> None:
        copy = self._copy(job)
        job.made_from = self._shelf.stamp()
        await asyncio.to_thread(shutil.copyfile, self._shelf.path, copy)
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "firsthand.web.working", str(copy),
            stdin=_PIPE, stdout=_PIPE, stderr=asyncio.subprocess.DEVNULL, limit=_LINE,
        )  # fmt: skip
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(json.dumps(job.asked).encode() + b"\n")
            await process.stdin.drain()
            async for line in process.stdout:
                self._hear(job, json.loads(line))
            await process.wait()
        finally:
            if process.returncode is None:
                process.kill()
        if job.why or process.returncode:
            job.state, job.why = "failed", job.why or f"the work ended with {process.returncode}"
            return
        if not job.done.get("changed"):
            job.state = "kept" if job.asked["do"] in self.keep_at_once else "discarded"
            return
        job.changed = await asyncio.to_thread(_compared, self._shelf.path, copy)
        job.state = "ready"
        if job.asked["do"] in self.keep_at_once:
            self.keep(job)

    @staticmethod
    def _is_proposed(job: Job) -> bool:
        return job.state == "ready"

    @staticmethod
    def _hear(job: Job, said: dict[str, Any]) -> None:
        if "stage" in said:
            job.stages.append(said["stage"])
        job.why = said.get("failed", job.why)
        job.done = said.get("done", job.done)

    def _copy(self, job: Job) -> Path:
        place = self._shelf.path.resolve()
        return place.with_name(f".{place.name[:40]}.{job.id}.proposed")

    def _clear(self, job: Job) -> None:
        for path in self._copy(job).parent.glob(f"{self._copy(job).name}*"):
            with suppress(OSError):
                path.unlink()


def look_ahead(path: Path, claim: str, asked: Mapping[str, Any]) -> Preview | None:
    """What a decision would do to `claim`; None where that cannot be told without working out the whole."""
    from firsthand.engines.deciding import with_one_more, without_one

    if not claim or asked["do"] not in ("decide", "undo"):
        return None
    try:
        with CaseReader(path) as case:
            given = case.decisions()
        after: tuple[Decision, ...] | None
        if asked["do"] == "undo":
            after = without_one(given, int(asked["number"]))
        else:
            after = with_one_more(given, path, asked["kind"], tuple(asked["subjects"]))
        return None if after is None else preview(path, claim, after)
    except FirsthandError:  # whoever works out the whole says it
        return None


def _compared(before: Path, after: Path) -> tuple[Changed, ...]:
    with CaseReader(before) as old, CaseReader(after) as new:
        return changed_counts(old, new)
