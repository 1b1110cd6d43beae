"""The last words on a message that no attempt could answer."""

import logging
from collections.abc import Mapping
from typing import Any

from slack_sdk import WebClient

from bot.apologies import UNEXPECTED
from bot.ledger import identity_of
from bot.outlets import Outlet
from bot.outlets.direct import DirectOutlet
from bot.outlets.response_urls import ResponseUrlOutlet
from bot.outlets.threads import ThreadOutlet
from bot.replies.message import say
from bot.slack_messages import SlackMessage

_MESSAGES = {"message", "app_mention"}

logger = logging.getLogger(__name__)


class StrangeEventError(Exception):
    """What failed was no message, no command and no button: there is nobody to apologise to."""


def apologise_for(body: Mapping[str, Any], client: WebClient) -> None:
    """Post the apology, unless the person has an answer after all.

    Raises
    ------
    Exception
        Whatever kept it from being posted.
    """
    outlet = _outlet(body, client)
    if outlet.recall():
        logger.info("answered meanwhile: %.12s", identity_of(body))
        return
    logger.error("apologising for a message that was not answered: %.12s", identity_of(body))
    outlet.apologise(say(UNEXPECTED))


def _outlet(body: Mapping[str, Any], client: WebClient) -> Outlet:
    if (body.get("event") or {}).get("type") in _MESSAGES:
        return ThreadOutlet(client, SlackMessage.model_validate(body["event"]), identity_of(body))
    if "response_url" in body:
        return ResponseUrlOutlet(body["response_url"], client, body.get("user_id", ""))
    if body.get("type") == "block_actions" and (body.get("view") or {}).get("type") == "home":
        return DirectOutlet(client, body)
    raise StrangeEventError
