"""What the views of a case say of documents by the way: their labels, titles, outlets; looked up when first needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from firsthand.case import CaseReader
from firsthand.model import Document


class KnownDocuments(Mapping[str, Document]):
    """Documents by their ids, without their texts."""

    def __init__(self, case: CaseReader) -> None:
        self._case = case
        self._found: dict[str, Document | None] = {}

    def fetch(self, ids: Iterable[str]) -> None:
        """Look up many at once."""
        missing = [id for id in ids if id not in self._found]
        found = self._case.documents_named(missing)
        self._found.update((id, found.get(id)) for id in missing)

    def __getitem__(self, id: str) -> Document:
        if id not in self._found:
            self.fetch([id])
        document = self._found[id]
        if document is None:
            raise KeyError(id)
        return document

    def __iter__(self) -> Iterator[str]:
        return (document.id for document in self._case.documents(None))

    def __len__(self) -> int:
        return self._case.counts().documents


class Labels(Mapping[str, str]):
    """Short names of documents by their ids."""

    def __init__(self, case: CaseReader) -> None:
        self._case = case
        self._found: dict[str, str] = {}

    def __getitem__(self, id: str) -> str:
        if id not in self._found:
            self._found.update(self._case.labels([id]))
        return self._found[id]

    def __iter__(self) -> Iterator[str]:
        return (document.id for document in self._case.documents(None))

    def __len__(self) -> int:
        return self._case.counts().documents
