"""Versions: states of one page under the same address. They are no copies of each other, and no reprints."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from firsthand.model import Document


def find_versions(documents: Iterable[Document]) -> Mapping[str, tuple[str, ...]]:
    """The other states of every document's address, in order of when they were saved, else published.

    States of which neither is known come last, by id: no order is claimed for them.
    """
    states: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        if address := address_of(document):
            states[address].append(document)
    found: dict[str, tuple[str, ...]] = {}
    for same in states.values():
        ordered = sorted(same, key=_when)
        for document in ordered:
            found[document.id] = tuple(d.id for d in ordered if d.id != document.id and d.text != document.text)
    return found


def are_versions(a: Document, b: Document) -> bool:
    """Whether two documents are two states of one address."""
    address = address_of(a)
    return address is not None and address == address_of(b) and a.text != b.text


def address_of(document: Document) -> str | None:
    """The address without its scheme, a leading "www.", a fragment and a closing slash."""
    return address(document.url) if document.url else None


def address(url: str) -> str | None:
    """The same of any address: by it links are told from each other."""
    bare = url.split("#", 1)[0].split("://", 1)[-1].rstrip("/")
    return bare.casefold().removeprefix("www.") or None


def _when(document: Document) -> tuple[bool, str, str, str]:
    published = document.published.earliest if document.published else ""
    return not (document.retrieved or published), document.retrieved or published, published, document.id
