"""Acronyms: "IMF", "I.M.F." and "International Monetary Fund (IMF)"."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from inference.contract import NameKind
from inference.reading.names.mentions import Mention, Words

_SMALL = frozenset("of the and for in on de la du des der die das und et y e a an to".split())
SYNONYMS: dict[Words, Words] = {
    tuple(short.split()): tuple(full.split())
    for full, shorts in {
        "united states": "us usa america united_states_of_america",
        "united kingdom": "uk britain great_britain",
        "united nations": "un",
        "european union": "eu",
        "netherlands": "holland",
        "united arab emirates": "uae emirates",
    }.items()
    for short in (words.replace("_", " ") for words in shorts.split())
}
"""What is so common that a text need not say it."""

_ACRONYM = re.compile(r"(?:[A-Z]\.[ \u00a0]?){2,7}|[A-Z][A-Za-z]{0,5}[A-Z]s?\b|[A-Z]{2,8}")
_LONGEST = 8


def is_acronym(name: str) -> bool:
    """Whether a name is written in capitals, with dots or without."""
    return _ACRONYM.fullmatch(name) is not None


def spelt_out(text: str, mentions: Sequence[Mention]) -> dict[str, Words]:
    """Acronym, without dots and case -> words of the name that it stands for, where the text holds just one such."""
    long = [mention for mention in mentions if len(mention.words) > 1 and mention.kind is not NameKind.PEOPLE]
    named: dict[str, Words] = {}
    clashes: set[str] = set()
    for mention in long:
        for letters in _initials(text[mention.first : mention.end], mention.words):
            if named.setdefault(letters, mention.words) != mention.words:
                clashes.add(letters)
    bracketed = dict(_bracketed(text, mentions))
    return {letters: words for letters, words in named.items() if letters not in clashes} | bracketed


def letters_of(words: Words) -> str:
    """What acronyms are found by: their letters, in lower case."""
    return "".join(words).replace(".", "")


def _initials(name: str, words: Words) -> set[str]:
    parts = [part for word in words for part in re.split(r"[-/&]", word) if part]
    every = "".join(part[0] for part in parts)
    main = "".join(part[0] for part in parts if part not in _SMALL)
    capitals = "".join(character for character in name if character.isupper()).lower()
    return {letters for letters in (every, main, capitals) if 1 < len(letters) <= _LONGEST}


def _bracketed(text: str, mentions: Sequence[Mention]) -> Iterable[tuple[str, Words]]:
    """Names with their short form in brackets, or the other way about."""
    for one, two in pairwise(mentions):
        if text[one.end : two.start] not in {" (", " (the ", ' ("'} or not text.startswith((")", '")'), two.end):
            continue
        short, full = sorted((one, two), key=lambda mention: len(mention.words))
        letters = letters_of(short.words)
        is_short = len(short.words) == 1 < len(full.words) and is_acronym(text[short.first : short.end])
        if is_short and letters[:1] in {word[0] for word in full.words}:
            yield letters, full.words
