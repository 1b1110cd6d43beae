import re

import pytest

from inference.contract import Name, NameKind, Span
from inference.exports.formats import Format, export
from tests.linear import assert_linear

UNITS = {"no full stops": "A{0} ", "sentences": "A{0}. ", "lines": "A{0}\n", "formulas": "=A{0} ", "markup": "<b>{0} "}


def text_of(unit: str, size: int) -> str:
    return "".join(unit.format(number) for number in range(size // len(unit)))[:size]


@pytest.mark.parametrize("chosen", Format)
@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_as_many_names_as_there_is_room_for(unit: str, chosen: Format) -> None:
    def write(text: str) -> None:
        found = re.finditer(r"\S+", text)
        export(text, [Name(each[0], NameKind.PEOPLE, [Span(*each.span())]) for each in found], chosen)

    assert_linear(write, lambda size: text_of(unit, size))


@pytest.mark.parametrize("chosen", Format)
def test_one_name_with_as_many_forms_as_there_is_room_for(chosen: Format) -> None:
    def write(text: str) -> None:
        mentions = [Span(*each.span()) for each in re.finditer(r"\S+", text)]
        export(text, [Name(text, NameKind.PEOPLE, mentions)], chosen)

    assert_linear(write, lambda size: text_of("A{0} ", size))
