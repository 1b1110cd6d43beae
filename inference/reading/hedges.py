"""How a sentence keeps its distance from what it says: it alleges, denies or only reports it.

Rules over words. They would rather miss a hedge than see one that is none: a marker counts only in the clause of the
answer, and not where the question itself asks who said or denied something.
"""

import re
from functools import cache
from typing import NamedTuple

from inference.contract import Hedge

_BE = "(?:is|are|was|were|be|been|being)"
_CLAIMS = (
    "(?:the |these |those |all |any )?(?:claim|allegation|accusation|report|suggestion|rumou?r|charge|idea|notion)s?"
)

_ASKED = re.compile(
    r"\b(?:say|says|said|saying|tell|told|claim\w*|alleg\w*|accus\w*|suspect\w*|charge[ds]?|den(?:y|ies|ied|ying|ial)|"
    r"report(?:s|ed|edly)?|believe[sd]?|th(?:ink|inks|ought)|according|announce\w*|rumou?r\w*|statement|quoted?|"
    r"warn\w*|admit\w*|blame\w*|reject\w*|dismiss\w*|disput\w*|refut\w*|indict\w*|wanted for)\b",
    re.IGNORECASE,
)
_BORDER = re.compile(
    r"[;—]|\s[-–]\s|,?\s(?:but|although|though|while|whereas|however)\s"
    r"|,\s(?:and|who|whose|which|where|when|after|before|as)\s|\s(?:where|and)\s(?=\S+\s(?:allegedly|is|are|was|were)\s)"
    r"|,\s(?=he\s|she\s|they\s)"
)
_ASIDE = re.compile(r",\s(?:aged\s)?\d{1,3},|,\s(?:an?|the)\s(?:\S+\s){0,4}?\S+,")
"""An age or what somebody is, between commas: "Roe, 45, denies it"."""

MOST_AROUND = 500
"""Characters on either side of the answer that are looked at, of a sentence that is longer."""

_WORD = re.compile(r"[^\W\d_]{3,}")
_STEM = 4
_NO_CONTENT = frozenset(
    "the and who what when where why how which whom whose did does was were has had are for with his her".split()
)


class _Marker(NamedTuple):
    hedge: Hedge
    words: tuple[str, ...]


_MARKERS = (
    _Marker(
        Hedge.DENIED,
        (
            r"(?:denies|deny|denying|(?<!is )(?<!are )(?<!was )(?<!were )(?<!been )(?<!being )denied)\b"
            r"(?! (?:him|her|them|us|me|access|entry|permission|bail|parole|asylum)\b)"
            r"(?! (?:an? (?:visa|permit|licen[cs]e|chance|loan)|the (?:right|request|appeal|chance))\b)",
            rf"(?:reject|dismiss|disput|refut)(?:s|es|ed|ing) {_CLAIMS}\b(?: (?:that|of))?",
            r"(?:not true|untrue|no truth|false) (?:that|in)\b",
            r"rul(?:es|ed) out\b",
        ),
    ),
    _Marker(
        Hedge.ALLEGED,
        (
            r"(?:allegedly|purportedly|supposedly|suspected|purported|alleging|alleges?)\b",
            r"(?:alleged|supposed)\b(?! to\b)",
            rf"{_BE} (?:alleged|(?:widely )?said) to\b",
            r"accus(?:e|es|ed|ing)(?: \S+){0,4}? of\b",
            r"(?:(?:on|under) suspicion of|suspected of|charged with|charges? of)\b",
            r"(?:indicted (?:for|on)|wanted (?:for|over|in connection with)|pleaded not guilty to)\b",
            r"on trial (?:for|over|on charges of)\b",
            r"claim(?:s|ed|ing)? (?:that|to (?:have|be)|he|she|it|they|there)\b",
            rf"claim(?:s|ed|ing)? the \w+ (?:{_BE}|had|has)\b",
            r"(?:prosecut(?:ors?|ion)|accusers?|indictment|lawsuit)\s+(?:say|says|said|claims?|alleges?|alleged)\b",
        ),
    ),
    _Marker(
        Hedge.REPORTED,
        (
            r"(?:reportedly|rumou?red|apparently)\b",
            r"it (?:is|was) (?:thought|believed|understood|reported|feared)\b",
            rf"{_BE} (?:widely )?(?:thought|believed|understood|reported|feared) to\b",
            r"(?:may|might) (?:well )?have \w+(?:ed|en|n|t|ne)\b",
            r"(?:stated|announced|insisted|added|wrote|estimates?|estimated|believes?|believed|thinks?|thought) that\b",
            r"told (?:\S+ ){1,3}?that\b",
            r"(?:say|says|said) (?!(?:goodbye|hello|yes|no|sorry|thanks?|so|nothing|it all|a word|to)\b)",
        ),
    ),
)
"""In the order in which they count: what is denied has been alleged, and what is alleged has been reported."""

_SOURCE_FIRST = re.compile(
    r"^\W*According to [^,]{1,120},\s|^\W*(?:Reports|Rumou?rs|Sources) (?:say|suggest|said|suggested)\s"
)
_SPEAKS = "(?:said|says|reported|reports|claims|claimed|alleged)"
_SOURCE_LAST = re.compile(
    r",?\s(?:according to|as reported by)\s"
    rf"|[,?!][\"”’']?\s(?:[\w.’'-]+\s){{1,6}}?(?:{_SPEAKS}|told \S+)(?:\s(?:on\s)?\w+day)?\W{{0,9}}$"
    rf"|[,?!][\"”’']\s{_SPEAKS}(?:\s[\w.’'-]+){{1,6}}\W{{0,9}}$"
)


def hedge(question: str, sentence: str, start: int, end: int) -> Hedge | None:
    """How a sentence keeps its distance from its words `sentence[start:end]`, as far as the question asks for them."""
    if _ASKED.search(question):
        return None
    before = max(0, start - MOST_AROUND)
    sentence, start, end = sentence[before : end + MOST_AROUND], start - before, end - before
    plain = _ASIDE.sub(lambda aside: " " * len(aside.group()), sentence)
    for marker in _MARKERS:
        if any(_governs(found, plain, start, end, question) for found in _compiled(marker.words).finditer(plain)):
            return marker.hedge
    return Hedge.REPORTED if _has_source(sentence, start, end) else None


def _governs(marker: re.Match[str], sentence: str, start: int, end: int, question: str) -> bool:
    """Whether the answer is what a marker speaks of, or the question asks who or what that happened to."""
    if start >= marker.end():
        return not _BORDER.search(sentence, marker.end(), start)
    if end > marker.start():
        return True
    border = _BORDER.search(sentence, marker.end())
    spoken_of = sentence[marker.end() : border.start() if border else len(sentence)]
    return not _BORDER.search(sentence, end, marker.start()) and bool(_stems(question) & _stems(spoken_of))


def _has_source(sentence: str, start: int, end: int) -> bool:
    first, last = _SOURCE_FIRST.search(sentence), _SOURCE_LAST.search(sentence)
    return (first is not None and start >= first.end()) or (last is not None and end <= last.start())


def _stems(words: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(words.lower()) if word not in _NO_CONTENT}


@cache
def _compiled(words: tuple[str, ...]) -> re.Pattern[str]:
    """Compiled for the first answer, not while the reader loads."""
    return re.compile(rf"\b(?:{'|'.join(words)})", re.IGNORECASE)
