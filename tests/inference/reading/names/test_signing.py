import pytest

from inference.contract import Entity
from inference.reading.names.signing import with_signing
from tests.inference.reading.names.marked import unmark
from tests.linear import assert_linear, run


def labels(marked: str) -> list[str]:
    return [entity.label for entity in with_signing(*unmark(marked))]


@pytest.mark.parametrize(
    "marked",
    [
        "Thank you for the tour.\n\nKind regards,\n[Beatriz Fontes ORG]\nHead of Procurement",
        "The chairs have landed. Best, [Noor]",
        "All the best\n[Saoirse Kinnear LOC]\nDublin",
        "yours sincerely,\r\n\r\n[Aoife MISC]",
        "See you there! Thanks, [Siobhan LOC]",
        "with kind regards, [Aoife]",
    ],
)
def test_who_signs_is_a_person(marked: str) -> None:
    assert labels(marked) == ["PERSON"]


@pytest.mark.parametrize(
    "marked",
    [
        "Regards,\n[Deutsche Bank ORG]",
        "Regards,\n[Acme Support ORG]",
        "[Netflix ORG] raised its prices.\nRegards,\n[Netflix ORG]",
        "Thanks, [Google ORG]",
        "Thanks, [Team]",
        "Best,\n[The Editors ORG]",
        "Kind regards,\n[British Airways ORG]\n12 High Street",
        "Thank you,\n[Burger King ORG]",
        "Cheers,\n[Spotify ORG]",
        "Cheers from\n[Oslo LOC]",
        "Love,\n[Oslo LOC]",
        "Best, [Monday]",
        "The city that I like best, [Oslo LOC]",
        "Thanks, [Noor] will come",
        "Best,\n[Acme 24 ORG]",
    ],
)
def test_companies_and_places_behind_such_words(marked: str) -> None:
    assert "PERSON" not in labels(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "SHIPMENT HELD\nCONTACT: [INEKE VAN DAM LOC]",
        "Driver: [Ottokar Brink ORG]",
        "- Passenger: [Zebedee LOC]",
        "Guide: [Tamsin]",
        "Second speaker: [Wystan Achterberg MISC]",
        "Time: 9 | Speaker: [Tane], professor",
    ],
)
def test_the_value_of_a_field_for_a_person_is_one(marked: str) -> None:
    assert labels(marked) == ["PERSON"]


@pytest.mark.parametrize(
    "marked",
    [
        "CARRIER: [MAERSK ORG]",
        "Driver: [Nvidia ORG]",
        "Author: [World Bank ORG]",
        "Author: [Associated Press ORG]",
        "Author: [Reuters ORG]",
        "Contact: [Bristol LOC]",
        "Contact: [Acme Support ORG]",
        "Winner: [West Ham LOC]",
        "Guide: [Oslo LOC] in three days",
        "Driver: [Oslo LOC] to Bergen",
        "The driver of the bus to [Oslo LOC]",
        "Driver: [TBC]",
    ],
)
def test_the_value_of_another_field(marked: str) -> None:
    assert "PERSON" not in labels(marked)


def test_a_person_is_called_what_the_model_calls_people() -> None:
    assert labels("[Ann PER] left.\nRegards, [Noor]") == ["PER", "PER"]


@pytest.mark.parametrize("unit", ["Best,\nAnn\n", "Driver: Ann\n", "Ann\n", "Regards Ann "])
def test_in_linear_time(unit: str) -> None:
    def read(text: str) -> None:
        places = range(unit.index("Ann"), len(text) - 3, len(unit))
        with_signing(text, [Entity(text="Ann", label="ORG", start=at, end=at + 3) for at in places])

    assert_linear(read, lambda size: run(unit, size))
