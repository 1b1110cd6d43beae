"""What stands for a name without being one: "the Bank", "the President"."""

import re
from collections.abc import Iterator, Sequence
from functools import partial

from inference.contract import NameKind
from inference.reading.names.mentions import Mention
from inference.reading.names.organisations import GENERIC
from inference.reading.names.titles import ROLES

_HEADS = "|".join(sorted(word.capitalize() for word in GENERIC))
_TITLES = "|".join(sorted(word.capitalize() for word in ROLES if len(word) > 4))
_NO_LONGER_NAME = r"\b(?![ \n-](?:of\b|for\b|[A-Z]))"
_STANDS_FOR = re.compile(
    rf"(?:\b[Tt]he|[a-z],?)[ \n](?P<head>{_HEADS}){_NO_LONGER_NAME}|\b(?P<title>{_TITLES})\b(?![ \n-][A-Z])"
)
_NOT_ONE = re.compile(r"\b(?:an?|any|every|each|no|another|some|first|next|former)[ \n]$", re.IGNORECASE)


def with_generic(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions and what else may stand for one: heads of organisations' names within a sentence.

    Bare titles that mean anybody, as in "a President", are left out.
    """
    found = [*mentions, *_unmarked(text, mentions)]
    return sorted(filter(partial(_is_one, text), found), key=lambda mention: mention.start)


def _is_one(text: str, mention: Mention) -> bool:
    stands_for = mention.implied or not mention.words
    return not stands_for or not _NOT_ONE.search(text, max(0, mention.start - 9), mention.start)


def _unmarked(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Heads and titles outside of all mentions."""
    taken = iter(mentions)
    current = next(taken, None)
    for match in _STANDS_FOR.finditer(text):
        start, end = match.span(match.lastgroup or 0)
        while current and current.end <= start:
            current = next(taken, None)
        if current is None or current.start >= end:
            word = text[start:end].lower()
            words, titles = ((word,), ()) if match.lastgroup == "head" else ((), (word,))
            yield Mention(start, start, end, NameKind.OTHER, words, titles, implied=True)
