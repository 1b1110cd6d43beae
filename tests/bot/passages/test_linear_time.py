from collections.abc import Callable

import pytest

from bot.passages import slack_text
from bot.passages.contents import contents
from bot.passages.download import is_slacks
from bot.passages.follow_ups import asks_the_bot
from bot.passages.formatting import unformatted
from bot.passages.grammar import parse_command, parse_mention
from bot.passages.threads import permalinks
from bot.slack_messages import SlackAttachment, SlackMessage
from inference.contract import Task
from tests.linear import UNITS, assert_linear, nested, stacked, texts

BOT = "UBOT"
MARKUP = (
    *(f"<@{BOT}|", f"<@{BOT}>", "<@", "<#a|b", "<a:", "<a:b|", "<!date^1^", "&lt;", "&amp", "> <", "a.slack.com"),
    *(
        "*a ",
        "*a*",
        "_a_ ",
        "`a",
        "```",
        "&gt; ",
        "please ",
        "can you ",
        "thanks ",
        "ok ",
        "a.aa ",
        "https://a.slack.com/",
    ),
    *("Who? ", "who met?\n", "names, ", "what is this ", "list the names of ", "“who?” "),
    *("? ", "?|", "who? ", "who\n", "help ", "nouns:", "ask ", "hi!"),
)


def around(text: str) -> object:
    return slack_text.around_mention(text, BOT)


def mention(text: str) -> object:
    return parse_mention(text, text)


def question(text: str) -> object:
    return parse_mention("", f"who {text}")


def ask(text: str) -> object:
    return parse_command(Task.ANSWERS, text)


def help_me(text: str) -> object:
    return parse_command(Task.NOUNS, f"help{text}")


def message(text: str) -> object:
    return contents(SlackMessage(text=text, attachments=[SlackAttachment(text=text, fallback=text)]))


def follow_up(text: str) -> object:
    return asks_the_bot(SlackMessage(text=text))


def address(text: str) -> object:
    return is_slacks(f"https://{text}", "https://slack.com/api/")


RULES: list[Callable[[str], object]] = [
    *(slack_text.plain, slack_text.mentioned, slack_text.is_only_links, slack_text.without_first_mentions, unformatted),
    *(around, mention, question, ask, help_me, address, message, follow_up, permalinks),
]


@pytest.mark.parametrize("unit", [*UNITS, *MARKUP])
@pytest.mark.parametrize("rule", RULES)
def test_rules(rule: Callable[[str], object], unit: str) -> None:
    for make in texts(unit):
        assert_linear(rule, make)


@pytest.mark.parametrize("make", [nested, stacked])
def test_brackets_in_brackets_and_marks_on_marks(make: Callable[[int], str]) -> None:
    for rule in RULES:
        assert_linear(rule, make)
