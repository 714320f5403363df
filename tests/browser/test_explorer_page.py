import socket
import threading

import pytest

from fictional_case import HOSTILE, hostile_case, the_case
from firsthand.case import save
from firsthand.model import Case

pytestmark = pytest.mark.browser


def served(case: Case, folder):
    """The address of an explorer of `case`, and what ends it."""
    import uvicorn

    from firsthand.web import create_app

    save(case, folder / "case.db")
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen()  # a browser that comes before the server waits instead of being refused
    server = uvicorn.Server(uvicorn.Config(create_app(folder / "case.db"), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()

    def end():
        server.should_exit = True
        thread.join(10)

    return f"http://127.0.0.1:{listening.getsockname()[1]}/", end


@pytest.fixture(scope="module")
def affair(tmp_path_factory):
    address, end = served(the_case(), tmp_path_factory.mktemp("affair"))
    yield address
    end()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    address, end = served(hostile_case(), tmp_path_factory.mktemp("hostile"))
    yield address
    end()


def test_pages_come_one_by_one_from_this_machine_only(browser, affair):
    browser.open(affair)
    browser.wait("document.querySelectorAll('.entry').length === 4")
    browser.run("document.querySelector('.entry a.words').click()")
    browser.wait("document.querySelector('.tree')")
    browser.run("document.querySelector('.tree blockquote a').click()")
    browser.wait("document.querySelector('mark.here')")
    assert browser.run("document.querySelector('mark.here').textContent").startswith("four times more")
    assert {url for url in browser.asked_for() if not url.startswith(affair)} == set()
    assert browser.complaints() == []


def test_ledger_and_texts_are_searched_on_the_server(browser, affair):
    browser.open(affair)
    browser.run("document.querySelector('[name=q]').focus()")
    browser.call("Input.insertText", text="cabinet contract")
    browser.wait("document.querySelectorAll('.entry').length === 1")
    browser.run("document.querySelector('[name=texts]').focus()")
    browser.call("Input.insertText", text="dragado canal")
    browser.press("Enter")
    browser.wait("document.querySelector('#view .documents')")
    browser.run("document.querySelector('#view .documents a.words').click()")
    browser.wait("document.querySelector('mark.here')")
    assert "dragado" in browser.run("document.querySelector('mark.here').textContent")


@pytest.mark.parametrize("query", [*HOSTILE[:5], "100%", "a/b", "a@1-2"])
def test_any_words_can_be_searched_for(browser, hostile, query):
    browser.open(hostile)
    browser.run("document.querySelector('[name=texts]').focus()")
    browser.call("Input.insertText", text=query)
    browser.press("Enter")
    browser.wait("document.querySelector('#view h1')")
    assert "all of" in browser.run("document.querySelector('#view h1').textContent")
    assert browser.run("window.ran") is None
    assert browser.complaints() == []


def test_what_is_not_there_is_said(browser, affair):
    browser.open(affair + "#/claim/99")
    browser.wait("document.querySelector('#view h1')")
    assert "nothing of this name" in browser.run("document.querySelector('#view').textContent")
