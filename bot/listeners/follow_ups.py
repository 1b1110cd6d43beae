"""Follow-ups: in a thread in which the bot has spoken, a question or a wish needs no mention."""

from collections.abc import Mapping, Sequence
from typing import Any

from slack_bolt import App, Args, BoltContext

from bot.delivery import Delivery
from bot.inference_client import InferenceClient
from bot.listeners import addressed, listen
from bot.listeners.choices import preferences_of
from bot.manners import Manners
from bot.passages.errors import CannotReadError
from bot.passages.follow_ups import asks_the_bot
from bot.preferences import PreferencesStore
from bot.relevance import is_in_a_thread_of_a_channel
from bot.replies.message import Message
from bot.slack_messages import PEOPLES_SUBTYPES


def register(
    app: App, inference: InferenceClient, delivery: Delivery, manners: Manners, preferences: PreferencesStore
) -> None:
    """Listen to `message` events of channels, unless the workspace does not want it; nor does who has switched it off.

    A message that mentions the bot arrives as `app_mention` too, and is answered as that.
    """
    if not manners.follow_ups:
        return

    def answer_follow_up(args: Args) -> Sequence[Message]:
        chosen = preferences_of(preferences, args.context)
        if not chosen.follow_ups:
            return ()
        message = addressed.message_of(args.context)
        conversation = addressed.conversation_of(args, is_direct=False)
        try:
            if not conversation.takes_part(message):
                return ()
        except CannotReadError:
            return ()  # nobody has called the bot here, for all it knows
        return addressed.answer_in(conversation, inference, message, chosen)

    message = app.event(
        {"type": "message", "subtype": PEOPLES_SUBTYPES},
        matchers=[_is_in_a_thread, addressed.is_somebodys(()), _asks],
    )
    listen(message, delivery.once(answer_follow_up, addressed.outlet))


def _is_in_a_thread(event: Mapping[str, Any]) -> bool:
    """The cheapest look: most messages in channels end here."""
    return is_in_a_thread_of_a_channel(event)


def _asks(context: BoltContext) -> bool:
    message = addressed.message_of(context)
    return not message.is_through_an_app and bool(context.bot_user_id) and asks_the_bot(message)
