"""Names of documents: given, or made from what they contain; never from paths or from their order."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, replace

from firsthand.model import Document, Problem
from firsthand.reading.draft import Draft

_ID_DIGITS = 16
_SUFFIX_DIGITS = 8


def sha256_of(text: str) -> str:
    """The SHA-256 of `text` as UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def content_key(draft: Draft) -> str:
    """A hash of everything that the file says about the document: its text and metadata."""
    fields = asdict(draft)
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
        The same document found twice is kept once, with a warning. Of different documents that were given one id, the
        first by content key keeps it, the others get a suffix from theirs, with a warning.
    """
    by_id: dict[str, dict[str, list[Document]]] = defaultdict(lambda: defaultdict(list))
    for key, document in keyed:
        by_id[document.id][key].append(document)
    documents: list[Document] = []
    problems: list[Problem] = []
    for name, by_key in by_id.items():
        for number, (key, copies) in enumerate(sorted(by_key.items())):
            copies.sort(key=lambda d: d.path or "")
            kept = copies[0]
            if number:
                kept = replace(kept, id=f"{name}-{key[:_SUFFIX_DIGITS]}")
                where = kept.path or "a document"
                message = f"{where}: id {name!r:.80} is given to different documents; this one is {kept.id!r:.100}"
                problems.append(Problem("warning", "read", "same-id", message, document=kept.id, path=kept.path))
            documents.append(kept)
            for copy in copies[1:]:
                where = (
                    f"the same file twice, also {kept.path}"
                    if copy.path != kept.path
                    else f"the same document twice, {name}"
                )
                message = f"{copy.path or 'a document'}: {where}; kept once"
                problems.append(Problem("warning", "read", "same-twice", message, document=kept.id, path=copy.path))
    documents.sort(key=lambda d: d.id)
    return documents, problems
