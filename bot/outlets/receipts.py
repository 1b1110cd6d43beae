"""What each of the bot's messages carries, so that a second attempt can see what the first one posted."""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError
from slack_sdk.models.metadata import Metadata

EVENT_TYPE = "lectern_reply"
APOLOGY = 0
"""The page number of an apology; a reply's pages count from 1."""


class Receipt(BaseModel):
    """One message: `delivery` is the identity of what it answers, a digest; `pages` is how many belong together."""

    model_config = ConfigDict(frozen=True)

    delivery: str
    page: int
    pages: int

    def metadata(self) -> Metadata:
        """What Slack keeps with the message."""
        return Metadata(event_type=EVENT_TYPE, event_payload=self.model_dump())


def receipts(messages: Iterable[Mapping[str, Any]], delivery: str) -> list[Receipt]:
    """The receipts for a delivery among Slack's messages, asked for with `include_all_metadata`."""
    found = [_receipt(message.get("metadata")) for message in messages]
    return [receipt for receipt in found if receipt is not None and receipt.delivery == delivery]


def delivery_of(message: Mapping[str, Any]) -> str | None:
    """The identity of what one of Slack's messages answers, where it is the bot's."""
    receipt = _receipt(message.get("metadata"))
    return receipt.delivery if receipt else None


def is_answer(found: Iterable[Receipt]) -> bool:
    """Whether there is an apology, or all pages."""
    pages = {receipt.page: receipt.pages for receipt in found}
    return APOLOGY in pages or (bool(pages) and len(pages) >= max(pages.values()))


def _receipt(metadata: object) -> Receipt | None:
    if not isinstance(metadata, Mapping) or metadata.get("event_type") != EVENT_TYPE:
        return None
    try:
        return Receipt.model_validate(metadata.get("event_payload"))
    except ValidationError:
        return None
