import re
from collections.abc import Iterator
from itertools import islice

import pytest

from inference.contract import Entity
from inference.reading.names.listing import names_of
from inference.reading.names.markup import without_markup
from inference.reading.names.neighbours import with_neighbours
from inference.reading.names.spans import clean
from tests.linear import UNITS, assert_linear, run, texts

NAMES = {
    "one name": "Ann Hill ",
    "surnames": "A{0} Hill ",
    "first names": "Ann H{0} ",
    "acronyms": "Bank Of N{0} ",
    "appositions": "Ann, a boy, ",
    "titles": "President ",
    "numbers": "Ann II ",
    "hyphens": "Ash-on-Ash ",
}


@pytest.mark.parametrize("unit", UNITS)
def test_markup(unit: str) -> None:
    for make in texts(unit):
        assert_linear(without_markup, make)


@pytest.mark.parametrize("label", ["PERSON", "ORG", "PROPN"])
@pytest.mark.parametrize("unit", NAMES.values(), ids=NAMES)
def test_names(unit: str, label: str) -> None:
    """As many names as there is room for, all of one kind."""

    def read(text: str) -> None:
        entities = list(_entities(text, label))
        names_of(text, with_neighbours(text, clean(text, entities)))

    assert_linear(read, lambda size: "".join(unit.format(number) for number in range(size // len(unit)))[:size])


@pytest.mark.parametrize("unit", ["-", "a, ", "the a is ", "x\n", "(", "a's ", "and a "])
def test_what_stands_around_names(unit: str) -> None:
    def read(text: str) -> None:
        names_of(text, list(_entities(text, "PERSON")))

    assert_linear(read, lambda size: run(unit, size))


def _entities(text: str, label: str) -> Iterator[Entity]:
    """Every other word."""
    for word in islice(re.finditer(r"\S+", text), 0, None, 2):
        yield Entity(text=word.group(), label=label, start=word.start(), end=word.end())
