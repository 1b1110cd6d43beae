"""The ledger against DynamoDB's own conditions, as moto has them."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import EndpointConnectionError
from moto import mock_aws

from bot.ledger import Attempt
from bot.on_lambda.dynamodb_ledger import LEASE_SECONDS, REMEMBERED_SECONDS, DynamoDbLedger

pytestmark = pytest.mark.stack

TABLE = "deliveries"


class Killed(BaseException):
    """The process ends, and nothing that would run at the end of a block does."""


class World:
    """The table, a clock, and ledgers of different invocations."""

    def __init__(self, client: Any) -> None:
        self.client = client
        self.now = 1_000_000.0

    def ledger(self, invocation: str) -> DynamoDbLedger:
        return DynamoDbLedger(lambda: self.client, TABLE, lambda: invocation, lambda: self.now)

    def attempt(self, invocation: str, *, fails: bool = False) -> Attempt:
        attempts = []
        with suppress(RuntimeError), self.ledger(invocation).attempt("identity") as attempt:
            attempts.append(attempt)
            if fails:
                raise RuntimeError
        return attempts[0]

    def start(self, invocation: str) -> Attempt:
        """An attempt that never ends, as if the process had been killed."""
        return self.ledger(invocation)._claim("identity")


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    with mock_aws():
        client = boto3.client("dynamodb", region_name="eu-central-1")
        client.create_table(
            TableName=TABLE,
            BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        )
        yield World(client)


def test_what_is_done_is_taken(world: World) -> None:
    assert world.attempt("1") is Attempt.FIRST
    assert [world.attempt("1"), world.attempt("2")] == [Attempt.TAKEN, Attempt.TAKEN]


def test_what_failed_may_be_attempted_by_anyone(world: World) -> None:
    assert world.attempt("1", fails=True) is Attempt.FIRST
    assert world.attempt("2", fails=True) is Attempt.AGAIN
    assert world.attempt("1") is Attempt.AGAIN
    assert world.attempt("2") is Attempt.TAKEN


def test_what_is_under_way_is_left_to_whoever_has_it(world: World) -> None:
    with world.ledger("1").attempt("identity"):
        assert world.attempt("2", fails=True) is Attempt.TAKEN
        world.now += LEASE_SECONDS - 1
        assert world.attempt("2") is Attempt.TAKEN
    assert world.attempt("2") is Attempt.TAKEN


def test_lambdas_repetition_of_a_killed_invocation_goes_on_at_once(world: World) -> None:
    assert world.start("1") is Attempt.FIRST
    world.now += 1
    assert world.start("2") is Attempt.TAKEN
    assert world.start("1") is Attempt.AGAIN


def test_a_killed_invocation_keeps_nobody_out_for_ever(world: World) -> None:
    world.start("1")
    world.now += LEASE_SECONDS + 1
    assert world.start("2") is Attempt.AGAIN


def test_what_expired_is_free_before_dynamodb_has_deleted_it(world: World) -> None:
    world.attempt("1")
    world.now += REMEMBERED_SECONDS + 1
    assert world.attempt("2") is not Attempt.TAKEN


def test_a_table_that_refuses_is_an_error_before_anything_is_done(world: World) -> None:
    world.client.delete_table(TableName=TABLE)
    done = []
    with pytest.raises(world.client.exceptions.ResourceNotFoundException), world.ledger("1").attempt("identity"):
        done.append("posted")
    assert done == []


def test_an_end_that_cannot_be_noted_leaves_the_attempt_to_its_own_invocation(world: World) -> None:
    with world.ledger("1").attempt("identity"):
        broken = boto3.client("dynamodb", "eu-central-1", endpoint_url="http://127.0.0.1:9", config=_AT_ONCE)
        whole, world.client.update_item = world.client.update_item, broken.update_item
    world.client.update_item = whole
    assert world.start("2") is Attempt.TAKEN
    assert world.start("1") is Attempt.AGAIN


def test_dynamodb_that_is_away(world: World) -> None:
    away = boto3.client("dynamodb", "eu-central-1", endpoint_url="http://127.0.0.1:9", config=_AT_ONCE)
    ledger = DynamoDbLedger(lambda: away, TABLE, lambda: "1")
    with pytest.raises(EndpointConnectionError), ledger.attempt("identity"):
        pytest.fail("nothing may be posted")


_AT_ONCE = Config(retries={"total_max_attempts": 1}, connect_timeout=1)
