"""Pages in a real browser: Chromium of this machine, driven by Playwright. Where either is missing, that is said."""

import shutil
import socket
import threading
from contextlib import contextmanager
from importlib.resources import as_file, files

import pytest

from fictional_case import hostile_case, huge_case, the_case
from firsthand.case import save
from firsthand.model import Case
from firsthand.report import write


@pytest.fixture(scope="session")
def chromium():
    """A browser that every test opens its own window of."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        pytest.fail("browser tests need Playwright: pip install playwright")
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        pytest.fail("browser tests need Chromium: apt-get install chromium")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium):
    """Opens addresses in windows of their own; what a page throws, logs as an error or asks other hosts for is kept."""
    contexts = []

    def opened(address, width=1280, **more):
        context = chromium.new_context(viewport={"width": width, "height": 900}, **more)
        context.set_default_timeout(20_000)
        contexts.append(context)
        page = context.new_page()
        page.complaints, page.asked_for = [], []
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("console", lambda m: page.complaints.append(m.text) if m.type == "error" else None)
        page.on("request", lambda request: page.asked_for.append(request.url))
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def reports(tmp_path_factory):
    """Reports of the fictional cases, by name."""
    folder = tmp_path_factory.mktemp("reports")
    cases = {"affair": the_case(), "hostile": hostile_case(), "huge": huge_case(), "empty": Case(())}
    for name, case in cases.items():
        write(case, folder / f"{name}.html")
    write(the_case(), folder / "spanish.html", language="es")
    return {path.stem: path.as_uri() for path in folder.iterdir()}


@contextmanager
def served(path, editor=None):
    """The address of an explorer of the case at `path`."""
    import uvicorn

    from firsthand.web import create_app

    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen()  # a browser that comes before the server waits instead of being refused
    server = uvicorn.Server(uvicorn.Config(create_app(path, editor), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="session")
def explorers(tmp_path_factory):
    """Addresses of explorers of the fictional cases, by name."""
    folder = tmp_path_factory.mktemp("explorers")
    cases = {"affair": the_case(), "hostile": hostile_case(), "empty": Case(())}
    for name, case in cases.items():
        save(case, folder / f"{name}.db")
    with (
        served(folder / "affair.db") as affair,
        served(folder / "hostile.db") as hostile,
        served(folder / "empty.db") as empty,
    ):
        yield {"affair": affair, "hostile": hostile, "empty": empty}


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """The demo collection, traced, and the address at which it can be edited."""
    from firsthand.engines.cases import trace_into
    from firsthand.web import Editor

    folder = tmp_path_factory.mktemp("demo")
    with as_file(files("firsthand.demo")) as pages:
        trace_into(folder / "case.db", [pages / "articles"], cores=1)
    with served(folder / "case.db", Editor(folder / "case.db", "a-token", cores=1)) as address:
        yield address
