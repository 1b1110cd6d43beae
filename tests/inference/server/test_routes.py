import json
import logging
from collections.abc import Mapping
from typing import Any

import pytest
from flask.testing import FlaskClient

from inference.contract import MAX_QUESTION_LENGTH, MAX_TEXT_LENGTH, Task
from inference.server.bodies import MAX_BATCH, MAX_BODY
from tests.inference.server.stand_ins import StandIn


def error(response: Any) -> tuple[int, str]:
    return response.status_code, response.json["error"]["code"]


@pytest.mark.parametrize(
    ("task", "payload", "field", "value"),
    [
        ("nouns", {"text": "Ada"}, "entities", [{"text": "A", "label": "PERSON", "start": 0, "end": 1}]),
        ("category", {"text": "A goal."}, "category", "sport"),
        ("answers", {"question": "Who?", "context": "Ada."}, "answer", "A"),
    ],
)
def test_each_task_answers_with_its_reply(
    client: FlaskClient, task: str, payload: dict[str, str], field: str, value: object
) -> None:
    response = client.post(f"/v1/{task}", json=payload)
    assert response.status_code == 200
    assert response.content_type == "application/json"
    assert response.get_json()[field] == value


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b"{", "application/json", 400),
        (b'{"text": "\xff"}', "application/json", 400),
        (b"[" * 50_000, "application/json", 400),
        (b"", "application/json", 400),
        (b"[]", "application/json", 400),
        (b"{}", "application/json", 400),
        (b'{"text": " "}', "application/json", 400),
        (b'{"text": "\\ud800"}', "application/json", 400),
        (b'{"text": 1}', "application/json", 400),
        (json.dumps({"text": "a" * (MAX_TEXT_LENGTH + 1)}).encode(), "application/json", 400),
        (b'{"text": "' + b"a" * MAX_BODY + b'"}', "application/json", 413),
        (b'{"text": "a"}', "text/plain", 415),
        (b'{"text": "a"}', None, 415),
        (b"text=a", "application/x-www-form-urlencoded", 415),
    ],
)
def test_a_bad_request_is_refused_with_its_status(
    client: FlaskClient, body: bytes, content_type: str | None, status: int
) -> None:
    response = client.post("/v1/nouns", data=body, content_type=content_type)
    assert error(response) == (status, "invalid_request")


def test_the_longest_request_is_read_however_it_is_written(client: FlaskClient) -> None:
    longest = {"question": "😀" * MAX_QUESTION_LENGTH, "context": "😀" * MAX_TEXT_LENGTH}
    response = client.post("/v1/answers", data=json.dumps(longest), content_type="application/json; charset=utf-8")
    assert response.status_code == 200


@pytest.mark.parametrize(("text", "status", "code"), [("late", 504, "timeout"), ("crash", 500, "internal")])
def test_a_reader_that_fails_gives_its_status(client: FlaskClient, text: str, status: int, code: str) -> None:
    assert error(client.post("/v1/category", json={"text": text})) == (status, code)


def test_an_unknown_address_names_the_tasks(client: FlaskClient) -> None:
    response = client.post("/v1/verbs", json={"text": "a"})
    assert error(response) == (404, "invalid_request")
    assert "nouns, category, answers" in response.get_json()["error"]["message"]


def test_another_method_is_refused_with_those_that_are_allowed(client: FlaskClient) -> None:
    response = client.get("/v1/nouns")
    assert error(response) == (405, "invalid_request")
    assert response.headers["Allow"] == "OPTIONS, POST"


def test_a_batch_is_answered_in_order_with_errors_in_their_places(client: FlaskClient) -> None:
    payloads = [{"text": "one"}, {"text": ""}, "nonsense", {"text": "late"}, {"text": "two"}]
    replies = client.post("/v1/nouns/batch", json=payloads).get_json()
    assert [reply.get("model") or reply["error"]["code"] for reply in replies] == [
        "stand-in@1", "invalid_request", "invalid_request", "timeout", "stand-in@1",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("batch", "status"), [([], 400), ({"text": "a"}, 400), ([{"text": "a"}] * (MAX_BATCH + 1), 400)]
)
def test_a_batch_that_is_none_or_too_long_is_refused(client: FlaskClient, batch: object, status: int) -> None:
    assert error(client.post("/v1/nouns/batch", json=batch)) == (status, "invalid_request")


def test_the_longest_batch_is_answered(client: FlaskClient) -> None:
    assert len(client.post("/v1/nouns/batch", json=[{"text": "a"}] * MAX_BATCH).get_json()) == MAX_BATCH


def test_no_text_is_logged(
    client: FlaskClient, readers: Mapping[Task, StandIn], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        client.post("/v1/nouns", json={"text": "crash"})
        client.post("/v1/nouns", data=b'{"text": "crash', content_type="application/json")
    assert "ValueError" in caplog.text
    assert "crash" not in caplog.text.replace("crash_", "")


def test_every_answer_carries_strict_headers(client: FlaskClient) -> None:
    for response in (client.get("/"), client.get("/nowhere"), client.post("/v1/nouns", json={"text": "a"})):
        assert "script-src 'self'" in response.headers["Content-Security-Policy"]
        assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(("count", "status"), [(1, 200), (32, 200), (33, 400), (0, 400)])
def test_a_batch_has_1_to_32_requests(client: FlaskClient, count: int, status: int) -> None:
    assert client.post("/v1/nouns/batch", json=[{"text": "Ada"}] * count).status_code == status


def test_a_batch_has_4_megabytes_at_most(client: FlaskClient) -> None:
    room = 4 * 1024 * 1024
    assert client.post("/v1/nouns/batch", data=b" " * room, content_type="application/json").status_code == 400
    assert client.post("/v1/nouns/batch", data=b" " * (room + 1), content_type="application/json").status_code == 413


def test_what_a_client_that_has_left_asked_for_gets_no_reply(client: FlaskClient, readers: dict[Task, StandIn]) -> None:
    left = {"waitress.client_disconnected": lambda: True}
    readers[Task.NOUNS].gate.clear()
    reply = client.post("/v1/nouns", json={"text": "Ada"}, environ_overrides=left)
    assert reply.status_code == 504
    readers[Task.NOUNS].gate.set()
    there = {"waitress.client_disconnected": lambda: False}
    assert client.post("/v1/nouns", json={"text": "Ada"}, environ_overrides=there).status_code == 200
