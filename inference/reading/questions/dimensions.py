"""What is to be measured: no weight is a price, and no length an age."""

import re
from enum import Enum

from inference.reading.questions.wording import bare


class Dimension(Enum):
    """What numbers with a unit measure; the values name groups of patterns."""

    MONEY = "money"
    WEIGHT = "weight"
    LENGTH = "length"
    TIME = "time"
    DEGREES = "degrees"
    VOLUME = "volume"


def _asked(words: str, *dimensions: Dimension) -> tuple[re.Pattern[str], frozenset[str]]:
    return re.compile(words, re.IGNORECASE), frozenset(dimension.value for dimension in dimensions)


_UNITS = {
    Dimension.MONEY: r"euros?|dollars?|cents?|pence|francs?|yen|rupees?",
    Dimension.WEIGHT: r"(?:kilo|milli)?gram(?:me)?s?|kilos?|kgs?|mg|g|lbs?|ounces?|oz|tons?|tonnes?",
    Dimension.LENGTH: r"(?:kilo|centi|milli)?met(?:re|er)s?|km|cm|mm|(?<=\ )m|miles?|feet|foot|ft|inch(?:es)?|yards?",
    Dimension.TIME: r"(?:second|sec|minute|min|hour|hr|day|week|month|year|yr|decade)s?",
    Dimension.DEGREES: r"(?:°|degrees?)\ ?(?:c|f|celsius|fahrenheit)?",
    Dimension.VOLUME: r"(?:milli|centi)?lit(?:re|er)s?|ml|cl|l|pints?|gallons?",
}
_MEASURE = re.compile(
    r"(?:(?:about|around|roughly|over|under|nearly|almost|some|up to|at least|only|just)\ )?[-+]?\d+(?:[.,]\d+)*\ ?"
    rf"(?:{'|'.join(f'(?P<{dimension.value}>{units})' for dimension, units in _UNITS.items())})\.?",
    re.IGNORECASE,
)


def _noun(words: str) -> str:
    """Asks for something by its name: "what is the price", "price of the tent"."""
    return rf"what(?: is|['’]s| was| are| were) the (?:[a-z]+ ){{0,2}}(?:{words})\b|(?:the )?(?:{words}) (?:of|for)\b"


_MEASURED = "delay|allowance|limit|dos(?:e|age)|weight|load|rainfall|difference|distance|capacity|maximum|minimum"
_ASKED = (
    *(_asked(rf"how many (?:more )?(?:{units})(?![^\W_])", dimension) for dimension, units in _UNITS.items()),
    _asked(
        r"how expensive\b|how much\b(?! (?:time|weight)\b).{0,200}\b(?:costs?|pay|pays|paid|charged?)\b"
        rf"|how much (?:is|are|was|were) (?:an?|one|the)(?: (?!(?:{_MEASURED})\b)[\w-]+){{1,4}}\s*\??$"
        rf"|what\b.{{0,200}}\bcosts?\s*\??$|{_noun('price|cost|fare|rent|salary')}",
        Dimension.MONEY,
    ),
    _asked(rf"how heavy\b|(?:how much|what)\b.{{0,200}}\bweigh(?:s|ed)?\b|{_noun('weight')}", Dimension.WEIGHT),
    _asked(rf"how (?:tall|wide|deep|thick)\b|{_noun('height|width|depth')}", Dimension.LENGTH),
    _asked(
        rf"how old\b|how long\b.{{1,200}}(?<!the )\b(?:take|last|wait)s?\b|what age\b|{_noun('age')}", Dimension.TIME
    ),
    _asked(r"how (?:long|far)\b", Dimension.LENGTH, Dimension.TIME, Dimension.VOLUME, Dimension.DEGREES),
    _asked(rf"how (?:hot|cold|warm)\b|what temperature\b|{_noun('temperature')}", Dimension.DEGREES),
)


def measures_something_else(question: str, answer: str) -> bool:
    """Whether an answer is a number with a unit, of another dimension than the question's.

    An answer with more words than that, or with a unit of no single dimension, measures nothing here: "3 euros a kilo"
    is a price, "pounds" are money or a weight, and "8m" may be millions.
    """
    measure = _MEASURE.fullmatch(answer.strip())
    if measure is None:
        return False
    asked = bare(question)
    wanted = next((dimensions for words, dimensions in _ASKED if words.match(asked)), None)
    return wanted is not None and measure.lastgroup not in wanted
