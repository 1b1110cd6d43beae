from collections.abc import Mapping
from http import HTTPStatus

import pytest
from flask import Flask
from flask.testing import FlaskClient

from inference.contract import Task
from tests.inference.server.stand_ins import StandIn, app_of, stand_ins
from tests.polling import until


def wait_until_ready(client: FlaskClient, expected: HTTPStatus = HTTPStatus.OK) -> None:
    until(lambda: client.get("/ping").status_code == expected)


@pytest.fixture
def readers() -> dict[Task, StandIn]:
    return stand_ins()


@pytest.fixture
def app(readers: Mapping[Task, StandIn]) -> Flask:
    made = app_of(readers)
    wait_until_ready(made.test_client())
    return made


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
