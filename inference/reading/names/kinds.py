"""Kinds as people think of them, for names that the model does not type: peoples, works, events."""

import re

from inference.contract import NameKind
from inference.reading.names.demonyms import is_people
from inference.reading.names.entries import Entry
from inference.reading.names.mentions import Mention

_EVENT = re.compile(
    r"\b(?:war|wars|battle|siege|revolution|uprising|rebellion|massacre|olympics|olympiad|games|cup|championships?|"
    r"tournament|grand prix|marathon|derby|festival|carnival|fair|expo|biennale|summit|conference|congress|forum|"
    r"convention|symposium|hackathon|election|elections|referendum|inquisition|renaissance|reformation|holocaust|crisis|"
    r"storm|hurricane|typhoon|cyclone|christmas|easter|ramadan|eid|diwali|hanukkah|thanksgiving|halloween|"
    r"awards|ceremony)\b",
    re.IGNORECASE,
)
_EVENT_BEFORE = re.compile(r"\b(?:storm|hurricane|typhoon|cyclone) $", re.IGNORECASE)
_WORK_BEFORE = re.compile(
    r"\b(?:film|movie|book|novel|play|opera|musical|album|song|single|poem|series|show|sitcom|documentary|podcast|"
    r"magazine|painting|ballet|symphony|game|app|website|bestseller|thriller|comedy|drama|story|tale|essay|memoir)"
    r"s?,? (?:called |titled |entitled |named )?[\"“‘']?$",
    re.IGNORECASE,
)
_OPEN_QUOTE, _CLOSE_QUOTE = re.compile(r"[\"“‘']$"), re.compile(r"[,.]?[\"”’'](?!\w)")


def kind_of(text: str, entry: Entry) -> NameKind:
    """What the model says, where it says anything; nationalities are peoples whatever it says."""
    if any(is_people(mention.words) for mention in entry.mentions) and entry.kind is not NameKind.PEOPLE:
        return NameKind.PEOPLES
    if entry.kind is not NameKind.OTHER:
        return entry.kind
    if any(_is_event(text, mention) for mention in entry.mentions):
        return NameKind.EVENTS
    if any(_is_work(text, mention) for mention in entry.mentions):
        return NameKind.WORKS
    return NameKind.OTHER


def _is_event(text: str, mention: Mention) -> bool:
    words = text[mention.first : mention.end]
    return (len(mention.words) > 1 and _EVENT.search(words) is not None) or _EVENT_BEFORE.search(
        text, max(0, mention.first - 12), mention.first
    ) is not None


def _is_work(text: str, mention: Mention) -> bool:
    if _WORK_BEFORE.search(text, max(0, mention.first - 40), mention.first):
        return True
    opened = _OPEN_QUOTE.search(text, max(0, mention.first - 1), mention.first)
    return opened is not None and _CLOSE_QUOTE.match(text, mention.end) is not None
