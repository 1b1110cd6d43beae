"""Messages to a person, outside of any channel."""

from collections.abc import Sequence

from slack_sdk import WebClient

from bot.replies.message import Message


class DirectOutlet:
    """The direct conversation, which Slack opens with the first message.

    The bot does not know its address, so nothing is looked up there: what may have arrived may come twice.
    """

    def __init__(self, client: WebClient, user: str) -> None:
        self._client = client
        self._user = user

    def recall(self) -> bool:
        return False

    def reply(self, messages: Sequence[Message]) -> None:
        for message in messages:
            self._client.chat_postMessage(
                channel=self._user,
                text=message.text,
                blocks=list(message.blocks) or None,
                unfurl_links=False,
                unfurl_media=False,
            )

    def apologise(self, message: Message) -> None:
        self.reply([message])

    def show_waking(self) -> None:
        """There is no thread that could have a status."""
