"""Letter statistics: which of some 140 languages a text is likely in, by py3langid's model.

The model is 68 MB unpacked, and unpacking it takes half a second. It is unpacked once a user, into the user's cache,
and mapped from there: processes that need it share its pages. Where there is no such place, or somebody else could have
written there, each process unpacks it for itself.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import zlib
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from firsthand.kernels.places import cached_place, is_trusted, prepare

_ARRAYS = ("ptc", "pc", "classes", "nextmove", "rows", "output")


@cache
def identifier() -> Any:
    """py3langid's identifier, which gives probabilities."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    place = cached_place(_name())
    known = _mapped(place) if place is not None else None
    if known is not None:
        return known
    made = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    if place is not None:
        _keep(made, place)
    return made


def _name() -> str:
    """What tells this model from others, by its file."""
    from py3langid import langid

    path = Path(langid.MODEL_DIR) / langid.MODEL_FILE
    with path.open("rb") as stream:
        return f"letters-{path.stat().st_size:x}-{zlib.crc32(stream.read(1 << 16)):08x}"


def _mapped(place: Path) -> Any | None:
    """The identifier over the arrays in the folder `place`; None where they are not there, whole and ours."""
    from py3langid.langid import LanguageIdentifier

    files = [place / f"{name}.npy" for name in _ARRAYS]
    if not all(map(is_trusted, files)):
        return None
    try:
        ptc, pc, classes, nextmove, rows, output = (np.load(f, mmap_mode="r", allow_pickle=False) for f in files)
    except (OSError, ValueError):
        return None
    following = memoryview(nextmove)  # its elements are plain numbers, and those of an array are not
    return LanguageIdentifier(
        ptc, np.array(pc), classes.tolist(), following, output.tolist(), norm_probs=True, tk_row=rows.tolist()
    )


def _keep(made: Any, place: Path) -> None:
    """Write the arrays of an identifier into the folder `place`, which appears only when it is whole."""
    arrays = (
        np.asarray(made.nb_ptc),
        np.asarray(made.nb_pc),
        np.array(made.nb_classes),
        np.asarray(made.tk_nextmove),
        np.asarray(made.tk_row),
        np.asarray(made.tk_output),
    )
    if not prepare(place):
        return
    folder = None
    try:
        folder = tempfile.mkdtemp(prefix=".letters-", dir=place.parent)
        for name, array in zip(_ARRAYS, arrays, strict=True):
            np.save(Path(folder) / f"{name}.npy", array, allow_pickle=False)
        os.rename(folder, place)
    except OSError:  # no room, or another process was faster
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
