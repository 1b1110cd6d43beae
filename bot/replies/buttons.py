"""Buttons under a reply: more of the same text, its names as a file, sharing, deleting, and what people think of it.

Their values hold identifiers, never text. Everything that is pressed comes back as it was sent.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pydantic import BaseModel
from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextActionsBlock,
    FeedbackButtonsElement,
    IconButtonElement,
)
from slack_sdk.models.blocks.basic_components import FeedbackButtonObject

from bot.origins import Origin
from bot.replies.message import Message
from inference.contract import Task
from inference.exports.formats import Format

ASK: Final = "lectern_ask"
SHARE: Final = "lectern_share"
DELETE: Final = "lectern_delete"
FEEDBACK: Final = "lectern_feedback"
READ: Final = {"lectern_nouns": Task.NOUNS, "lectern_category": Task.CATEGORY}
EXPORT: Final = {"lectern_export_csv": Format.CSV, "lectern_export_anki": Format.ANKI}

_LABELS = {Task.NOUNS: "Names", Task.CATEGORY: "Category"}
_EXPORT_LABELS = {Format.CSV: "Export as CSV", Format.ANKI: "Export to Anki"}


@dataclass(frozen=True)
class Occasion:
    """Who asked, about which message, and whether only that person sees the reply.

    Without an origin the text is out of reach, so nothing more of it is offered.
    """

    asker: str
    origin: Origin | None = None
    is_private: bool = False


class Shared(BaseModel):
    """What a press on Share in channel is to have read again."""

    origin: Origin
    tasks: tuple[Task, ...]


class Judged(BaseModel):
    """A thumb on readings; `models` are versions by task."""

    is_up: bool
    models: dict[Task, str]


def attach(
    messages: Sequence[Message], models: Mapping[Task, str], occasion: Occasion, *, has_names: bool
) -> list[Message]:
    """The same reply, with buttons under its last message; `has_names` where there are names to take along."""
    *others, last = messages
    controls = [*_offers(tuple(models), occasion, has_names=has_names), _judgement(models, occasion)]
    return [*others, replace(last, controls=controls)]


def _offers(read: Sequence[Task], occasion: Occasion, *, has_names: bool) -> Iterator[Block]:
    """What else can be had of the text."""
    origin = occasion.origin
    if origin is None:
        return
    value = origin.model_dump_json(exclude_defaults=True)
    elements = [ButtonElement(text="Ask about this", action_id=ASK, value=value)]
    elements += [
        ButtonElement(text=_LABELS[task], action_id=action, value=value)
        for action, task in READ.items()
        if task not in read
    ]
    if has_names:
        elements += [
            ButtonElement(text=_EXPORT_LABELS[chosen], action_id=action, value=value)
            for action, chosen in EXPORT.items()
        ]
    if occasion.is_private:
        shared = Shared(origin=origin, tasks=tuple(read)).model_dump_json(exclude_defaults=True)
        elements.append(ButtonElement(text="Share in channel", action_id=SHARE, value=shared))
    yield ActionsBlock(elements=elements)


def _judgement(models: Mapping[Task, str], occasion: Occasion) -> Block:
    up, down = (Judged(is_up=is_up, models=dict(models)).model_dump_json() for is_up in (True, False))
    feedback = FeedbackButtonsElement(
        action_id=FEEDBACK,
        positive_button=FeedbackButtonObject(text="Good reading", accessibility_label="A good reading", value=up),
        negative_button=FeedbackButtonObject(text="Bad reading", accessibility_label="A bad reading", value=down),
    )
    if occasion.is_private or not occasion.asker:
        return ContextActionsBlock(elements=[feedback])
    delete = IconButtonElement(
        action_id=DELETE,
        icon="trash",
        text="Delete",
        accessibility_label="Delete this reply",
        value=occasion.asker,
        visible_to_user_ids=[occasion.asker],
    )
    return ContextActionsBlock(elements=[feedback, delete])
