import pytest

from inference.reading.names.cells import with_cells
from tests.inference.reading.names.marked import unmark
from tests.linear import UNITS, assert_linear, run


def said(marked: str) -> list[tuple[str, str]]:
    return [(entity.text, entity.label) for entity in with_cells(*unmark(marked))]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "Name,City,Role\n[Ana Lund PERSON],[Akureyri PERSON],[Welder]\n[Rui Vaz PERSON],[Busan ORG],[Cook PERSON]",
            [("Ana Lund", "PERSON"), ("Akureyri", "LOC"), ("Rui Vaz", "PERSON"), ("Busan", "LOC")],
        ),
        (
            "| Driver | Van |\n|---|---|\n| [Szymon LOC] | [Ford PERSON] |\n| [Abiola ORG] | [Volvo ORG] |",
            [("Szymon", "PERSON"), ("Ford", "PERSON"), ("Abiola", "PERSON"), ("Volvo", "ORG")],
        ),
        (
            "Stop\tDep\n[Split]\t07:40\n[Trogir PERSON]\t08:20\nOperator: [Arriva PERSON]\nLuggage: 2 EUR",
            [("Split", "LOC"), ("Trogir", "LOC"), ("Arriva", "ORG")],
        ),
        ("Surname: [Te Whata]\nOccupation: [Shearer]\nStatus: [Degraded]", [("Te Whata", "PROPN")]),
        (
            "Item,Owner\n[Fence],[Acme ORG]\n[Gate],[Bo PERSON]",
            [("Fence", "PROPN"), ("Acme", "ORG"), ("Gate", "PROPN"), ("Bo", "PERSON")],
        ),
        ("City,Sold\nthe [Oslo ORG] shop,2\n[Bergen GPE],3", [("Oslo", "ORG"), ("Bergen", "GPE")]),
    ],
)
def test_columns_and_fields_say_of_what_kind_a_whole_cell_is(marked: str, expected: list[tuple[str, str]]) -> None:
    assert said(marked) == expected


@pytest.mark.parametrize("unit", [*UNITS, "a,b\n", "a: b\n", "City\tb\n", "|a|b|\n"])
def test_time_grows_with_the_text(unit: str) -> None:
    assert_linear(lambda text: with_cells(text, []), lambda size: run(unit, size))
