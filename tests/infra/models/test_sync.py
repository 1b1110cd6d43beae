"""Asking ModelSync while Lambda makes its network and mount anew."""

import io
import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from infra.account import AccountError
from infra.models.sync import ModelSync

pytestmark = pytest.mark.stack

STATE = {"tasks": {"nouns": {"current": "1.0", "previous": None, "present": ["1.0"]}}}


class SleepyLambda:
    """Refuses with one code as often as it is told to."""

    def __init__(self, code: str, times: int) -> None:
        self._code, self._left = code, times

    def invoke(self, **_: Any) -> dict[str, Any]:
        if self._left:
            self._left -= 1
            raise ClientError({"Error": {"Code": self._code, "Message": "not yet"}}, "Invoke")
        return {"Payload": io.BytesIO(json.dumps(STATE).encode())}


def _sync(code: str, times: int, pauses: list[float]) -> ModelSync:
    client: Any = SleepyLambda(code, times)
    bucket: Any = None  # which is not asked for a state
    return ModelSync(client, "sync", bucket, pauses.append)


@pytest.mark.parametrize("code", ["ResourceNotReadyException", "ENINotReadyException", "EFSMountTimeoutException"])
def test_a_function_that_wakes_up_is_waited_for(code: str) -> None:
    pauses: list[float] = []

    (state,) = _sync(code, 6, pauses).state().values()

    assert state.current == "1.0"
    assert 60 <= sum(pauses) <= 120


def test_one_that_does_not_wake_up_is_given_up() -> None:
    with pytest.raises(AccountError, match="ResourceNotReadyException"):
        _sync("ResourceNotReadyException", 7, []).state()


def test_nothing_else_is_waited_for() -> None:
    pauses: list[float] = []

    with pytest.raises(AccountError, match="You may not call Invoke"):
        _sync("AccessDeniedException", 1, pauses).state()
    assert pauses == []
