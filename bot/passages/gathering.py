"""The passage that a message asks about: its own words, what it quotes, its files, or its thread."""

from collections.abc import Iterator
from dataclasses import dataclass

from slack_sdk import WebClient

from bot.passages import grammar, slack_text
from bot.passages.errors import CannotReadError
from bot.passages.files import fetch_text
from bot.passages.threads import read_thread
from bot.slack_messages import SlackFile, SlackMessage

MAX_FILES = 10
"""Files opened for one passage."""

WHICH_TEXT = (
    "Which text? Put it after your request, after a line break, or attach it as a file. In a thread I read the thread."
)
EMPTY_THREAD = "I found nothing to read in this thread before your message. Paste the text after your request."
NOT_A_TEXT = "I can read text files and snippets only. Please paste the text into your message."


@dataclass(frozen=True)
class Passage:
    """`note` says what of a long thread was read; mostly it is empty."""

    text: str
    note: str = ""


@dataclass(frozen=True)
class Conversation:
    """Whom a message is addressed to: in a direct message always the bot, elsewhere only where it is mentioned."""

    client: WebClient
    bot_user_id: str
    is_direct: bool

    def wish(self, message: SlackMessage) -> grammar.Wish:
        """What the person asks for; a quote or a file with nothing said about it is to be read."""
        before, after = slack_text.around_mention(message.text or "", self.bot_user_id)
        if not before and not after and message.has_enclosures:
            return grammar.Wish(grammar.EVERYTHING)
        return grammar.parse_mention(before, after)

    def gather(self, message: SlackMessage, wish: grammar.Wish) -> Passage:
        """What the person wants read.

        Raises
        ------
        CannotReadError
            There is no text, or Slack does not let the bot have it.
        """
        if text := _joined([wish.text, *self._enclosed(message)]):
            return Passage(text)
        if any(message.files):
            raise CannotReadError(NOT_A_TEXT)
        if not message.is_in_thread:
            raise CannotReadError(WHICH_TEXT)
        thread = read_thread(self.client, message)
        text = _joined(self._said(each) for each in thread.messages)
        if not text:
            raise CannotReadError(EMPTY_THREAD)
        return Passage(text, thread.note)

    def _said(self, message: SlackMessage) -> str:
        """A message of a thread, without what it only asks of the bot."""
        raw = message.text or ""
        asks = self.is_direct or self.bot_user_id in slack_text.mentioned(raw)
        own = self.wish(message).text if asks else slack_text.plain(raw)
        return _joined([own, *self._enclosed(message)])

    def _enclosed(self, message: SlackMessage) -> Iterator[str]:
        files: list[SlackFile] = list(message.files)
        for attachment in message.attachments:
            if attachment.is_quote:
                yield slack_text.plain(attachment.text or "")
                files += attachment.files
        for file in [each for each in files if each.is_text][:MAX_FILES]:
            yield slack_text.tidy(fetch_text(file, self.client))


def _joined(texts: Iterator[str] | list[str]) -> str:
    return "\n\n".join(text.strip() for text in texts if text.strip())
