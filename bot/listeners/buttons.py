"""Buttons under replies: more of the same text, sharing, deleting, and feedback."""

from collections.abc import Sequence

from slack_bolt import App, Args

from bot.delivery import Delivery
from bot.dialogs import Dialog
from bot.feedback import FeedbackObserver
from bot.inference_client import InferenceClient
from bot.listeners import listen, opening, reply_to_request
from bot.listeners.choices import preferences_of
from bot.origins import Origin
from bot.outlets import status
from bot.outlets.deleting import delete_reply
from bot.passages.errors import CannotReadError
from bot.passages.grammar import Wish
from bot.passages.returning import passage_of
from bot.preferences import Preferences, PreferencesStore
from bot.readings import read
from bot.replies.buttons import ASK, DELETE, FEEDBACK, READ, SHARE, Judged, Occasion, Shared
from bot.replies.message import Message
from inference.contract import Task

NOT_YOURS = "Only who asked for this reply can delete it."


def register(
    app: App, inference: InferenceClient, delivery: Delivery, observe: FeedbackObserver, preferences: PreferencesStore
) -> None:
    """Listen to all of them."""

    def read_more(args: Args) -> Sequence[Message]:
        action = args.body["actions"][0]
        origin = Origin.model_validate_json(action["value"])
        is_private = bool(args.body["container"].get("is_ephemeral"))
        tasks = (READ[action["action_id"]],)
        chosen = preferences_of(preferences, args.context)
        return _read_again(inference, args, origin, tasks, chosen, is_private=is_private)

    def share_reply(args: Args) -> Sequence[Message]:
        shared = Shared.model_validate_json(args.body["actions"][0]["value"])
        chosen = preferences_of(preferences, args.context)
        return _read_again(inference, args, shared.origin, shared.tasks, chosen, is_private=False)

    def ask_about_reply(args: Args) -> Sequence[Message]:
        origin = Origin.model_validate_json(args.body["actions"][0]["value"])
        return opening.open_form(args, Dialog(tasks=(Task.ANSWERS,), channel=origin.channel, origin=origin))

    def delete_own_reply(args: Args) -> Sequence[Message]:
        if args.body["actions"][0].get("value") != args.body["user"]["id"]:
            raise CannotReadError(NOT_YOURS)
        delete_reply(args.client, args.body["container"])
        return ()

    def note_feedback(args: Args) -> Sequence[Message]:
        judged = Judged.model_validate_json(args.body["actions"][0]["value"])
        for task, model in judged.models.items():
            observe(task, model, judged.is_up)
        return ()

    listeners = {SHARE: share_reply, ASK: ask_about_reply, DELETE: delete_own_reply, FEEDBACK: note_feedback}
    for action_id, listener in {**dict.fromkeys(READ, read_more), **listeners}.items():
        listen(app.action(action_id), delivery.once(listener, reply_to_request))


def _read_again(
    inference: InferenceClient,
    args: Args,
    origin: Origin,
    tasks: tuple[Task, ...],
    preferences: Preferences,
    *,
    is_private: bool,
) -> Sequence[Message]:
    passage = passage_of(args.client, origin, args.body.get("api_app_id", ""))
    wish, occasion = Wish(tasks, passage.text), Occasion(args.body["user"]["id"], origin, is_private=is_private)
    if is_private:
        return read(inference, wish, passage, occasion, preferences)
    with status.reading(args.client, origin.channel, origin.root):
        return read(inference, wish, passage, occasion, preferences)
