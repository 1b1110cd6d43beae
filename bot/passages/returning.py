"""Back to the text that a reply was about."""

from slack_sdk import WebClient

from bot.origins import Origin
from bot.passages.gathering import Conversation, Passage
from bot.passages.threads import read_message


def passage_of(client: WebClient, origin: Origin, app_id: str) -> Passage:
    """Read the message again, and find the same text as the first time.

    Raises
    ------
    CannotReadError
        It is out of reach, or there is no text any more.
    """
    message = read_message(client, origin.channel, origin.ts)
    conversation = Conversation(client, origin.bot, is_direct=origin.is_direct, app_id=app_id)
    if origin.is_whole:
        return conversation.whole(message)
    return conversation.gather(message, conversation.wish(message))
