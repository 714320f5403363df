"""Reading a bundle again: whether every byte is what its manifest says, and what the changed ones belong to."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, Literal

from firsthand.bundle.container import Member
from firsthand.bundle.making import MANIFEST, SIGNATURE, VERSION
from firsthand.bundle.opening import open_members
from firsthand.bundle.signing import SignedBy, check_signature
from firsthand.bundle.spans import SpanCheck
from firsthand.errors import MissingExtra, WrongUse
from firsthand.reading.identity import sha256_of

_MOST_FAULTS = 1000
"""Faults that are told: who changed more than that made another bundle."""

Signature = Literal["none", "valid", "wrong", "unchecked"]
"""Unchecked where the library that checks signatures is not installed."""
Record = dict[str, Any]
Listed = list[tuple[str, str]]
"""Names of records and their hashes, in order."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as the manifest says: what, and how it differs."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found of a bundle."""

    manifest_sha256: str
    made_by: str | None
    texts: bool
    n_inputs: int
    n_records: int
    n_spans: int
    faults: tuple[Fault, ...]
    signature: Signature
    signed_by: SignedBy | None = None


def verify(path: Path) -> Verification:
    """Read the bundle at `path`, and say what in it was changed. Nothing is unpacked or written.

    Raises
    ------
    WrongUse
        It is no bundle, or so damaged that nothing can be told of it.
    """
    try:
        with path.open("rb") as file:
            return _Reading(path, file).verification()
    except OSError as error:
        raise WrongUse(f"{path} cannot be read: {error.strerror}") from error


class _Reading:
    """One bundle that is being read, and the faults found so far."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        self.path, self.file = path, file
        self.members, self.changed, around = open_members(path, file)
        self.faults = [Fault(where, "was changed") for where in around]
        self.spans = SpanCheck()
        self.documents: dict[str, Record] = {}
        self.n_records = 0

    def verification(self) -> Verification:
        """Look at everything, once."""
        manifest = self._content(MANIFEST)
        if MANIFEST in self.changed:
            self._fault(MANIFEST, "was changed")
        head, inputs, files, listed = self._read_manifest(manifest)
        for name, sha256 in files.items():
            if name not in self.members:
                self._fault(name, "is missing")
            elif hashlib.sha256(self._content(name)).hexdigest() != sha256:
                self._fault(name, "was changed")
        for name in self.members:
            if name not in (MANIFEST, SIGNATURE, *files, *map(_file_of, listed)):
                self._fault(name, "is not in the manifest")
        for type_, wanted in listed.items():
            self._check_records(type_, wanted)
        for entry in inputs:
            self._check_input(entry)
        for document in self.documents.keys() - {str(entry.get("document")) for entry in inputs}:
            self._fault(f"document {document}", "is no input of the manifest")
        signature, signed_by = self._signature(manifest)
        return Verification(
            manifest_sha256=hashlib.sha256(manifest).hexdigest(),
            made_by=str(head["firsthand"]) if head.get("firsthand") else None,
            texts=bool(head.get("texts")),
            n_inputs=len(inputs),
            n_records=self.n_records,
            n_spans=self.spans.n_checked,
            faults=tuple(self.faults[:_MOST_FAULTS]),
            signature=signature,
            signed_by=signed_by,
        )

    def _signature(self, manifest: bytes) -> tuple[Signature, SignedBy | None]:
        if SIGNATURE not in self.members:
            return "none", None
        try:
            signed_by = check_signature(self._content(SIGNATURE), BytesIO(manifest))
        except MissingExtra:
            return "unchecked", None
        if signed_by is None:
            self._fault(SIGNATURE, "is no signature of this manifest")
        return ("wrong" if signed_by is None else "valid"), signed_by

    def _read_manifest(self, manifest: bytes) -> tuple[Record, list[Record], dict[str, str], dict[str, Listed]]:
        """Its first line, its inputs, its files with their hashes, and its records by type."""
        inputs, files, listed = list[Record](), dict[str, str](), dict[str, Listed]()
        lines = manifest.split(b"\n")
        if lines.pop() or not lines:
            self._fault(MANIFEST, "does not end with a line")
        head = _parsed(lines[0]) if lines else None
        if head is None or head.get("type") != "bundle":
            self._fault(f"{MANIFEST}, line 1", "cannot be read")
            head = {}
        elif head.get("version") != VERSION:
            raise WrongUse(f"{self.path} was made by a later version of firsthand: update firsthand to read it")
        for n, line in enumerate(lines[1:], 2):
            entry = _parsed(line) or {}
            match entry:
                case {"type": "record", "of": str(of), "id": str(id), "sha256": str(sha256)}:
                    listed.setdefault(of, []).append((id, sha256))
                case {"type": "file", "name": str(name), "sha256": str(sha256)}:
                    files[name] = sha256
                case {"type": "input", "document": str()}:
                    inputs.append(entry)
                case _:
                    self._fault(f"{MANIFEST}, line {n}", "cannot be read")
        return head, inputs, files, listed

    def _check_records(self, type_: str, wanted: Listed) -> None:
        name = _file_of(type_)
        if name not in self.members:
            self._fault(name, "is missing")
            return
        faults_before = len(self.faults)
        found = []
        for n, line in enumerate(self._lines(self.members[name])):
            digest = hashlib.sha256(line).hexdigest()
            found.append(digest)
            if n < len(wanted) and digest == wanted[n][1]:
                self._look_at(type_, wanted[n][0], line)
        self._compare(type_, wanted, found)
        if name in self.changed and len(self.faults) == faults_before:
            self._fault(name, "was changed")

    def _look_at(self, type_: str, id: str, line: bytes) -> None:
        """What a record that is as the manifest says must hold besides."""
        self.n_records += 1
        record = _parsed(line)
        if record is None:
            self._fault(f"{type_} {id}", "is no record")
        elif type_ == "document":
            self.documents[id] = {key: value for key, value in record.items() if key != "text"}
            if isinstance(record.get("text"), str):
                self.spans.keep(id, record["text"])
                self.documents[id]["text_sha256"] = sha256_of(record["text"])
        elif not self.spans.holds(record):
            self._fault(f"{type_} {id}", "has a span that does not hold the text that stands there")

    def _compare(self, type_: str, wanted: Listed, found: list[str]) -> None:
        whose = f"{MANIFEST}, or " if MANIFEST in self.changed else ""
        if len(wanted) == len(found):
            for (id, sha256), digest in zip(wanted, found):
                if sha256 != digest:
                    self._fault(f"{whose}{type_} {id}", "was changed")
            return
        left, more = Counter(found), Counter(found)
        more.subtract(sha256 for _, sha256 in wanted)
        for id, sha256 in wanted:
            left[sha256] -= 1
            if left[sha256] < 0:
                self._fault(f"{whose}{type_} {id}", "is missing, or was changed")
        for n, digest in enumerate(found, 1):
            if more[digest] > 0:
                self._fault(f"{whose}{_file_of(type_)}, line {n}", "was added, or changed")

    def _check_input(self, entry: Record) -> None:
        id = str(entry["document"])
        record = self.documents.get(id)
        if record is None:
            return  # told among the records
        custody = record.get("custody") or {}
        told = (entry.get("path"), entry.get("url"), entry.get("retrieved"), entry.get("file_sha256"))
        if told != (record.get("path"), record.get("url"), record.get("retrieved"), custody.get("sha256")):
            self._fault(f"input {id}", "is told otherwise in its document's record")
        if record.get("text_sha256", entry.get("text_sha256")) != entry.get("text_sha256"):
            self._fault(f"input {id}", "has another text than its document's record")

    def _fault(self, where: str, what: str) -> None:
        fault = Fault(where, what)
        if len(self.faults) < _MOST_FAULTS and fault not in self.faults[-3:]:
            self.faults.append(fault)

    def _content(self, name: str) -> bytes:
        member = self.members[name]
        self.file.seek(member.start)
        return self.file.read(member.size)

    def _lines(self, member: Member) -> Iterator[bytes]:
        self.file.seek(member.start)
        left = member.size
        while left > 0 and (line := self.file.readline(left)):
            left -= len(line)
            if not line.endswith(b"\n"):
                self._fault(member.name, "does not end with a line")
            yield line.removesuffix(b"\n")


def _file_of(type_: str) -> str:
    return f"records/{type_}.jsonl"


def _parsed(line: bytes) -> Record | None:
    """An object of JSON, None for whatever else stands there, however deep."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None
