"""Each format is read by its own library, or held against its own rules: what others make of our files."""

import hashlib
import io
import json
from datetime import date

import networkx as nx
import pyarrow.parquet as pq
import pytest

from fictional_case import hostile_case, shuffled, the_case
from firsthand.case import CaseReader
from firsthand.export.formats import FILES, FOLDERS
from firsthand.export.packages import files_of
from firsthand.export.view_tables import VIEWS
from firsthand.files import kind_of

CASES = pytest.mark.parametrize("make", [the_case, hostile_case], ids=["affair", "hostile"])


def written(format_, case, text=True):
    out = io.BytesIO()
    FILES[format_](case, text, out)
    return out.getvalue()


@CASES
def test_prov_is_prov(make):
    prov = pytest.importorskip("prov.model")
    document = prov.ProvDocument.deserialize(content=written("prov", make()).decode(), format="json")
    records = list(document.get_records())
    assert len(records) > 20
    assert prov.ProvDocument.deserialize(content=document.serialize(format="json"), format="json") == document
    if make().facts:
        assert any(isinstance(record, prov.ProvMembership) for record in records)


@CASES
def test_followthemoney_takes_every_entity(make):
    model = pytest.importorskip("followthemoney").model
    entities = [json.loads(line) for line in written("ftm", make()).splitlines()]
    schemata = {entity["id"]: entity["schema"] for entity in entities}
    for entity in entities:
        proxy = model.get_proxy(entity, cleaned=False)
        proxy.schema.validate(entity)
        for key, values in entity[
            "properties"
        ].items():  # the library sets some characters right, and drops what is none
            assert len(proxy.get(key)) == len(values), key
        for prop, value in proxy.itervalues():
            if prop.range is not None and value in schemata:
                assert model.get(schemata[value]).is_a(prop.range)
    if make().facts:
        assert "Event" in schemata.values()


@CASES
def test_gephi_s_format_has_a_time_for_whatever_is_dated(make):
    case = make()
    graph = nx.read_gexf(io.BytesIO(written("gexf", case)))
    starts = {told["start"] for _, told in graph.nodes(data=True) if "start" in told}
    assert all(date.fromisoformat(start) for start in starts)
    if any(d.published for d in case.documents):
        assert b'mode="dynamic"' in written("gexf", case)
        assert b'timeformat="date"' in written("gexf", case)
        for name, told in graph.nodes(data=True):
            assert bool(told.get("published")) <= ("start" in told), name
    ends = {name: told.get("start", "") for name, told in graph.nodes(data=True)}
    assert all(told.get("start", "9") >= ends[start] for start, _, told in graph.edges(data=True))


@CASES
@pytest.mark.parametrize(("format_", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_edges_between_the_same_two_stay_apart(format_, read, make):
    case = make()
    graph = read(io.BytesIO(written(format_, case)))
    taken = [told for *_, told in graph.edges(data=True) if told["relation"] == "taken from"]
    assert len(taken) == sum(len(claim.derivations) for claim in case.claims)
    values = [told for *_, told in graph.edges(data=True) if told["relation"] == "value of"]
    assert len(values) == sum(len(fact.values) for fact in case.facts)


@CASES
def test_web_annotations_keep_the_model_s_rules_and_their_places(make):
    case = make()
    texts = {}
    for document in case.documents:
        texts.setdefault(document.url, document.text)
    page = json.loads(written("webannotation", case))
    items = page["first"]["items"]
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert (page["type"], page["first"]["type"], page["total"]) == (
        "AnnotationCollection",
        "AnnotationPage",
        len(items),
    )
    assert len({item["id"] for item in items}) == len(items)
    purposes = {"tagging", "describing", "identifying", "linking", "commenting", "assessing"}
    for item in items:
        assert item["type"] == "Annotation"
        assert item["motivation"] in purposes
        assert all(body["purpose"] in purposes for body in item["body"])
        place, words = item["target"]["selector"]
        assert (place["type"], words["type"]) == ("TextPositionSelector", "TextQuoteSelector")
        whole = words["prefix"] + words["exact"] + words["suffix"]
        assert place["end"] - place["start"] == len(words["exact"])
        text = texts.get(item["target"]["source"])
        if text is not None and len({d.url for d in case.documents}) == len(case.documents):
            assert text[place["start"] : place["end"]] == words["exact"]
            assert whole in text
    assert len(items) >= len(case.quotations) + sum(len(c.assertions) for c in case.claims)


@CASES
def test_claim_reviews_have_what_search_engines_require(make):
    """https://developers.google.com/search/docs/appearance/structured-data/factcheck: required properties."""
    drafts = json.loads(written("claimreview", make()))
    assert drafts
    for draft in drafts:
        assert (draft["@context"], draft["@type"]) == ("https://schema.org", "ClaimReview")
        assert draft["claimReviewed"] is not None
        assert draft["url"].startswith("https://")
        assert draft["reviewRating"]["@type"] == "Rating"
        assert draft["reviewRating"]["alternateName"]
        assert draft["itemReviewed"]["@type"] == "Claim"
    assert len({draft["url"] for draft in drafts}) == len(drafts)
    contradictory = sum(fact.status == "contradictory" for fact in make().facts)
    assert sum(draft["reviewRating"]["alternateName"].startswith("Contradictory") for draft in drafts) == contradictory


@pytest.mark.parametrize("text", [True, False], ids=["texts", "no-texts"])
@CASES
def test_tables_are_a_data_package(make, text, tmp_path):
    frictionless = pytest.importorskip("frictionless")
    paths = FOLDERS["csv"](make(), text, tmp_path)
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["name", "type", "note"])
    package = json.loads((tmp_path / "datapackage.json").read_bytes())
    assert {r["path"] for r in package["resources"]} == {p.name for p in paths} - {"datapackage.json"}
    assert set(files_of("csv")) == {r["path"] for r in package["resources"]}


@CASES
def test_parquet_holds_every_view_with_the_rows_of_the_saved_case(make, tmp_path):
    case = make()
    FOLDERS["parquet"](case, True, tmp_path)
    package = json.loads((tmp_path / "datapackage.json").read_bytes())
    for resource in package["resources"]:
        content = (tmp_path / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert kind_of(tmp_path / resource["path"]) == "parquet table"
    with CaseReader.of(case) as reader:
        for view in VIEWS:
            (n,) = reader.database.execute(f"SELECT count(*) FROM {view}").fetchone()
            assert pq.read_table(tmp_path / f"view_{view}.parquet").num_rows == n
        defined = reader.database.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall()
    assert {name for (name,) in defined} == set(VIEWS)


def test_tables_depend_on_the_case_alone(tmp_path):
    for folder, case in (("a", the_case()), ("b", shuffled(the_case()))):
        (tmp_path / folder).mkdir()
        FOLDERS["csv"](case, True, tmp_path / folder)
    of_the_place = {"view_tellings.csv", "datapackage.json"}  # `n` is a telling's place in the case as it was given
    for path in (tmp_path / "a").iterdir():
        if path.name in of_the_place:
            continue
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes(), path.name
