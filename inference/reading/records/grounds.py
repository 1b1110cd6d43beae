"""Whether every word of a question is accounted for, before a cell may be the answer to it."""

from collections.abc import Collection, Iterable, Sequence

from inference.reading.records.asked import FUNCTION_WORDS, PREPOSITIONS, goes_beyond_a_cell
from inference.reading.records.pairs import Block
from inference.reading.records.table import Table
from inference.reading.records.terms import Term, stem, stems, terms

_NARROWING = frozenset("in during at on under by with".split())
_TURNING = stems(
    *"lose miss concede drop cancel reject lack skip owe avoid refuse break forget decline fail waste return".split()
)
"""Verbs that turn what a column counts into something else: goals that are missed."""

OWNING = ("'s", "’s", "s'", "s’")
"""Ends of words for whose thing it is."""

_BETWEEN = frozenset(("the", "a", "an"))


def unexplained(
    words: Sequence[Term], known: Collection[int], explained: Collection[str], context: Collection[str] = ()
) -> list[int] | None:
    """Places of the words that neither stand at known places nor have one of the stems `explained`.

    Those of the context explain no number and nothing behind "in" or "at": these narrow down what is asked for. None
    where a word asks for more than a cell.
    """
    unknown = [index for index in range(len(words)) if index not in known]
    if any(goes_beyond_a_cell(words[index]) for index in unknown):
        return None
    return [
        index
        for index in unknown
        if words[index].text.lower() not in FUNCTION_WORDS
        and words[index].stem not in explained
        and (words[index].stem not in context or words[index].text[0].isdigit() or _is_narrowing(words, index))
    ]


def unexplained_beside(
    table: Table, words: Sequence[Term], known: Collection[int], explained: Collection[str], text: str
) -> list[int] | None:
    """The same where a table answers: the text around it explains words too, and those of other cells nothing does.

    None also where one of the places that are left holds a word of the table.
    """
    inside = table.stems
    context = around(text, [(0, table.start), (table.end, len(text))])
    rest = unexplained(words, known, explained, context - inside)
    return None if rest is None or any(words[place].stem in inside for place in rest) else rest


def _is_narrowing(words: Sequence[Term], index: int) -> bool:
    before = (word.text.lower() for word in words[index - 1 :: -1] if index)
    return next((word for word in before if word not in _BETWEEN), "") in _NARROWING


def may_be_a_verb(words: Sequence[Term], place: int, known: Collection[int]) -> bool:
    """Whether a word is no name, number, owner or object, nor narrows down the word behind it."""
    word = words[place]
    before = words[place - 1].text.lower() if place else ""
    return not (
        word.text[0].isupper()
        or not word.text.isalpha()
        or place + 1 in known
        or before in PREPOSITIONS
        or before in ("the", "a", "an", "of")
        or before.endswith(OWNING)
        or word.stem in _TURNING
    )


def outermost(places: Collection[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """Those that are no part of others."""
    return [each for each in places if not any({*each} < {*other} for other in places)]


def around(text: str, parts: Iterable[tuple[int, int]]) -> set[str]:
    """The stems of what stands in these parts of a text, of "on-call" those of its parts too."""
    words = [word for part in parts for word in terms(text, *part)]
    halves = (half for word in words if "-" in word.text for half in word.text.split("-") if half)
    return {word.stem for word in words} | {stem(half) for half in halves}


def outside(block: Block, text: str) -> set[str]:
    """The stems of what stands before and behind a block."""
    return around(text, [(0, block.pairs[0].key[0]), (block.pairs[-1].value[1], len(text))])


def heading(block: Block, text: str) -> set[str]:
    """The stems of the line above a block."""
    end = text.rfind("\n", 0, block.pairs[0].key[0])
    return around(text, [(text.rfind("\n", 0, max(end, 0)) + 1, max(end, 0))])
