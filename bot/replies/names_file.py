"""The names of a text as a file, and what is said with it."""

from typing import Final

from bot.passages.errors import CannotReadError
from bot.preferences import Preferences
from bot.replies.message import File, Message
from bot.replies.nouns import visible_names, why_none
from inference.contract import NounsReply
from inference.exports.formats import Format, export

_TITLE: Final = "Names"
_SAID = {
    Format.CSV: "{names} as a table, for a spreadsheet.",
    Format.ANKI: "{names} as cards to learn. Open the file with Anki: the same names come in once, however often.",
}


def render(text: str, reply: NounsReply, chosen: Format, preferences: Preferences) -> Message:
    """`text` is what the reply's offsets point into.

    Raises
    ------
    CannotReadError
        There are no names to see.
    """
    names = visible_names(reply, preferences)
    if not names:
        raise CannotReadError(why_none(reply))
    said = _SAID[chosen].format(names=f"{len(names):,} names" if len(names) > 1 else "One name")
    content = export(text, names, chosen, preferences.wikipedia)
    return Message(said, file=File(content, _TITLE, chosen))
