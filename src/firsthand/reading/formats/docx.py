"""Word documents."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from firsthand.model import Problem
from firsthand.reading.dates import interval_of
from firsthand.reading.draft import Draft, File


def read(file: File) -> Iterator[Draft | Problem]:
    """One document: its paragraphs and tables in order, one a line."""
    import docx
    from docx.table import Table

    content = file.bytes()
    if not content.strip():
        return
    if problem := _unsafe(content, file):
        yield problem
        return
    try:
        document = docx.Document(io.BytesIO(content))
    except (KeyError, ValueError, zipfile.BadZipFile) as error:
        yield file.error("unreadable", f"no Word document that can be read: {error}")
        return
    lines: list[str] = []
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            lines.extend(" | ".join(dict.fromkeys(cell.text for cell in row.cells)) for row in block.rows)
        else:
            lines.append(block.text)
    text = "\n".join(line.strip() for line in lines if line.strip())
    if not text:
        yield file.error("no-text", "holds no text; left out")
        return
    told = document.core_properties
    day = told.created.strftime("%Y-%m-%d") if told.created else None
    yield Draft(
        text,
        title=_told(told.title),
        author=_told(told.author),
        published=interval_of(day) if told.author != _TEMPLATE_AUTHOR else None,
        language=None,
        metadata=tuple((name, value) for name in ("keywords", "subject") if (value := getattr(told, name))),
    )


_TEMPLATE_AUTHOR = "python-docx"
"""Who signs documents that were made from the library's own template, with that template's date."""


def _told(value: str | None) -> str | None:
    value = " ".join((value or "").split())
    return value if value and value not in (_TEMPLATE_AUTHOR, "Word Document") else None


def _unsafe(content: bytes, file: File) -> Problem | None:
    """A problem where the archive is broken, or would unpack to more than is allowed."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(item.file_size for item in archive.infolist())
    except zipfile.BadZipFile as error:
        return file.error("unreadable", f"no Word document that can be read: {error}")
    if size > max(file.settings.bomb_bytes, file.settings.bomb_ratio * len(content)):
        return file.error("too-large", f"unpacks to {size // 1_000_000} MB; left out as a possible bomb")
    return None
