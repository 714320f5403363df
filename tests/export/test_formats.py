import csv
import io
import json

import networkx as nx
import pyarrow.parquet as pq
import pytest

from fictional_case import hostile_case, huge_case, shuffled, the_case
from firsthand.export.formats import FILES, FOLDERS
from firsthand.model import Case


def written(format_, case, text=True):
    out = io.BytesIO()
    FILES[format_](case, text, out)
    return out.getvalue()


@pytest.mark.parametrize("format_", FILES)
@pytest.mark.parametrize("make", [the_case, hostile_case, lambda: Case(())], ids=["affair", "hostile", "empty"])
def test_every_format_takes_every_case(format_, make):
    assert written(format_, make()) is not None
    assert written(format_, make(), text=False) is not None


@pytest.mark.parametrize("format_", FILES)
def test_the_order_of_finding_leaves_no_trace(format_):
    assert written(format_, the_case()) == written(format_, shuffled(the_case()))


@pytest.mark.parametrize("format_", FILES)
def test_without_text_no_document_is_given_whole(format_):
    case = huge_case(3, 60)
    data = written(format_, case, text=False).decode("utf8")
    for document in case.documents:
        assert document.text not in data
        assert json.dumps(document.text, ensure_ascii=False)[1:-1] not in data


@pytest.mark.parametrize("format_", FOLDERS)
@pytest.mark.parametrize("make", [the_case, hostile_case, lambda: Case(())], ids=["affair", "hostile", "empty"])
def test_tables_have_a_file_a_type(format_, make, tmp_path):
    paths = FOLDERS[format_](make(), True, tmp_path)
    names = {path.stem for path in paths}
    assert {"document", "quotation", "reuse", "entity", "claim", "assertion", "derivation", "problem", "run"} <= names


def test_no_cell_of_a_table_is_a_formula(tmp_path):
    for path in FOLDERS["csv"](hostile_case(), True, tmp_path):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in list(csv.reader(file))[1:]:
                for cell in row:
                    is_number = cell.lstrip("-").replace(".", "").isdigit()
                    assert is_number or not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))


def test_csv_tells_the_same_as_the_records(tmp_path):
    FOLDERS["csv"](the_case(), True, tmp_path)
    with (tmp_path / "assertion.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    first = next(row for row in rows if row["id"] == "a1")
    assert first["claim"] == "c-cost"
    assert first["source.name"] == "Inés Carballo"
    assert first["span.exact"].startswith("four times more")


def test_parquet_keeps_types(tmp_path):
    FOLDERS["parquet"](the_case(), True, tmp_path)
    claims = pq.read_table(tmp_path / "claim.parquet").to_pylist()
    assert claims[0]["origins"]["low"] == 1
    assert pq.read_table(tmp_path / "problem.parquet").num_rows == 2


@pytest.mark.parametrize(("format_", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
@pytest.mark.parametrize("make", [the_case, hostile_case])
def test_graphs_can_be_read_back(format_, read, make):
    graph = read(io.BytesIO(written(format_, make())))
    assert graph.number_of_edges() > 5
    assert b"lastmodifieddate" not in written(format_, make())


def test_the_graph_says_who_took_it_from_whom():
    graph = nx.read_graphml(io.BytesIO(written("graphml", the_case())))
    assert graph.has_edge("origin:person:Inés Carballo", "medium:Radio Costa")
    assert graph.has_edge("c-cost/a1", "c-cost/a3")
    assert graph.nodes["origin:person:Inés Carballo"]["kind"] == "person"


def test_prov_names_nothing_that_it_does_not_define():
    prov = json.loads(written("prov", the_case()))
    for relation in prov["wasDerivedFrom"].values():
        assert relation["prov:generatedEntity"] in prov["entity"]
        assert relation["prov:usedEntity"] in prov["entity"]
    for relation in prov["wasAttributedTo"].values():
        assert relation["prov:agent"] in prov["agent"]
    assert any(agent["prov:label"] == "Inés Carballo" for agent in prov["agent"].values())


def test_follow_the_money_entities_point_at_one_another():
    entities = [json.loads(line) for line in written("ftm", the_case()).splitlines()]
    ids = {entity["id"] for entity in entities}
    assert len(ids) == len(entities)
    for entity in entities:
        properties = entity["properties"]
        assert all(isinstance(value, str) and value for values in properties.values() for value in values)
        for key in ("entity", "subject", "object"):
            assert set(properties.get(key, ())) <= ids
    minister = next(e for e in entities if e["schema"] == "Person" and "Inés Carballo" in e["properties"]["name"])
    assert minister["properties"]["position"] == ["minister of ports", "ministra de Puertos"]
    dates = [e["properties"].get("publishedAt") for e in entities if e["schema"] == "HyperText"]
    assert ["2031-03"] in dates


def test_claim_review_rates_origins_and_never_truth():
    drafts = json.loads(written("claimreview", the_case()))
    assert len(drafts) == 4
    for draft in drafts:
        assert draft["creativeWorkStatus"] == "Draft"
        assert "ratingValue" not in draft["reviewRating"]
        assert "origin" in draft["reviewRating"]["alternateName"].lower()
        assert "author" not in draft
