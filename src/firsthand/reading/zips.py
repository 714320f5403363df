"""Zip archives from strangers: members are unpacked one by one, within limits, whatever their directory claims."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator

from firsthand.model import Problem
from firsthand.reading.draft import Draft, File, read_whole
from firsthand.reading.unpack import TooLarge

Archive = zipfile.ZipFile
_UNREADABLE = (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, zlib.error, EOFError, ValueError)


class BadMember(ValueError):
    """A member of an archive is missing, damaged or encrypted."""


def read_zip(file: File, found: Callable[[Archive, File], Iterator[Draft | Problem]]) -> Iterator[Draft | Problem]:
    """What is `found` in the archive that `file` is."""
    content = file.bytes()
    if not content.strip():
        return
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except _UNREADABLE as error:
        yield file.error("unreadable", f"no archive that can be read: {error}")
        return
    with archive:
        try:
            yield from found(archive, file)
        except TooLarge as error:
            yield file.error("too-large", str(error))
        except BadMember as error:
            yield file.error("unreadable", str(error))


def member(archive: Archive, name: str, file: File) -> bytes:
    """The content of a member.

    Raises
    ------
    TooLarge
        If it unpacks to more than is allowed.
    BadMember
        If it cannot be unpacked.
    """
    settings = file.settings
    try:
        told = archive.getinfo(name)
        limit = min(settings.whole_bytes, max(settings.bomb_bytes, settings.bomb_ratio * told.compress_size))
        with archive.open(told) as stream:
            return read_whole(stream, limit)
    except TooLarge:
        raise
    except _UNREADABLE as error:
        raise BadMember(f"{name} in it cannot be unpacked: {error}") from error


def member_or_none(archive: Archive, name: str, file: File) -> bytes | None:
    """The content of a member that an archive need not have."""
    try:
        return member(archive, name, file) if name in archive.namelist() else None
    except BadMember:
        return None
