"""The value of the only key that a question names: "Rent: 740 euros"."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice

from inference.reading.records.asked import FUNCTION_WORDS, GENERIC, PAYING, Asked, Kind, goes_beyond_a_cell
from inference.reading.records.fits import fits
from inference.reading.records.found import Blank
from inference.reading.records.grounds import OWNING, around, heading, may_be_a_verb, outermost, unexplained
from inference.reading.records.pairs import Block, Keys, Pair, is_blank
from inference.reading.records.sections import Section, named_section, names_one_of_several
from inference.reading.records.table import ARTICLES
from inference.reading.records.terms import Term, content, places_of, stems, terms

_BY_FORM = (Kind.WHEN, Kind.NUMBER, Kind.PRICE, Kind.MEASURE)
"""Kinds whose values have a form that others have not."""

_MOST_OTHERS = 5
"""Other sections that are asked for a key which the one that is meant has not."""

_SPEECH = re.compile(r"\b(?:i|i['’]?(?:m|ll|ve|d)|me|my|we|you|ur|u|lol|yeah)\b", re.IGNORECASE)

_HEAD_OF_MAIL = frozenset(("from", "subject"))
_MAIL = stems("mail", "e-mail", "email", "message", "letter")

Named = dict[tuple[int, ...], Pair]


def field_answer(
    asked: Asked, found: Iterable[Block], parted: Sequence[Section], text: str
) -> tuple[int, int] | Blank | None:
    """Where the answer stands; None where no key, or more than one, is asked for.

    Where the question names a section, its keys alone count, and those that only others like it have are blank.
    """
    fields = [block for block in found if block.keys is Keys.FIELDS and not _is_chat(block, text)]
    if not parted:
        fields = [block for block in fields if len(_keys(block.pairs, text)) == len(block.pairs)]
    pairs = [pair for block in fields for pair in block.pairs]
    if asked.kind is Kind.WHAT and not asked.noun and not asked.equates:
        return None
    section, own = named_section(asked, parted) or (None, frozenset())
    if section is None and names_one_of_several(asked, parted):
        return None
    inside = _within(section, pairs) if section else pairs
    answer = _value(asked, inside, own, fields, text)
    if section and inside and answer is None and not _named(asked, inside, text):
        keys = _keys(inside, text)
        others = (_within(each, pairs) for each in parted if each is not section)
        alike = (each for each in others if keys & _keys(each, text))
        named = islice((each for each in alike if _named(asked, each, text)), _MOST_OTHERS)
        return Blank() if any(_value(asked, each, own, fields, text) for each in named) else None
    return answer


def _keys(pairs: Iterable[Pair], text: str) -> set[tuple[str, ...]]:
    return {_name(pair, text) for pair in pairs}


def _within(section: Section, pairs: Iterable[Pair]) -> list[Pair]:
    return [pair for pair in pairs if section.start <= pair.key[0] < section.end]


def _value(
    asked: Asked, pairs: Sequence[Pair], own: frozenset[int], fields: Sequence[Block], text: str
) -> tuple[int, int] | Blank | None:
    """What stands beside the only key that is asked for; the question's words at the places `own` name its section."""
    named = _named(asked, pairs, text)
    chosen = _chosen(asked, named, own, text)
    if chosen is None:
        return None
    places, pair = chosen
    start, end = pair.value
    if not is_blank(pair, text) and (text[end - 1] == "?" or not fits(asked.kind, text[start:end])):
        return None
    known = own.union(place for each in named for place in each)
    others = {stem for each in pairs if each is not pair for stem in _name(each, text)}
    explained = _explained(fields, pair, text) - others
    plain = _plain(asked) | _kind_of_text(pairs, text) | _headings(fields, pair, text)
    if asked.kind is Kind.PRICE:
        plain |= PAYING
    rest = unexplained(asked.words, known, plain, explained)
    if rest is None or (_is_owner(asked, places) and not own):
        return None
    if rest and not (own and len(rest) == 1 and may_be_a_verb(asked.words, rest[0], known)):
        return None
    return Blank() if is_blank(pair, text) else pair.value


def _explained(fields: Sequence[Block], pair: Pair, text: str) -> set[str]:
    """The stems of what stands outside of the values of other keys, and in those that say what it is all about."""
    inner = sorted(each.value for block in fields for each in block.pairs if each is pair or each is not block.pairs[0])
    borders = [0, *(border for value in inner for border in value), len(text)]
    return around(text, zip(borders[::2], borders[1::2], strict=True))


def _plain(asked: Asked) -> frozenset[str]:
    """Nouns that say nothing of which key is meant; a price "for a day" is another one than that for an hour."""
    return GENERIC - (stems("day") - {*asked.noun})


def _kind_of_text(pairs: Sequence[Pair], text: str) -> frozenset[str]:
    """What a text may be called that has the head of an e-mail."""
    has_head = {text[slice(*pair.key)].lower() for pair in pairs} >= _HEAD_OF_MAIL
    return _MAIL | stems("about") if has_head else frozenset()


def _name(pair: Pair, text: str) -> tuple[str, ...]:
    return content(terms(text, *pair.key), ARTICLES)


def _is_chat(block: Block, text: str) -> bool:
    """Whether somebody speaks of themselves or to others behind a key: then keys are who speaks."""
    return any(_SPEECH.search(text, *pair.value) for pair in block.pairs)


def _named(asked: Asked, pairs: Sequence[Pair], text: str) -> Named:
    """The pairs whose keys the question names, by its words; a key of several pairs names none."""
    names = [_name(pair, text) for pair in pairs]
    counts = Counter(names)
    by_places = defaultdict(list)
    for pair, name in zip(pairs, names, strict=True):
        is_sure = counts[name] == 1 and (asked.kind is Kind.WHO or not _is_function_word(text[slice(*pair.key)]))
        places = places_of(name, asked.words, FUNCTION_WORDS) if is_sure else ()
        if all(_is_written(asked.words[place], text[slice(*pair.key)]) for place in places):
            by_places[places].append(pair)
    by_places.pop((), None)
    if not by_places:
        meant = [pair for pair, name in zip(pairs, names, strict=True) if name and name[-1] in asked.meant]
        return {(): meant[0]} if len(meant) == 1 else {}
    return {places: by_places[places][0] for places in outermost(by_places)}


def _is_function_word(key: str) -> bool:
    """Of "From" and "To", which a question has for other reasons."""
    return key.lower() in FUNCTION_WORDS


def _is_written(word: Term, key: str) -> bool:
    """Whether "following" stands in the key as it does in the question, and not only "Follows"."""
    return not goes_beyond_a_cell(word) or word.text.lower() in key.lower()


def _chosen(asked: Asked, named: Named, own: frozenset[int], text: str) -> tuple[tuple[int, ...], Pair] | None:
    if asked.noun and asked.noun[0] not in GENERIC:
        begin = next(place for place in range(len(own) + 1) if place not in own)
        first = {places: pair for places, pair in named.items() if places and places[0] == begin}
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
