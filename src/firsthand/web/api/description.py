"""The description of the API for programs: OpenAPI 3.1, made of the addresses and of the records' own schemas."""

from __future__ import annotations

import re
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from firsthand import __version__
from firsthand.web.api.addresses import ADDRESSES, Address
from firsthand.web.api.answers import answer
from firsthand.web.api.parameters import Parameter
from firsthand.web.api.shapes import SHAPES, named

_ABOUT = """What `firsthand` found in a collection: who said it first, who merely repeats whom, and how many
independent sources a claim has. Answers only on the machine on which it runs. Ids are made of the content and stay when
documents are added. Every span holds exactly the characters that stand at its offsets (code points) in its document."""
_TAG = {"ETag": {"description": "Changes when the answer does.", "schema": {"type": "string"}}}


async def openapi(request: Request) -> Response:
    """The description as it is served."""
    return answer(request, description())


def description() -> dict[str, Any]:
    """The OpenAPI 3.1 document of the API."""
    paths: dict[str, dict[str, Any]] = {}
    for address in ADDRESSES:
        paths.setdefault(address.path, {})[address.method.lower()] = _operation(address)
    return {
        "openapi": "3.1.0",
        "info": {"title": "firsthand", "version": __version__, "description": _ABOUT, "license": _LICENSE},
        "paths": paths,
        "components": {
            "schemas": SHAPES,
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "description": "Printed by serve --edit."}
            },
        },
    }


_LICENSE = {"name": "Apache-2.0", "identifier": "Apache-2.0"}


def _operation(address: Address) -> dict[str, Any]:
    names = re.findall(r"{(\w+)}", address.path)
    answers = {str(address.status): _good(address)}
    if address.method == "POST" and address.edits:
        answers["200"] = {**_good(address), "description": "That was decided already."}
    for status, words in _refusals(address, bool(names)).items():
        answers[str(status)] = {"description": words, "content": _json(named("error"))}
    if address.method == "GET":
        answers["304"] = {"description": "As the client has it (`If-None-Match`).", "headers": _TAG}
    operation: dict[str, Any] = {
        "operationId": f"{address.method.lower()}_{re.sub(r'[^a-z]+', '_', address.path.strip('/'))}".strip("_"),
        "summary": address.about,
        "parameters": [*map(_in_path, names), *map(_in_query, address.parameters)],
        "responses": answers,
    }
    if address.body:
        operation["requestBody"] = {"required": True, "content": _json(named(address.body))}
    if address.edits:
        operation["security"] = [{"token": []}]
    return operation


def _good(address: Address) -> dict[str, Any]:
    headers = {"headers": _TAG} if address.method == "GET" else {}
    return {"description": address.about, "content": _json(address.answer), **headers}


def _refusals(address: Address, is_one: bool) -> dict[int, str]:
    found = {400: "What was asked is not understood; `error` says why.", 503: "The case is damaged, or busy."}
    if is_one or any(p.name in ("claim", "document") for p in address.parameters):
        found[404] = "There is none of this id."
    if address.body:
        found |= {413: "Too much was sent.", 415: "What was sent is not application/json."}
    if address.edits and address.body:
        found[409] = "The case has nothing that is called so, or it is one and the same."
    if address.edits:
        found |= {401: "The token is missing.", 403: "The explorer was started without --edit."}
    return found


def _in_path(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string", "minLength": 1}
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _in_query(parameter: Parameter) -> dict[str, Any]:
    return {"name": parameter.name, "in": "query", "description": parameter.about, "schema": parameter.schema}


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}
