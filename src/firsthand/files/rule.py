"""The one rule for everything that firsthand writes.

No output ever replaces an input, a case, a file that is no earlier output of the same kind, or another output of the
same run. Where an earlier output of the same kind stands, ``--force`` is needed. Whatever name a file is given under
(a link, a relative path, other letters where the file system takes them for the same), it is the file that counts.
"""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from firsthand.errors import OutputRefused
from firsthand.files.kinds import EMPTY, NAMES, kind_of


@dataclass(frozen=True, slots=True)
class Output:
    """What a command was asked to write: where, which kind of :data:`firsthand.files.kinds.NAMES`, by which option."""

    path: Path
    kind: str
    option: str = "--out"

    @property
    def is_folder(self) -> bool:
        """Whether a folder is written, and not a file."""
        return self.kind == "index"


@dataclass(frozen=True, slots=True)
class Place:
    """Where an output goes: the path that it was asked for, the file that this is, and whether something stands there.

    `is_new` means that nothing stood there: what appears there meanwhile is somebody else's. `is_stream` means a
    terminal, a pipe or the like, which is written to and not replaced.
    """

    shown: Path
    path: Path
    is_new: bool
    is_stream: bool = False


def settle_outputs(
    outputs: Sequence[Output], inputs: Iterable[str | os.PathLike[str]] = (), force: bool = False
) -> list[Place]:
    """Where each of `outputs` goes, if all of them may be written.

    Parameters
    ----------
    outputs : sequence of Output
        Everything that this run is to write.
    inputs : iterable of path
        Everything that the user named as input, cases included.
    force : bool
        Whether earlier outputs of the same kind may be replaced.

    Raises
    ------
    OutputRefused
        One of them may not; nothing was written.
    """
    given = [Path(path) for path in inputs]
    places: list[Place] = []
    for output in outputs:
        place = _settle(output, force)
        for other in given:
            if is_same_file(place.path, other):
                raise OutputRefused(f"{output.option} {output.path} is an input of this run: give another name")
        for earlier, written in zip(outputs, places):
            if not place.is_stream and is_same_file(place.path, written.path):
                raise OutputRefused(
                    f"{output.option} {output.path} is the same file as {earlier.option} {earlier.path}: "
                    "give them two names"
                )
        places.append(place)
    return places


def _settle(output: Output, force: bool) -> Place:
    shown = output.path
    place = Path(os.path.realpath(shown))
    try:
        mode = place.stat().st_mode
    except FileNotFoundError:
        return _settle_new(output, place)
    except OSError as error:
        raise OutputRefused(f"{output.option} {shown} cannot be written: {error.strerror}") from error
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        if output.kind in ("case", "index"):
            raise OutputRefused(f"{output.option} {shown} is no file that could hold {NAMES[output.kind]}")
        return Place(shown, place, is_new=False, is_stream=True)
    _refuse_other_kind(output, place, stat.S_ISDIR(mode))
    if not force and not (output.is_folder and not any(place.iterdir())):
        raise OutputRefused(
            f"{shown} is there already: give --force to replace it, or another name with {output.option}"
        )
    return Place(shown, place, is_new=False)


def _settle_new(output: Output, place: Path) -> Place:
    folder = place.parent
    if not folder.is_dir():
        named = output.path.parent
        what = "is no folder" if folder.exists() else "does not exist: make that folder first"
        raise OutputRefused(f"{output.option} {output.path} cannot be written: {named} {what}")
    if not os.access(folder, os.W_OK):
        raise OutputRefused(f"{output.option} {output.path} cannot be written: nothing may be written in {folder}")
    return Place(output.path, place, is_new=True)


def _refuse_other_kind(output: Output, place: Path, is_folder: bool) -> None:
    if is_folder and not output.is_folder:
        raise OutputRefused(f"{output.option} {output.path} is a folder: give the name of a file")
    if output.is_folder and not is_folder:
        raise OutputRefused(f"{output.option} {output.path} is there already and is a file: give another name")
    found = kind_of(place)
    if found in (output.kind, EMPTY) or (is_folder and not any(place.iterdir())):
        return
    what = f"is {NAMES[found]}" if found in NAMES else "was not written by firsthand"
    raise OutputRefused(
        f"{output.option} {output.path} is there already and {what}: {NAMES[output.kind]} never replaces it, "
        "give another name"
    )


def is_same_file(a: str | os.PathLike[str], b: str | os.PathLike[str]) -> bool:
    """Whether two paths are one file, whatever they are called; for files that are not there yet, by their names."""
    try:
        return os.path.samefile(a, b)
    except OSError:
        # Names that differ only in case or in how an accent is written are one file on half of all machines.
        return _spelled_alike(a) == _spelled_alike(b)


def _spelled_alike(path: str | os.PathLike[str]) -> str:
    return unicodedata.normalize("NFC", os.path.realpath(path)).casefold()
