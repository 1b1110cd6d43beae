import csv
import io
from collections.abc import Mapping
from zipfile import ZipFile

import pytest
from flask.testing import FlaskClient

from inference.contract import NounsReply, Task
from tests.inference.exports.made import STORY, of_story
from tests.inference.server.conftest import wait_until_ready
from tests.inference.server.stand_ins import StandIn, app_of


class Storyteller(StandIn):
    """Knows the names of one story, and none of any other text."""

    def read(self, request: object) -> NounsReply:
        super().read(request)
        return NounsReply(entities=[], model="stand-in@1", names=of_story() if request.text == STORY else [])  # type: ignore[attr-defined]


@pytest.fixture
def readers() -> dict[Task, StandIn]:
    return {Task.NOUNS: Storyteller(Task.NOUNS)}


@pytest.mark.parametrize(
    ("language", "local"), [("de-AT, en;q=0.5", "Busan am Meer"), ("ko", "부산"), ("en-GB", "부산")]
)
def test_a_table(client: FlaskClient, language: str, local: str) -> None:
    response = client.post("/v1/nouns/csv", json={"text": STORY}, headers={"Accept-Language": language})
    lines = list(csv.reader(io.StringIO(response.data.decode("utf-8-sig"), newline="")))
    assert [line[0] for line in lines[1:]] == [name.name for name in of_story()]
    assert lines[2][3] == local
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="names.csv"'


def test_cards(client: FlaskClient) -> None:
    response = client.post("/v1/nouns/apkg", json={"text": STORY})
    with ZipFile(io.BytesIO(response.data)) as package:
        assert {*package.namelist()} == {"collection.anki2", "media"}


def test_without_names_a_table_has_no_lines(client: FlaskClient) -> None:
    assert client.post("/v1/nouns/csv", json={"text": "It rained."}).data.count(b"\r\n") == 1


@pytest.mark.parametrize("path", ["/v1/nouns/csv", "/v1/nouns/apkg"])
@pytest.mark.parametrize(
    ("payload", "status", "code"),
    [
        ({"text": " "}, 400, "invalid_request"),
        ({"text": 1}, 400, "invalid_request"),
        ([], 400, "invalid_request"),
        ({"text": "late"}, 504, "timeout"),
        ({"text": "crash"}, 500, "internal"),
    ],
)
def test_errors_are_the_contracts(client: FlaskClient, path: str, payload: object, status: int, code: str) -> None:
    response = client.post(path, json=payload)
    assert (response.status_code, response.get_json()["error"]["code"]) == (status, code)


def test_there_are_none_where_names_are_not_served() -> None:
    others: Mapping[Task, StandIn] = {Task.CATEGORY: StandIn(Task.CATEGORY)}
    client = app_of(others).test_client()
    wait_until_ready(client)
    assert client.post("/v1/nouns/csv", json={"text": "Ada"}).status_code == 404
