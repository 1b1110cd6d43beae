import sqlite3
from pathlib import Path
from threading import Thread

import pytest

from bot.modes.inbox import REMEMBERED_SECONDS, Inbox, Taken

TEXT = "a very particular sentence"


class Clock:
    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def inbox(tmp_path: Path, clock: Clock) -> Inbox:
    return Inbox(tmp_path / "inbox.db", clock)


def test_what_was_added_is_taken_once_in_order(inbox: Inbox, clock: Clock) -> None:
    assert inbox.add("one", "answer", TEXT)
    clock.now += 1
    assert inbox.add("two", "answer", TEXT)
    assert inbox.take() == Taken("one", "answer", TEXT, attempts=1)
    assert inbox.take() == Taken("two", "answer", TEXT, attempts=1)
    assert inbox.waiting() == 2
    inbox.close()
    assert inbox.take() is None


def test_what_is_due_later_waits_and_holds_nobody_up(inbox: Inbox, clock: Clock) -> None:
    inbox.add("later", "answer", TEXT, after=0.3)
    inbox.add("now", "answer", TEXT)
    assert inbox.take() == Taken("now", "answer", TEXT, attempts=1)
    clock.now += 0.3
    assert inbox.take() == Taken("later", "answer", TEXT, attempts=1)


@pytest.mark.parametrize("ended", [True, False])
def test_the_same_delivery_is_known_whether_or_not_it_has_ended(inbox: Inbox, ended: bool) -> None:
    inbox.add("one", "answer", TEXT)
    inbox.take()
    if ended:
        inbox.end("one")
    assert not inbox.add("one", "answer", TEXT)
    assert inbox.waiting() == (not ended)


def test_another_process_takes_up_what_was_not_ended_and_knows_what_was(tmp_path: Path) -> None:
    first = Inbox(tmp_path / "inbox.db")
    first.add("answered", "answer", TEXT)
    first.add("at work", "answer", TEXT)
    first.add("untouched", "answer", TEXT)
    first.take()
    first.end("answered")
    assert first.take() is not None

    second = Inbox(tmp_path / "inbox.db")
    assert not second.add("answered", "answer", TEXT)
    taken = {each.identity: each.attempts for each in (second.take(), second.take()) if each}
    assert taken == {"at work": 2, "untouched": 1}


def test_what_is_postponed_comes_again_after_its_pause(inbox: Inbox, clock: Clock) -> None:
    inbox.add("one", "answer", TEXT)
    inbox.take()
    inbox.postpone("one", 60)
    inbox.add("two", "answer", TEXT)
    assert inbox.take() == Taken("two", "answer", TEXT, attempts=1)
    clock.now += 60
    assert inbox.take() == Taken("one", "answer", TEXT, attempts=2)
    assert inbox.attempts("one") == 2
    assert inbox.attempts("unknown") == 0


def test_who_waits_is_woken_by_what_comes_in(inbox: Inbox) -> None:
    taken: list[Taken | None] = []
    thread = Thread(target=lambda: taken.append(inbox.take()), daemon=True)
    thread.start()
    inbox.add("one", "answer", TEXT)
    thread.join(20)
    assert [each and each.identity for each in taken] == ["one"]


def test_the_text_leaves_the_disk_with_the_answer(inbox: Inbox, tmp_path: Path) -> None:
    inbox.add("one", "answer", TEXT * 400)
    inbox.take()
    assert any(TEXT.encode() in file.read_bytes() for file in tmp_path.iterdir())
    inbox.end("one")
    assert not any(TEXT.encode() in file.read_bytes() for file in tmp_path.iterdir())


def test_what_ended_long_ago_is_forgotten(inbox: Inbox, clock: Clock) -> None:
    inbox.add("one", "answer", TEXT)
    inbox.take()
    inbox.end("one")
    clock.now += REMEMBERED_SECONDS + 1
    inbox.add("two", "answer", TEXT)
    assert inbox.add("one", "answer", TEXT)


def test_a_full_disk_refuses_and_what_was_there_stays(tmp_path: Path) -> None:
    inbox = Inbox(tmp_path / "inbox.db")
    inbox.add("one", "answer", TEXT)
    inbox._connection.execute("PRAGMA max_page_count = 1")
    with pytest.raises(sqlite3.OperationalError, match="full"):
        inbox.add("two", "answer", TEXT * 10_000)
    taken = inbox.take()
    assert taken
    assert taken.identity == "one"
