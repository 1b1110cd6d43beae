import pytest
from flask.testing import FlaskClient

from inference.contract import ErrorCode, InferenceError, Task
from inference.server.hosting import ATTRIBUTES
from tests.inference.server.conftest import wait_until_ready
from tests.inference.server.stand_ins import StandIn, app_of


def test_ping_and_healthz_of_a_server_that_is_ready(client: FlaskClient) -> None:
    assert client.get("/ping").status_code == 200
    assert client.get("/healthz").get_json() == {"nouns": "ready", "category": "ready", "answers": "ready"}


def test_a_server_without_its_model_is_up_but_not_ready() -> None:
    reader = StandIn(Task.NOUNS)
    reader.problem = InferenceError(ErrorCode.MODEL_UNAVAILABLE, "none")
    client = app_of({Task.NOUNS: reader}).test_client()
    while client.get("/healthz").get_json() != {"nouns": "unavailable"}:
        pass
    assert client.get("/ping").status_code == 503
    response = client.post("/v1/nouns", json={"text": "a"})
    assert (response.status_code, response.headers["Retry-After"]) == (503, "5")


@pytest.mark.parametrize(
    ("payload", "attributes", "field"),
    [
        ({"text": "A goal."}, "", "category"),
        ({"inputs": "A goal."}, "", "category"),
        ({"question": "Who?", "context": "Ada."}, "", "answer"),
        ({"inputs": {"question": "Who?", "context": "Ada."}}, "", "answer"),
        ({"text": "Ada"}, "task=nouns", "entities"),
        ({"text": "Ada"}, "trace=1; task=nouns", "entities"),
    ],
)
def test_invocations_go_to_the_task_they_mean(
    client: FlaskClient, payload: object, attributes: str, field: str
) -> None:
    response = client.post("/invocations", json=payload, headers={ATTRIBUTES: attributes})
    assert (response.status_code, field in response.get_json()) == (200, True)


def test_a_server_of_one_task_needs_no_name() -> None:
    client = app_of({Task.NOUNS: StandIn(Task.NOUNS)}).test_client()
    wait_until_ready(client)
    assert "entities" in client.post("/invocations", json={"text": "Ada"}).get_json()


def test_an_unknown_task_is_refused(client: FlaskClient) -> None:
    response = client.post("/invocations", json={"text": "Ada"}, headers={ATTRIBUTES: "task=verbs"})
    assert response.status_code == 400
    assert "There is: nouns, category, answers." in response.get_json()["error"]["message"]


def test_a_task_that_cannot_be_told_must_be_named() -> None:
    tasks = (Task.NOUNS, Task.ANSWERS)
    client = app_of({task: StandIn(task) for task in tasks}).test_client()
    wait_until_ready(client)
    response = client.post("/invocations", json={"text": "Ada"})
    assert (response.status_code, ATTRIBUTES in response.get_json()["error"]["message"]) == (400, True)
