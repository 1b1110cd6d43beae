from threading import Event

import pytest

from inference.reading.background_call import BackgroundCall


def test_it_runs_beside_its_caller() -> None:
    asked = Event()
    call = BackgroundCall(lambda: asked.wait(10))
    asked.set()
    assert call.result() is True


def test_what_it_raises_is_raised_where_the_result_is_asked_for() -> None:
    def fail() -> None:
        raise LookupError("nothing there")

    with pytest.raises(LookupError, match="nothing there"):
        BackgroundCall(fail).result()
