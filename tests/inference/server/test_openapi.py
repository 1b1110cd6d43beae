"""The API and its own description, compared by requests made from the description."""

from typing import Any

import pytest
import schemathesis
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.schemas import BaseSchema

from inference.contract import Task
from inference.server.openapi import openapi
from tests.inference.server.conftest import wait_until_ready
from tests.inference.server.stand_ins import app_of, stand_ins

OPERATIONS = [(path, method) for path, item in openapi(tuple(Task))["paths"].items() for method in item]


@pytest.fixture(scope="module")
def described() -> BaseSchema:
    app = app_of(stand_ins())
    wait_until_ready(app.test_client())
    return schemathesis.openapi.from_wsgi("/openapi.json", app)


@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_the_api_is_what_it_says(described: BaseSchema, path: str, method: str, mode: GenerationMode) -> None:
    """By all of schemathesis's checks: statuses, content types, schemas, what is refused and what is not."""
    operation: Any = described[path][method.upper()]
    if mode is GenerationMode.NEGATIVE and operation.body.items == [] and not list(operation.iter_parameters()):
        pytest.skip("nothing to get wrong in a request without fields")

    @settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(operation.as_strategy(generation_mode=mode))
    def check(case: Case[Any]) -> None:
        case.call_and_validate()

    check()


def test_only_what_is_served_is_described() -> None:
    paths = openapi((Task.NOUNS,))["paths"]
    assert list(paths) == [
        "/v1/nouns",
        "/v1/nouns/batch",
        "/v1/nouns/csv",
        "/v1/nouns/apkg",
        "/invocations",
        "/ping",
        "/healthz",
    ]


def test_the_document_is_where_it_is_looked_for(client: FlaskClient) -> None:
    assert client.get("/openapi.json").get_json() == openapi(tuple(Task))
