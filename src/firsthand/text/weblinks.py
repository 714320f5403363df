"""Which addresses of the web may be linked to: those that open a page, and none that runs anything."""

from __future__ import annotations

from urllib.parse import urlsplit


def web_address(url: str | None) -> str:
    """`url` if it is a web address that may be linked to, else nothing."""
    try:
        return url if url and urlsplit(url).scheme in ("http", "https") else ""
    except ValueError:
        return ""
