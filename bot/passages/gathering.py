"""The passage that a message asks about: its own text, what is enclosed with it, or the latest text before it."""

from collections.abc import Iterable
from dataclasses import replace

from slack_sdk import WebClient

from bot.origins import Origin
from bot.passages import grammar, slack_text
from bot.passages.contents import contents
from bot.passages.errors import CannotReadError
from bot.passages.names import Names
from bot.passages.talk import Talk
from bot.passages.texts import PREVIEW, Passage, Texts, joined
from bot.passages.threads import Thread, first_messages, read_back, read_thread
from bot.slack_messages import SlackMessage
from inference.contract import MAX_TEXT_LENGTH

WHICH_TEXT = (
    "Which text? Put it after your request, after a line break, or attach it as a file. In a thread I read the thread."
)
EMPTY_THREAD = "I found nothing to read in this thread before your message. Paste the text after your request."
ONLY_A_LINK = "I do not open links to pages. Please paste the text itself, or attach it as a file."
NOTHING_IN_IT = "I found no text in that message that I can read."
_LONG = 300
"""Characters from which on what somebody says in a thread is a text of its own."""


class Conversation:
    """Whom a message is addressed to: in a direct message always the bot, elsewhere only where it is mentioned.

    For one message: what Slack was asked is kept for the next question about it.
    """

    def __init__(self, client: WebClient, bot_user_id: str, *, is_direct: bool, app_id: str = "") -> None:
        self.client = client
        self._bot_user_id = bot_user_id
        self._is_direct = is_direct
        self._app_id = app_id
        self._name = Names(client)
        self._thread: Thread | None = None

    def origin(self, message: SlackMessage) -> Origin:
        """How to come back to the text that the message asks about."""
        return Origin.of(message, self._bot_user_id, is_direct=self._is_direct)

    def wish(self, message: SlackMessage) -> grammar.Wish:
        """What the person asks for; what is enclosed with nothing asked about it is to be read."""
        held = contents(message)
        before, after = slack_text.around_mention(held.words, self._bot_user_id)
        wish = grammar.parse_mention(self._plain(before), self._plain(after))
        told = slack_text.without_first_mentions(after)
        if told != after and not wish.is_explicit:
            other = grammar.parse_mention(self._plain(before), self._plain(told))
            wish = other if other.is_explicit or not other.tasks else wish
        if held.has_enclosures and not wish.tasks and ((not before and not after) or wish.talk is Talk.PASSING):
            return grammar.Wish(grammar.EVERYTHING)
        return wish

    def gather(self, message: SlackMessage, wish: grammar.Wish) -> Passage:
        """What the person wants read.

        Raises
        ------
        CannotReadError
            There is no text, or Slack does not let the bot have it.
        """
        if found := self._brought(message, wish):
            return found
        if message.is_in_thread and (found := self._in_thread(message, wish)):
            return found
        if self._is_direct and (found := self._before(message)):
            return found
        raise CannotReadError(EMPTY_THREAD if message.is_in_thread else WHICH_TEXT)

    def whole(self, message: SlackMessage) -> Passage:
        """All that a message holds, whatever it asks.

        Raises
        ------
        CannotReadError
            There is no text in it.
        """
        if found := self._whole([message], "", self._texts(message)):
            return found
        raise CannotReadError(NOTHING_IN_IT)

    def takes_part(self, message: SlackMessage) -> bool:
        """Whether the bot has spoken in the thread of a message already.

        Raises
        ------
        CannotReadError
            Slack does not show the thread.
        """
        return any(map(self._is_own, self._read_thread(message).messages))

    def _brought(self, message: SlackMessage, wish: grammar.Wish) -> Passage | None:
        """The text that came with the message, or that it links to."""
        texts = self._texts(message)
        if found := texts.of(contents(message), wish.text):
            return found
        if texts.refusal or wish.text:
            raise CannotReadError(texts.refusal or ONLY_A_LINK)
        return None

    def _in_thread(self, message: SlackMessage, wish: grammar.Wish) -> Passage | None:
        """The latest text that was brought in the thread once the bot was called; before that, the thread itself."""
        thread, texts = self._read_thread(message), self._texts(message)
        said = [each for each in thread.messages if each.is_said and not self._is_own(each)]
        found = None if wish.of_thread else self._latest(reversed(said), texts)
        if found:
            return replace(found, is_far=sum(map(self._holds_a_text, said)) > 1)
        return None if self._is_direct else self._whole(said, thread.note, texts)

    def _before(self, message: SlackMessage) -> Passage | None:
        """The latest text of a direct conversation."""
        texts = self._texts(message)
        said = [each for each in read_back(self.client, message) if each.is_said and not self._is_own(each)]
        if found := self._latest(said, texts):
            return replace(found, is_far=True)
        if texts.refusal:
            raise CannotReadError(texts.refusal)
        return None

    def _latest(self, newest_first: Iterable[SlackMessage], texts: Texts) -> Passage | None:
        """The latest text that was brought to the bot, or brought by anybody after one was."""
        later: list[SlackMessage] = []
        for message in newest_first:
            if not self._is_addressed(message):
                later.append(message)
            elif found := self._told(message, texts):
                brought = [each for each in later if _brings_a_text(each)]
                return next(filter(None, (self._told(each, texts) for each in brought)), found)
        return None

    def _told(self, message: SlackMessage, texts: Texts, *, with_previews: bool = False) -> Passage | None:
        """The text of an earlier message; a link in it that cannot be followed says nothing."""
        held = contents(message)
        words = self.wish(message).text if self._is_addressed(message) else texts.plain(held.words)
        try:
            return texts.of(held, words, with_previews=with_previews)
        except CannotReadError:
            return None

    def _whole(self, said: list[SlackMessage], note: str, texts: Texts) -> Passage | None:
        """As many messages of a thread as fit into one text."""
        parts: list[str] = []
        size, notes = 0, {note} - {""}
        for number, each in enumerate(said):
            found = self._told(each, texts, with_previews=True)
            if not found:
                continue
            size += len(found.text) + 2
            if parts and size > MAX_TEXT_LENGTH:
                notes = {first_messages(number), *(notes - {note})}
                break
            parts.append(found.text)
            notes |= {PREVIEW} & {*found.notes}
        if parts:
            return Passage(joined(parts), (*sorted(notes), *texts.notes))
        if texts.refusal:
            raise CannotReadError(texts.refusal)
        return None

    def _texts(self, message: SlackMessage) -> Texts:
        return Texts(self.client, self._name, message)

    def _holds_a_text(self, message: SlackMessage) -> bool:
        return _brings_a_text(message) or (self._is_addressed(message) and bool(self.wish(message).text))

    def _read_thread(self, message: SlackMessage) -> Thread:
        if self._thread is None:
            self._thread = read_thread(self.client, message)
        return self._thread

    def _is_addressed(self, message: SlackMessage) -> bool:
        return self._is_direct or self._bot_user_id in slack_text.mentioned(contents(message).words)

    def _is_own(self, message: SlackMessage) -> bool:
        by_app = bool(self._app_id) and message.app_id == self._app_id and message.is_through_an_app
        return message.user == self._bot_user_id or by_app

    def _plain(self, raw: str) -> str:
        return slack_text.plain(raw, self._name).strip()


def _brings_a_text(message: SlackMessage) -> bool:
    """Whether this is more than a remark: something pasted, shared or attached."""
    held = contents(message)
    return bool(held.enclosed or held.files) or len(held.words) >= _LONG
