"""Writing a bundle: every record a line, every line with its hash in the manifest."""

from __future__ import annotations

import hashlib
import tempfile
import zlib
from io import BytesIO
from itertools import groupby
from typing import Any, BinaryIO

from firsthand.bundle.container import ContainerWriter
from firsthand.bundle.naming import name_of
from firsthand.bundle.signing import Key, sign
from firsthand.export.lines import to_json
from firsthand.export.records import records
from firsthand.model import Case, Document
from firsthand.reading.identity import sha256_of

VERSION = 1
"""Of the manifest: what cannot be read by an older :func:`~firsthand.bundle.verify` counts up."""
BEGINS = "firsthand bundle 1\n"
"""How the first member begins: by this a bundle is known."""
MANIFEST, SIGNATURE, REPORT, README = "manifest.jsonl", "manifest.jsonl.sig", "report.html", "README.txt"

_README = f"""{BEGINS}
What firsthand found in a collection of documents: where every claim stands, who vouches for it, who took it from whom.

records/         every record, one JSON object a line, a file a type
report.html      (if it is here) the same for reading in a browser, offline
manifest.jsonl   the SHA-256 of every line of records/, and of every document and of the file that it was read from
manifest.jsonl.sig   (if it is here) a signature of the manifest, as 'ssh-keygen -Y sign' makes them

'firsthand verify FILE' reads this archive without unpacking it, and names whatever was changed. By hand: the SHA-256
of a line without its line break is the one that the manifest gives for it. Who changes a record can make the manifest
anew: compare its own SHA-256 with the one that you were told, or look whose signature it has.
"""


def write_bundle(
    case: Case, out: BinaryIO, *, texts: bool = True, report: bytes | None = None, key: Key | None = None
) -> str:
    """Write the bundle of `case`.

    Parameters
    ----------
    case : Case
        A saved case, whole.
    out : binary file
        Where to. The same case gives the same bytes.
    texts : bool
        Whether to give other people's full texts; hashes and offsets are given anyway.
    report : bytes, optional
        A page for readers who have no firsthand.
    key : Key, optional
        The user's own key, to sign the manifest with.

    Returns
    -------
    str
        The SHA-256 of the manifest: who knows it can tell whether the manifest was made anew.
    """
    container = ContainerWriter(out)
    with tempfile.TemporaryFile() as listed:
        manifest = _Lines(listed)
        manifest.add(_head(case, texts))
        for document in sorted(case.documents, key=lambda d: (d.id, d.sha256)):
            manifest.add(_input(document))
        _add_file(container, manifest, README, _README.encode("ascii"))
        if report is not None:
            _add_file(container, manifest, REPORT, report)
        for type_, found in groupby(records(case, texts), key=lambda record: record["type"]):
            with tempfile.TemporaryFile() as written:
                lines = _Lines(written)
                for record in found:
                    digest = lines.add(record)
                    manifest.add({"type": "record", "of": type_, "id": name_of(record), "sha256": digest})
                lines.into(container, f"records/{type_}.jsonl")
        manifest.into(container, MANIFEST)
        digest = manifest.sha256
        if key is not None:
            _add(container, SIGNATURE, sign(key, listed))
    container.close()
    return digest


def _head(case: Case, texts: bool) -> dict[str, Any]:
    return {"type": "bundle", "version": VERSION, "firsthand": case.run.version if case.run else None, "texts": texts}


def _input(document: Document) -> dict[str, Any]:
    """Of what a document was read: the hash of its text, and of the file, or of the row where a file holds many."""
    custody = document.custody
    return {
        "type": "input",
        "document": document.id,
        "text_sha256": sha256_of(document.text),
        "file_sha256": custody.sha256 if custody else None,
        "path": document.path,
        "url": document.url,
        "retrieved": document.retrieved,
        "saved_from": custody.saved_from if custody else None,
    }


class _Lines:
    """Lines of JSON in a temporary file, with what the container and the manifest say of them."""

    def __init__(self, file: Any) -> None:
        self._file: BinaryIO = file
        self._size = self._checksum = 0
        self._all = hashlib.sha256()

    def add(self, record: dict[str, Any]) -> str:
        """Write a record; returns the hash of its line."""
        line = to_json(record).encode("utf8")
        for part in (line, b"\n"):
            self._size += len(part)
            self._checksum = zlib.crc32(part, self._checksum)
            self._all.update(part)
        self._file.write(line + b"\n")
        return hashlib.sha256(line).hexdigest()

    @property
    def sha256(self) -> str:
        """The hash of all lines."""
        return self._all.hexdigest()

    def into(self, container: ContainerWriter, name: str) -> None:
        """Copy the lines into the container."""
        self._file.seek(0)
        container.add(name, self._file, self._size, self._checksum)


def _add_file(container: ContainerWriter, manifest: _Lines, name: str, content: bytes) -> None:
    _add(container, name, content)
    manifest.add({"type": "file", "name": name, "sha256": hashlib.sha256(content).hexdigest()})


def _add(container: ContainerWriter, name: str, content: bytes) -> None:
    container.add(name, BytesIO(content), len(content), zlib.crc32(content))
