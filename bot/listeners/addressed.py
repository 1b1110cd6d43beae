"""A message that addresses the bot -> its reply; the same in a channel and in a direct conversation."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError
from slack_bolt import Args, BoltContext

from bot.inference_client import InferenceClient
from bot.ledger import identity_of
from bot.outlets.threads import ThreadOutlet
from bot.passages.gathering import Conversation
from bot.passages.slack_text import mentioned
from bot.readings import check_question, read
from bot.replies import usage
from bot.replies.message import Message
from bot.slack_messages import SlackMessage

_MESSAGE = "lectern_message"
"""Where Bolt's context holds the message of the event."""


def answer(inference: InferenceClient, args: Args, *, is_direct: bool) -> Sequence[Message]:
    """Find out what is wanted and of which text, and have it read."""
    message = _message(args.context)
    conversation = Conversation(args.client, _bot_user_id(args, message), is_direct)
    wish = conversation.wish(message)
    if not wish.tasks:
        return usage.render()
    check_question(wish)
    passage = conversation.gather(message, wish)
    return read(inference, wish, passage.text, passage.note)


def is_a_persons(event: Mapping[str, Any], context: BoltContext) -> bool:
    """Whether a person has just written this: no bot, no edit, no deletion, nobody joining. A matcher for Bolt.

    It comes before every listener, so what it parses is kept for them.
    """
    try:
        message = SlackMessage.model_validate(event)
    except ValidationError:
        return False
    context[_MESSAGE] = message
    return message.is_by_a_person and message.edited is None


def outlet(args: Args) -> ThreadOutlet:
    """The thread of the message."""
    return ThreadOutlet(args.client, _message(args.context), identity_of(args.body))


def _message(context: BoltContext) -> SlackMessage:
    message: SlackMessage = context[_MESSAGE]
    return message


def _bot_user_id(args: Args, message: SlackMessage) -> str:
    """From the event's authorizations; where a server sends none, the first one mentioned can only be the bot."""
    known: str | None = args.context.bot_user_id
    return known or next(iter(mentioned(message.text or "")), "")
