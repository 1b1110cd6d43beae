"""Mentions in a channel, answered in the thread of the message."""

from collections.abc import Sequence

from slack_bolt import App, Args

from bot.delivery import Delivery
from bot.inference_client import InferenceClient
from bot.listeners import addressed, listen
from bot.manners import Manners
from bot.preferences import PreferencesStore
from bot.replies.message import Message


def register(
    app: App, inference: InferenceClient, delivery: Delivery, manners: Manners, preferences: PreferencesStore
) -> None:
    """Listen to `app_mention`."""

    def answer_mention(args: Args) -> Sequence[Message]:
        return addressed.answer(inference, preferences, args, is_direct=False)

    mention = app.event("app_mention", matchers=[addressed.is_somebodys(manners.allowed_apps)])
    listen(mention, delivery.once(answer_mention, addressed.outlet))
