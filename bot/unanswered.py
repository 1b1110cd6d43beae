"""The last words on a message that no attempt could answer."""

import logging
from collections.abc import Mapping
from typing import Any

from slack_sdk import WebClient

from bot.apologies import UNEXPECTED
from bot.ledger import identity_of
from bot.outlets.choosing import outlet_of
from bot.passages.errors import CannotReadError
from bot.passages.gathering import Conversation
from bot.replies.message import say
from bot.slack_messages import SlackMessage
from bot.teams import bot_user_of

logger = logging.getLogger(__name__)


def apologise_for(body: Mapping[str, Any], client: WebClient) -> None:
    """Post the apology, unless the person has an answer after all.

    Raises
    ------
    StrangeRequestError
        There is nobody to apologise to.
    Exception
        Whatever kept it from being posted.
    """
    if "event" in body and not _is_called(body, client):
        logger.info("nobody called the bot: %.12s", identity_of(body))
        return
    outlet = outlet_of(body, client)
    if outlet.recall():
        logger.info("answered meanwhile: %.12s", identity_of(body))
        return
    logger.error("apologising for a message that was not answered: %.12s", identity_of(body))
    outlet.apologise(say(UNEXPECTED))


def _is_called(body: Mapping[str, Any], client: WebClient) -> bool:
    """A message of a channel that mentions nobody is the bot's business only in a thread in which it has spoken."""
    event = body["event"]
    if event.get("type") != "message" or event.get("channel_type") == "im":
        return True
    app_id = body.get("api_app_id") or ""
    conversation = Conversation(client, bot_user_of(body) or "", is_direct=False, app_id=app_id)
    try:
        return conversation.takes_part(SlackMessage.model_validate(event))
    except CannotReadError:
        return False
