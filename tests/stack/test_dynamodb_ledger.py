"""The ledger against DynamoDB's own conditions, as moto has them."""

import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import EndpointConnectionError
from moto import mock_aws

from bot.ledger import Attempt, UnderWayError
from bot.on_lambda.dynamodb_ledger import REMEMBERED_SECONDS, Claimant, DynamoDbLedger
from tests.stack.deployment import Moto

pytestmark = pytest.mark.stack

TABLE = "deliveries"
INVOCATION_SECONDS = 150


class World:
    """The table, a clock, and ledgers of different messages on the queue."""

    def __init__(self, client: Any) -> None:
        self.client = client
        self.now = 1_000_000.0

    def ledger(self, owner: str) -> DynamoDbLedger:
        claimant = Claimant(owner, self.now + INVOCATION_SECONDS)
        return DynamoDbLedger(lambda: self.client, TABLE, lambda: claimant, lambda: self.now)

    def attempt(self, owner: str, *, fails: bool = False) -> Attempt:
        attempts = []
        with suppress(RuntimeError), self.ledger(owner).attempt("identity") as attempt:
            attempts.append(attempt)
            if fails:
                raise RuntimeError
        return attempts[0]

    def start(self, owner: str) -> Attempt:
        """An attempt that never ends, as if the process had been killed."""
        return self.ledger(owner)._claim("identity")


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    with mock_aws():
        client = boto3.client("dynamodb", region_name="eu-central-1")
        _create_table(client)
        yield World(client)


def _create_table(client: Any) -> None:
    client.create_table(
        TableName=TABLE,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
    )


def test_other_messages_of_the_same_delivery_are_dropped(world: World) -> None:
    assert world.attempt("1") is Attempt.FIRST
    assert world.attempt("2") is Attempt.TAKEN
    world.now += INVOCATION_SECONDS + 1
    assert world.attempt("2") is Attempt.TAKEN


def test_of_messages_at_the_same_moment_one_is_the_owner(moto: Moto) -> None:
    clients = [moto.session().client("dynamodb", endpoint_url=moto.url) for _ in range(4)]
    _create_table(clients[0])
    moment = threading.Barrier(len(clients))

    def claim(number: int, identity: str) -> Attempt:
        claimant = Claimant(str(number), time.time() + INVOCATION_SECONDS)
        ledger = DynamoDbLedger(lambda: clients[number], TABLE, lambda: claimant)
        moment.wait()
        return ledger._claim(identity)

    with ThreadPoolExecutor(len(clients)) as pool:
        for delivery in range(25):
            attempts = Counter(pool.map(partial(claim, identity=str(delivery)), range(len(clients))))
            assert attempts == {Attempt.FIRST: 1, Attempt.TAKEN: 3}


def test_what_failed_stays_with_its_message(world: World) -> None:
    assert world.attempt("1", fails=True) is Attempt.FIRST
    assert world.attempt("2", fails=True) is Attempt.TAKEN
    assert world.attempt("1", fails=True) is Attempt.AGAIN
    assert world.attempt("1") is Attempt.AGAIN


def test_a_message_that_is_handed_out_twice_is_worked_on_once(world: World) -> None:
    with world.ledger("1").attempt("identity"):
        with pytest.raises(UnderWayError):
            world.attempt("1")
        world.now += INVOCATION_SECONDS - 1
        with pytest.raises(UnderWayError):
            world.attempt("1")


def test_an_answer_that_was_handed_out_again_is_looked_up(world: World) -> None:
    """Where SQS did not learn that a message is done with."""
    world.attempt("1")
    world.now += INVOCATION_SECONDS + 1
    assert world.attempt("1") is Attempt.AGAIN


def test_a_killed_attempt_keeps_others_out_until_its_invocation_would_have_ended(world: World) -> None:
    assert world.start("1") is Attempt.FIRST
    world.now += INVOCATION_SECONDS
    with pytest.raises(UnderWayError):
        world.start("1")
    world.now += 1
    assert world.start("1") is Attempt.AGAIN


def test_what_expired_is_free_before_dynamodb_has_deleted_it(world: World) -> None:
    world.attempt("1")
    world.now += REMEMBERED_SECONDS + 1
    assert world.attempt("2") is not Attempt.TAKEN


def test_one_write_for_an_answer(world: World) -> None:
    writes = []
    world.client.meta.events.register("before-call.dynamodb.*", lambda **_: writes.append(1))
    world.attempt("1")
    assert len(writes) == 1


def test_a_table_that_refuses_is_an_error_before_anything_is_done(world: World) -> None:
    world.client.delete_table(TableName=TABLE)
    done = []
    with pytest.raises(world.client.exceptions.ResourceNotFoundException), world.ledger("1").attempt("identity"):
        done.append("posted")
    assert done == []


def test_a_release_that_cannot_be_noted_is_made_up_for_by_time(world: World) -> None:
    broken = boto3.client("dynamodb", "eu-central-1", endpoint_url="http://127.0.0.1:9", config=_AT_ONCE)
    whole = world.client.update_item
    with suppress(RuntimeError), world.ledger("1").attempt("identity"):
        world.client.update_item = broken.update_item
        raise RuntimeError
    world.client.update_item = whole
    with pytest.raises(UnderWayError):
        world.start("1")
    world.now += INVOCATION_SECONDS + 1
    assert world.start("1") is Attempt.AGAIN


def test_dynamodb_that_is_away(world: World) -> None:
    away = boto3.client("dynamodb", "eu-central-1", endpoint_url="http://127.0.0.1:9", config=_AT_ONCE)
    ledger = DynamoDbLedger(lambda: away, TABLE, lambda: Claimant("1", 0.0))
    with pytest.raises(EndpointConnectionError), ledger.attempt("identity"):
        pytest.fail("nothing may be posted")


_AT_ONCE = Config(retries={"total_max_attempts": 1}, connect_timeout=1)
