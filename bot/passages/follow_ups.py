"""Whether a message that mentions nobody reads like one to the bot: a question or a wish, not a remark to people."""

import re

from bot.passages.contents import contents
from bot.passages.grammar import parse_mention
from bot.passages.slack_text import mentioned, plain
from bot.slack_messages import SlackMessage

_TO_PEOPLE = re.compile(
    r"\b(?:you|your|u|we|us|our|i|me|my|anyone|anybody|someone|somebody|everyone|everybody)\b", re.IGNORECASE
)
"""People speak to each other with these; a text is asked about others."""

_LONGEST = 600
"""Characters of a follow-up: who says more brings a text, and mentions the bot."""


def asks_the_bot(message: SlackMessage) -> bool:
    """Judged by the words alone, without asking Slack anything."""
    words = contents(message).words
    if len(words) > _LONGEST or mentioned(words):
        return False
    wish = parse_mention("", plain(words))
    to_people = any(_TO_PEOPLE.search(question) for question in wish.questions)
    return wish.is_explicit and not to_people
