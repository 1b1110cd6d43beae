import pytest

from inference.contract import Place
from tests.inference.reading.names.marked import listed


def places(marked: str) -> dict[str, Place | None]:
    return {name.name: name.place for name in listed(marked)[1]}


def what(marked: str, name: str) -> str | None:
    place = places(marked)[name]
    return place.what if place else None


@pytest.mark.parametrize(
    ("marked", "name", "expected"),
    [
        ("to [Busan LOC]", "Busan", "city in South Korea"),
        ("to [Oslo LOC]", "Oslo", "capital of Norway"),
        ("to [OSLO GPE]", "OSLO", "capital of Norway"),
        ("in [Zurich LOC]", "Zurich", "city in Switzerland"),
        ("in the [U.S. LOC]", "U.S.", "country in North America"),
        ("in [South Korea LOC]", "South Korea", "country in Asia"),
        ("in [Hong Kong LOC]", "Hong Kong", "territory in Asia"),
        ("in [Amsterdam LOC], [Holland LOC]", "Amsterdam", "capital of the Netherlands"),
    ],
)
def test_what_a_place_is(marked: str, name: str, expected: str) -> None:
    assert what(marked, name) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("in [Paris LOC]", None),
        ("in [Springfield LOC]", None),
        ("in [Paris LOC], [France LOC]", "capital of France"),
        ("the [French NORP] left [Paris LOC]", "capital of France"),
        ("from [Lyon LOC] to [Paris LOC]", "capital of France"),
        ("in [Paris LOC] and [Oslo LOC]", None),
    ],
)
def test_an_ambiguous_name_needs_evidence(marked: str, expected: str | None) -> None:
    assert what(marked, "Paris" if "Paris" in marked else "Springfield") == expected


def test_a_small_town_is_not_looked_for_in_countries_that_the_text_does_not_speak_of() -> None:
    assert what("in [Heliopolis LOC], [Egypt LOC]", "Heliopolis") is None
    assert what("in [Malappuram LOC], [India LOC]", "Malappuram") == "city in India"


@pytest.mark.parametrize("marked", ["[Busan PERSON] left", "[Busan ORG] won", "the [Busan MISC]"])
def test_people_and_teams_are_no_places(marked: str) -> None:
    assert places(marked) == {"Busan": None}


def test_a_place_has_its_own_name_and_others() -> None:
    busan, cologne = places("[Busan LOC]")["Busan"], places("[Cologne LOC]")["Cologne"]
    korea = places("[South Korea LOC]")["South Korea"]
    assert busan
    assert (busan.local, busan.names["el"]) == ("부산", "Μπούσαν")
    assert cologne
    assert cologne.local == "Köln"
    assert korea
    assert (korea.local, korea.names["de"], len(korea.names) >= 20) == ("대한민국", "Südkorea", True)


def test_who_comes_of_a_place_is_not_the_place() -> None:
    assert set(places("[Anna Berg PERSON] of [Enugu LOC]")) == {"Anna Berg", "Enugu"}


def test_a_city_by_its_full_name_is_the_same_place() -> None:
    _, (name,) = listed("the [City of Oslo LOC] and [Oslo LOC]")
    assert name.place is not None
    assert name.place.what == "capital of Norway"
