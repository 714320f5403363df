"""Take the pictures of the README and the documentation: the demo as a browser shows it. Needs Chromium and Playwright.

Run ``python docs/picture.py`` after the demo or a page has changed.
"""

from __future__ import annotations

import re
import shutil
import socket
import tempfile
import threading
from importlib.resources import as_file, files
from pathlib import Path

from firsthand.engines.cases import trace_into
from firsthand.reading import read_owners
from firsthand.web import Editor, create_app

IMAGES = Path(__file__).resolve().parent / "images"
TOKEN = "the-pictures"


def main() -> None:
    """Trace the demo collection, serve it, and photograph what readers see first."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, as_file(files("firsthand.demo")) as demo:
        case = Path(folder) / "demo.db"
        trace_into(case, [demo / "articles"], owners=read_owners(demo / "owners.csv"))
        address = serve(case)
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            for name, (path, link, width, height, dark) in SHOTS.items():
                page = browser.new_page(
                    viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light"
                )
                page.goto(address + path)
                if link:
                    page.goto(address + first_link(page.content(), link))
                page.screenshot(path=IMAGES / f"{name}.png")
                page.close()
            browser.close()


SHOTS = {
    "ledger": ("/", "", 1280, 900, False),
    "claim": ("/?q=ruptured+pipe", "/claim/", 1280, 1000, False),
    "fact": ("/facts", "/fact/", 1280, 800, False),
    "map": ("/map", "", 1280, 860, False),
}
"""Pictures by name: the page, or the first page of a kind that it links to; width and height; whether dark."""


def first_link(html: str, kind: str) -> str:
    """The first address on a page that begins so."""
    found = re.search(rf'href="({re.escape(kind)}[^"?]*)"', html)
    assert found is not None
    return found.group(1)


def serve(case: Path) -> str:
    """The address of an explorer of `case`, for as long as this script runs."""
    import uvicorn

    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen()
    server = uvicorn.Server(uvicorn.Config(create_app(case, Editor(case, TOKEN)), log_level="error"))
    threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True).start()
    return f"http://127.0.0.1:{listening.getsockname()[1]}"


if __name__ == "__main__":
    main()
