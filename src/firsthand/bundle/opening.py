"""The members of a bundle, found from its front or from its back, and what was changed around them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from firsthand.bundle.container import Member, behind, checksum_of, contents, members_from_back, members_from_front
from firsthand.bundle.making import BEGINS, MANIFEST
from firsthand.errors import WrongUse


def open_members(path: Path, file: BinaryIO) -> tuple[dict[str, Member], set[str], list[str]]:
    """The members by name, the names of those whose content was changed, and which parts of the container were.

    Every checksum stands twice, before the member and behind all. Where both are alike and the content has another, the
    content was changed; where they are not, one of them was.

    Raises
    ------
    WrongUse
        It is no bundle, or so damaged that its members cannot be found.
    """
    front, back = members_from_front(file), members_from_back(file)
    found = back or front
    members = {member.name: member for member in found}
    if MANIFEST not in members or len(members) < len(found) or not _begins_as_a_bundle(file, found[0]):
        raise WrongUse(f"{path} is no bundle of firsthand, or is damaged beyond reading")
    before = {member.name: member.noted for member in front}
    changed: set[str] = set()
    agreed = []
    for member in found:
        true = checksum_of(file, member)
        noted = member.noted if before.get(member.name, true) == member.noted else true
        if noted != true:
            changed.add(member.name)
        agreed.append(replace(member, noted=noted))
    around = [f"the container before {member.name}" for member in agreed if not _has_its_header(file, member)]
    if behind(file, agreed) != contents(agreed):
        around.append("the container's table of contents")
    return members, changed, around


def _begins_as_a_bundle(file: BinaryIO, first: Member) -> bool:
    file.seek(first.start)
    return file.read(len(BEGINS)) == BEGINS.encode("ascii")


def _has_its_header(file: BinaryIO, member: Member) -> bool:
    file.seek(member.begins)
    return file.read(len(member.header)) == member.header
