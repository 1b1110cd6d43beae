"""Whether a value can be what a question asks for: a person, a time, a number."""

import re

from inference.reading.questions.counts import is_quantity
from inference.reading.records.asked import Kind

_PERSON = re.compile(r"[^\W\d_][\w.'’-]*(?:\s+[^\W\d_][\w.'’-]*){0,4}")
_ADDRESS = re.compile(r"\s?<?[\w.+-]{1,64}@[\w.-]{1,80}>?")
_MENTION = re.compile(r"<@[A-Z0-9]{1,20}\|(?P<name>[^<>|]{1,80})>")
_SMALL = frozenset("and of the de la van von der den al bin da di do dos du le".split())
_TIME = re.compile(
    r"\d|\b(?:closed|noon|midnight|daily|never|always|morning|afternoon|evening|night|today|tomorrow|yesterday|"
    r"(?:mon|tue|wed|thu|fri|sat|sun)\w*|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\b",
    re.IGNORECASE,
)
_HOURS = re.compile(
    r"closed|(?:(?:to|and|from|until|till|[-–,&]|(?<!\d)\d{1,2}(?:[:.]\d\d)?(?:\s?(?:[ap]\.?m\.?|h|o['’]clock))?|noon|midnight)\s*)+",
    re.IGNORECASE,
)
_MOST_HOURS = 80
_OPEN = re.compile(r"\?.*|n/?a\.?|n\.\s?n\.|tb[acd]\.?|dn[fs]|to be [a-z]+|not (?:yet )?[a-z]+ed", re.IGNORECASE)
"""What stands for a value that is not there yet."""

_COUNT = re.compile(r"\d{1,3}|\d{5,}")
_MONEY = re.compile(
    r"[$€£¥₹%]|\b[A-Z]{3} ?\d|\d ?[A-Z]{3}\b|\d[.,]\d\d\b|\d ?(?i:k|p|euros?|dollars?|pounds?|quid|cents?|per cent)\b"
)

_MEASURE = re.compile(
    r"(?:about|from|approx\.?|ca?\.|circa|around|over|under|up to|nearly|almost|some)?\W{0,3}\d", re.IGNORECASE
)
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")


def fits(kind: Kind, value: str) -> bool:
    """Whether a value is of the kind that was asked for, as far as its form tells."""
    if not _LETTER_OR_DIGIT.search(value) or _OPEN.fullmatch(value):
        return False
    match kind:
        case Kind.WHO:
            return is_person(value)
        case Kind.WHEN:
            return _TIME.search(value) is not None and not _COUNT.fullmatch(value)
        case Kind.WHERE:
            return any(each.isalpha() for each in value)
        case Kind.NUMBER:
            return is_quantity(value)
        case Kind.PRICE:
            return _MEASURE.match(value) is not None or _MONEY.search(value) is not None
        case Kind.MEASURE:
            if any(each.isdigit() for each in value):
                return _MEASURE.match(value) is not None
            return is_quantity(value) or value.endswith("ly")
        case _:
            return True


def is_person(value: str) -> bool:
    """A few words that all begin with a capital, an e-mail address, or who is mentioned in Slack."""
    mention = _MENTION.fullmatch(value)
    value = mention["name"] if mention else value
    if address := _ADDRESS.search(value):
        value = value[: address.start()]
        if address.end() == len(address.string) and not value:
            return True
    return _PERSON.fullmatch(value) is not None and all(
        word[0].isupper() or word in _SMALL for word in value.replace(".", " ").split()
    )


def is_hours(value: str) -> bool:
    """Nothing but times of day, or "closed"."""
    return len(value) <= _MOST_HOURS and _HOURS.fullmatch(value) is not None
