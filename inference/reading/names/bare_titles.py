"""Whom a title alone means: "the President", after President Herrera; "the Prince of Spain, Alphonso"."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from inference.contract import NameKind
from inference.reading.names.mentions import Mention, Words
from inference.reading.names.titles import ROLES

Holders = dict[str, list[tuple[int, Words]]]

_AFTER_NAME = re.compile(r"(?:[ \n]|, (?:the |an? |\d{1,2}(?:st|nd|rd|th) )?)")
_BEFORE_NAME = re.compile(r"(?: of (?:the )?[\w -]{1,40})?, ")
_ANOTHER = frozenset("vice deputy attorney former".split())
"""Words that make another office of the one behind them: a vice president is no president."""

_AND = re.compile(r"[^.;!?\n]{0,80}\band (?:the )?")


def holders_of_titles(text: str, mentions: Sequence[Mention], keys: dict[Mention, Words]) -> dict[Mention, Words]:
    """The names that bare titles stand for; a title that may be two people's, or nobody's here, is left out."""
    beside = _beside_names(text, mentions, keys)
    holders: Holders = {}
    for mention in mentions:
        key = keys.get(mention) or beside.get(mention)
        if key is None:
            continue
        for office in set(_offices(mention.titles)):
            found = holders.setdefault(office, [])
            if len(found) < 2 and all(key != other for _, other in found):
                found.append((mention.start, key))
    bare = [mention for mention in mentions if not mention.words]
    meant = {mention: beside.get(mention) or _only(holders, mention) for mention in bare}
    return {mention: key for mention, key in meant.items() if key}


def _beside_names(text: str, mentions: Sequence[Mention], keys: dict[Mention, Words]) -> dict[Mention, Words]:
    """Titles that a comma parts from the name that they belong to."""
    found: dict[Mention, Words] = {}
    people = [mention for mention in mentions if not mention.words or mention.kind is NameKind.PEOPLE]
    for before, after in pairwise(people):
        gap = text[before.end : after.start]
        if not after.words and before in keys and _AFTER_NAME.fullmatch(gap):
            found[after] = keys[before]
        elif not after.words and before in found and _AND.fullmatch(gap):
            found[after] = found[before]
        elif not before.words and before not in found and after in keys and _BEFORE_NAME.fullmatch(gap):
            found[before] = keys[after]
    return found


def _only(holders: Holders, mention: Mention) -> Words | None:
    """The only one of those before who bear the title, or of all."""
    for office in reversed(list(_offices(mention.titles))):
        found = holders.get(office, [])
        before = [key for start, key in found if start < mention.start]
        if len(before or found) == 1:
            return (before or [key for _, key in found])[0]
    return None


def _offices(titles: Words) -> Iterator[str]:
    """`vice president` of "Vice President", `prime` left out of "Prime Minister", who may be "the Minister" too."""
    before = ""
    for index, title in enumerate(titles):
        if title in _ANOTHER and index + 1 < len(titles):
            before += f"{title} "
        elif title in ROLES:
            yield before + title
