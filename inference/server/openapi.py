"""The OpenAPI document, made from the contract's types."""

from collections.abc import Collection
from inspect import cleandoc
from typing import Any

import msgspec

from inference.contract import REQUEST_TYPES, ErrorReply, Task
from inference.exports.formats import MEDIA_TYPES, Format
from inference.server.bodies import MAX_BATCH
from inference.server.hosting import ATTRIBUTES

_REFERENCE = "#/components/schemas/{name}"

_SUMMARIES = {
    Task.NOUNS: "Name the proper nouns of a text",
    Task.CATEGORY: "Tell which kind of news a text is, and what it is about",
    Task.ANSWERS: "Answer a question about a text",
}
_EXPORTS = {
    Format.CSV: "The names of a text as a table: RFC 4180, UTF-8 with a byte order mark",
    Format.ANKI: "The names of a text as a package of cards for Anki",
}
_ERRORS = {
    "400": "Not JSON, or not what the contract asks for",
    "413": "Too many bytes",
    "415": "Another content type than application/json",
    "500": "An accident",
    "503": "The model is not there or still loads, or too many texts are being read",
    "504": "Reading took too long",
}

Json = dict[str, Any]


def openapi(tasks: Collection[Task]) -> Json:
    """Describe a server of these tasks; offsets in replies count Unicode code points, end exclusive."""
    requests = [REQUEST_TYPES[task] for task in tasks]
    replies = [request.reply_type for request in requests]
    _, schemas = msgspec.json.schema_components([*requests, *replies, ErrorReply], ref_template=_REFERENCE)
    for schema in schemas.values():
        if "description" in schema:
            schema["description"] = cleandoc(schema["description"])
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Lectern",
            "version": "1",
            "description": "Reads a text: its names, its category, answers about it. Offsets count Unicode code "
            "points, end exclusive.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": {path: item for task in tasks for path, item in _task_paths(task).items()}
        | (_export_paths() if Task.NOUNS in tasks else {})
        | _hosting_paths(tasks),
        "components": {"schemas": schemas},
    }


def _task_paths(task: Task) -> Json:
    asked, reply = _reference(REQUEST_TYPES[task]), _reference(REQUEST_TYPES[task].reply_type)
    # Items are checked one by one, so a batch with a bad one is answered, not refused.
    batch = {"type": "array", "minItems": 1, "maxItems": MAX_BATCH, "items": {"anyOf": [asked, {}]}}
    replies = {"type": "array", "items": {"anyOf": [reply, _reference(ErrorReply)]}}
    return {
        f"/v1/{task}": {"post": _operation(task, _SUMMARIES[task], asked, _response("The reply", reply))},
        f"/v1/{task}/batch": {
            "post": _operation(
                f"{task}Batch",
                f"{_SUMMARIES[task]}, up to {MAX_BATCH} at a time",
                batch,
                _response("The replies", replies),
            )
        },
    }


def _export_paths() -> Json:
    asked = _reference(REQUEST_TYPES[Task.NOUNS])
    return {
        f"/v1/{Task.NOUNS}/{chosen}": {
            "post": {
                **_operation(f"{Task.NOUNS}As{chosen.title()}", _EXPORTS[chosen], asked, _response_of(chosen)),
                "description": "Places are named in the first language that the request accepts, where it is known.",
            }
        }
        for chosen in Format
    }


def _hosting_paths(tasks: Collection[Task]) -> Json:
    asked = {"anyOf": [_reference(REQUEST_TYPES[task]) for task in tasks]}
    reply = {"anyOf": [_reference(REQUEST_TYPES[task].reply_type) for task in tasks]}
    states = {"type": "object", "additionalProperties": {"type": "string"}}
    return {
        "/invocations": {
            "post": {
                **_operation("invocations", "SageMaker's way to any task", asked, _response("The reply", reply)),
                "description": f"The header `{ATTRIBUTES}: task=nouns` names the task. Without it, a text goes to "
                "category and a question to answers, or everything to the only task that is served.",
            }
        },
        "/ping": {
            "get": {
                "operationId": "ping",
                "summary": "Whether every model has loaded",
                "responses": {"200": {"description": "Yes"}, "503": {"description": "Not yet"}},
            }
        },
        "/healthz": {
            "get": {
                "operationId": "healthz",
                "summary": "Whether the server is up, and the state of each model",
                "responses": {"200": _response("Up", states)},
            }
        },
    }


def _operation(name: str, summary: str, asked: Json, answered: Json) -> Json:
    errors = {status: _response(meaning, _reference(ErrorReply)) for status, meaning in _ERRORS.items()}
    return {
        "operationId": name,
        "summary": summary,
        "requestBody": {"required": True, "content": {"application/json": {"schema": asked}}},
        "responses": {"200": answered, **errors},
    }


def _response_of(chosen: Format) -> Json:
    media_type = MEDIA_TYPES[chosen].partition(";")[0]
    return {"description": "The file", "content": {media_type: {"schema": {"type": "string"}}}}


def _response(meaning: str, schema: Json) -> Json:
    return {"description": meaning, "content": {"application/json": {"schema": schema}}}


def _reference(model: type[Any]) -> Json:
    return {"$ref": _REFERENCE.format(name=model.__name__)}
