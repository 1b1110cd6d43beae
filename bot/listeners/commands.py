"""Slash commands: `/nouns`, `/category` and `/ask`, answered to who typed them or, if they prefer, to everyone."""

from collections.abc import Sequence
from typing import Final

from slack_bolt import App, Args

from bot.delivery import Delivery
from bot.dialogs import Dialog, Typed
from bot.inference_client import InferenceClient
from bot.listeners import listen, opening
from bot.listeners.choices import preferences_of
from bot.outlets.response_urls import ResponseUrlOutlet
from bot.passages.errors import CannotReadError
from bot.passages.formatting import unformatted
from bot.passages.gathering import Conversation
from bot.passages.grammar import Wish, parse_command
from bot.passages.names import Names
from bot.passages.slack_text import plain
from bot.passages.talk import is_help
from bot.passages.texts import Passage
from bot.preferences import Audience, PreferencesStore
from bot.readings import check_question, read
from bot.replies import usage
from bot.replies.buttons import Occasion
from bot.replies.message import Message
from bot.slack_messages import SlackMessage
from inference.contract import Task

COMMANDS: Final = {"/nouns": Task.NOUNS, "/category": Task.CATEGORY, "/ask": Task.ANSWERS}

_NOW = "9999999999.999999"
"""Later than any message: a command has no timestamp."""

NO_TEXT = "Which text? Write your question, then a line break or `|`, then the text: `/ask QUESTION? | TEXT`"


def register(app: App, inference: InferenceClient, delivery: Delivery, preferences: PreferencesStore) -> None:
    """Register all commands with one lazy function, which tells them apart by name."""

    def answer_command(args: Args) -> Sequence[Message]:
        command = args.body
        typed = plain(unformatted(command.get("text", "")), Names(args.client))
        task = COMMANDS[command["command"]]
        wish = parse_command(task, typed)
        if not typed.strip() or (wish.questions and not wish.text and not _is_direct(args)):
            dialog = Dialog(tasks=(task,), channel=command.get("channel_id", ""))
            return opening.open_form(args, dialog, Typed(question="\n".join(wish.questions)))
        if not wish.tasks:
            return usage.render()
        check_question(wish)
        chosen = preferences_of(preferences, args.context)
        occasion = Occasion(command.get("user_id", ""), is_private=chosen.audience is Audience.ONE)
        return read(inference, wish, _passage(args, wish), occasion, chosen)

    def outlet(args: Args) -> ResponseUrlOutlet:
        command = args.body
        is_private = is_help(command.get("text", ""))
        audience = Audience.ONE if is_private else preferences_of(preferences, args.context).audience
        return ResponseUrlOutlet(command["response_url"], args.client, command.get("user_id", ""), audience=audience)

    lazy = delivery.once(answer_command, outlet)
    for name in COMMANDS:
        listen(app.command(name), lazy)


def _passage(args: Args, wish: Wish) -> Passage:
    """The text of the command, or of a message that it links to; in the direct conversation else the latest text."""
    command = args.body
    channel, app_id = command.get("channel_id", ""), command.get("api_app_id", "")
    asking = SlackMessage(channel=channel, user=command.get("user_id"), ts=_NOW, text=command.get("text", ""))
    conversation = Conversation(args.client, "", is_direct=channel.startswith("D"), app_id=app_id)
    try:
        return conversation.gather(asking, wish)
    except CannotReadError as error:
        if wish.text:
            raise
        raise CannotReadError(NO_TEXT) from error


def _is_direct(args: Args) -> bool:
    return str(args.body.get("channel_id", "")).startswith("D")
