import json
import re

import pytest
from starlette.testclient import TestClient

from fictional_case import hostile_case, the_case
from firsthand.case import CaseReader, save
from firsthand.report.screens import paths
from firsthand.report.views import Views
from firsthand.web import create_app


@pytest.fixture
def saved(tmp_path):
    path = tmp_path / "case.db"
    save(the_case(), path)
    return path


@pytest.fixture
def client(saved):
    return TestClient(create_app(saved), base_url="http://127.0.0.1:8200", raise_server_exceptions=True)


def test_the_first_screen_answers(client):
    answer = client.get("/")
    assert answer.status_code == 200
    assert "4 claims are told more than once" in answer.text.replace("\xa0", " ")
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "192.168.0.7", ""])
def test_it_answers_to_loopback_names_only(client, host):
    assert client.get("/api", headers={"host": host}).status_code == 400


def test_other_sites_cannot_ask(client):
    assert client.get("/api/claims", headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert client.get("/", headers={"sec-fetch-site": "cross-site"}).status_code == 200


def test_a_link_elsewhere_may_open_a_page_and_nothing_else(client):
    opened = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    assert client.get("/facts", headers=opened).status_code == 200
    assert client.get("/api/claims", headers=opened).status_code == 403
    assert client.get("/download/case", headers=opened).status_code == 403
    assert client.post("/check", data={"text": "x"}, headers=opened).status_code == 403
    assert client.get("/facts", headers={**opened, "sec-fetch-dest": "iframe"}).status_code == 403


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_written(client, method):
    for path in ("/", "/api", "/api/claims", "/claim/0", "/decide", "/add", "/change/0"):
        assert client.request(method, path).status_code == 405


def test_every_view_has_an_address_of_its_own(client):
    for path in paths(Views(CaseReader.of(the_case()))):
        answer = client.get(f"/{path}")
        assert answer.status_code == 200, path
        assert "<h1" in answer.text


def test_pages_load_nothing_and_write_no_style_or_script(client):
    for path in ("/", "/facts", "/map", "/timeline", "/audit", "/check"):
        answer = client.get(path)
        assert "unsafe" not in answer.headers["content-security-policy"]
        assert " style=" not in answer.text
        assert "<style" not in answer.text
        assert all(f'src="/static/{name}' in answer.text for name in ("common.js", "explorer.js"))
        assert answer.text.count("<script") == 2


def test_style_and_scripts_are_kept_by_the_browser(client):
    for name in ("style.css", "common.js", "explorer.js", "icon.svg"):
        assert "immutable" in client.get(f"/static/{name}").headers["cache-control"]
    assert client.get("/static/report.js").status_code == 404
    assert client.get("/static/..%2fpage.py").status_code == 404
    assert "no-cache" in client.get("/").headers["cache-control"]


def test_the_reader_s_language_is_chosen_and_remembered(client):
    assert '<html lang="en">' in client.get("/").text
    assert '<html lang="es">' in client.get("/", headers={"accept-language": "fr, es-AR;q=0.8, en;q=0.3"}).text
    assert "afirmaciones se cuentan más de una vez" in client.get("/?lang=es").text
    assert '<html lang="es">' in client.get("/facts").text
    assert '<html lang="en">' in client.get("/facts?lang=en").text
    assert '<html lang="en">' in client.get("/?lang=xx").text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/claim/999", 404),
        ("/pair/a", 404),
        ("/%2e%2e/%2e%2e/etc/passwd", 404),
        ("/api/claims?limit=99999999999", 400),
        ("/api/claims/none", 404),
        ("/api/documents/none", 404),
        ("/nothing", 404),
    ],
)
def test_what_is_not_there_is_said_in_json(client, path, status):
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.json()["error"]


def test_what_is_not_there_is_a_page_for_readers(client):
    answer = client.get("/claim/999?lang=es", headers={"accept": "text/html"})
    assert answer.status_code == 404
    assert "No hay nada con este nombre" in answer.text


@pytest.mark.parametrize(
    ("asked", "n"),
    [
        ({}, 4),
        ({"once": "1"}, 5),
        ({"q": "Ines CUATRO"}, 1),
        ({"verdict": "lineage unknown"}, 1),
        ({"from": "3"}, 1),
        ({"from": "x", "sort": "nothing", "verdict": "none"}, 4),
        ({"language": "pt"}, 1),
        ({"language": "xx"}, 0),
        ({"outlet": "The Harbour Post"}, 3),
        ({"source": "Carballo", "q": "nothing like it"}, 0),
        ({"since": "2031-03-05", "until": "2031-03-04"}, 0),
        ({"unattributed": "1", "once": "1"}, 0),
        ({"anonymous": "1"}, 1),
        ({"contradictory": "1"}, 1),
        ({"decided": "1"}, 2),
    ],
)
def test_the_ledger_is_searched_narrowed_and_paged(client, asked, n):
    page = client.get("/", params=asked).text
    assert page.count('<li class="line"') == n
    assert ('class="empty nothing"' in page) == (n == 0)


