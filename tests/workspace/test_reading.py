import pytest

from workspace.feed import Feed
from workspace.reading import FORGET_AFTER_SECONDS, Reading


@pytest.fixture
def tracker() -> Reading:
    return Reading(Feed())


def test_shows_what_is_acknowledged_and_not_replied_to(tracker: Reading) -> None:
    tracker.sent("key", "C1", "1.0")
    assert tracker.current() == []
    tracker.acknowledged("key")
    assert tracker.current() == [{"channel": "C1", "thread_ts": "1.0", "status": None}]
    tracker.replied("C1", "1.0")
    assert tracker.current() == []


def test_a_reply_may_overtake_its_acknowledgement(tracker: Reading) -> None:
    tracker.sent("key", "C1", None)
    tracker.replied("C1", None)
    tracker.acknowledged("key")
    assert tracker.current() == []


@pytest.mark.parametrize(
    ("channel", "thread_ts", "is_over"),
    [("C1", "2.0", True), ("C1", None, True), ("C1", "9.0", False), ("C2", "2.0", False)],
)
def test_a_reply_ends_what_it_belongs_to(tracker: Reading, channel: str, thread_ts: str | None, is_over: bool) -> None:
    # A direct message with the timestamp 2.0: it may be answered beside it, or in a thread below it.
    tracker.sent("2.0", "C1", None)
    tracker.acknowledged("2.0")
    tracker.replied(channel, thread_ts)
    assert (tracker.current() == []) == is_over


@pytest.mark.parametrize("takes_them_away", [True, False])
def test_the_bots_own_words_go_with_its_next_message_or_when_it_takes_them_away(
    tracker: Reading, takes_them_away: bool
) -> None:
    tracker.status("C1", "1.0", "is waking up")
    assert tracker.current() == [{"channel": "C1", "thread_ts": "1.0", "status": "is waking up"}]
    if takes_them_away:
        tracker.status("C1", "1.0", "")
    else:
        tracker.replied("C1", "1.0")
    assert tracker.current() == []


def test_what_is_never_replied_to_is_forgotten() -> None:
    now = 0.0
    tracker = Reading(Feed(), clock=lambda: now)
    tracker.sent("key", "C1", None)
    tracker.acknowledged("key")
    now = FORGET_AFTER_SECONDS + 1
    assert tracker.current() == []
