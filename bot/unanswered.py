"""The last words on a message that no attempt could answer."""

import logging
from collections.abc import Mapping
from typing import Any

from slack_sdk import WebClient

from bot.apologies import UNEXPECTED
from bot.ledger import identity_of
from bot.outlets.choosing import outlet_of
from bot.replies.message import say

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
    outlet = outlet_of(body, client)
    if outlet.recall():
        logger.info("answered meanwhile: %.12s", identity_of(body))
        return
    logger.error("apologising for a message that was not answered: %.12s", identity_of(body))
    outlet.apologise(say(UNEXPECTED))
