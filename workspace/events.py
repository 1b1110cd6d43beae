"""Which events the app gets of what happens in the workspace."""

import re

from workspace import envelopes
from workspace.app_manifest import Manifest
from workspace.deliveries import Deliveries, DeliveryAttempt
from workspace.directory import Channel, Directory, Identity, User
from workspace.feed import Json
from workspace.ids import Timestamps
from workspace.reading import Reading


class Events:
    """Sends an event where the manifest subscribes to it and the bot is a member of the channel."""

    def __init__(
        self, identity: Identity, manifest: Manifest, directory: Directory, deliveries: Deliveries, reading: Reading
    ) -> None:
        self._identity = identity
        self._manifest = manifest
        self._directory = directory
        self._deliveries = deliveries
        self._reading = reading
        self._timestamps = Timestamps()
        self._mention = re.compile(f"<@{identity.bot_user_id}(\\|[^<>]*)?>")

    def posted(self, message: Json) -> None:
        """A mention comes both as `app_mention` and as a message; in a direct conversation only as a message."""
        channel = self._directory.channels[message["channel"]]
        from_person = message["user"] != self._identity.bot_user_id
        if from_person and not channel.im_user and self.mentions_bot(message):
            self._send("app_mention", channel, envelopes.mention_event(message), awaits_reply=True)
        event = envelopes.message_event(message, channel)
        self._send_message(channel, event, awaits_reply=from_person and channel.im_user is not None)

    def changed(self, message: Json, previous: Json) -> None:
        channel = self._directory.channels[message["channel"]]
        self._send_message(channel, envelopes.changed_event(message, previous, channel, self._timestamps.next()))

    def deleted(self, previous: Json) -> None:
        channel = self._directory.channels[previous["channel"]]
        self._send_message(channel, envelopes.deleted_event(previous, channel, self._timestamps.next()))

    def home_opened(self, user: User, channel: Channel, tab: str, view: Json | None) -> None:
        """`view` is what the Home tab shows by now."""
        if self._manifest.subscribes_to("app_home_opened"):
            event = envelopes.home_event(user, channel, tab, view, self._timestamps.next())
            self._deliveries.send_event(envelopes.event_callback(self._identity, event))

    def removed(self) -> None:
        for event in envelopes.removal_events(self._identity.bot_user_id):
            if self._manifest.subscribes_to(event["type"]):
                self._deliveries.send_event(envelopes.event_callback(self._identity, event))

    def reacted(self, message: Json, user: str, name: str) -> None:
        channel = self._directory.channels[message["channel"]]
        event = envelopes.reaction_event(message, user, name, self._timestamps.next())
        self._send("reaction_added", channel, event, awaits_reply=False)

    def mentions_bot(self, message: Json) -> bool:
        return bool(self._mention.search(message.get("text", "")))

    def _send_message(self, channel: Channel, event: Json, *, awaits_reply: bool = False) -> None:
        subscription = "message.im" if channel.im_user else "message.channels"
        self._send(subscription, channel, event, awaits_reply=awaits_reply)

    def _send(self, subscription: str, channel: Channel, event: Json, *, awaits_reply: bool) -> None:
        if self._identity.bot_user_id not in channel.members or not self._manifest.subscribes_to(subscription):
            return
        key = event.get("ts", "")
        if awaits_reply:
            self._reading.sent(key, channel.id, event.get("thread_ts") or (None if channel.im_user else key))

        def done(delivery: DeliveryAttempt) -> None:
            if delivery.failure:
                self._reading.over(key)
            elif awaits_reply:
                self._reading.acknowledged(key)

        self._deliveries.send_event(envelopes.event_callback(self._identity, event), done)
