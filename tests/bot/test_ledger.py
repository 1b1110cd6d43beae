from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier
from typing import Any

import pytest

from bot.ledger import Attempt, InMemoryLedger, identity_of


def test_only_the_first_attempt_is_first() -> None:
    ledger = InMemoryLedger()
    with ledger.attempt("a") as first, ledger.attempt("a") as second, ledger.attempt("b") as other:
        assert (first, second, other) == (Attempt.FIRST, Attempt.TAKEN, Attempt.FIRST)
    with ledger.attempt("a") as third:
        assert third is Attempt.TAKEN


def fail(ledger: InMemoryLedger) -> Attempt:
    """What an attempt was that then failed."""
    attempts = []
    with suppress(RuntimeError), ledger.attempt("a") as attempt:
        attempts.append(attempt)
        raise RuntimeError
    return attempts[0]


def test_a_failed_attempt_allows_another_that_knows_of_it() -> None:
    ledger = InMemoryLedger()
    assert [fail(ledger) for _ in range(3)] == [Attempt.FIRST, Attempt.AGAIN, Attempt.AGAIN]
    with ledger.attempt("a") as attempt:
        assert attempt is Attempt.AGAIN
    with ledger.attempt("a") as last:
        assert last is Attempt.TAKEN


def test_a_failed_duplicate_does_not() -> None:
    ledger = InMemoryLedger()
    with ledger.attempt("a"):
        with pytest.raises(RuntimeError), ledger.attempt("a"):
            raise RuntimeError
        with ledger.attempt("a") as attempt:
            assert attempt is Attempt.TAKEN


def test_of_many_at_once_one_is_first() -> None:
    ledger, barrier = InMemoryLedger(), Barrier(16)

    def attempt(_: int) -> Attempt:
        barrier.wait()
        with ledger.attempt("a") as mine:
            return mine

    with ThreadPoolExecutor(16) as threads:
        assert Counter(threads.map(attempt, range(16))) == {Attempt.FIRST: 1, Attempt.TAKEN: 15}


def test_the_oldest_is_forgotten() -> None:
    ledger = InMemoryLedger(capacity=2)
    for identity in "abc":
        with ledger.attempt(identity):
            pass
    with ledger.attempt("c") as latest:
        assert latest is Attempt.TAKEN
    with ledger.attempt("a") as oldest:
        assert oldest is Attempt.FIRST


def event(event_id: str, **fields: Any) -> dict[str, Any]:
    return {"team_id": "T1", "event_id": event_id, "event": {"channel": "C1", "ts": "1.1", "text": "hi", **fields}}


def reaction(event_id: str, user: str, ts: str = "1.1") -> dict[str, Any]:
    item = {"type": "message", "channel": "C1", "ts": ts}
    event = {"type": "reaction_added", "user": user, "reaction": "book", "item": item}
    return {"team_id": "T1", "event_id": event_id, "event": event}


def in_modal(trigger_id: str, kind: str, hash_: str = "1.a", view: str = "modal") -> dict[str, Any]:
    actions = {"actions": [{"action_id": "post"}]} if kind == "block_actions" else {}
    shown = {"id": "V1", "hash": hash_, "type": view}
    return {"type": kind, "team": {"id": "T1"}, "trigger_id": trigger_id, "view": shown, **actions}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (reaction("Ev1", "U1"), reaction("Ev2", "U2")),
        (in_modal("1", "block_actions"), in_modal("2", "block_actions")),
        (in_modal("1", "view_submission"), in_modal("1", "view_submission")),
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
        (reaction("Ev1", "U1"), reaction("Ev2", "U1", ts="1.2")),
        (in_modal("1", "block_actions"), in_modal("2", "block_actions", hash_="1.b")),
        (in_modal("1", "block_actions", view="home"), in_modal("2", "block_actions", view="home")),
        (in_modal("1", "view_submission"), in_modal("2", "view_submission")),
        ({"team": {"id": "T1"}, "trigger_id": "1"}, {"team": {"id": "T2"}, "trigger_id": "1"}),
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
