"""Modals: what is submitted in one is read and shown in it, and posted where it was opened."""

from collections.abc import Sequence
from typing import Any

from slack_bolt import Ack, App, Args

from bot.delivery import Delivery
from bot.dialogs import CALLBACK, OpenDialog
from bot.inference_client import InferenceClient
from bot.listeners import listen, reply_to_request
from bot.listeners.choices import preferences_of
from bot.passages.errors import CannotReadError
from bot.passages.returning import passage_of
from bot.passages.texts import Passage
from bot.preferences import PreferencesStore
from bot.readings import check_question, read
from bot.replies import views
from bot.replies.buttons import Occasion
from bot.replies.message import Message


def register(app: App, inference: InferenceClient, delivery: Delivery, preferences: PreferencesStore) -> None:
    """Listen to submissions, and to the button that posts what was found."""

    def answer_submission(args: Args) -> Sequence[Message]:
        opened = OpenDialog.of(args.body["view"])
        if opened.faults():
            return ()  # the acknowledgement has said so
        return _read(inference, args, opened, preferences)

    def post_findings(args: Args) -> Sequence[Message]:
        opened = OpenDialog.of(args.body["view"])
        if faults := opened.faults():
            raise CannotReadError(next(iter(faults.values())))
        occasion = Occasion(args.body["user"]["id"], opened.dialog.origin)
        return _read(inference, args, opened, preferences, occasion)

    listen(app.view(CALLBACK), delivery.once(answer_submission, reply_to_request), ack=_answer_at_once)
    listen(app.action(views.POST), delivery.once(post_findings, reply_to_request))


def _answer_at_once(ack: Ack, view: dict[str, Any]) -> None:
    opened = OpenDialog.of(view)
    if faults := opened.faults():
        ack(response_action="errors", errors=faults)
    else:
        ack(response_action="update", view=views.loading(opened.dialog))


def _read(
    inference: InferenceClient,
    args: Args,
    opened: OpenDialog,
    preferences: PreferencesStore,
    occasion: Occasion | None = None,
) -> Sequence[Message]:
    wish = opened.wish()
    check_question(wish)
    origin = opened.dialog.origin
    passage = passage_of(args.client, origin, args.body.get("api_app_id", "")) if origin else Passage(wish.text)
    return read(inference, wish, passage, occasion, preferences_of(preferences, args.context))
