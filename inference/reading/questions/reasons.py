"""Questions that ask why: only what the text gives as a reason answers them."""

import re

from inference.reading.questions.wording import bare
from inference.reading.sentences import sentence_around

WORDS_BEFORE = 8
"""How far before the span, within its sentence, what introduces a reason may stand."""

_WHY = re.compile(
    r"^(?:why\b|(?:for )?what (?:reason|purpose)\b|how come\b|what(?: is|['’]s| was) the (?:reason|cause|purpose)\b)",
    re.IGNORECASE,
)
_CONJUNCTIONS = "beca?u?s\\w*|cuz|since|as|so|due|thanks|owing|for|to|after|when|if|given|lest|in case|otherwise"
_CAUSES = "cause[sd]?|causing|led|leads?|leading|reasons?|result\\w*|made|makes|making|forced|prompted|triggered|blamed"
_PURPOSES = "(?:hop|want|wish|need|intend|aim|fear)(?:e|s|es|ed|ing)?|purpose|afraid|problem|issue"
_OTHERS = "thus|hence|therefore|consequently|why|by|through|from|over|out of|said|say\\w*|claim\\w*|only"

_INTRODUCES = re.compile(rf"\b(?:{_CONJUNCTIONS}|{_CAUSES}|{_PURPOSES}|{_OTHERS})\b", re.IGNORECASE)
_FOLLOWS = re.compile(
    r"[\s,;.!-]*(?:(?:and|which|this|it|(?:which|this|that) is|that['’]s)\s+)?"
    rf"(?:so|thus|hence|therefore|why|{_CAUSES})\b",
    re.IGNORECASE,
)
_MOST_BEHIND = 40


def asks_why(question: str) -> bool:
    """Whether only a reason answers it."""
    return _WHY.match(bare(question)) is not None


def gives_reason(text: str, start: int, end: int) -> bool:
    """Whether words of the span, or those around it, mark it as a reason: "because", "to", "led to", "which is why"."""
    first, _ = sentence_around(text, start, end)
    before = text[first:start].split()[-WORDS_BEFORE:]
    introduced = _INTRODUCES.search(" ".join((*before, text[start:end])))
    return bool(introduced or _FOLLOWS.match(text, end, end + _MOST_BEHIND))
