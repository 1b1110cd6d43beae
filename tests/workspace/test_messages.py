from workspace.feed import Feed
from workspace.messages import Messages


def store(limit: int = 500) -> Messages:
    return Messages(Feed(), limit)


def add(messages: Messages, text: str, **more: object) -> str:
    return str(messages.add("C1", {"user": "U1", "text": text, **more})["ts"])


def texts(messages: Messages) -> list[str]:
    return [message["text"] for message in messages.all("C1")]


def test_timestamps_are_unique_and_rise() -> None:
    messages = store()
    stamps = [add(messages, "x") for _ in range(100)]
    assert sorted(set(stamps)) == stamps


def test_a_root_counts_its_answers() -> None:
    messages = store()
    root = add(messages, "root")
    add(messages, "one", thread_ts=root)
    second = add(messages, "two", thread_ts=root, user="U2")
    add(messages, "whisper", thread_ts=root, is_ephemeral=True)
    found = messages.get("C1", root) or {}
    assert (found["reply_count"], found["reply_users"], found["latest_reply"]) == (2, ["U1", "U2"], second)


def test_a_root_without_answers_is_a_message_again() -> None:
    messages = store()
    root = add(messages, "root")
    before = messages.get("C1", root)
    messages.remove("C1", add(messages, "answer", thread_ts=root))
    assert messages.get("C1", root) == before


def test_what_was_handed_out_does_not_change() -> None:
    messages = store()
    ts = add(messages, "before")
    found = messages.all("C1")
    messages.change("C1", ts, text="after")
    assert found[0]["text"] == "before"
    assert texts(messages) == ["after"]


def test_the_oldest_make_room() -> None:
    messages = store(limit=3)
    for number in range(5):
        add(messages, str(number))
    assert texts(messages) == ["2", "3", "4"]


def test_a_thread_keeps_its_root() -> None:
    messages = store(limit=3)
    root = add(messages, "root")
    for number in range(4):
        add(messages, str(number), thread_ts=root)
    assert texts(messages) == ["root", "2", "3"]
    assert (messages.get("C1", root) or {})["reply_count"] == 2
