"""The API keeps what its own description promises, and pages, tags and tokens do what they are for."""

import json

import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from fictional_case import the_case
from firsthand.case import CaseReader, save
from firsthand.export import records
from firsthand.web import create_app
from firsthand.web.api.addresses import ADDRESSES
from firsthand.web.api.description import description
from firsthand.web.editing import Editor

ADDRESS = "http://127.0.0.1:8200"
LISTS = [a.path for a in ADDRESSES if a.method == "GET" and "limit" in {p.name for p in a.parameters}]


@pytest.fixture
def saved(tmp_path):
    save(the_case(), tmp_path / "case.db")
    return tmp_path / "case.db"


@pytest.fixture
def client(saved):
    return TestClient(create_app(saved), base_url=ADDRESS)


@pytest.fixture
def editing(saved):
    return TestClient(create_app(saved, Editor(saved, "the-token", cores=1)), base_url=ADDRESS)


MINE = {"authorization": "Bearer the-token"}
OWNERS = {"kind": "same-owner", "subjects": sorted({d.outlet for d in the_case().documents if d.outlet})[:2]}


def answered_as_described(client, path, query=None):
    answer = client.get(path, params=query)
    operation = next(a for a in ADDRESSES if a.path == path)
    described = description()
    schema = {**operation.answer, "components": described["components"]}
    Draft202012Validator(schema).validate(answer.json())
    return answer.json()


@pytest.mark.parametrize("path", [a.path for a in ADDRESSES if a.method == "GET" and "{" not in a.path])
def test_every_address_answers_as_it_is_described(client, path):
    answered_as_described(client, path, {"q": "dragado"} if path == "/api/search" else None)


def test_the_description_is_one_of_openapi():
    described = description()
    assert described["openapi"] == "3.1.0"
    assert len({op["operationId"] for path in described["paths"].values() for op in path.values()}) == len(ADDRESSES)
    for schema in described["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("path", LISTS)
def test_pages_say_what_they_cut_and_lead_to_it(client, path):
    query = {"q": "dragado OR el"} if path == "/api/search" else {"name": "Ines"} if path == "/api/who" else {}
    whole = client.get(path, params={**query, "limit": 500}).json()
    assert (whole["cut"], whole["next"], whole["total"]) == (False, None, len(whole["records"]))
    found, page = [], client.get(path, params={**query, "limit": 1}).json()
    while True:
        found += page["records"]
        assert page["cut"] == (len(found) < whole["total"])
        if page["next"] is None:
            break
        page = client.get(page["next"]).json()
    assert found == whole["records"]


def test_facts_edges_and_sources_are_those_of_the_export(client):
    exported = [json.loads(json.dumps(r)) for r in records(the_case())]
    facts = [r for r in exported if r["type"] == "fact"]
    assert client.get("/api/facts").json()["records"] == facts
    assert client.get(f"/api/facts/{facts[0]['id']}").json() == facts[0]
    edges = client.get("/api/edges").json()
    told = {r["id"]: r for r in exported if r["type"] == "claim"}
    assert edges["total"] == len(edges["records"]) > 3
    for edge in edges["records"]:
        own = {k: v for k, v in edge.items() if k not in ("type", "claim", "from_document", "to_document")}
        assert own in told[edge["claim"]]["derivations"]
    one = edges["records"][0]["claim"]
    assert client.get("/api/edges", params={"claim": one}).json()["total"] == len(told[one]["derivations"])
    names = [r["name"] for r in client.get("/api/sources").json()["records"]]
    assert names[0] == "Inés Carballo"


def test_a_client_that_has_the_answer_gets_nothing_again(client, saved):
    first = client.get("/api/claims")
    assert first.headers["cache-control"] == "private, no-cache"
    for tags in (first.headers["etag"], f'"other", W/{first.headers["etag"]}', "*"):
        again = client.get("/api/claims", headers={"if-none-match": tags})
        assert (again.status_code, again.content) == (304, b"")
    case = the_case()
    from dataclasses import replace

    save(replace(case, claims=case.claims[:2]), saved, force=True)
    assert client.get("/api/claims", headers={"if-none-match": first.headers["etag"]}).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "limit=501",
        "limit=-1",
        "limit=",
        "from=x",
        "from=1&from=2",
        "sort=none",
        "verdict=",
        "once=yes",
        "q=" + "a+" * 40,
    ],
)
def test_what_no_schema_allows_is_refused(client, query):
    answer = client.get(f"/api/claims?{query}")
    assert answer.status_code == 400
    assert answer.json()["error"]


