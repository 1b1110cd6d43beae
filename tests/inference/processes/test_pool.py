"""Real processes, which are held up, crash and are killed."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from inference.contract import Task
from inference.processes.pool import ReaderPool
from inference.store.embedded import EMBEDDED_MODELS
from tests.polling import until

TEXT = {"text": "The match ended with two goals each."}
SECONDS = 60


@pytest.fixture(scope="module")
def pool() -> Iterator[ReaderPool]:
    made = ReaderPool([Task.CATEGORY], EMBEDDED_MODELS)
    yield made
    made.stop()


def category(pool: ReaderPool) -> object:
    return pool.submit(Task.CATEGORY, TEXT).result(SECONDS).get("category")


def process_of(pool: ReaderPool) -> int:
    process: int = pool._schedule(os.getpid, (), SECONDS).result(SECONDS)
    return process


def test_a_model_is_loaded_and_a_text_read_elsewhere(pool: ReaderPool) -> None:
    assert pool.load(Task.CATEGORY).result(SECONDS) is None
    assert category(pool) == "sport"
    assert process_of(pool) != os.getpid()


def test_what_is_no_request_gets_the_contracts_error(pool: ReaderPool) -> None:
    assert pool.submit(Task.CATEGORY, {"words": 1}).result(SECONDS)["error"]["code"] == "invalid_request"


def test_a_model_that_is_not_there(tmp_path: Path) -> None:
    bare = ReaderPool([Task.CATEGORY], tmp_path)
    try:
        problem = bare.load(Task.CATEGORY).result(SECONDS)
        assert problem
        assert problem["error"]["code"] == "model_unavailable"
        assert bare.submit(Task.CATEGORY, TEXT).result(SECONDS) == problem
    finally:
        bare.stop()


def test_past_the_time_limit_the_process_is_ended_and_another_reads_on(pool: ReaderPool) -> None:
    before = process_of(pool)
    held_up = pool._schedule(time.sleep, (600,), 0.2)
    behind = pool.submit(Task.CATEGORY, TEXT)
    assert held_up.result(SECONDS)["error"]["code"] == "timeout"
    assert behind.result(SECONDS)["category"] == "sport"
    assert process_of(pool) != before
    with pytest.raises(ProcessLookupError):
        os.kill(before, 0)


def test_a_process_that_crashes_costs_one_text(pool: ReaderPool) -> None:
    crash = pool._schedule(os._exit, (3,), SECONDS)
    behind = pool.submit(Task.CATEGORY, TEXT)
    assert crash.result(SECONDS)["error"]["code"] == "internal"
    assert behind.result(SECONDS)["category"] == "sport"


def test_a_process_that_is_killed_while_it_rests_costs_nothing(pool: ReaderPool) -> None:
    os.kill(process_of(pool), signal.SIGKILL)
    assert category(pool) == "sport"


def test_what_is_cancelled_in_time_is_not_read(pool: ReaderPool, tmp_path: Path) -> None:
    before = process_of(pool)
    at_work = pool._schedule(time.sleep, (0.5,), SECONDS)
    behind = pool._schedule(os.mkdir, (str(tmp_path / "made"),), SECONDS)
    assert behind.cancel()
    at_work.result(SECONDS)
    assert process_of(pool) == before
    assert not (tmp_path / "made").exists()


def test_a_pool_that_was_stopped_says_so_and_leaves_no_process() -> None:
    pool = ReaderPool([Task.CATEGORY], EMBEDDED_MODELS)
    process = process_of(pool)
    pool.stop()
    assert "being stopped" in pool.submit(Task.CATEGORY, TEXT).result(SECONDS)["error"]["message"]
    until(lambda: not os.path.exists(f"/proc/{process}"))
