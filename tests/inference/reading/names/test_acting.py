import pytest

from inference.contract import Entity
from inference.reading.names.acting import with_acting
from tests.linear import assert_linear, run


def entities(text: str, *names: tuple[str, str]) -> list[Entity]:
    """The names in the order of the text, each looked for behind the one before it."""
    found: list[Entity] = []
    for name, label in names:
        start = text.index(name, found[-1].end if found else 0)
        found.append(Entity(text=name, label=label, start=start, end=start + len(name)))
    return found


def labels(text: str, *names: tuple[str, str]) -> list[tuple[str, str]]:
    return [(entity.text, entity.label) for entity in with_acting(text, entities(text, *names))]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Lincoln smiled at the nurse.", "Lincoln"),
        ("Then Bentley drove home in the rain.", "Bentley"),
        ("Madison's mum made soup.", "Madison"),
        ("We met at Dallas's house on Friday.", "Dallas"),
        ("Sydney's younger brother sings.", "Sydney"),
    ],
)
@pytest.mark.parametrize("label", ["LOC", "ORG"])
def test_only_people_do_and_have_such_things(text: str, name: str, label: str) -> None:
    assert labels(text, (name, label)) == [(name, "PERSON")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bentley drove sales up.", "Bentley"),
        ("Monaco's prince waved.", "Monaco"),
        ("The princess of Monaco's husband left.", "Monaco"),
        ("Nestor shrugged off its losses.", "Nestor"),
        ("The Netherlands laughed last.", "Netherlands"),
        ("They lived in Sydney's house of the year.", "Sydney"),
        ("London's house prices fell.", "London"),
        ("New York sighed with relief.", "New York"),
    ],
)
def test_what_places_and_companies_do_too(text: str, name: str) -> None:
    assert labels(text, (name, "LOC")) == [(name, "LOC")]


@pytest.mark.parametrize("label", ["PER", "I-PER"])
def test_a_person_is_called_what_the_model_calls_people(label: str) -> None:
    found = labels("Ann and Lincoln were late. Lincoln smiled.", ("Ann", label), ("Lincoln", "LOC"), ("Lincoln", "LOC"))
    assert found == [("Ann", label), ("Lincoln", "LOC"), ("Lincoln", label)]


@pytest.mark.parametrize("verb", ["host", "beat", "faced", "thrashed"])
def test_what_meets_a_team_is_one(verb: str) -> None:
    text = f"Rovers {verb} Derby today."
    assert labels(text, ("Rovers", "ORG"), ("Derby", "LOC")) == [("Rovers", "ORG"), ("Derby", "ORG")]
    assert labels(text, ("Rovers", "LOC"), ("Derby", "ORG")) == [("Rovers", "ORG"), ("Derby", "ORG")]
    assert labels(text, ("Rovers", "LOC"), ("Derby", "LOC")) == [("Rovers", "LOC"), ("Derby", "LOC")]


def test_who_visits_where_teams_meet() -> None:
    names = (("Rovers", "ORG"), ("Derby", "LOC"))
    assert labels("Rovers visit Derby.", *names) == [*names]
    others = (("United", "ORG"), ("City", "ORG"))
    found = labels("United beat City. Rovers visit Derby.", *others, *names)
    assert found == [*others, ("Rovers", "ORG"), ("Derby", "ORG")]


def test_the_home_of_a_team_is_no_team() -> None:
    names = (("Rovers", "ORG"), ("Wales", "LOC"), ("City", "ORG"))
    assert labels("Rovers of Wales beat City.", *names) == [*names]


def test_scorers_with_their_minutes() -> None:
    found = labels("Goals: Adair 4', Long 30', May 45+2'", ("Adair", "PERSON"), ("May", "PERSON"))
    assert found == [("Adair", "PERSON"), ("Long", "PERSON"), ("May", "PERSON")]
    assert labels("Sizes: Small 4', Long 30', Wide 45'", ("Small", "PERSON")) == [("Small", "PERSON")]


@pytest.mark.parametrize("unit", ["Ann 4', ", "Ann beat Derby. ", "Ann's mum ", "Ann smiled ", ", A"])
def test_in_linear_time(unit: str) -> None:
    def read(text: str) -> None:
        places = range(0, len(text) - 3, len(unit))
        with_acting(text, [Entity(text="Ann", label="ORG", start=place, end=place + 3) for place in places])

    assert_linear(read, lambda size: run(unit, size))
