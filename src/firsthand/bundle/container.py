"""The file around a bundle: a ZIP archive that can be written in one way only.

Nothing in it is compressed, no member has a date, a comment or extra fields, and nothing stands between the members. So
every byte follows from the names and contents, a changed one shows, and nothing can swell when it is read. Any program
that opens ZIP files opens it.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from firsthand.errors import WrongUse
from firsthand.export.schemas import TYPES

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_VERSION, _UTF8, _STORED, _MIDNIGHT, _FIRST_DAY = 20, 1 << 11, 0, 0, 0x21
_MOST_BYTES = (1 << 32) - 1
"""What a ZIP file of the old kind, which every program reads, can count."""
_MOST_MEMBERS = 64
_LONGEST_NAME = 64
_LONGEST_TABLE = (_CENTRAL.size + _LONGEST_NAME) * _MOST_MEMBERS + _END.size
_CHUNK = 1 << 20
_NAME = re.compile(rf"README\.txt|report\.html|records/(?:{'|'.join(TYPES)})\.jsonl|manifest\.jsonl(?:\.sig)?")
"""What a bundle may hold: no other name is ever read, and none leads anywhere."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file within the container: its name, from where to where its content stands, and its noted checksum."""

    name: str
    start: int
    end: int
    noted: int

    @property
    def begins(self) -> int:
        """Where its header begins."""
        return self.start - len(self.header)

    @property
    def size(self) -> int:
        """Bytes of its content."""
        return self.end - self.start

    @property
    def header(self) -> bytes:
        """The bytes before its content."""
        return _local(self.name, self.noted, self.size)


class ContainerWriter:
    """Writes members one after the other, and the table of contents behind them."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._at = 0
        self._members: list[Member] = []

    def add(self, name: str, content: BinaryIO, size: int, checksum: int) -> None:
        """Write a member of `size` bytes, the CRC-32 of which is `checksum`.

        Raises
        ------
        WrongUse
            It does not fit.
        """
        self._write(_local(name, checksum, size))
        start = self._at
        while chunk := content.read(_CHUNK):
            self._write(chunk)
        self._members.append(Member(name, start, self._at, checksum))

    def close(self) -> None:
        """Write the table of contents."""
        self._write(contents(self._members))

    def _write(self, part: bytes) -> None:
        self._at += len(part)
        if self._at > _MOST_BYTES:
            raise WrongUse("the bundle would have more than 4 GB: leave texts out with --no-texts, or split the case")
        self._out.write(part)


def contents(members: Sequence[Member]) -> bytes:
    """The bytes behind the last member: the table of contents, and its end."""
    table, end = b"", 0
    for member in members:
        name = member.name.encode("ascii")
        fields = (_STORED, _MIDNIGHT, _FIRST_DAY, member.noted, member.size, member.size, len(name), 0, 0, 0, 0, 0)
        table += _CENTRAL.pack(b"PK\1\2", _VERSION, _VERSION, _UTF8, *fields, member.begins) + name
        end = member.end
    return table + _END.pack(b"PK\5\6", 0, 0, len(members), len(members), len(table), end, 0)


def members_from_front(file: BinaryIO) -> list[Member]:
    """The members as they follow one another from the first byte on, as far as they do."""
    size, at, members = file.seek(0, 2), 0, list[Member]()
    while at + _LOCAL.size <= size and len(members) < _MOST_MEMBERS:
        file.seek(at)
        head = file.read(_LOCAL.size)
        fields = _LOCAL.unpack(head)
        name = _name(file.read(min(fields[9], _LONGEST_NAME)))
        start = at + _LOCAL.size + len(name)
        member = Member(name, start, start + fields[8], fields[6])
        if not name or member.end > size or not head.startswith(_LOCAL_BEGINS):
            break
        members.append(member)
        at = member.end
    return members


def members_from_back(file: BinaryIO) -> list[Member]:
    """The members as the table of contents lists them; none where it lists what no bundle has."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _LONGEST_TABLE))
    end = file.read()[-_END.size :]
    if len(end) < _END.size:
        return []
    mark, _, _, n, _, length, at, _ = _END.unpack(end)
    if mark != b"PK\5\6" or n > _MOST_MEMBERS or at + length + _END.size != size:
        return []
    file.seek(at)
    members, behind = list[Member](), 0
    for _ in range(n):
        head = file.read(_CENTRAL.size)
        if len(head) < _CENTRAL.size:
            return []
        fields = _CENTRAL.unpack(head)
        name = _name(file.read(min(fields[10], _LONGEST_NAME)))
        start = behind + _LOCAL.size + len(name)
        if not name or fields[16] != behind:
            return []
        behind = start + fields[8]
        members.append(Member(name, start, behind, fields[7]))
    return members if behind == at else []


def behind(file: BinaryIO, members: list[Member]) -> bytes:
    """What stands behind the last member; more than a table of contents can be is cut."""
    file.seek(members[-1].end)
    return file.read(_LONGEST_TABLE)


def checksum_of(file: BinaryIO, member: Member) -> int:
    """The CRC-32 of a member's content as it is."""
    file.seek(member.start)
    left, checksum = member.size, 0
    while left and (chunk := file.read(min(left, _CHUNK))):
        checksum, left = zlib.crc32(chunk, checksum), left - len(chunk)
    return checksum


def _local(name: str, checksum: int, size: int) -> bytes:
    encoded = name.encode("ascii")
    head = _LOCAL.pack(
        b"PK\3\4", _VERSION, _UTF8, _STORED, _MIDNIGHT, _FIRST_DAY, checksum, size, size, len(encoded), 0
    )
    return head + encoded


_LOCAL_BEGINS = _local("", 0, 0)[:14]
"""All before the checksum is the same for every member."""


def _name(encoded: bytes) -> str:
    """The name of a member, empty where it is none that a bundle has."""
    try:
        name = encoded.decode("ascii")
    except UnicodeDecodeError:
        return ""
    return name if _NAME.fullmatch(name) else ""
