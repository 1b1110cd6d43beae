import pytest

from inference.reading.names.neighbours import with_neighbours
from tests.inference.reading.names.marked import unmark


@pytest.mark.parametrize(
    ("marked", "labels"),
    [
        ("[Jazz ORG] and [Magic] fans", ["ORG", "ORG"]),
        ("[Jude] & [Faith PER]", ["PER", "PER"]),
        ("that is [Faith]", ["PERSON"]),
        ("[Ann PER]: I am [Faith]", ["PER", "PER"]),
        ("[Oslo LOC] and [Magic]", ["LOC", "PROPN"]),
        ("[Acme ORG] and [Monday]", ["ORG", "PROPN"]),
        ("[Acme ORG], [Magic]", ["ORG", "PROPN"]),
        ("I'm [Siobhan LOC] and I'll be at reception", ["PERSON"]),
        ("I’m [Aoife ORG] from the desk", ["PERSON"]),
        ("my name is [Florence LOC]", ["PERSON"]),
        ("I'm [Labour ORG], always have been", ["ORG"]),
        ("I'm [Manchester LOC] and I sing", ["LOC"]),
        ("this is [Vodafone ORG] and I am on hold", ["ORG"]),
        ("I am [IBM ORG] and I cannot add", ["ORG"]),
        ("[Anna PERSON] of [Enugu PERSON]", ["PERSON", "LOC"]),
        ("[Anna PERSON] of [Enugu PERSON] in [Oslo GPE]", ["PERSON", "GPE", "GPE"]),
        ("[Anna PERSON] met [Enugu PERSON]", ["PERSON", "PERSON"]),
        ("sold its oldest ship, the [Solveig ORG], to [Oslo LOC]", ["MISC", "LOC"]),
        ("The ferry [Solveig LOC] left [Bergen LOC].", ["MISC", "LOC"]),
        ("the ferry [Oslo LOC]-[Kiel LOC]", ["LOC", "LOC"]),
        ("the captain of the ship, [Anna PERSON]", ["PERSON"]),
        ("ownership, the [Solveig ORG]", ["ORG"]),
    ],
)
def test_names_take_their_type_from_what_stands_beside_them(marked: str, labels: list[str]) -> None:
    assert [entity.label for entity in with_neighbours(*unmark(marked))] == labels
