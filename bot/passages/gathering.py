"""The passage that a message asks about: its own text, what is enclosed with it, or the latest text before it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from slack_sdk import WebClient

from bot.origins import Origin
from bot.passages import grammar, slack_text
from bot.passages.contents import Contents, contents
from bot.passages.errors import CannotReadError
from bot.passages.names import Names
from bot.passages.opening import Opening
from bot.passages.talk import Talk
from bot.passages.threads import Thread, first_messages, permalinks, read_back, read_linked, read_thread
from bot.slack_messages import SlackMessage
from inference.contract import MAX_TEXT_LENGTH

WHICH_TEXT = (
    "Which text? Put it after your request, after a line break, or attach it as a file. In a thread I read the thread."
)
EMPTY_THREAD = "I found nothing to read in this thread before your message. Paste the text after your request."
ONLY_A_LINK = "I do not open links to pages. Please paste the text itself, or attach it as a file."
NOTHING_IN_IT = "I found no text in that message that I can read."
PREVIEW = "I read the preview of the link, not the page itself."


@dataclass(frozen=True)
class Passage:
    """`notes` say what was left out. `is_far` where it is not obvious which text this is."""

    text: str
    notes: tuple[str, ...] = ()
    is_far: bool = False


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
        if found := self._whole([message], "", Opening(self.client)):
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
        opening, held = Opening(self.client), contents(message)
        passage = self._text_of(held, wish.text, opening)
        if passage:
            return passage
        if opening.refusal:
            raise CannotReadError(opening.refusal)
        if links := permalinks(held.words):
            linked = [contents(read_linked(self.client, link, message)) for link in links]
            texts = [self._text_of(each, self._plain(each.words), opening) for each in linked]
            if text := _joined(each.text for each in texts if each):
                return Passage(text, opening.notes, is_far=True)
        if wish.text:
            raise CannotReadError(opening.refusal or ONLY_A_LINK)
        return None

    def _in_thread(self, message: SlackMessage, wish: grammar.Wish) -> Passage | None:
        """The latest text that was brought to the bot in the thread; if none was, the thread itself."""
        thread, opening = self._read_thread(message), Opening(self.client)
        said = [each for each in thread.messages if each.is_said and not self._is_own(each)]
        if not wish.of_thread:
            for each in reversed([each for each in said if self._is_addressed(each)]):
                if found := self._text_of(contents(each), self.wish(each).text, opening):
                    return replace(found, is_far=len(said) > 1)
        if self._is_direct:
            return None
        return self._whole(said, thread.note, opening)

    def _whole(self, said: list[SlackMessage], note: str, opening: Opening) -> Passage | None:
        """As many messages of a thread as fit into one text."""
        texts: list[str] = []
        notes: set[str] = {note} - {""}
        for number, each in enumerate(said):
            words = self.wish(each).text if self._is_addressed(each) else self._plain(contents(each).words)
            found = self._text_of(contents(each), words, opening, with_previews=True)
            if not found:
                continue
            if texts and len(_joined([*texts, found.text])) > MAX_TEXT_LENGTH:
                notes = {first_messages(number), *(notes - {note})}
                break
            texts.append(found.text)
            notes |= {each for each in found.notes if each == PREVIEW}
        if texts:
            return Passage(_joined(texts), (*sorted(notes), *opening.notes))
        if opening.refusal:
            raise CannotReadError(opening.refusal)
        return None

    def _before(self, message: SlackMessage) -> Passage | None:
        """The latest text of a direct conversation."""
        opening = Opening(self.client)
        for each in read_back(self.client, message):
            if each.is_said and not self._is_own(each):
                found = self._text_of(contents(each), self.wish(each).text, opening)
                if found:
                    return replace(found, is_far=True)
        if opening.refusal:
            raise CannotReadError(opening.refusal)
        return None

    def _text_of(self, held: Contents, words: str, opening: Opening, *, with_previews: bool = False) -> Passage | None:
        """Words with what is enclosed; previews of pages count where nothing else is said, unless they always do."""
        only_links = slack_text.is_only_links(words)
        parts = [] if only_links else [words]
        parts += [self._plain(each) for each in held.enclosed]
        parts += opening.texts(held.files)
        text = _joined(parts)
        if held.previews and (with_previews or not text or not words):
            previews = map(self._plain, held.previews)
            return Passage(_joined([text, *previews]), (PREVIEW, *opening.notes))
        return Passage(text, opening.notes) if text else None

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


def _joined(texts: Iterable[str]) -> str:
    return "\n\n".join(text.strip() for text in texts if text.strip())
