"""Which text a reply is about, by identifiers alone: whoever wants more of it has it read back from Slack."""

from pydantic import BaseModel, ConfigDict

from bot.slack_messages import SlackMessage


class Origin(BaseModel):
    """The message that asked for the reply, or, where it `is_whole`, the message that is the text itself.

    `bot` is the user id of the bot, whom the message may mention.
    """

    model_config = ConfigDict(frozen=True)

    channel: str
    ts: str
    thread_ts: str = ""
    bot: str = ""
    is_direct: bool = False
    is_whole: bool = False

    @classmethod
    def of(cls, message: SlackMessage, bot: str, *, is_direct: bool = False, is_whole: bool = False) -> "Origin":
        thread_ts = message.thread_ts or ""
        return cls(
            channel=message.channel,
            ts=message.ts,
            thread_ts=thread_ts,
            bot=bot,
            is_direct=is_direct,
            is_whole=is_whole,
        )

    @property
    def root(self) -> str:
        """The timestamp that the message's thread hangs under."""
        return self.thread_ts or self.ts
