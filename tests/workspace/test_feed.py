import threading

import pytest

from workspace.feed import Feed


def test_gives_what_came_after_a_position() -> None:
    feed = Feed()
    for number in range(3):
        feed.publish("count", number=number)
    assert [change.data["number"] for change in feed.after(1) or []] == [1, 2]
    assert feed.after(3) == []


def test_knows_what_it_no_longer_keeps() -> None:
    feed = Feed(size=2)
    for number in range(3):
        feed.publish("count", number=number)
    assert feed.after(0) is None
    assert len(feed.after(1) or []) == 2
    assert feed.after(4) is None


def test_waits_for_a_change_and_for_the_end() -> None:
    feed = Feed()
    threading.Timer(0.05, feed.publish, ["late"]).start()
    feed.wait(0, timeout=30)
    assert feed.position == 1
    threading.Timer(0.05, feed.close).start()
    feed.wait(1, timeout=30)
    assert feed.closed


def test_waits_until_something_holds_or_says_that_it_never_did() -> None:
    feed = Feed()
    found: list[int] = []
    threading.Timer(0.05, found.append, [7]).start()
    assert feed.wait_until(lambda: found, timeout=30) == [7]
    with pytest.raises(TimeoutError):
        feed.wait_until(lambda: False, timeout=0.01)
