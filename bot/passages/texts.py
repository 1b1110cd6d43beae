"""From what a message holds to the text of it: words, enclosures, files, and messages that it links to."""

from collections.abc import Iterable
from dataclasses import dataclass

from slack_sdk import WebClient

from bot.passages import slack_text
from bot.passages.contents import Contents, contents
from bot.passages.opening import Opening
from bot.passages.threads import permalinks, read_linked
from bot.slack_messages import SlackMessage

MAX_LINKS = 3
"""Messages that are looked up because one links to them."""

PREVIEW = "I read the preview of the link, not the page itself."


@dataclass(frozen=True)
class Passage:
    """`notes` say what was left out. `is_far` where it is not obvious which text this is."""

    text: str
    notes: tuple[str, ...] = ()
    is_far: bool = False


class Texts:
    """For one passage, which may come from several messages; `asking` is the message of who wants it read."""

    def __init__(self, client: WebClient, name: slack_text.Namer, asking: SlackMessage) -> None:
        self._client = client
        self._name = name
        self._asking = asking
        self._opening = Opening(client)

    @property
    def refusal(self) -> str:
        """Why the first file could not be read; empty where all could."""
        return self._opening.refusal

    @property
    def notes(self) -> tuple[str, ...]:
        """Which files were left out, and why."""
        return self._opening.notes

    def of(self, held: Contents, words: str, *, with_previews: bool = False) -> Passage | None:
        """Words with what is enclosed; previews of pages count where nothing else is said, unless they always do.

        Raises
        ------
        CannotReadError
            All that it holds is a link to a message that may not be read.
        """
        parts = [] if slack_text.is_only_links(words) else [words]
        parts += [self.plain(each) for each in held.enclosed]
        parts += self._opening.texts(held.files)
        text = joined(parts)
        if held.previews and (with_previews or not text or not words):
            return Passage(joined([text, *map(self.plain, held.previews)]), (PREVIEW, *self.notes))
        if not text and words:
            return self._linked(held)
        return Passage(text, self.notes) if text else None

    def plain(self, raw: str) -> str:
        """A text in Slack's notation as people see it."""
        return slack_text.plain(raw, self._name).strip()

    def _linked(self, held: Contents) -> Passage | None:
        texts: list[str] = []
        for link in permalinks(held.words)[:MAX_LINKS]:
            linked = contents(read_linked(self._client, link, self._asking))
            texts += [self.plain(each) for each in (linked.words, *linked.enclosed)]
            texts += self._opening.texts(linked.files)
        return Passage(joined(texts), self.notes, is_far=True) if any(texts) else None


def joined(texts: Iterable[str]) -> str:
    """Texts as paragraphs of one."""
    return "\n\n".join(text.strip() for text in texts if text.strip())