def test_characters_are_marked_without_a_script(client):
    page = client.get("/").text
    place = re.search(r'href="(/document/[^"]+at=\d+-\d+)#here"', page).group(1)
    assert '<mark data-s="' in client.get(place.replace("&amp;", "&")).text
    assert 'id="here"' not in client.get(place.split("?")[0] + "?at=9-99999999").text
    assert 'id="here"' not in client.get(place.split("?")[0] + "?at=<b>").text


def test_the_api_gives_the_records_of_the_export(client):
    from firsthand.export import records, to_json

    exported = {(r["type"], r.get("id")): r for r in (json.loads(to_json(r)) for r in records(the_case()))}
    claims = client.get("/api/claims", params={"once": "1"}).json()
    assert claims["total"] == 5
    for record in claims["records"]:
        assert record == exported["claim", record["id"]]
        assert client.get(f"/api/claims/{record['id']}").json() == record
    for record in client.get("/api/documents").json()["records"]:
        assert record["text"] is None
        assert client.get(f"/api/documents/{record['id']}").json() == exported["document", record["id"]]


def test_search_and_who(client):
    found = client.get("/api/search", params={"q": "dragado canal"}).json()
    assert found["total"] == 1
    assert "dragado" in found["records"][0]["span"]["exact"]
    who = client.get("/api/who", params={"name": "ines carballo"}).json()
    assert {r["type"] for r in who["records"]} == {"entity", "quotation"}
    assert client.get("/api/who", params={"name": ""}).json()["total"] == 0
    assert "dragado" in client.get("/search?q=dragado").text


def test_a_changed_case_shows_at_the_next_request(client, saved):
    from dataclasses import replace

    case = the_case()
    save(replace(case, claims=case.claims[:2]), saved, force=True)
    assert client.get("/api").json()["claims"] == 2


def test_hostile_ids_can_be_asked_for(tmp_path):
    path = tmp_path / "hostile.db"
    save(hostile_case(), path)
    client = TestClient(create_app(path), base_url="http://localhost")
    from urllib.parse import quote

    for record in client.get("/api/claims", params={"once": "1"}).json()["records"]:
        assert client.get(f"/api/claims/{quote(record['id'], safe='')}").json()["id"] == record["id"]


def test_a_long_search_is_refused_and_one_word_again_and_again_is_one_word(client):
    assert client.get("/api/search", params={"q": "dragado " * 9}).json()["total"] == 1
    for query in (" ".join(f"word{n}" for n in range(400)), '"' + "dragado " * 400 + '"'):
        answer = client.get("/api/search", params={"q": query})
        assert answer.status_code == 400
        assert "firsthand check" in answer.json()["error"]
    assert client.get("/", params={"q": "carballo " * 2000}).status_code == 200


@pytest.mark.parametrize("harm", ["DROP TABLE document", "DROP TABLE word"])
def test_a_damaged_case_is_called_so(saved, harm):
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(saved)) as database:
        database.execute("PRAGMA foreign_keys = OFF")
        database.execute(harm)
        database.commit()
    client = TestClient(create_app(saved), base_url="http://127.0.0.1:8200", raise_server_exceptions=False)
    statuses = set()
    pages = ("/", "/document/d1", "/facts", "/map")
    for path in (*pages, "/api", "/api/claims", "/api/documents/d1", "/api/search?q=dragado"):
        answer = client.get(path)
        statuses.add(answer.status_code)
        if answer.status_code >= 500:
            assert answer.json()["error"]
    assert statuses - {200, 404}


def test_the_report_the_case_and_a_bundle_can_be_taken_away(client, saved):
    assert client.get("/download/case").content == saved.read_bytes()
    report = client.get("/download/report?lang=es")
    assert report.headers["content-disposition"] == 'attachment; filename="case.html"'
    assert "afirmaciones" in report.text
    bundle = client.get("/download/bundle")
    assert bundle.content[:2] == b"PK"
    assert "evidence.zip" in bundle.headers["content-disposition"]


def test_names_of_a_million_characters_cost_no_page_its_readers(tmp_path):
    from dataclasses import replace

    case, vast = the_case(), "x" * 1_000_000
    documents = tuple(replace(d, title=vast, author=vast, outlet=vast) for d in case.documents)
    claims = tuple(replace(c, chokepoints=(vast,), originals=(vast,)) for c in case.claims)
    path = tmp_path / "vast.db"
    save(replace(case, documents=documents, claims=claims), path)
    client = TestClient(create_app(path), base_url="http://127.0.0.1:8200")
    for view in ["", *paths(Views(CaseReader(path)))]:
        answer = client.get(f"/{view}")
        assert answer.status_code == 200
        assert len(answer.text) < 300_000, view
