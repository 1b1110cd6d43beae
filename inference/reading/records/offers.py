"""Who in a chat says that they do or bring something: "Uma: I'll make the cake"."""

import re

from inference.reading.records.asked import FUNCTION_WORDS, Asked, Kind, goes_beyond_a_cell
from inference.reading.records.lines import lines
from inference.reading.records.terms import stems, terms
from inference.reading.speakers import SAYS

_DOING = stems(
    *"bring do doing make get take buy cook bake order book handle cover sort".split(),
)
_OFFERS = re.compile(
    r"(?:(?:ok|okay|sure|yes|yep|fine)[,.!]?\s+)?(?:i['’]ll|i will|i can|i could|let me"
    r"|i['’]m (?:bring|do|mak|gett|tak)ing)\b"
    r"(?!.{0,200}\b(?:not|no|if|but|or)\b|.{0,200}n['’]t\b|.{0,200}\?).{1,200}"
    r"|(?!.{0,200}\?).{1,60}\b(?:from|on) me[.!]?",
    re.IGNORECASE,
)


def offer(asked: Asked, text: str) -> tuple[int, int] | None:
    """The name of the only one who offers what the question asks for; nobody else may speak of that."""
    content = [word for word in asked.words if word.text.lower() not in FUNCTION_WORDS]
    wanted = {word.stem for word in content} - _DOING
    if asked.kind is not Kind.WHO or not wanted or len(wanted) == len(content):
        return None
    if any(map(goes_beyond_a_cell, asked.words)):
        return None
    speaking = [(start, line) for start, line in lines(text) if wanted & {word.stem for word in terms(line)}]
    return _speaker(*speaking[0], wanted) if len(speaking) == 1 else None


def _speaker(start: int, line: str, wanted: set[str]) -> tuple[int, int] | None:
    says = SAYS.match(line)
    if not says or not _OFFERS.fullmatch(line, says.end()):
        return None
    said = {word.stem for word in terms(line, says.end())}
    return (start + says.start("name"), start + says.end("name")) if wanted <= said else None
