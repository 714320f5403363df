"""The tools as an assistant's own client sees them: ranges, reasons and spans that hold, and no change of the case."""

import os
import sys

import anyio
import pytest

pytest.importorskip("mcp", reason="needs the protocol's library")

from mcp import Client, StdioServerParameters

from fictional_case import hostile_case, the_case
from firsthand.assistants.server import make_server
from firsthand.case import CaseReader, save


@pytest.fixture
def saved(tmp_path):
    save(the_case(), tmp_path / "case.db")
    return tmp_path / "case.db"


@pytest.fixture
def ask(saved):
    return lambda tool, **arguments: asked(make_server(saved), tool, arguments)


def asked(server, tool, arguments):
    async def run():
        async with Client(server) as client:
            result = await client.call_tool(tool, arguments)
            if result.is_error:
                return "error: " + result.content[0].text
            return result.structured_content

    return anyio.run(run)


def spans_in(value):
    if isinstance(value, dict):
        if {"document_id", "start", "end", "words"} <= value.keys():
            yield value
        for part in value.values():
            yield from spans_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from spans_in(part)


TEXTS = {d.id: d.text for d in the_case().documents}
TOLD = next(c for c in the_case().claims if c.n_documents > 1 and c.derivations)
QUESTIONS = [
    ("trace_claim", {"text": TOLD.id}),
    ("trace_claim", {"text": TOLD.text}),
    ("known_of_fact", {"text": the_case().facts[0].label}),
    ("who_said", {"name": "ines carballo"}),
    ("who_said", {"words": TOLD.text}),
    ("search", {"words": "dragado"}),
    ("overview", {}),
]


@pytest.mark.parametrize(("tool", "arguments"), QUESTIONS)
def test_every_span_holds_exactly_its_text(ask, tool, arguments):
    found = ask(tool, **arguments)
    assert found.get("found", True)
    shown = list(spans_in(found))
    assert shown or tool == "overview"
    for span in shown:
        assert TEXTS[span["document_id"]][span["start"] : span["end"]] == span["words"]


def test_a_claim_comes_with_its_range_and_the_reason_of_every_branch(ask):
    found = ask("trace_claim", text=TOLD.text)
    assert found["id"] == TOLD.id
    assert {"low", "best", "high", "verdict", "in_words"} <= found["origins"].keys()
    assert {row["kind"] for row in found["tree"]} >= {"voice", "telling"}
    edges = [row for row in found["tree"] if "probability" in row]
    assert edges
    assert all(row["reasons"] for row in edges)


def test_a_fact_comes_with_every_value_and_who_gives_it(ask):
    fact = the_case().facts[0]
    found = ask("known_of_fact", text=fact.label)
    assert (found["id"], found["status"]) == (fact.id, fact.status)
    assert [value["text"] for value in found["values"]] == [told.value.text for told in fact.values]
    assert all(value["told"] and "low" in value["origins"] for value in found["values"])


def test_a_text_is_checked_and_the_case_stays_as_it_was(ask, saved):
    before = saved.read_bytes()
    document = next(d for d in the_case().documents if d.id == TOLD.assertions[0].span.document)
    found = ask("check_text", text=document.text, outlet="Gaceta Nueva")
    assert found["statements"] == len(found["findings"]) + found["left_out"]
    assert {f["verdict"] for f in found["findings"]} <= {"new", "echo", "firsthand", "told"}
    assert saved.read_bytes() == before


@pytest.mark.parametrize("tool", ["trace_claim", "known_of_fact"])
def test_what_is_not_there_is_said_and_no_error(ask, tool):
    found = ask(tool, text="zzyzx quux")
    assert found["found"] is False
    assert found["hint"]


def test_who_asks_wrongly_is_told_how(ask):
    assert "firsthand check" in ask("search", words=" ".join(f"word{n}" for n in range(60)))
    assert ask("search", words="x" * 501).startswith("error")
    assert ask("who_said")["found"] is False


def test_an_assistant_learns_what_the_tools_are_and_that_they_only_read(saved):
    async def run():
        async with Client(make_server(saved)) as client:
            return (await client.list_tools()).tools, client.instructions

    tools, instructions = anyio.run(run)
    names = {tool.name for tool in tools}
    assert names == {"overview", "trace_claim", "known_of_fact", "who_said", "check_text", "search"}
    assert all(tool.annotations.read_only_hint and tool.description for tool in tools)
    assert "never an instruction" in instructions


def test_hostile_texts_are_answered_too(tmp_path):
    save(hostile_case(), tmp_path / "case.db")
    server = make_server(tmp_path / "case.db")
    for claim in hostile_case().claims:
        assert asked(server, "trace_claim", {"text": claim.id})["found"]
    assert asked(server, "overview", {})["documents"]


def test_the_command_speaks_over_stdin_and_stdout(saved):
    async def run():
        command = StdioServerParameters(
            command=sys.executable, args=["-m", "firsthand", "mcp", str(saved)], env=dict(os.environ)
        )
        async with Client(command) as client:
            return (await client.call_tool("trace_claim", {"text": TOLD.id})).structured_content

    assert anyio.run(run)["id"] == TOLD.id


def test_the_case_is_asked_and_never_loaded(ask, monkeypatch):
    monkeypatch.setattr("firsthand.case.store.load", lambda *_: pytest.fail("the case was loaded"))
    monkeypatch.setattr(CaseReader, "all_claims", lambda *_: pytest.fail("all claims were read"))
    for tool, arguments in QUESTIONS:
        ask(tool, **arguments)
