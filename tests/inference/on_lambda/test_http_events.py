import base64
import json
from typing import Any

import pytest

from inference.contract import ErrorCode, InferenceError, to_builtins
from inference.on_lambda.http_events import answer_http, is_http_event


def event(body: str, content_type: str | None = "application/json", *, encoded: bool = False) -> dict[str, Any]:
    headers = {} if content_type is None else {"content-type": content_type}
    return {
        "version": "2.0",
        "routeKey": "POST /v1/nouns",
        "headers": headers,
        "requestContext": {"http": {"method": "POST"}},
        "body": body,
        "isBase64Encoded": encoded,
    }


def echo(payload: object) -> dict[str, Any]:
    return {"seen": payload}


@pytest.mark.parametrize("payload", [{"text": "a"}, {"text": "a", "version": "2.0"}, [], "text", None])
def test_a_request_of_the_contract_is_none_of_api_gateway(payload: object) -> None:
    assert not is_http_event(payload)


@pytest.mark.parametrize("encoded", [False, True])
def test_the_body_is_read_and_the_reply_is_json(encoded: bool) -> None:
    body = json.dumps({"text": "Zoë"})
    sent = event(base64.b64encode(body.encode()).decode() if encoded else body, encoded=encoded)
    assert is_http_event(sent)
    response = answer_http(sent, echo)
    assert response["statusCode"] == 200
    assert response["headers"]["content-type"] == "application/json"
    assert json.loads(response["body"]) == {"seen": {"text": "Zoë"}}


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (event("{"), 400),
        (event("/w==", encoded=True), 400),
        (event("not base64", encoded=True), 400),
        (event("[" * 100_000), 400),
        (event("{}", "text/plain"), 415),
        (event("{}", None), 415),
    ],
)
def test_a_body_that_is_no_json_is_refused(sent: dict[str, Any], status: int) -> None:
    response = answer_http(sent, echo)
    assert (response["statusCode"], json.loads(response["body"])["error"]["code"]) == (status, "invalid_request")


@pytest.mark.parametrize(
    ("code", "status"),
    [("invalid_request", 400), ("model_unavailable", 503), ("timeout", 504), ("internal", 500)],
)
def test_an_error_of_the_contract_has_its_status(code: str, status: int) -> None:
    error = to_builtins(InferenceError(ErrorCode(code), "why").reply())
    response = answer_http(event("{}", "application/json; charset=utf-8"), lambda _: error)
    assert (response["statusCode"], json.loads(response["body"])) == (status, error)
