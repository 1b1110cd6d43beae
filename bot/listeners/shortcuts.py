"""Shortcuts: in the menu of a message, which is then the text, and one for a text from anywhere."""

from collections.abc import Sequence
from typing import Final

from slack_bolt import App, Args

from bot.delivery import Delivery
from bot.dialogs import Dialog
from bot.inference_client import InferenceClient
from bot.listeners import listen, opening, reply_to_request
from bot.listeners.choices import preferences_of
from bot.origins import Origin
from bot.own_user import own_user_id
from bot.passages.gathering import Conversation
from bot.passages.grammar import Wish
from bot.passages.texts import Passage
from bot.preferences import PreferencesStore
from bot.readings import read
from bot.replies.buttons import Occasion
from bot.replies.message import Message
from bot.slack_messages import SlackMessage
from inference.contract import Task

READ: Final = {"highlight_names": Task.NOUNS, "news_category": Task.CATEGORY}
ASK: Final = "ask_about_this"
READ_A_TEXT: Final = "read_a_text"


def register(app: App, inference: InferenceClient, delivery: Delivery, preferences: PreferencesStore) -> None:
    """Listen to all of them; only who uses one sees what comes of it."""

    def answer_shortcut(args: Args) -> Sequence[Message]:
        origin, passage = _taken_from(args)
        wish = Wish((READ[args.body["callback_id"]],), passage.text)
        occasion = Occasion(args.body["user"]["id"], origin, is_private=True)
        return read(inference, wish, passage, occasion, preferences_of(preferences, args.context))

    def ask_about_message(args: Args) -> Sequence[Message]:
        origin, passage = _taken_from(args)
        dialog = Dialog(tasks=(Task.ANSWERS,), channel=origin.channel, origin=origin)
        return opening.open_form(args, dialog, quoted=passage.text)

    def open_for_a_text(args: Args) -> Sequence[Message]:
        return opening.open_form(args, Dialog())

    lazy = delivery.once(answer_shortcut, reply_to_request)
    for callback_id in READ:
        listen(app.message_shortcut(callback_id), lazy)
    listen(app.message_shortcut(ASK), delivery.once(ask_about_message, reply_to_request))
    listen(app.global_shortcut(READ_A_TEXT), delivery.once(open_for_a_text, reply_to_request))


def _taken_from(args: Args) -> tuple[Origin, Passage]:
    """The message came along, so that the bot needs no access to its channel."""
    channel, user = args.body["channel"]["id"], own_user_id(args.client) or ""
    message = SlackMessage.model_validate({**args.body["message"], "channel": channel})
    app_id = args.body.get("api_app_id", "")
    passage = Conversation(args.client, user, is_direct=False, app_id=app_id).whole(message)
    return Origin.of(message, user, is_whole=True), passage
