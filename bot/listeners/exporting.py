"""Buttons that give the names of a text as a file."""

from collections.abc import Sequence

from slack_bolt import App, Args

from bot.delivery import Delivery
from bot.inference_client import InferenceClient
from bot.listeners import listen, reply_to_request
from bot.listeners.choices import preferences_of
from bot.origins import Origin
from bot.outlets import status
from bot.passages.returning import passage_of
from bot.preferences import PreferencesStore
from bot.readings import export_names
from bot.replies.buttons import EXPORT
from bot.replies.message import Message


def register(app: App, inference: InferenceClient, delivery: Delivery, preferences: PreferencesStore) -> None:
    """Listen to both of them."""

    def export_read_names(args: Args) -> Sequence[Message]:
        action = args.body["actions"][0]
        origin = Origin.model_validate_json(action["value"])
        passage = passage_of(args.client, origin, args.body.get("api_app_id", ""))
        chosen, wanted = EXPORT[action["action_id"]], preferences_of(preferences, args.context)
        if args.body["container"].get("is_ephemeral"):
            return [export_names(inference, passage, chosen, wanted)]
        with status.reading(args.client, origin.channel, origin.root):
            return [export_names(inference, passage, chosen, wanted)]

    lazy = delivery.once(export_read_names, reply_to_request)
    for action_id in EXPORT:
        listen(app.action(action_id), lazy)
