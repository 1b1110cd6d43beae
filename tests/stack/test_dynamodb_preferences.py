"""The store of preferences against DynamoDB's own conditions, as moto has them."""

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import EndpointConnectionError
from moto import mock_aws

from bot.on_lambda.dynamodb_preferences import DynamoDbPreferences
from bot.preferences import DEFAULTS, Person, Setting
from tests.bot.preferences_promises import ADA, Promises, choice
from tests.infra.templates import load_templates, of_type

pytestmark = pytest.mark.stack

TABLE = "preferences"


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """With the table as the template declares it."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    declared = dict(of_type(load_templates()["bot"], "AWS::DynamoDB::Table"))["Preferences"]["Properties"]
    with mock_aws():
        client = boto3.client("dynamodb", region_name="eu-central-1")
        client.create_table(
            TableName=TABLE, **{name: declared[name] for name in ("BillingMode", "AttributeDefinitions", "KeySchema")}
        )
        yield client


class TestDynamoDb(Promises):
    @pytest.fixture
    def store(self, client: Any) -> DynamoDbPreferences:
        return DynamoDbPreferences(lambda: client, TABLE)


def test_a_team_of_more_people_than_a_page_holds(client: Any) -> None:
    store = DynamoDbPreferences(lambda: client, TABLE)
    whole = client.meta.events
    whole.register("provide-client-params.dynamodb.Query", lambda params, **_: {**params, "Limit": 3})
    people = [Person("T1", f"U{number}") for number in range(10)]
    for person in people:
        store.put(person, choice(Setting.WIKIPEDIA, "fr"))
    store.forget_team("T1")
    assert [store.get(person) for person in people] == [DEFAULTS] * 10


def test_nothing_but_ids_and_choices_is_kept(client: Any) -> None:
    DynamoDbPreferences(lambda: client, TABLE).put(ADA, choice(Setting.WIKIPEDIA, "fr", moment=7))
    assert client.scan(TableName=TABLE)["Items"] == [
        {"team": {"S": "T1"}, "user": {"S": "U1"}, "wikipedia": {"S": "fr"}, "wikipedia_moment": {"N": "7"}}
    ]


def test_dynamodb_that_is_away_is_an_error() -> None:
    at_once = Config(retries={"total_max_attempts": 1}, connect_timeout=1)
    keys = {"aws_access_key_id": "testing", "aws_secret_access_key": "testing"}
    away = boto3.client("dynamodb", "eu-central-1", endpoint_url="http://127.0.0.1:9", config=at_once, **keys)
    with pytest.raises(EndpointConnectionError):
        DynamoDbPreferences(lambda: away, TABLE).get(ADA)
