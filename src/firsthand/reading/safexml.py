"""XML from strangers: no entities but the five, no document type from elsewhere, no network."""

from __future__ import annotations

import re
from typing import Any

_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']\s*([\w.:-]{1,40})""", re.I)
_KNOWN_ENCODING = re.compile(
    r"utf-?8|utf-?16|(?:us-)?ascii|iso-?8859|windows-|cp\d|latin|koi8|gb|big5|shift|sjis|euc|mac", re.I
)
"""Encodings in which markup is spelt as everybody spells it, so that it can be looked through before it is parsed."""


_NO_MEMORY = 2
"""libxml2's number for it."""


class BadXml(ValueError):
    """No XML that can be read, or XML that nobody should read."""


def parse(content: bytes, deep: bool = False) -> Any:
    """The root element of `content`; see `parse_damaged`."""
    return parse_damaged(content, deep)[0]


def parse_damaged(content: bytes, deep: bool = False) -> tuple[Any, str | None]:
    """The root element of `content`, and what is wrong where the rest of it could not be read.

    Parameters
    ----------
    content : bytes
        The XML, in whatever encoding it names.
    deep : bool
        Allow texts of any size, and elements in each other to any depth: for members of a word processor's file.

    Raises
    ------
    BadXml
        If it is not well-formed beyond repair, or declares entities of its own.
    """
    from lxml import etree

    told = _ENCODING.search(content[:1000])
    if (told and not _KNOWN_ENCODING.match(told[1].decode("ascii", "replace"))) or content.startswith(b"+/v"):
        raise BadXml("is in an encoding in which markup can be hidden; left out")
    if b"<!ENTITY" in _without_quoted(content.replace(b"\0", b"")):
        raise BadXml("declares entities of its own; left out as a possible bomb")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=deep,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        _look_for_want_of_memory(parser)
        raise BadXml(f"is no XML that can be read: {error}") from error
    _look_for_want_of_memory(parser)
    if root is None:
        raise BadXml("is no XML that can be read")
    declared: Any = root.getroottree().docinfo.internalDTD
    if declared is not None and declared.entities():
        raise BadXml("declares entities of its own; left out as a possible bomb")
    worst = [error for error in parser.error_log if error.level >= etree.ErrorLevels.FATAL]
    return root, f"broken at line {worst[0].line} ({worst[0].message}); what could be read was" if worst else None


def _look_for_want_of_memory(parser: Any) -> None:
    """The library takes it for an error of the text, and would give back what it had read by then."""
    if any(error.type == _NO_MEMORY for error in parser.error_log):
        raise MemoryError


def _without_quoted(content: bytes) -> bytes:
    """`content` without its comments and its character data, where everybody may write what he likes."""
    for opening, closing in ((b"<![CDATA[", b"]]>"), (b"<!--", b"-->")):
        kept, at = [], 0
        while (start := content.find(opening, at)) >= 0 and (end := content.find(closing, start)) >= 0:
            kept.append(content[at:start])
            at = end + len(closing)
        content = b"".join((*kept, content[at:]))
    return content
