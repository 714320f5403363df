"""Names of documents: given, or made from what they contain; never from paths or from their order."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, replace

from firsthand.model import Document, Problem
from firsthand.reading.draft import Draft
from firsthand.reading.encodings import printable

_ID_DIGITS = 16
_SUFFIX_DIGITS = 8


def sha256_of(text: str) -> str:
    """The SHA-256 of `text` as UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def content_key(draft: Draft) -> str:
    """A hash of everything that the file says about the document: its text and metadata."""
    fields = asdict(draft)
    del fields["remarks"]
    if fields["saved_from"] is None:  # a document that is no copy keeps the name that it had before copies were told
        del fields["saved_from"]
    return sha256_of(json.dumps(fields, ensure_ascii=False, sort_keys=True))


def id_of(key: str) -> str:
    """The id of a document that was given none."""
    return key[:_ID_DIGITS]


def settle_ids(keyed: Iterable[tuple[str, Document]]) -> tuple[list[Document], list[Problem]]:
    """Make ids unique and order the documents by them.

    Parameters
    ----------
    keyed : iterable of (str, Document)
        Content key and document, in any order.

    Returns
    -------
    tuple of list of Document and list of Problem
        The same text under the same id is one document, told once with a warning for each further copy. Of different
        texts that were given one id, the first by hash keeps it, the others get a suffix from theirs, with a warning.
    """
    by_id: dict[str, list[tuple[str, str, Document]]] = defaultdict(list)
    for key, document in keyed:
        by_id[document.id].append((document.sha256, key, document))
    settled: dict[str, Document] = {}
    problems: list[Problem] = []
    for name in sorted(by_id):
        found = sorted(by_id[name], key=lambda entry: (*entry[:2], entry[2].path or ""))
        for sha256, _, document in found:
            unique = document if sha256 == found[0][0] else replace(document, id=f"{name}-{sha256[:_SUFFIX_DIGITS]}")
            if unique.id in settled:
                problems.append(_same_twice(document, settled[unique.id]))
                continue
            settled[unique.id] = unique
            if unique.id != name:
                problems.append(_same_id(unique, name))
    return [settled[name] for name in sorted(settled)], problems


def _same_twice(copy: Document, kept: Document) -> Problem:
    of = (
        f"the same file twice, also {kept.path}"
        if copy.path != kept.path
        else f"the same document twice, {kept.id!r:.80}"
    )
    message = f"{copy.path or 'a document'}: {of}; kept once"
    return Problem("warning", "read", "same-twice", printable(message), document=kept.id, path=copy.path)


def _same_id(document: Document, name: str) -> Problem:
    where = document.path or "a document"
    message = f"{where}: id {name!r:.80} is given to different documents; this one is {document.id!r:.100}"
    return Problem("warning", "read", "same-id", printable(message), document=document.id, path=document.path)
