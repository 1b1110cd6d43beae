"""What a text itself says about a name: the first phrase that tells more than a title does, or else the title."""

from collections.abc import Iterator

from inference.contract import NameKind, Span
from inference.reading.names.after import behind
from inference.reading.names.before import before
from inference.reading.names.demonyms import is_people
from inference.reading.names.entries import Entry
from inference.reading.names.head_nouns import fits
from inference.reading.names.mentions import words_of
from inference.reading.names.titles import is_bare_title

_MOST_MENTIONS = 200
"""Mentions of one name that are looked at: a text that has not said it by then will not."""


def explain(text: str, entry: Entry, kind: NameKind) -> Span | None:
    """The span that says who or what a name is; None where the text does not tell for certain."""
    title = None
    own = {word for mention in entry.mentions[:_MOST_MENTIONS] for word in mention.words if not fits(word, kind)}
    for span in _said(text, entry, kind):
        words = text[span.start : span.end]
        if own & set(words_of(words)):
            continue
        if not is_bare_title(words) or kind is not NameKind.PEOPLE:
            return span
        title = title or span
    return title


def _said(text: str, entry: Entry, kind: NameKind) -> Iterator[Span]:
    for mention in entry.mentions[:_MOST_MENTIONS]:
        if mention.words and not mention.nested and not is_people(mention.words):
            yield from before(text, mention, kind)
            yield from behind(text, mention, kind)
