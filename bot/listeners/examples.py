"""Examples to try, in the Home tab: what a person could write, and the reply to it, as a direct message."""

import re
from collections.abc import Sequence
from dataclasses import replace

from slack_bolt import App, Args

from bot.delivery import Delivery
from bot.examples import EXAMPLES
from bot.home.view import TRY
from bot.inference_client import InferenceClient
from bot.listeners import listen, reply_to_request
from bot.listeners.choices import preferences_of
from bot.passages.grammar import parse_mention
from bot.passages.texts import Passage
from bot.preferences import PreferencesStore
from bot.readings import read
from bot.replies import rich_text, usage
from bot.replies.message import Message

_INTRODUCTION = "You could write to me:"


def register(app: App, inference: InferenceClient, delivery: Delivery, preferences: PreferencesStore) -> None:
    """Listen to the buttons."""

    def answer_example(args: Args) -> Sequence[Message]:
        message = EXAMPLES[args.payload["action_id"].removeprefix(TRY)].message
        wish = parse_mention("", message)
        if not wish.tasks:
            return usage.render(wish.talk)
        written = [rich_text.section(rich_text.text(_INTRODUCTION)), rich_text.quote(message)]
        chosen = preferences_of(preferences, args.context)
        first, *more = read(inference, wish, Passage(wish.text), preferences=chosen)
        return [replace(first, blocks=[*written, *first.blocks]), *more]

    button = app.action(re.compile(f"^{TRY}({'|'.join(EXAMPLES)})$"))
    listen(button, delivery.once(answer_example, reply_to_request))
