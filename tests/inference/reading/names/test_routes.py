import pytest

from inference.contract import Entity
from inference.reading.names.routes import with_routes
from tests.inference.reading.names.marked import unmark
from tests.linear import assert_linear, run


def labels(marked: str) -> list[str]:
    return [entity.label for entity in with_routes(*unmark(marked))]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("✈️ [Nairobi LOC] ➡️ [Mombasa PERSON] on Thursday", ["LOC", "LOC"]),
        ("[Oslo GPE] -> [Bergen PERSON]", ["GPE", "GPE"]),
        ("[Lagos LOC] → [Accra ORG] → [Dakar]", ["LOC", "LOC", "LOC"]),
        ("[Nairobi PERSON] -> [Mombasa LOC]", ["LOC", "LOC"]),
        ("the [Leeds LOC] – [Sheffield PERSON] train", ["LOC", "LOC"]),
        ("Route: [Leeds LOC] - [Sheffield]\nno stops", ["LOC", "LOC"]),
    ],
)
def test_a_city_beside_an_arrow_from_another_place_is_a_place(marked: str, expected: list[str]) -> None:
    assert labels(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[Anna PERSON] -> [Berlin LOC]", ["PERSON", "LOC"]),
        ("[Anna PERSON] -> [Florence PERSON]", ["PERSON", "PERSON"]),
        ("[Berlin LOC] -> [Jonas Albrecht PERSON]", ["LOC", "PERSON"]),
        ("[Lille LOC] -> [Chelsea ORG]", ["LOC", "ORG"]),
        ("We left [Paris LOC] – [Florence PERSON] was tired", ["LOC", "PERSON"]),
        ("[Paris LOC], [Florence PERSON]", ["LOC", "PERSON"]),
    ],
)
def test_who_stands_beside_an_arrow_or_a_dash_too(marked: str, expected: list[str]) -> None:
    assert labels(marked) == expected


@pytest.mark.parametrize(
    ("marked", "label"),
    [
        ("Head of Procurement\n[Nestlé ORG], [Vevey PERSON]", "LOC"),
        ("[Nestlé ORG], [Vevey PERSON]\nSwitzerland", "LOC"),
        ("We met [Nestlé ORG], [Vevey PERSON]", "PERSON"),
        ("[Nestlé ORG], [Vevey PERSON] and others", "PERSON"),
        ("[Nestlé ORG], [Noor PERSON]", "PERSON"),
    ],
)
def test_the_city_of_a_company_on_a_line_of_its_own(marked: str, label: str) -> None:
    assert labels(marked)[-1] == label


@pytest.mark.parametrize("unit", ["Oslo -> ", "Oslo - ", "Oslo, ", "Oslo\n"])
def test_in_linear_time(unit: str) -> None:
    def read(text: str) -> None:
        places = range(0, len(text) - 4, len(unit))
        kinds = ("LOC", "PERSON", "ORG")
        with_routes(text, [Entity(text="Oslo", label=kinds[at % 3], start=at, end=at + 4) for at in places])

    assert_linear(read, lambda size: run(unit, size))
