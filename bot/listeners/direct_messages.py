"""Direct messages: what a mention does, without the mention."""

from collections.abc import Mapping, Sequence
from typing import Any

from slack_bolt import App, Args

from bot.delivery import Delivery
from bot.inference_client import InferenceClient
from bot.listeners import addressed, listen
from bot.manners import Manners
from bot.preferences import PreferencesStore
from bot.replies.message import Message
from bot.slack_messages import APPS_SUBTYPE, PEOPLES_SUBTYPES


def register(
    app: App, inference: InferenceClient, delivery: Delivery, manners: Manners, preferences: PreferencesStore
) -> None:
    """Listen to `message` events of direct conversations."""

    def answer_direct_message(args: Args) -> Sequence[Message]:
        return addressed.answer(inference, preferences, args, is_direct=True)

    message = app.event(
        {"type": "message", "subtype": (*PEOPLES_SUBTYPES, APPS_SUBTYPE)},
        matchers=[_is_direct, addressed.is_somebodys(manners.allowed_apps)],
    )
    listen(message, delivery.once(answer_direct_message, addressed.outlet))


def _is_direct(event: Mapping[str, Any]) -> bool:
    return event.get("channel_type") == "im"
