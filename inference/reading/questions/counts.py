"""Questions that ask how many: only a number or a word for a quantity answers them."""

import re

from inference.reading.questions.wording import bare

_HOW_MANY = re.compile(r"^(?:(?:about|around|roughly|for|in|to|on|of|by|at|over)\s+)?how many\b", re.IGNORECASE)
_QUANTITY = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty|"
    r"fou?rty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|[mb]illions?|trillions?|dozens?|score|half|halves|thirds?|"
    r"quarters?|twice|once|thrice|single|singles?|double|triple|pairs?|couple|both|several|few|fewer|many|most|all|every|each|none|no|nobody|zero|"
    r"any|some|plenty|lots?|tons?|enough|more|less|least|countless|numerous|multiple|majority|minority|handful|an?|bunch|"
    r"number|infinite|nothing|only|[ivxlc]+)\b",
    re.IGNORECASE,
)


def asks_how_many(question: str) -> bool:
    """Whether only a quantity answers it."""
    return _HOW_MANY.match(bare(question)) is not None


def is_quantity(words: str) -> bool:
    """Whether there is a number among the words, or a word for a quantity."""
    return _QUANTITY.search(words) is not None