def test_a_text_is_checked(client, saved):
    claim = next(c for c in the_case().claims if c.n_documents > 1)
    words = next(d for d in the_case().documents if d.id == claim.assertions[0].span.document).text
    answer = client.post("/api/check", json={"text": words, "outlet": "Gaceta Nueva"})
    assert answer.status_code == 200
    schema = {**next(a for a in ADDRESSES if a.path == "/api/check").answer, "components": description()["components"]}
    Draft202012Validator(schema).validate(answer.json())
    with CaseReader(saved) as case:
        assert case.counts().documents == len(the_case().documents)


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"json": {}}, 400),
        ({"json": {"text": " \n"}}, 400),
        ({"json": {"text": 5}}, 400),
        ({"json": {"text": "x", "more": "y"}}, 400),
        ({"json": ["text"]}, 400),
        ({"content": b"{", "headers": {"content-type": "application/json"}}, 400),
        ({"content": b"[" * 100_000, "headers": {"content-type": "application/json"}}, 400),
        ({"content": b'{"text":"x"}', "headers": {"content-type": "text/plain"}}, 415),
        ({"content": b" " * 2_000_001, "headers": {"content-type": "application/json"}}, 413),
        ({"json": {"text": "x" * 200_001}}, 400),
    ],
)
def test_what_is_no_text_is_refused(client, sent, status):
    assert client.post("/api/check", **sent).status_code == status


# ---------------------------------------------------------------------- decisions


def test_who_only_reads_decides_nothing(client):
    assert client.post("/api/decisions", json=OWNERS, headers=MINE).status_code == 403
    assert client.delete("/api/decisions/1", headers=MINE).status_code == 403


@pytest.mark.parametrize(
    "told", [{}, {"authorization": "Bearer no"}, {"authorization": "Basic the-token"}, {"cookie": "firsthand-edit=x"}]
)
def test_without_the_token_nothing_is_decided(editing, told):
    answer = editing.post("/api/decisions", json=OWNERS, headers=told)
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert editing.get("/api/decisions").json()["total"] == len(the_case().decisions)


def test_a_decision_is_made_told_and_taken_back(editing):
    made = editing.post("/api/decisions", json={**OWNERS, "note": "the register says so"}, headers=MINE)
    assert made.status_code == 201
    assert [d["number"] for d in made.json()["records"]] == [1, 2]
    assert editing.post("/api/decisions", json=OWNERS, headers=MINE).status_code == 200  # decided already
    assert editing.get("/api/decisions").json()["records"] == made.json()["records"]
    assert editing.get("/api/audit").json()["decisions"][1]["note"] == "the register says so"
    assert editing.delete("/api/decisions/3", headers=MINE).status_code == 404
    assert editing.delete("/api/decisions/2", headers=MINE).json()["total"] == 1
    assert editing.get("/api/decisions").json()["total"] == 1


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"kind": "same-owner", "subjects": ["nobody", "no one"]}, 409),
        ({"kind": "same-owner", "subjects": OWNERS["subjects"][:1] * 2}, 409),
        ({"kind": "same-owner", "subjects": ["only one"]}, 400),
        ({"kind": "undo", "subjects": ["a", "b"]}, 400),
        ({"kind": "copy", "subjects": [1, 2]}, 400),
    ],
)
def test_a_decision_on_what_is_not_there_is_refused(editing, wrong, status):
    answer = editing.post("/api/decisions", json=wrong, headers=MINE)
    assert answer.status_code == status
    assert answer.json()["error"]


def test_the_first_address_gives_the_browser_its_token(editing):
    answer = editing.get("/?token=the-token", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert "SameSite=strict" in answer.headers["set-cookie"]
    assert editing.post("/api/decisions", json=OWNERS).status_code == 201  # by the cookie
    assert editing.post("/api/decisions", json=OWNERS, headers={"sec-fetch-site": "cross-site"}).status_code == 403


def test_another_token_opens_nothing(editing):
    assert "set-cookie" not in editing.get("/?token=guess", follow_redirects=False).headers


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("language=es", lambda c: any(a["language"] == "es" for a in c["assertions"])),
        ("unattributed=1", lambda c: not any(a["source"] for a in c["assertions"])),
        ("contradictory=true", lambda c: bool(c["discrepancies"])),
        ("outlet=nobody", lambda c: False),
        ("since=2999", lambda c: False),
        ("unattributed=0", lambda c: True),
    ],
)
def test_claims_are_narrowed_as_the_page_of_claims_is(client, asked, wanted):
    everything = client.get("/api/claims?limit=500").json()
    found = client.get(f"/api/claims?limit=500&{asked}").json()
    key = next(k for k, v in found.items() if isinstance(v, list))
    assert [c["id"] for c in found[key]] == [c["id"] for c in everything[key] if wanted(c)]


def test_a_facet_that_is_no_day_is_refused_in_words(client):
    answer = client.get("/api/claims?since=yesterday")
    assert answer.status_code == 400
    assert "day, month or year" in answer.json()["error"]
