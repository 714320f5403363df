"""The page around the views: its head, its way to the other views, its foot.

In: a view, and how pages of this kind find one another. Out: a page of HTML. Always true: it loads nothing but its own
style and scripts; the report carries both in itself, and its policy admits exactly those, by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from urllib.parse import urlencode

from markupsafe import Markup

from firsthand.present.interface import Interface, interface_languages
from firsthand.report.views import NOTHING_ASKED, Asked, Screen, Views

NAVIGATION = ("", "facts", "timeline", "sources", "map", "documents", "audit")
"""Views that every page leads to."""

STYLE, COMMON, EXPLORER, REPORT = "style.css", "common.js", "explorer.js", "report.js"

_HERE = {"claim": "", "fact": "facts", "source": "sources", "document": "documents", "pair": "documents",
         "passages": "documents", "originals": "sources"}  # fmt: skip


def page(
    views: Views,
    screen: Screen,
    path: str,
    asked: Asked = NOTHING_ASKED,
    *,
    more: Sequence[str] = (),
    refresh: int = 0,
    editable: bool = False,
) -> str:
    """A page of the explorer that shows `screen`; `more` are views that only the explorer has."""
    name = path.split("/")[0]
    return views.render(
        "shell.html",
        mode="explorer",
        policy="",
        title=screen.title,
        body=Markup(screen.html),
        nav=(*NAVIGATION[:-1], *more, NAVIGATION[-1]),
        here=_HERE.get(name, name),
        query=asked.get("q") if name == "search" else "",
        stamp=stamp(),
        refresh=refresh,
        tongues=interface_languages(),
        names={code: Interface(code)("own_name") for code in interface_languages()},
        asked_in=lambda code: urlencode({**asked.values, "lang": code}, errors="surrogatepass"),
        editable=editable,
        data="",
    )


def report_page(views: Views, title: str, body: str, data: str) -> str:
    """The report around its views."""
    return views.render(
        "shell.html", mode="report", policy=policy(), title=title, body=Markup(body), nav=NAVIGATION, here="", query="",
        style=Markup(asset(STYLE)), script=Markup(_script()), refresh=0, editable=False, data=Markup(data),
    )  # fmt: skip


def policy() -> str:
    """The report's Content-Security-Policy: this script and style sheet, nothing else."""
    style, script = (f"'sha256-{_hash(text)}'" for text in (asset(STYLE), _script()))
    return f"default-src 'none'; style-src {style}; script-src {script}; base-uri 'none'; form-action 'none'"


def asset(name: str) -> str:
    """The text of a style sheet or script."""
    return _asset(name)


@cache
def _asset(name: str) -> str:
    return (files("firsthand.report") / "assets" / name).read_text("utf8")


@cache
def stamp() -> str:
    """What changes when a style sheet or script does, so that browsers keep them until then."""
    return hashlib.sha256("".join(map(asset, (STYLE, COMMON, EXPLORER))).encode("utf8")).hexdigest()[:12]


def _script() -> str:
    return asset(COMMON) + asset(REPORT)


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf8")).digest()).decode("ascii")
