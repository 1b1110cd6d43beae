"""Words that compare: "cheapest", "older", "most", "fewer", "least expensive"."""

from collections.abc import Sequence
from enum import Enum

import msgspec

from inference.reading.records.asked import PRICES
from inference.reading.records.terms import Term, stems


class Degree(Enum):
    """Which of two is asked for, or which of all."""

    COMPARATIVE = "more"
    SUPERLATIVE = "most"


class Quality(msgspec.Struct, frozen=True):
    """What an adjective compares: columns whose names end in such a stem, by what is in them.

    Attributes
    ----------
    sign
        -1 where the smallest number is meant: what is cheapest costs least.
    turned
        Stems of columns that it compares the other way round: who is oldest was born in the smallest year.
    """

    sign: int
    columns: frozenset[str] = frozenset()
    turned: frozenset[str] = frozenset()


class Comparison(msgspec.Struct, frozen=True):
    """What compares, from the `first` to the `last` of a question's words; "weighs" of "weighs the least" is one."""

    degree: Degree
    quality: Quality
    first: int
    last: int


_YEARS = stems("year", "born", "birth", "built", "founded", "opened", "established")
_TIMES = stems("time", "duration", "minutes")
_WEIGHTS = stems("weight", "mass")
_LENGTHS = stems("length", "duration", "distance")
_HEIGHTS = stems("height", "elevation", "altitude")
_SIZES = stems("size", "area", "capacity", "population")

_ADJECTIVES = {
    "big": Quality(1, _SIZES),
    "cheap": Quality(-1, PRICES),
    "close": Quality(-1, stems("distance")),
    "cold": Quality(-1, stems("temperature")),
    "deep": Quality(1, stems("depth")),
    "expensive": Quality(1, PRICES),
    "far": Quality(1, stems("distance")),
    "fast": Quality(1, stems("speed"), _TIMES),
    "great": Quality(1),
    "heavy": Quality(1, _WEIGHTS),
    "high": Quality(1, _HEIGHTS),
    "hot": Quality(1, stems("temperature")),
    "large": Quality(1, _SIZES),
    "light": Quality(-1, _WEIGHTS),
    "long": Quality(1, _LENGTHS),
    "low": Quality(-1, _HEIGHTS),
    "narrow": Quality(-1, stems("width")),
    "near": Quality(-1, stems("distance")),
    "new": Quality(1, _YEARS),
    "old": Quality(1, stems("age"), _YEARS),
    "popular": Quality(1, stems("vote")),
    "pricy": Quality(1, PRICES),
    "quick": Quality(1, stems("speed"), _TIMES),
    "short": Quality(-1, _LENGTHS),
    "slow": Quality(-1, stems("speed"), _TIMES),
    "small": Quality(-1, _SIZES),
    "tall": Quality(1, _HEIGHTS),
    "warm": Quality(1, stems("temperature")),
    "wide": Quality(1, stems("width")),
    "young": Quality(-1, stems("age"), _YEARS),
}
_IRREGULAR = {"farther": "far", "farthest": "far", "further": "far", "furthest": "far"}
_DOUBLED = ("big", "hot")
_QUANTITIES = {
    "more": (Degree.COMPARATIVE, 1), "most": (Degree.SUPERLATIVE, 1), "fewer": (Degree.COMPARATIVE, -1),
    "fewest": (Degree.SUPERLATIVE, -1), "less": (Degree.COMPARATIVE, -1), "least": (Degree.SUPERLATIVE, -1),
}  # fmt: skip
_VERBS = {
    "cost": PRICES, "earn": stems("salary", "pay", "wage", "income"), "hold": stems("capacity", "volume"),
    "last": stems("length", "duration"), "scor": stems("goal", "point", "score"), "weigh": _WEIGHTS,
}  # fmt: skip
"""Stems of what things do, and names of columns that say how much."""

_ENDINGS = ((Degree.COMPARATIVE, "er"), (Degree.SUPERLATIVE, "est"))


def _forms() -> dict[str, tuple[Degree, Quality]]:
    found = {}
    for adjective, quality in _ADJECTIVES.items():
        base = adjective + adjective[-1] if adjective in _DOUBLED else adjective.removesuffix("e")
        base = f"{base[:-1]}i" if base.endswith("y") else base
        found.update({base + ending: (degree, quality) for degree, ending in _ENDINGS})
    for word, adjective in _IRREGULAR.items():
        degree = Degree.SUPERLATIVE if word.endswith("est") else Degree.COMPARATIVE
        found[word] = (degree, _ADJECTIVES[adjective])
    return found


_FORMS = _forms()


def comparison(words: Sequence[Term]) -> Comparison | None:
    """The only word or two of a question that compare."""
    found = []
    for place, word in enumerate(words):
        lower = word.text.lower()
        if lower in _FORMS:
            found.append(Comparison(*_FORMS[lower], place, place))
        elif lower in _QUANTITIES:
            degree, sign = _QUANTITIES[lower]
            behind = words[place + 1].text.lower() if place + 1 < len(words) else ""
            if behind in _ADJECTIVES:
                quality = _ADJECTIVES[behind]
                turned = msgspec.structs.replace(quality, sign=sign * quality.sign)
                found.append(Comparison(degree, turned, place, place + 1))
            else:
                verb = place - 2 if place > 1 and words[place - 1].text.lower() == "the" else place - 1
                columns = _VERBS.get(words[verb].stem) if verb >= 0 else None
                first = place if columns is None else verb
                found.append(Comparison(degree, Quality(sign, columns or frozenset()), first, place))
    return found[0] if len(found) == 1 else None
