import pytest

from inference.contract import Entity
from inference.reading.names.streets import with_streets
from tests.inference.reading.names.marked import unmark
from tests.linear import assert_linear, run


def found(marked: str) -> list[tuple[str, str]]:
    return [(entity.text, entity.label) for entity in with_streets(*unmark(marked))]


@pytest.mark.parametrize(
    ("marked", "street"),
    [
        ("Deliver to 17 [Admiralty Way MISC]", "Admiralty Way"),
        ("12b [Rosewood Close PERSON], upstairs", "Rosewood Close"),
        ("Deliver to: 17, [Admiralty Way MISC]", "Admiralty Way"),
        ("at [220 Elm Street ORG]", "220 Elm Street"),
        ("[Lindenallee ORG] 12, second floor", "Lindenallee"),
        ("[Lindenallee 12 ORG], second floor", "Lindenallee 12"),
        ("[Keizerstraat PERSON] 45", "Keizerstraat"),
        ("[Berliner Straße ORG] 4 in Kiel", "Berliner Straße"),
        ("12 [Rue Cler PERSON], third floor", "Rue Cler"),
        ("[Via Roma ORG], 14", "Via Roma"),
        ("[Elm Street] is closed", "Elm Street"),
        ("the [Torstrasse] is closed", "Torstrasse"),
    ],
)
def test_a_street_is_a_place_whatever_the_model_took_it_for(marked: str, street: str) -> None:
    assert found(marked) == [(street, "LOC")]


@pytest.mark.parametrize(
    "marked",
    [
        "[Della Street PERSON] smiled",
        "At 12 [Della Street PERSON] smiled",
        "Scores: 64 72 66, [Barry Lane PERSON]\n68",
        "Scores: 64, 66, [Barry Lane PERSON]\n68",
        "On Jan. 31, [Oregon District Court ORG] ruled",
        "Founded in 1797, [Spring Grove MISC] is old",
        "[Rue McClanahan PERSON], 76, died",
        "[Agata ORG] 12 points",
        "[Calle Halfvarsson PERSON] won by 3 seconds",
        "In 2019 [Wall Street Journal ORG] reporters left",
        "[Long Way MISC] was sung",
        "The 9 [Supreme Court ORG] justices met",
        "In 2019 [Supreme Court ORG] judges ruled",
        "By 2020 [Burger Place ORG], a chain, had closed",
        "[Via Rail ORG] runs",
        "[Via C3 MISC] chips",
        "the [Anna Platz PERSON] papers",
        "[Sesame Street Productions ORG] 12",
    ],
)
def test_what_is_called_like_a_street(marked: str) -> None:
    assert "LOC" not in {label for _, label in found(marked)}


def test_a_street_is_called_what_the_model_calls_places() -> None:
    assert found("17 [Admiralty Way ORG], [Lagos GPE]") == [("Admiralty Way", "GPE"), ("Lagos", "GPE")]


@pytest.mark.parametrize(
    ("marked", "street"),
    [
        ("Deliver to:\n9 Penny Lane\nup the stairs", "Penny Lane"),
        ("Meet at 14 Old Mill Road, please", "Old Mill Road"),
        ("ship it: Goethestraße 7", "Goethestraße"),
        ("ship to\n9 Penny Lane\r\nLeeds", "Penny Lane"),
    ],
)
def test_a_street_in_an_address_that_the_model_missed(marked: str, street: str) -> None:
    assert found(marked) == [(street, "LOC")]


@pytest.mark.parametrize(
    "text",
    [
        "5 Easy Ways to park",
        "Top 5 Hard Drive makers",
        "we have 12 Disk Drive errors",
        "Order: 2 Flash Drive, 1 Hard Drive",
    ],
)
def test_numbers_before_other_words(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("unit", ["9 Elm Lane, ", "Ann 9 ", "9", "A", "Lindenallee 12 ", "9 Rue A "])
def test_in_linear_time(unit: str) -> None:
    def read(text: str) -> None:
        places = range(0, len(text) - 9, 9)
        with_streets(text, [Entity(text=text[at : at + 8], label="ORG", start=at, end=at + 8) for at in places])

    assert_linear(read, lambda size: run(unit, size))
