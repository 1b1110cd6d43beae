"""The value of the only key that a question names: "Rent: 740 euros"."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from inference.reading.records.asked import FUNCTION_WORDS, GENERIC, PRICES, Asked, Kind, goes_beyond_a_cell
from inference.reading.records.fits import fits
from inference.reading.records.grounds import OWNING, around, heading, outermost, unexplained
from inference.reading.records.pairs import Block, Keys, Pair
from inference.reading.records.table import ARTICLES
from inference.reading.records.terms import Term, content, places_of, stems, terms

_BY_FORM = (Kind.WHEN, Kind.NUMBER, Kind.PRICE, Kind.MEASURE)
"""Kinds whose values have a form that others have not."""

_PAYING = PRICES | stems("pay", "charge")

_EQUAL = frozenset("is are was were the".split())
"""Behind "what", where a value is asked for, and not what somebody does."""

_SPEECH = re.compile(r"\b(?:i|i['’]?(?:m|ll|ve|d)|me|my|we|you|ur|u|lol|yeah)\b", re.IGNORECASE)

Named = dict[tuple[int, ...], Pair]


def field_answer(asked: Asked, found: Iterable[Block], text: str) -> tuple[int, int] | None:
    """Where the answer stands; None where no key, or more than one, is asked for."""
    fields = [block for block in found if block.keys is Keys.FIELDS and not _is_chat(block, text)]
    pairs = [pair for block in fields for pair in block.pairs]
    if asked.kind is Kind.WHAT and not asked.noun and asked.words[0].text.lower() not in _EQUAL:
        return None
    names = [content(terms(text, *pair.key), ARTICLES) for pair in pairs]
    named = _named(asked, pairs, names, text)
    chosen = _chosen(asked, named, text)
    if chosen is None:
        return None
    places, pair = chosen
    start, end = pair.value
    if text[end - 1] == "?" or not fits(asked.kind, text[start:end]):
        return None
    known = {place for each in named for place in each}
    others = {stem for each, name in zip(pairs, names, strict=True) if each is not pair for stem in name}
    explained = around(text, [(0, start), (end, len(text))]) - others
    plain = GENERIC | _headings(fields, pair, text) | (_PAYING if asked.kind is Kind.PRICE else frozenset())
    rest = unexplained(asked.words, known, plain, explained)
    return pair.value if rest == [] and not _is_owner(asked, places) else None


def _is_chat(block: Block, text: str) -> bool:
    """Whether somebody speaks of themselves or to others behind a key: then keys are who speaks."""
    return any(_SPEECH.search(text, *pair.value) for pair in block.pairs)


def _named(asked: Asked, pairs: Sequence[Pair], names: Sequence[tuple[str, ...]], text: str) -> Named:
    """The pairs whose keys the question names, by its words; a key of several pairs names none."""
    counts = Counter(names)
    by_places = defaultdict(list)
    for pair, name in zip(pairs, names, strict=True):
        places = places_of(name, asked.words, FUNCTION_WORDS) if counts[name] == 1 else ()
        if all(_is_written(asked.words[place], text[slice(*pair.key)]) for place in places):
            by_places[places].append(pair)
    by_places.pop((), None)
    if not by_places:
        meant = [pair for pair, name in zip(pairs, names, strict=True) if name and name[-1] in asked.meant]
        return {(): meant[0]} if len(meant) == 1 else {}
    return {places: by_places[places][0] for places in outermost(by_places)}


def _is_written(word: Term, key: str) -> bool:
    """Whether "following" stands in the key as it does in the question, and not only "Follows"."""
    return not goes_beyond_a_cell(word) or word.text.lower() in key.lower()


def _chosen(asked: Asked, named: Named, text: str) -> tuple[tuple[int, ...], Pair] | None:
    if asked.noun and asked.noun[0] not in GENERIC:
        first = {places: pair for places, pair in named.items() if places and places[0] == 0}
        named = first if asked.kind in _BY_FORM or len(first) == len(named) else {}
    if len(named) > 1 and asked.kind in _BY_FORM:
        named = {places: pair for places, pair in named.items() if fits(asked.kind, text[slice(*pair.value)])}
    elif len(named) > 1:
        named = {places: named[places] for places in [min(named)] if _is_of(asked, places)}
    return next(iter(named.items())) if len(named) == 1 else None


def _headings(found: Iterable[Block], pair: Pair, text: str) -> set[str]:
    return {stem for block in found if pair in block.pairs for stem in heading(block, text)}


def _is_of(asked: Asked, places: tuple[int, ...]) -> bool:
    """Whether "of" follows: the owner of the server."""
    behind = places[-1] + 1
    return behind < len(asked.words) and asked.words[behind].text.lower() == "of"


def _is_owner(asked: Asked, places: tuple[int, ...]) -> bool:
    """Whether it is somebody's or something's thing that is asked for: the customer's telephone."""
    return bool(places) and asked.words[places[-1]].text.endswith(OWNING)
