"""Slash commands: `/nouns`, `/category` and `/ask`, answered to the one who typed them."""

from collections.abc import Sequence
from typing import Final

from slack_bolt import App, Args

from bot.delivery import Delivery
from bot.inference_client import InferenceClient
from bot.listeners import listen
from bot.outlets.response_urls import ResponseUrlOutlet
from bot.passages.errors import CannotReadError
from bot.passages.grammar import parse_command
from bot.passages.slack_text import plain
from bot.readings import check_question, read
from bot.replies import usage
from bot.replies.message import Message
from inference.contract import Task

COMMANDS: Final = {"/nouns": Task.NOUNS, "/category": Task.CATEGORY, "/ask": Task.ANSWERS}

NO_TEXT = "Which text? Write your question, then a line break or `|`, then the text: `/ask QUESTION? | TEXT`"


def register(app: App, inference: InferenceClient, delivery: Delivery) -> None:
    """Register all commands with one lazy function, which tells them apart by name."""

    def answer_command(args: Args) -> Sequence[Message]:
        command = args.body
        wish = parse_command(COMMANDS[command["command"]], plain(command.get("text", "")))
        if not wish.tasks:
            return usage.render()
        check_question(wish)
        if not wish.text:
            raise CannotReadError(NO_TEXT)
        return read(inference, wish, wish.text)

    lazy = delivery.once(answer_command, _outlet)
    for name in COMMANDS:
        listen(app.command(name), lazy)


def _outlet(args: Args) -> ResponseUrlOutlet:
    return ResponseUrlOutlet(args.body["response_url"], args.client, args.body.get("user_id", ""))
