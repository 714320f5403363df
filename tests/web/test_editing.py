"""Deciding and adding in the browser: by whom, on a copy, kept or thrown away."""

import re
import time

import pytest
from starlette.testclient import TestClient

from firsthand.case import CaseReader
from firsthand.engines.cases import trace_into
from firsthand.web import Editor, create_app
from firsthand.web.jobs import _compared

TEXTS = {
    "a.txt": "The Quay Post, 3 March 2031\n\nThe ferry carried ninety passengers beyond its licence on Monday night, "
    "said harbour master Odile Brandt.\n\nThe company that runs the ferry has not answered.\n",
    "b.txt": "Bay Courier, 4 March 2031\n\nThe ferry carried ninety passengers beyond its licence on Monday night, "
    "said harbour master Odile Brandt.\n\nIt had left the northern pier an hour late.\n",
    "c.txt": "Isle Gazette, 5 March 2031\n\nThe ferry carried ninety passengers beyond its licence on Monday night, "
    "O. Brandt said.\n\nDivers were sent down at first light.\n",
}


@pytest.fixture(scope="module")
def traced(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ferry")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, "utf8")
    trace_into(folder / "case.db", [folder / name for name in TEXTS], cores=1)
    return folder / "case.db"


@pytest.fixture
def saved(traced, tmp_path):
    path = tmp_path / "case.db"
    path.write_bytes(traced.read_bytes())
    return path


@pytest.fixture
def client(saved):
    with TestClient(create_app(saved, Editor(saved, "secret", cores=1)), base_url="http://127.0.0.1:8200") as client:
        yield client


def key_of(client):
    """The key that forms carry, for whoever has opened the address with the token."""
    client.get("/?token=secret")
    return re.search(r'name="key" value="(\w+)"', client.get("/add").text).group(1)


def documents(path):
    with CaseReader(path) as case:
        return [d.id for d in case.documents()]


def wait(client, address):
    for _ in range(600):
        page = client.get(address).text
        if 'http-equiv="refresh"' not in page:
            return page
        time.sleep(0.1)
    raise TimeoutError(page)


def cut(client, saved, **more):
    a, b = documents(saved)[:2]
    data = {"kind": "not a copy", "subject": [a, b], "key": key_of(client), **more}
    answer = client.post("/decide", data=data, follow_redirects=False)
    assert answer.status_code == 303
    return answer.headers["location"]


def test_without_the_token_there_is_no_form_and_nothing_is_accepted(client, saved):
    before = saved.read_bytes()
    assert 'name="key"' not in client.get("/audit").text
    assert 'name="key"' not in client.get("/?token=wrong").text
    for path in ("/decide", "/add", "/change/0"):
        assert client.post(path, data={"kind": "undo", "subject": "1", "key": "x"}).status_code == 403
    assert saved.read_bytes() == before


def test_a_form_without_its_key_is_refused_though_the_cookie_comes_with_it(client, saved):
    key_of(client)
    a, b = documents(saved)[:2]
    for key in ("", "secret", "0" * 64):
        answer = client.post("/decide", data={"kind": "not a copy", "subject": [a, b], "key": key})
        assert answer.status_code == 403
    foreign = {"sec-fetch-site": "cross-site"}
    data = {"kind": "not a copy", "subject": [a, b], "key": key_of(client)}
    assert client.post("/decide", data=data, headers=foreign).status_code == 403


def test_the_token_does_not_stay_in_the_address(client):
    answer = client.get("/?token=secret", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/"
    assert "httponly" in answer.headers["set-cookie"].lower()
    assert "samesite=strict" in answer.headers["set-cookie"].lower()


def test_a_cut_is_shown_first_then_kept_then_undone(client, saved):
    before = saved.read_bytes()
    address = cut(client, saved)
    page = wait(client, address)
    assert "data-keep" in page
    assert saved.read_bytes() == before
    kept = client.post(address, data={"key": key_of(client), "keep": "1"}, follow_redirects=False)
    assert kept.status_code == 303
    with CaseReader(saved) as case:
        assert [d.kind for d in case.decisions()] == ["not a copy"]
    assert "not copied" in client.get("/audit").text
    undo = {"kind": "undo", "subject": "1", "key": key_of(client)}
    address = client.post("/decide", data=undo, follow_redirects=False).headers["location"]
    wait(client, address)
    client.post(address, data={"key": key_of(client), "keep": "1"})
    with CaseReader(saved) as case:
        assert case.decisions() == ()
    assert sorted(p.name for p in saved.parent.iterdir()) == ["case.db"]


def test_what_is_discarded_leaves_nothing(client, saved):
    before = saved.read_bytes()
    address = cut(client, saved)
    wait(client, address)
    client.post(address, data={"key": key_of(client), "discard": "1"})
    assert saved.read_bytes() == before
    assert sorted(p.name for p in saved.parent.iterdir()) == ["case.db"]


def test_a_case_that_was_changed_meanwhile_is_not_overwritten(client, saved):
    from firsthand.engines.deciding import decide

    address = cut(client, saved)
    wait(client, address)
    decide(saved, "same-person", ("Odile Brandt", "O. Brandt")) or decide(saved, "copy", tuple(documents(saved)[1:3]))
    now = saved.read_bytes()
    client.post(address, data={"key": key_of(client), "keep": "1"})
    assert saved.read_bytes() == now
    assert "meanwhile" in client.get(address).text


def test_names_that_the_case_does_not_have_are_said(client):
    data = {"kind": "same person", "subject": ["Nobody Here", "Somebody Else"], "key": key_of(client)}
    page = wait(client, client.post("/decide", data=data, follow_redirects=False).headers["location"])
    assert "Nobody Here" in page
    for subjects in (["x", "x"], ["x"], []):
        data = {"kind": "same person", "subject": subjects, "key": key_of(client)}
        assert client.post("/decide", data=data).status_code == 400


def test_files_are_added_with_their_problems(client, saved):
    more = (
        "dusk.txt",
        "Dusk Herald, 6 March 2031\n\nThe ferry carried ninety passengers beyond its licence on Monday "
        "night, said harbour master Odile Brandt.\n",
    )
    files = [("file", more), ("file", ("../../evil.pdf", b"%PDF-1.4 broken"))]
    answer = client.post("/add", data={"key": key_of(client)}, files=files, follow_redirects=False)
    page = wait(client, answer.headers["location"])
    assert "1 document was added" in page
    assert "evil.pdf" in page
    assert len(documents(saved)) == 4
    again = client.post("/add", data={"key": key_of(client)}, files=files[:1], follow_redirects=False)
    assert "No new document" in wait(client, again.headers["location"])
    assert "Choose a file first" in client.post("/add", data={"key": key_of(client)}).text


def test_a_text_is_checked_and_not_kept(client, saved):
    before = saved.read_bytes()
    text = "The ferry carried ninety passengers beyond its licence on Monday night.\n\nA whale was seen off the reef."
    page = client.post("/check", data={"text": text}).text
    assert "1 of " in page
    assert "told before in" in page
    assert saved.read_bytes() == before
    page = client.post("/check", files={"file": ("new.txt", text.encode())}).text
    assert "told before in" in page
    assert client.post("/check", data={"text": "  "}).status_code == 400
    assert client.post("/check", files={"file": ("x.pdf", b"%PDF broken")}).status_code == 400


def test_only_counts_that_differ_are_told(saved):
    assert _compared(saved, saved) == ()


def first_claim(saved):
    with CaseReader(saved) as case:
        return case.ledger()[0]


def test_the_claim_that_one_looks_at_is_counted_before_the_whole_case_is(client, saved):
    claim = first_claim(saved)
    address = cut(client, saved, claim=claim.id)
    page = client.get(address).text
    assert 'class="counts"' in page
    assert "data-keep" in page
    client.post(address, data={"key": key_of(client), "discard": "1"})
    assert sorted(p.name for p in saved.parent.iterdir()) == ["case.db"]


def test_what_is_kept_before_it_is_worked_out_is_kept_when_it_is(client, saved):
    claim = first_claim(saved)
    address = cut(client, saved, claim=claim.id)
    client.post(address, data={"key": key_of(client), "keep": "1"}, follow_redirects=False)
    wait(client, address)
    with CaseReader(saved) as case:
        assert [d.kind for d in case.decisions()] == ["not a copy"]


def test_the_count_told_at_once_is_that_of_the_whole_case(saved, tmp_path):
    from firsthand.engines.deciding import decide, with_one_more
    from firsthand.engines.previewing import preview

    claim = first_claim(saved)
    for kind, subjects in (("not-a-copy", documents(saved)[:2]), ("copy", documents(saved)[1:])):
        after = with_one_more((), saved, kind, tuple(subjects))
        told = preview(saved, claim.id, after)
        whole = tmp_path / "whole.db"
        whole.write_bytes(saved.read_bytes())
        decide(whole, kind, tuple(subjects), cores=1)
        assert told.before == claim.origins
        assert told.after == first_claim(whole).origins
