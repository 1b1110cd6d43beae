"""What a rota, a programme or a list of winners says: by the day, the time or the place that a question names."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable

from inference.reading.records.asked import FUNCTION_WORDS, GENERIC, Asked, Kind
from inference.reading.records.fits import is_hours, is_person
from inference.reading.records.grounds import outside, unexplained
from inference.reading.records.pairs import Block, Keys
from inference.reading.records.terms import DAYS, places_of, stems, terms

_OPEN = stems("open", "opening", "hours", "time", "times")
_WINNING = stems("win", "come", "finish", "get", "take", "place", "medal", "rank", "receive", "prize")
_TAKING_PLACE = stems("start", "begin", "happen", "scheduled", "planned", "day", "time", "serve", "held", "hold")
_PRIZES = stems("prize", "prizes", "raffle", "tombola", "reward")
_RANKS = stems("medal", "place", "rank", "position")
_CLOCK = re.compile(r"\d{1,2}(?:[:.]\d\d| ?[ap]m\b|[-–]\d)")
_FROM_TO = re.compile(
    r"(?P<start>\d{1,2}(?:[:.]\d\d)?(?: ?[ap]m)?) ?(?:[-–]|to|until) ?(?P<to>\d{1,2}(?:[:.]\d\d)?(?: ?[ap]m)?)",
    re.IGNORECASE,
)
_OPENING, _CLOSING = stems("open", "start", "begin"), stems("close", "shut", "end", "finish")
_SUBJECTS = frozenset("we they you i".split())


def schedule_answer(asked: Asked, found: Iterable[Block], text: str) -> tuple[int, int] | None:
    """Where the answer stands; None unless exactly one line of exactly one block gives one."""
    answers = [
        answer
        for block in found
        if block.keys is not Keys.FIELDS and (answer := _value(asked, block, text) or _key(asked, block, text))
    ]
    return answers[0] if len(answers) == 1 else None


def _value(asked: Asked, block: Block, text: str) -> tuple[int, int] | None:
    """What stands beside the only key that the question names."""
    keyed = defaultdict(list)
    for pair in block.pairs:
        for stem in {*_covered(block.keys, text[slice(*pair.key)])}:
            keyed[stem].append(pair)
    named = [place for place, word in enumerate(asked.words) if word.stem in keyed]
    if len(named) != 1 or len(keyed[asked.words[named[0]].stem]) != 1:
        return None
    (pair,) = keyed[asked.words[named[0]].stem]
    value = text[slice(*pair.value)]
    known = stems("day") | outside(block, text) | (_WINNING if block.keys is Keys.PLACES else frozenset())
    rest = unexplained(asked.words, named, known)
    if rest is None:
        return None
    if block.keys is Keys.DAYS and (border := _border(asked, value, rest)):
        return pair.value[0] + border[0], pair.value[0] + border[1]
    return pair.value if _says(asked, block, value, rest, text) else None


def _border(asked: Asked, value: str, rest: Collection[int]) -> tuple[int, int] | None:
    """Of "9-17" the time at which something opens or closes, where the question asks for that alone."""
    hours = _FROM_TO.fullmatch(value)
    doing = {asked.words[place].stem for place in rest}
    if not hours or asked.kind is not Kind.WHEN or len(doing) != 1 or not _asks_what_it_does(asked):
        return None
    return hours.span("to") if doing <= _CLOSING else hours.span("start") if doing <= _OPENING else None


def _asks_what_it_does(asked: Asked) -> bool:
    """Whether it asks when something does something, and not when it is so."""
    return asked.words[0].text.lower() in ("do", "does", "did", "will")


def _covered(keys: Keys, key: str) -> Collection[str]:
    """The stems that a key stands for: of "Mon-Wed" three days."""
    words = [word.stem for part in key.replace("–", "-").split("-") for word in terms(part)]
    days = [word for word in words if word in DAYS]
    if keys is Keys.DAYS and len(days) == 2 and any(sign in key for sign in ("-", "–", "—", " to ")):
        first, last = DAYS.index(days[0]), DAYS.index(days[1])
        return [*DAYS, *DAYS][first : last + 1 if first <= last else last + 8]
    return [*words[:1], *days]


def _says(asked: Asked, block: Block, value: str, rest: list[int], text: str) -> bool:
    """Whether the value of a key can be what is asked for, whatever the words say that are left over."""
    is_open = block.keys is Keys.DAYS and any(word.stem in _OPEN for word in asked.words)
    if is_open and is_hours(value):
        narrows = {word.text.lower() for word in asked.words} & {"do", "does", "did", "close", "closes", "until"}
        left = [place for place in rest if asked.words[place].stem not in _OPEN]
        return not narrows and asked.kind in (Kind.WHEN, Kind.WHAT) and len(left) <= 1
    if asked.kind is Kind.WHO:
        return not rest and is_person(value)
    if block.keys is Keys.PLACES:
        return (
            asked.kind is Kind.WHAT and not rest and {*asked.noun} <= _PRIZES and bool(_PRIZES & outside(block, text))
        )
    if asked.kind is not Kind.WHAT or is_hours(value) or not {*asked.noun} <= _TAKING_PLACE:
        return False
    return all(asked.words[place].stem in _TAKING_PLACE or _is_verb(asked, place) for place in rest)


def _is_verb(asked: Asked, place: int) -> bool:
    """Of "what do we eat on Monday", "what is collected on Monday"."""
    before = asked.words[place - 1].text.lower() if place else ""
    return before in _SUBJECTS or (before in ("is", "are", "was", "were") and asked.words[place].text.endswith("ed"))


def _key(asked: Asked, block: Block, text: str) -> tuple[int, int] | None:
    """The key of the only line that has what the question speaks of, and nothing of it in another line."""
    known = outside(block, text) | _TAKING_PLACE
    if block.keys is Keys.PLACES:
        return _rank(asked, block, text, known)
    if asked.kind is not Kind.WHEN and asked.noun[:1] != tuple(stems("day")):
        return None
    rest = unexplained(asked.words, (), known)
    if not rest:
        return None
    wanted = {asked.words[place].stem for place in rest if not _is_verb(asked, place)}
    having = [(pair, {word.stem for word in terms(text, *pair.value)}) for pair in block.pairs]
    touched = [(pair, inside) for pair, inside in having if inside & wanted]
    if len(touched) != 1 or not wanted <= touched[0][1]:
        return None
    pair = touched[0][0]
    has_hours = block.keys is Keys.DAYS and asked.kind is Kind.WHEN and _CLOCK.search(text, *pair.value)
    return None if has_hours else pair.key


def _rank(asked: Asked, block: Block, text: str, known: Collection[str]) -> tuple[int, int] | None:
    """The place of the person that the question names in full."""
    if asked.kind is not Kind.WHAT or not asked.noun or asked.noun[0] not in _RANKS:
        return None
    named = {
        pair: places
        for pair in block.pairs
        if (places := places_of([word.stem for word in terms(text, *pair.value)], asked.words, FUNCTION_WORDS))
    }
    if len(named) != 1:
        return None
    ((pair, places),) = named.items()
    return pair.key if unexplained(asked.words, places, {*known, *_WINNING, *GENERIC}) == [] else None
