"""How many place names the tables know, how often they are right, and how long that takes."""

import csv
import statistics
import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from inference.contract import Name, NameKind, NounsRequest
from inference.reading.bio import spans
from inference.reading.names.gazetteer import countries_in, place_of
from inference.reading.names.mentions import words_of
from inference.reading.nouns import NounsReader
from training.data.names import Sentence

JUDGED = Path(__file__).parent / "judged_places.csv"
"""Places drawn from Worldwide and CoNLL-2003, with the countries their documents speak of, judged by hand."""

_PLACES = {"LOC", "Location", "GPE"}
_GEOGRAPHIC = _PLACES | {"NORP", "MISC"}
_ROUNDS = 20


def covered(sentences: Iterable[Sentence]) -> float:
    """The share of mentions of places, as annotated, that get a place in their document."""
    found = [place_of(words_of(name), name, set(countries)) for name, countries in place_names(sentences)]
    return sum(place is not None for place in found) / len(found)


def place_names(sentences: Iterable[Sentence]) -> Iterator[tuple[str, frozenset[str]]]:
    """Places as annotated, each with the countries that its document speaks of."""
    for _, group in groupby(sentences, key=lambda sentence: sentence.document):
        named = [span for sentence in group for span in _annotated(sentence)]
        countries = frozenset(countries_in(words_of(name) for name, label in named if label in _GEOGRAPHIC))
        yield from ((name, countries) for name, label in named if label in _PLACES)


def right(judged: Path = JUDGED) -> float:
    """The share of judged places that are still explained as what they are; `what` is what they are in truth."""
    with judged.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    places = [(row, place_of(words_of(row["name"]), row["name"], set(row["countries"].split()))) for row in rows]
    given = [(row, place) for row, place in places if place is not None]
    return sum(place.what == row["what"] for row, place in given) / len(given)


def milliseconds(reader: NounsReader, texts: Sequence[str]) -> float:
    """The median, over texts, of the time that looking up all places of a text takes, the tables being loaded."""
    named = [reader.read(NounsRequest(text=text)).names for text in texts]
    return statistics.median(_seconds(names) for names in named) * 1000


def _seconds(names: Sequence[Name]) -> float:
    start = time.perf_counter()
    for _ in range(_ROUNDS):
        geographic = [name for name in names if name.kind in {NameKind.PLACES, NameKind.PEOPLES}]
        countries = countries_in(words_of(name.name) for name in geographic)
        for name in geographic:
            if name.kind is NameKind.PLACES:
                place_of(words_of(name.name), name.name, countries)
    return (time.perf_counter() - start) / _ROUNDS


def _annotated(sentence: Sentence) -> list[tuple[str, str]]:
    found = spans(sentence.entities or ())
    return [(" ".join(sentence.words[first:end]), label) for first, end, label in found]
