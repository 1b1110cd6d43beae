"""The messages of every channel, bounded: the oldest make room for new ones."""

from typing import Any

from workspace.errors import SlackError
from workspace.feed import Feed, Json
from workspace.ids import Timestamps


class Messages:
    """Messages as Slack's JSON, by channel and timestamp.

    A stored message is never changed in place: a change stores a new one, so what is handed out stays as it was.
    Ephemeral messages carry `is_ephemeral`; they are seen on the page and never in a channel's history.
    """

    def __init__(self, feed: Feed, limit: int = 300) -> None:
        self._feed = feed
        self._limit = limit
        self._timestamps = Timestamps()
        self._channels: dict[str, dict[str, Json]] = {}

    def add(self, channel: str, message: Json) -> Json:
        """Store a message under a new timestamp; an answer in a thread updates its root."""
        with self._feed.lock:
            stored = {"type": "message", **message, "channel": channel, "ts": self._timestamps.next()}
            self._put(stored)
            self._count_replies(channel, stored.get("thread_ts"))
            self._drop_oldest(channel)
            return stored

    def change(self, channel: str, ts: str, **fields: Any) -> Json:
        """Store a message anew with other fields; None takes one away."""
        with self._feed.lock:
            changed = {**self._channels[channel][ts], **fields}
            stored = {key: value for key, value in changed.items() if value is not None}
            self._put(stored)
            return stored

    def remove(self, channel: str, ts: str) -> None:
        with self._feed.lock:
            message = self._channels[channel].pop(ts)
            self._feed.publish("deleted", channel=channel, ts=ts)
            self._count_replies(channel, message.get("thread_ts"))

    def get(self, channel: str, ts: str) -> Json | None:
        with self._feed.lock:
            return self._channels.get(channel, {}).get(ts)

    def find(self, channel: str, ts: str, error: str = "message_not_found") -> Json:
        """A message, ephemeral or not; raises SlackError where there is none."""
        message = self.get(channel, ts)
        if message is None:
            raise SlackError(error)
        return message

    def find_lasting(self, channel: str, ts: str, error: str = "message_not_found") -> Json:
        """A message that is not ephemeral: those cannot be found again. Raises SlackError likewise."""
        message = self.find(channel, ts, error)
        if message.get("is_ephemeral"):
            raise SlackError(error)
        return message

    def in_channel(self, channel: str) -> list[Json]:
        """Every message outside threads, and the roots of threads, oldest first."""
        return [each for each in self.all(channel) if each.get("thread_ts", each["ts"]) == each["ts"]]

    def in_thread(self, channel: str, thread_ts: str) -> list[Json]:
        """The root and its answers, oldest first."""
        return [each for each in self.all(channel) if thread_ts in (each["ts"], each.get("thread_ts"))]

    def all(self, channel: str) -> list[Json]:
        with self._feed.lock:
            return list(self._channels.get(channel, {}).values())

    def _put(self, message: Json) -> None:
        self._channels.setdefault(message["channel"], {})[message["ts"]] = message
        self._feed.publish("message", message=message)

    def _count_replies(self, channel: str, thread_ts: str | None) -> None:
        root = self.get(channel, thread_ts) if thread_ts else None
        if not root:
            return
        replies = [
            each
            for each in self.in_thread(channel, root["ts"])
            if each["ts"] != root["ts"] and not each.get("is_ephemeral")
        ]
        if replies:
            users = list(dict.fromkeys(each["user"] for each in replies))
            counts = {"reply_count": len(replies), "reply_users": users, "latest_reply": replies[-1]["ts"]}
            self._put({**root, **counts, "thread_ts": root["ts"]})
        elif "reply_count" in root:
            left_out = {"reply_count", "reply_users", "latest_reply", "thread_ts"}
            self._put({key: value for key, value in root.items() if key not in left_out})

    def _drop_oldest(self, channel: str) -> None:
        messages = self._channels[channel]
        while len(messages) > self._limit:
            # A root stays as long as it has answers, so that a thread never loses its beginning.
            self.remove(channel, next(ts for ts, each in messages.items() if not each.get("reply_count")))
