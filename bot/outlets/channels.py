"""What a person posts from a modal: a message of its own, and what does not fit into it in its thread."""

from slack_sdk import WebClient

from bot.outlets.receipts import Receipt, receipts
from bot.outlets.threads import ThreadOutlet
from bot.slack_messages import SlackMessage


class ChannelOutlet(ThreadOutlet):
    """`since` is a timestamp of Slack's from before the first post: earlier messages are not looked at."""

    def __init__(self, client: WebClient, channel: str, user: str, since: str, delivery: str) -> None:
        super().__init__(client, SlackMessage(channel=channel, user=user, ts=since), delivery)
        self._root = ""

    def _look_up(self) -> list[Receipt]:
        """The first message is in the channel, the others are in its thread."""
        for each in self._ask(self._client.conversations_history):
            if receipts([each], self._delivery):
                self._root = str(each["ts"])
                return super()._look_up()
        return []
