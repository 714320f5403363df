"""Paths, folders and globs become a list of files, in an order of their names.

What the user names is read or is an error. What lies in a folder is read where it can be; what browsers save beside a
page (pictures, scripts, its ``_files`` folder) is passed over, and counted in one line.
"""

from __future__ import annotations

import glob
import os
import re
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from firsthand.files import written_by_firsthand
from firsthand.model import Problem
from firsthand.reading.encodings import printable
from firsthand.reading.kinds import HEAD_BYTES, ending_of, kind_of
from firsthand.reading.unpack import open_unpacked
from firsthand.settings import ReadingSettings

_RESOURCES = frozenset(
    (
        *(".js", ".mjs", ".css", ".map", ".woff", ".woff2", ".ttf", ".otf", ".eot", ".wasm", ".swf", ".ico", ".cur"),
        *(".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".bmp", ".tif", ".tiff", ".heic", ".jfif"),
        *(".mp3", ".mp4", ".m4a", ".m4v", ".webm", ".ogg", ".oga", ".ogv", ".wav", ".mov", ".avi", ".flac", ".opus"),
        *(".py", ".sh", ".toml", ".yml", ".yaml", ".ini", ".cfg", ".log", ".lock", ".bak", ".tmp", ".part", ".torrent"),
    )
)
"""Endings of what a page is made of, or of what tools leave beside it: never articles."""
_RESOURCE_NAMES = frozenset(
    ("robots.txt", "ads.txt", "app-ads.txt", "humans.txt", "security.txt", "sitemap.xml", "manifest.json", "thumbs.db")
)
_PAGE_ENDING = re.compile(r"\.(?:x?html?|shtml|php)$", re.I)


def find_files(paths: Iterable[str], settings: ReadingSettings = ReadingSettings()) -> Iterator[str | Problem]:
    """Every file below `paths`, once, and a problem for what is missing, unreadable or of no known format.

    Hidden files and folders below a folder are passed over in silence.
    """
    seen: set[str] = set()
    for path in paths:
        for found in _expand(path, settings):
            if isinstance(found, Problem):
                yield found
            elif (real := os.path.realpath(found)) not in seen:
                seen.add(real)
                yield found


def is_resource(name: str) -> bool:
    """Whether a file of this name belongs to a page or a site, and is no article."""
    name = name.lower()
    return name in _RESOURCE_NAMES or os.path.splitext(name.partition("?")[0])[1] in _RESOURCES


def _problem(path: str, code: str, message: str, warning: bool = False) -> Problem:
    shown = printable(path)
    return Problem("warning" if warning else "error", "read", code, f"{shown}: {message}", path=shown)


def _expand(path: str, settings: ReadingSettings) -> Iterator[str | Problem]:
    if os.path.isdir(path):
        yield from _Walk(path, settings).files()
    elif os.path.lexists(path):
        yield _checked(path, settings, named=True)
    elif glob.has_magic(path):
        matches = sorted(glob.glob(path, recursive=True))
        if not matches:
            yield _problem(path, "missing", "nothing matches")
        for match in matches:
            if os.path.isfile(match):
                yield _checked(match, settings)
            elif "**" not in path:
                yield from _Walk(match, settings).files()
    else:
        yield _problem(path, "missing", "no such file or folder")


@dataclass(slots=True)
class _Walk:
    """The files of one folder, and what was passed over on the way."""

    folder: str
    settings: ReadingSettings
    problems: list[Problem] = field(default_factory=list)
    passed: Counter[str] = field(default_factory=Counter)

    def files(self) -> Iterator[str | Problem]:
        """The files in the order of their names, then one line for all that was passed over."""
        visited: set[str] = set()
        for here, folders, names in os.walk(self.folder, followlinks=True, onerror=self._unreadable):
            yield from self._told()
            if (real := os.path.realpath(here)) in visited:
                folders.clear()
                continue
            visited.add(real)
            folders[:] = sorted(name for name in folders if not name.startswith(".") and self._stays(here, name))
            yield from self._told()
            self._leave_out(here, folders, names)
            for name in sorted(names):
                if name.startswith("."):
                    continue
                if is_resource(name) and not self._is_account(here, name):
                    self.passed[os.path.splitext(name)[1].lower()] += 1
                elif self._stays(here, name):
                    yield _checked(os.path.join(here, name), self.settings)
                yield from self._told()
        yield from self._told()
        if self.passed:
            yield _problem(self.folder, "resources", _counted(self.passed), warning=True)

    def _is_account(self, here: str, name: str) -> bool:
        """Whether this is no script of a page but data of an account that a script is to load."""
        if not name.endswith(".js"):
            return False
        return kind_of(name, head_of(os.path.join(here, name), self.settings)) == "json_export"

    def _told(self) -> list[Problem]:
        told = self.problems[:]
        self.problems.clear()
        return told

    def _unreadable(self, error: OSError) -> None:
        self.problems.append(_problem(str(error.filename), "permission", f"cannot be listed: {error.strerror}"))

    def _stays(self, here: str, name: str) -> bool:
        """Whether this is no link that leads out of the folder; a problem where it is one."""
        path = os.path.join(here, name)
        if self.settings.follow_links or not os.path.islink(path) or not os.path.exists(path):
            return True
        root, real = os.path.realpath(self.folder), os.path.realpath(path)
        if real == root or real.startswith(root.rstrip(os.sep) + os.sep):
            return True
        told = "is a link out of the given folder; left out (--follow-links reads it)"
        self.problems.append(_problem(path, "link", told))
        return False

    def _leave_out(self, here: str, folders: list[str], names: list[str]) -> None:
        """Take folders out that a browser saved beside a page (``page_files`` beside ``page.html``)."""
        pages = tuple(_PAGE_ENDING.sub("", name) for name in names if _PAGE_ENDING.search(name))
        for folder in [name for name in folders if _beside(name, pages)]:
            folders.remove(folder)
            n_files = sum(len(files) for _, _, files in os.walk(os.path.join(here, folder)))
            self.passed[""] += n_files


def _beside(folder: str, pages: tuple[str, ...]) -> bool:
    return any(folder.startswith(page) and re.fullmatch(r"[_.-]\w{3,12}", folder[len(page) :]) for page in pages)


def _counted(passed: Counter[str]) -> str:
    kinds = ", ".join(
        f"{n} {ending or 'beside pages'}" for ending, n in sorted(passed.items(), key=lambda i: (-i[1], i[0]))
    )
    return f"{passed.total()} resources of pages were passed over ({kinds})"


def _checked(path: str, settings: ReadingSettings, named: bool = False) -> str | Problem:
    try:
        mode = os.stat(path).st_mode
    except OSError as error:
        return _problem(path, "unreadable", f"cannot be opened: {error.strerror}")
    if not stat.S_ISREG(mode):
        return _problem(path, "unreadable", "not a file that can be read; left out")
    if written := written_by_firsthand(path):
        return _problem(path, "own-output", f"is {written}, not an article; left out", warning=not named)
    if not ending_of(path) and kind_of(os.path.basename(path), head_of(path, settings)) is None:
        return _problem(path, "unknown-format", "of no known format; left out", warning=not named)
    return path


def head_of(path: str, settings: ReadingSettings) -> bytes:
    """The first bytes of a file, unpacked; none where it cannot be opened, which its reader will tell."""
    try:
        with open_unpacked(path, settings) as stream:
            return stream.read(HEAD_BYTES)
    except Exception:  # whatever a damaged file does here, its reader meets again, and tells
        return b""
