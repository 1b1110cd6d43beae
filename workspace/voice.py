"""Messages that are not typed by a person: the bot's, and Slackbot's notices."""

from workspace.directory import SLACKBOT, Channel, Directory, Identity
from workspace.errors import SlackError
from workspace.events import Events
from workspace.feed import Json
from workspace.messages import Messages
from workspace.reading import Reading


class Voice:
    """Posts, changes and deletes for the bot. Contents have been checked before."""

    def __init__(
        self, identity: Identity, directory: Directory, messages: Messages, events: Events, reading: Reading
    ) -> None:
        self._identity = identity
        self._directory = directory
        self._messages = messages
        self._events = events
        self._reading = reading

    def post(
        self, channel: Channel, content: Json, *, thread_ts: str | None = None, only_for: str | None = None
    ) -> Json:
        """Post in a channel or thread; `only_for` names the one person who sees an ephemeral message.

        Raises
        ------
        SlackError
            `thread_not_found`.
        """
        root = self._root(channel, thread_ts) if thread_ts else None
        author = {
            "user": self._identity.bot_user_id,
            "bot_id": self._identity.bot_id,
            "app_id": self._identity.app_id,
            "team": self._identity.team_id,
            "bot_profile": {
                "id": self._identity.bot_id,
                "app_id": self._identity.app_id,
                "name": self._directory.bot.real_name,
                "team_id": self._identity.team_id,
                "deleted": False,
            },
        }
        thread = {"thread_ts": root} if root else {}
        private = {"is_ephemeral": True, "ephemeral_user": only_for} if only_for else {}
        message = self._messages.add(channel.id, {**author, **content, **thread, **private})
        self._reading.replied(channel.id, root)
        if not only_for:
            self._events.posted(message)
        return message

    def change(self, message: Json, content: Json) -> Json:
        kept = {"blocks": None, "attachments": None}
        changed = self._messages.change(message["channel"], message["ts"], **{**kept, **content})
        if not message.get("is_ephemeral"):
            self._events.changed(changed, message)
        return changed

    def delete(self, message: Json) -> None:
        self._messages.remove(message["channel"], message["ts"])
        if not message.get("is_ephemeral"):
            self._events.deleted(message)

    def notice(self, channel: Channel, user: str, text: str, thread_ts: str | None = None) -> None:
        """Slackbot tells one person something. `text` is mrkdwn."""
        thread = {"thread_ts": thread_ts} if thread_ts else {}
        private = {"is_ephemeral": True, "ephemeral_user": user}
        self._messages.add(channel.id, {"user": SLACKBOT, "text": text, **thread, **private})

    def _root(self, channel: Channel, thread_ts: str) -> str:
        message = self._messages.get(channel.id, thread_ts)
        if message is None or message.get("is_ephemeral"):
            raise SlackError("thread_not_found")
        return str(message.get("thread_ts", thread_ts))
