"""A reaction as a trigger: an emoji of the workspace's choice has the message under it read, in its thread."""

from collections.abc import Mapping, Sequence
from typing import Any

from slack_bolt import App, Args

from bot.delivery import Delivery
from bot.inference_client import InferenceClient
from bot.listeners import listen, reply_to_request
from bot.listeners.choices import preferences_of
from bot.manners import Manners
from bot.origins import Origin
from bot.outlets import status
from bot.own_user import own_user_id
from bot.passages.gathering import Conversation
from bot.passages.grammar import EVERYTHING, Wish
from bot.passages.people import is_a_person
from bot.passages.threads import read_message
from bot.preferences import PreferencesStore
from bot.readings import read
from bot.replies.buttons import Occasion
from bot.replies.message import Message


def register(
    app: App,
    inference: InferenceClient,
    delivery: Delivery,
    manners: Manners,
    preferences: PreferencesStore,
) -> None:
    """Listen to `reaction_added`, if the workspace has chosen an emoji."""
    if not manners.reaction:
        return

    def is_chosen(event: Mapping[str, Any]) -> bool:
        name, _, _ = str(event.get("reaction") or "").partition("::")  # without its skin tone
        return name == manners.reaction and (event.get("item") or {}).get("type") == "message"

    def answer_reaction(args: Args) -> Sequence[Message]:
        event, bot = args.body["event"], args.context.bot_user_id or own_user_id(args.client) or ""
        if event.get("user") == bot or not is_a_person(args.client, event.get("user")):
            return ()
        message = read_message(args.client, event["item"]["channel"], event["item"]["ts"])
        if message.user == bot:
            return ()  # what it says is read already
        origin = Origin.of(message, bot, is_whole=True)
        status.show(args.client, origin.channel, origin.root, status.READING)
        passage = Conversation(args.client, bot, is_direct=False, app_id=args.body.get("api_app_id", "")).whole(message)
        occasion, chosen = Occasion(event["user"], origin), preferences_of(preferences, args.context)
        return read(inference, Wish(EVERYTHING, passage.text), passage, occasion, chosen)

    listen(app.event("reaction_added", matchers=[is_chosen]), delivery.once(answer_reaction, reply_to_request))
