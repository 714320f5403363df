import json

import pytest
from starlette.testclient import TestClient

from fictional_case import hostile_case, the_case
from firsthand.case import CaseReader, save
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


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_written(client, method):
    for path in ("/", "/api", "/api/claims", "/fragments/claim/0"):
        assert client.request(method, path).status_code == 405


def test_every_fragment_is_served_as_in_the_report(client, saved):
    views = Views(CaseReader.of(the_case()))
    for path in views.paths():
        assert client.get(f"/fragments/{path}").text == views.fragment(path)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/fragments/claim/999", 404),
        ("/fragments/../../etc/passwd", 404),
        ("/fragments/ledger?from=x", 400),
        ("/fragments/ledger?sort=nothing", 400),
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


def test_the_ledger_is_searched_filtered_and_paged(client):
    def ask(**query):
        return client.get("/fragments/ledger", params=query).json()

    assert ask()["total"] == 4
    assert ask(once="1")["total"] == 5
    assert ask(q="Ines CUATRO")["total"] == 1
    assert ask(verdict="lineage unknown")["total"] == 1
    assert ask(**{"from": 3, "limit": 60})["html"].count('<li class="entry"') == 1


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
    assert "dragado" in client.get("/fragments/search/dragado").text


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
    assert client.get("/fragments/ledger", params={"q": "carballo " * 2000}).status_code == 200


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
    for path in ("/", "/api", "/api/claims", "/api/documents/d1", "/fragments/document/1", "/api/search?q=dragado"):
        answer = client.get(path)
        statuses.add(answer.status_code)
        if answer.status_code >= 500:
            assert answer.json()["error"]
    assert statuses - {200, 404}
