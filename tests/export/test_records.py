import json
from itertools import groupby

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fictional_case import HOSTILE, document, hostile_case, huge_case, shuffled, the_case
from firsthand.export import records, to_json
from firsthand.export.schemas import TYPES, schema
from firsthand.model import Case, Quotation


def spans(value):
    if isinstance(value, dict):
        if value.keys() == {"document", "start", "end", "exact"}:
            yield value
        else:
            for inner in value.values():
                yield from spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans(inner)


@pytest.mark.parametrize("make", [the_case, hostile_case])
@pytest.mark.parametrize("text", [True, False])
def test_every_record_is_as_its_schema_says(make, text):
    validators = {name: jsonschema.Draft202012Validator(schema(name)) for name in TYPES}
    for record in records(make(), text):
        validators[record["type"]].validate(json.loads(to_json(record)))


@pytest.mark.parametrize("type_", TYPES)
def test_schemas_are_schemas(type_):
    jsonschema.Draft202012Validator.check_schema(schema(type_))


@pytest.mark.parametrize("make", [the_case, hostile_case])
def test_every_span_holds_exactly_its_text(make):
    case = make()
    texts = {d.id: d.text for d in case.documents}
    found = [span for record in records(case) for span in spans(record)]
    assert len(found) > 30
    for span in found:
        assert texts[span["document"]][span["start"] : span["end"]] == span["exact"]


def test_type_comes_first_and_types_come_in_order():
    names = [next(iter(record.items())) for record in records(the_case())]
    assert all(key == "type" for key, _ in names)
    assert [name for name, _ in groupby(value for _, value in names)] == [t for t in TYPES if t != "moment"]


def test_bytes_do_not_depend_on_the_order_of_finding():
    lines = [to_json(record) for record in records(the_case())]
    assert lines == [to_json(record) for record in records(shuffled(the_case()))]


def test_without_text_no_stretch_longer_than_a_quotation_is_left():
    case = huge_case(4, 200)
    for record in records(case, text=False):
        assert record["type"] != "document" or record["text"] is None
        assert all(len((span["exact"] or "").split()) <= 25 for span in spans(record))
    whole = case.documents[0].text
    assert whole not in "".join(to_json(record) for record in records(case, text=False))


def test_a_line_is_one_line_for_every_reader():
    case = hostile_case()
    for record in records(case):
        line = to_json(record)
        assert len(line.splitlines()) == 1
        assert json.loads(line) == record
    assert any(
        text in json.loads(to_json(r))["text"] for r in records(case) if r["type"] == "document" for text in HOSTILE
    )


def test_lone_surrogates_survive():
    line = to_json({"text": "a\ud800b"})
    assert json.loads(line.encode("utf8"))["text"] == "a\ud800b"


def test_nan_is_refused():
    with pytest.raises(ValueError, match="JSON"):
        to_json({"probability": float("nan")})


@given(st.text(st.characters(), min_size=1), st.data())
def test_records_of_any_text_lead_back_to_it(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    doc = document("any", text)
    quotation = Quotation("q", doc.span(0, len(text)), (doc.span(start, end),), "direct")
    found, quoted = (json.loads(to_json(r).encode("utf8")) for r in records(Case((doc,), quotations=(quotation,))))
    span = quoted["content"][0]
    assert found["text"][span["start"] : span["end"]] == span["exact"] == text[start:end]
