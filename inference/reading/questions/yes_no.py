"""Whether a question asks for yes or no, by its wording."""

import re

from inference.reading.questions.wording import AUXILIARY, bare, has_tag

_INTERROGATIVE = r"(?:who|whom|whose|what|which|where|when|why|how)"

_FIRST = re.compile(
    rf"{AUXILIARY}\s+(?!\d|you\s+(?:name|list|give|find|show|describe)\b)\S+\s+\S"
    r"|whether\b|if\b(?![^?]*(?:,|\b(?:who|what|when|where)\b))|(?:any|anyone|anybody|anything)\b",
    re.IGNORECASE,
)
_LATER = re.compile(rf"[,;:.]\s+(?:then\s+)?{AUXILIARY}\s+\S+\s+\S", re.IGNORECASE)
"""Behind a clause: "If the bridge is closed, can people walk?"."""

_ASKS_FOR_WORDS = re.compile(rf"\s*(?:(?:by|to|for|in|at|on|from|with|of)\s+)?{_INTERROGATIVE}\b", re.IGNORECASE)
_NAMES_WHAT = re.compile(r"\b(?:what|which|who|whom|whose|how)\b|^when,", re.IGNORECASE)
_LEFT_OPEN = re.compile(
    r"\b(?:who|whom|what|where|when|why|how|(?:which|what)\s+\w+|how\s+(?:many|much|old|long|often|far))\s*\?*\s*$",
    re.IGNORECASE,
)
"""At the end: "Will Ann come when?"."""

_CHOICE = re.compile(r"(?:\S+\s+){1,9}?or\s+(?!(?:not|no|so|more|less|later|two)\b)(?:\S++\s*+){1,9}", re.IGNORECASE)
_WHICHEVER = re.compile(r"\b(?:any|anyone|anybody|anything|anywhere|ever|either|yet)\b", re.IGNORECASE)
"""With these "or" offers no choice: "Was anyone killed or hurt?"."""


def asks_yes_or_no(question: str) -> bool:
    """Tell a question that asks for yes or no from one that asks for words of the text, such as one of two things."""
    asked = bare(question)
    if _LEFT_OPEN.search(asked) or _offers_a_choice(asked):
        return False
    if _ASKS_FOR_WORDS.match(asked):
        return _follows_a_clause(asked)
    return bool(_FIRST.match(asked)) or _follows_a_clause(asked) or (has_tag(asked) and not _NAMES_WHAT.search(asked))


def _follows_a_clause(asked: str) -> bool:
    later = _LATER.search(asked)
    return later is not None and not _NAMES_WHAT.search(asked[: later.start() + 1])


def _offers_a_choice(asked: str) -> bool:
    return bool(_CHOICE.fullmatch(asked)) and not _WHICHEVER.search(asked) and not has_tag(asked)
