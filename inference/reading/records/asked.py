"""What a question asks a table for: of what kind the answer is, and which words say where it stands."""

import re
from enum import Enum

import msgspec

from inference.reading.questions.wording import bare
from inference.reading.records.terms import Term, stems, terms

FUNCTION_WORDS = frozenset(
    "a an the of in on at to for from by with is are was were be been am do does did has have had will would can could "
    "should shall may must there it its this that these those they he she we i you one people my our your their his "
    "her him them us me any please much many".split()
)
"""Words that a question may have without saying which row or column is meant."""

PREPOSITIONS = frozenset("in on at to for from by with during under over about into within after before as".split())

_BEYOND_A_CELL = frozenset(
    "most least fewest best worst first last next previous prior before after than more less fewer other another "
    "besides except both each every all total average mean sum between difference together combined only top bottom "
    "following above below same increase decrease change growth or and not never no without but if either neither "
    "altogether since until till".split()
)
"""Words of questions that compare, order, add up, deny, or ask for several things."""

_SUPERLATIVE = re.compile(r"\w{3,}(?:[^aeiou\s]|[iy])est", re.IGNORECASE)
_NEGATION = re.compile(r"\w+n['’]t", re.IGNORECASE)


class Kind(Enum):
    """What the answer is, by the first words of the question."""

    WHO = "who"
    WHAT = "what"
    WHEN = "when"
    WHERE = "where"
    NUMBER = "how many"
    PRICE = "how much"
    MEASURE = "how old"
    EITHER = "is it this or that"
    WHETHER = "is it more than that"


_OPENINGS = (
    (Kind.WHO, r"who(?:['’]?s)?\b"),
    (Kind.WHEN, r"(?:at )?(?:what|which) time\b|when(?:['’]s)?\b"),
    (Kind.WHERE, r"where(?:['’]s)?\b"),
    (Kind.NUMBER, r"how many\b"),
    (Kind.PRICE, r"how much\b|what(?= (?:do|does|did|will|would)\b.{0,200}\bcosts?\b)"),
    (Kind.MEASURE, r"how (?:old|long|far|tall|high|heavy|big|large|wide|deep|often)\b"),
    (Kind.EITHER, r"(?:is|are|was|were|do|does|did|has|have|had)\b(?=.{1,200}\bor\b)"),
    (Kind.WHETHER, r"(?:is|are|was|were|do|does|did|has|have|had)\b(?=.{1,200}\bthan\b)"),
    (Kind.WHAT, r"(?:(?:in|on|at|to|from|for) )?(?:what(?:['’]?s)?|which)\b"),
)
_KEYWORDS = re.compile(r"(?:the )?(?:[^\W\d_]+ ){1,3}(?:of|for|in|at|on|from) [^?!.\n]{1,80}\??", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?:the )?(?:[^\W_]+ ){0,2}[^\W_]+['’]s(?: [^\W_]+){1,3} ?\??", re.IGNORECASE)
_EQUATING = frozenset("is are was were the".split())
_MEASURES = {
    "old": ("age",), "long": ("length", "duration"), "far": ("distance",), "tall": ("height",), "high": ("height",),
    "heavy": ("weight",), "big": ("size", "area"), "large": ("size", "area"), "wide": ("width",), "deep": ("depth",),
    "often": ("frequency",),
}  # fmt: skip
PRICES = stems("price", "cost", "fee", "amount")
PAYING = PRICES | stems("pay", "charge")
GENERIC = stems("number", "game", "match", "amount", "kind", "value", "people", "day")
"""Nouns that leave it to the other words which column is asked for: "how many games did they win"."""


class Asked(msgspec.Struct, frozen=True):
    """
    Attributes
    ----------
    noun
        Stems of the words between "which", "what" or "how many" and the verb: "which train"; of keywords those up to
        "of" or "for".
    meant
        Stems of which any names a column too: the age, of "how old".
    words
        What follows the opening.
    equates
        Whether it asks what something is, and not what somebody does.
    """

    kind: Kind
    noun: tuple[str, ...]
    meant: frozenset[str]
    words: tuple[Term, ...]
    equates: bool


def asked(question: str) -> Asked | None:
    """None where the question opens in another way."""
    words = bare(question)
    for kind, pattern in _OPENINGS:
        opening = re.match(pattern, words, re.IGNORECASE)
        if opening:
            behind = tuple(terms(words, opening.end()))
            if not behind:
                return None
            measures = _MEASURES.get(opening.group().split()[-1].lower(), ()) if kind is Kind.MEASURE else ()
            if kind is Kind.WHAT and behind[-1].text.lower() == "about":
                measures = ("subject",)
            is_contracted = opening.group().endswith("s")  # "what's"
            noun = () if is_contracted else _noun(kind, behind)
            equates = is_contracted or behind[0].text.lower() in _EQUATING
            return Asked(kind, noun, PRICES if kind is Kind.PRICE else stems(*measures), behind, equates)
    return _keywords(words)


def _keywords(question: str) -> Asked | None:
    """What is asked for without a verb: "port of the queue?", "Carla's phone number?"."""
    if _POSSESSIVE.fullmatch(question):
        return Asked(Kind.WHAT, (), frozenset(), tuple(terms(question)), equates=True)
    if not _KEYWORDS.fullmatch(question):
        return None
    words = tuple(terms(question))
    noun = _noun(Kind.WHAT, words)
    return Asked(Kind.WHAT, noun, frozenset(), words, equates=True) if noun else None


def _noun(kind: Kind, words: tuple[Term, ...]) -> tuple[str, ...]:
    if kind not in (Kind.WHAT, Kind.NUMBER, Kind.PRICE):
        return ()
    noun = []
    for word in words:
        if word.text.lower() in FUNCTION_WORDS:
            break
        noun.append(word.stem)
    else:
        return tuple(noun[:1])
    return tuple(noun)


def goes_beyond_a_cell(word: Term) -> bool:
    """Whether a word that no row or column explains asks for more than what stands in one place."""
    return (
        word.text.lower() in _BEYOND_A_CELL
        or _SUPERLATIVE.fullmatch(word.text) is not None
        or _NEGATION.fullmatch(word.text) is not None
    )
