from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest

from bot.ledger import InMemoryLedger, identity_of


def test_only_the_first_attempt_is_first() -> None:
    ledger = InMemoryLedger()
    with ledger.attempt("a") as first, ledger.attempt("a") as second, ledger.attempt("b") as other:
        assert (first, second, other) == (True, False, True)
    with ledger.attempt("a") as third:
        assert not third


def test_a_failed_attempt_allows_another() -> None:
    ledger = InMemoryLedger()
    with pytest.raises(RuntimeError), ledger.attempt("a"):
        raise RuntimeError
    with ledger.attempt("a") as first:
        assert first


def test_a_failed_duplicate_does_not() -> None:
    ledger = InMemoryLedger()
    with ledger.attempt("a"):
        with pytest.raises(RuntimeError), ledger.attempt("a"):
            raise RuntimeError
        with ledger.attempt("a") as first:
            assert not first


def test_of_many_at_once_one_is_first() -> None:
    ledger, barrier = InMemoryLedger(), Barrier(16)

    def attempt(_: int) -> bool:
        barrier.wait()
        with ledger.attempt("a") as first:
            return first

    with ThreadPoolExecutor(16) as threads:
        assert sum(threads.map(attempt, range(16))) == 1


def test_the_oldest_is_forgotten() -> None:
    ledger = InMemoryLedger(capacity=2)
    for identity in "abc":
        with ledger.attempt(identity):
            pass
    with ledger.attempt("c") as latest:
        assert not latest
    with ledger.attempt("a") as oldest:
        assert oldest


def event(event_id: str, **fields: Any) -> dict[str, Any]:
    return {"team_id": "T1", "event_id": event_id, "event": {"channel": "C1", "ts": "1.1", "text": "hi", **fields}}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (event("Ev1"), event("Ev1")),
        (event("Ev1", type="app_mention"), event("Ev2", type="message")),
        (event("Ev1", ts=None), event("Ev1", ts=None)),
    ],
)
def test_deliveries_of_the_same(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert identity_of(one) == identity_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (event("Ev1"), event("Ev1", ts="1.2")),
        (event("Ev1"), event("Ev1", channel="C2")),
        (event("Ev1"), {**event("Ev1"), "team_id": "T2"}),
        (event("Ev1", ts=None), event("Ev2", ts=None)),
        ({"trigger_id": "1", "command": "/nouns"}, {"trigger_id": "2", "command": "/nouns"}),
        ({"trigger_id": "1", "command": "/nouns"}, {"trigger_id": "1", "command": "/ask"}),
    ],
)
def test_deliveries_of_different_ones(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert identity_of(one) != identity_of(other)
