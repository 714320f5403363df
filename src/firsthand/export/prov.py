"""A case as W3C PROV (PROV-JSON): what was derived from what, and attributed to whom.

Documents and assertions are entities, voices and outlets agents, the run an activity. A derivation carries its
probability and reasons as ``firsthand:`` attributes. See https://www.w3.org/submissions/prov-json/.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from firsthand.export.records import ledger_order
from firsthand.model import Case, Claim, Fact, Span, fact_order
from firsthand.present import reason_words

NAMESPACE = "https://firsthand.invalid/ns#"


def to_prov(case: Case, text: bool = True) -> dict[str, Any]:
    """The PROV-JSON document of `case`; words of assertions are left out without `text`."""
    prov: dict[str, Any] = {
        "prefix": {"firsthand": NAMESPACE, "case": f"{NAMESPACE}case/"},
        "entity": {},
        "agent": {},
        "activity": {},
        "wasDerivedFrom": {},
        "wasAttributedTo": {},
        "wasGeneratedBy": {},
        "alternateOf": {},
        "hadMember": {},
    }
    if case.run is not None:
        prov["activity"]["case:run"] = {"prov:label": f"firsthand {case.run.version}", "prov:type": _type("trace")}
    for document in sorted(case.documents, key=lambda d: d.id):
        name = _name("document", document.id)
        prov["entity"][name] = _filled(
            {
                "prov:type": _type("Document"),
                "prov:label": document.title,
                "prov:location": document.url,
                "firsthand:sha256": document.sha256,
                "firsthand:publishedEarliest": document.published and document.published.earliest,
                "firsthand:publishedLatest": document.published and document.published.latest,
            }
        )
        if document.outlet:
            _attribute(prov, name, _agent(prov, "outlet", document.outlet))
        for other in document.same_as:
            if document.id < other:
                _relate(prov, "alternateOf", alternate1=name, alternate2=_name("document", other))
    for claim in sorted(case.claims, key=ledger_order):
        _add_claim(prov, claim, text)
    for fact in sorted(case.facts, key=fact_order):
        _add_fact(prov, fact, text)
    return {key: value for key, value in prov.items() if value}


def _add_claim(prov: dict[str, Any], claim: Claim, text: bool) -> None:
    names = {a.id: _name("assertion", f"{claim.id}/{a.id}") for a in claim.assertions}
    for assertion in sorted(claim.assertions, key=lambda a: a.id):
        span = assertion.span
        prov["entity"][names[assertion.id]] = _filled(
            {
                "prov:type": _type("Assertion"),
                "prov:value": _words(span, text),
                "firsthand:claim": claim.id,
                "firsthand:start": span.start,
                "firsthand:end": span.end,
                "firsthand:language": assertion.language,
                "firsthand:certainty": assertion.certainty.level,
            }
        )
        _relate(prov, "wasDerivedFrom", {"prov:type": {"$": "prov:Quotation", "type": "prov:QUALIFIED_NAME"}},
                generatedEntity=names[assertion.id], usedEntity=_name("document", span.document))  # fmt: skip
        if "case:run" in prov["activity"]:
            _relate(prov, "wasGeneratedBy", entity=names[assertion.id], activity="case:run")
        if assertion.source is not None:
            _attribute(prov, names[assertion.id], _agent(prov, assertion.source.kind, assertion.source.name))
    for edge in sorted(claim.derivations, key=lambda e: (e.target, e.origin)):
        detail = {
            "firsthand:probability": round(edge.probability, 6),
            "firsthand:reasons": list(map(reason_words, edge.reasons)),
        }
        if edge.target not in names:
            continue
        if edge.origin in names:
            _relate(prov, "wasDerivedFrom", detail, generatedEntity=names[edge.target], usedEntity=names[edge.origin])
        else:
            kind, _, name = edge.origin.removeprefix("origin:").partition(":")
            _attribute(prov, names[edge.target], _agent(prov, kind, name), detail)


def _add_fact(prov: dict[str, Any], fact: Fact, text: bool) -> None:
    """A fact as a collection of what is told of it, each derived from the document that tells it."""
    whole = _name("fact", fact.id)
    prov["entity"][whole] = _filled(
        {
            "prov:type": {"$": "prov:Collection", "type": "prov:QUALIFIED_NAME"},
            "prov:label": fact.label,
            "firsthand:status": fact.status,
            "firsthand:earliest": fact.time and fact.time.earliest,
            "firsthand:latest": fact.time and fact.time.latest,
        }
    )
    for n, assertion in enumerate(fact.assertions):
        name, span = _name("fact", f"{fact.id}/{n}"), assertion.span
        prov["entity"][name] = _filled(
            {
                "prov:type": _type("FactAssertion"),
                "prov:value": _words(span, text),
                "firsthand:value": assertion.value and assertion.value.text,
                "firsthand:start": span.start,
                "firsthand:end": span.end,
                "firsthand:certainty": assertion.certainty.level,
            }
        )
        _relate(prov, "hadMember", collection=whole, entity=name)
        _relate(prov, "wasDerivedFrom", generatedEntity=name, usedEntity=_name("document", span.document))
        if assertion.source is not None:
            _attribute(prov, name, _agent(prov, assertion.source.kind, assertion.source.name))


def _words(span: Span, text: bool) -> str | None:
    return span.exact if text else None


def _agent(prov: dict[str, Any], kind: str, name: str) -> str:
    id = _name(kind, name)
    known = {"person": "prov:Person", "body": "prov:Organization", "outlet": "prov:Organization"}
    type_ = {"$": known[kind], "type": "prov:QUALIFIED_NAME"} if kind in known else _type(kind)
    prov["agent"][id] = {"prov:type": type_, "prov:label": name}
    return id


def _attribute(prov: dict[str, Any], entity: str, agent: str, detail: dict[str, Any] | None = None) -> None:
    _relate(prov, "wasAttributedTo", detail or {}, entity=entity, agent=agent)


def _relate(prov: dict[str, Any], relation: str, detail: dict[str, Any] | None = None, **ends: str) -> None:
    ends_ = {f"prov:{end}": id for end, id in ends.items()}
    prov[relation][f"_:{relation}{len(prov[relation]) + 1}"] = ends_ | (detail or {})


def _name(kind: str, id: str) -> str:
    return f"case:{kind}/{quote(id, safe='', errors='replace')}"


def _type(name: str) -> dict[str, str]:
    return {"$": f"firsthand:{name}", "type": "prov:QUALIFIED_NAME"}


def _filled(attributes: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in attributes.items() if value is not None}
