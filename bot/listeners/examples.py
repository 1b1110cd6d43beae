"""Examples to try, in the Home tab: what a person could write, and the reply to it, as a direct message."""

import re
from collections.abc import Sequence

from slack_bolt import App, Args

from bot.delivery import Delivery
from bot.examples import EXAMPLES
from bot.home.view import TRY
from bot.inference_client import InferenceClient
from bot.listeners import listen
from bot.listeners.choices import preferences_of
from bot.outlets.direct import DirectOutlet
from bot.passages.gathering import Passage
from bot.passages.grammar import parse_mention
from bot.preferences import PreferencesStore
from bot.readings import read
from bot.replies import rich_text, usage
from bot.replies.message import Message, Part, paginate

_INTRODUCTION = "You could write to me:"


def register(app: App, inference: InferenceClient, delivery: Delivery, preferences: PreferencesStore) -> None:
    """Listen to the buttons."""

    def answer_example(args: Args) -> Sequence[Message]:
        message = EXAMPLES[args.payload["action_id"].removeprefix(TRY)].message
        wish = parse_mention("", message)
        if not wish.tasks:
            return usage.render(wish.talk)
        written = [rich_text.section(rich_text.text(_INTRODUCTION)), rich_text.quote(message)]
        reply = read(inference, wish, Passage(wish.text), preferences_of(preferences, args.context))
        return [*paginate([Part(f"{_INTRODUCTION} {message}", written)]), *reply]

    def outlet(args: Args) -> DirectOutlet:
        return DirectOutlet(args.client, args.body)

    button = app.action(re.compile(f"^{TRY}({'|'.join(EXAMPLES)})$"))
    listen(button, delivery.once(answer_example, outlet))
