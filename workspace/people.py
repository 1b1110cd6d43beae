"""Messages from people."""

import uuid

from workspace.directory import Channel, Directory
from workspace.errors import SlackError
from workspace.events import Events
from workspace.feed import Json
from workspace.messages import Messages
from workspace.voice import Voice


class People:
    """Stores what a person says and lets the app know."""

    def __init__(self, directory: Directory, messages: Messages, events: Events, voice: Voice) -> None:
        self._directory = directory
        self._messages = messages
        self._events = events
        self._voice = voice

    def say(self, channel: Channel, user: str | None, thread_ts: str | None, content: Json) -> str:
        """Post in a channel or thread, as you where `user` is None; returns the timestamp.

        Raises
        ------
        SlackError
            `thread_not_found`.
        """
        author = {"user": user or self._directory.you.id, "team": self._directory.team_id}
        thread = self._thread(channel, thread_ts) if thread_ts else {}
        message = self._messages.add(channel.id, {"client_msg_id": str(uuid.uuid4()), **author, **content, **thread})
        self._events.posted(message)
        self._hint_at_invitation(channel, message)
        return str(message["ts"])

    def _thread(self, channel: Channel, thread_ts: str) -> Json:
        root = self._messages.get(channel.id, thread_ts)
        if root is None or root.get("is_ephemeral"):
            raise SlackError("thread_not_found")
        return {"thread_ts": root.get("thread_ts", thread_ts), "parent_user_id": root["user"]}

    def _hint_at_invitation(self, channel: Channel, message: Json) -> None:
        bot = self._directory.bot
        if bot.id in channel.members or not self._events.mentions_bot(message):
            return
        text = f"<@{bot.id}> is not in this channel, so it did not see that. Try `/invite @{bot.name}`."
        self._voice.notice(channel, message["user"], text, message.get("thread_ts"))
