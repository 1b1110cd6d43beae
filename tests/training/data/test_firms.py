from training.data.firms import TECHNOLOGY, with_technology_firms


def test_firms_become_technology_firms_the_same_one_throughout() -> None:
    (renamed,) = with_technology_firms(["Ford cuts jobs as Ford's sales fall", "Rain falls", "Fording a river"])
    first, rest = renamed.split(" cuts jobs as ")
    assert first in TECHNOLOGY
    assert rest == f"{first}'s sales fall"


def test_names_are_known_however_they_are_written() -> None:
    (renamed,) = with_technology_firms(["general motors recalls cars"])
    assert renamed.removesuffix(" recalls cars") in TECHNOLOGY


def test_articles_are_left_alone() -> None:
    assert with_technology_firms(["Ford cuts jobs. " * 50]) == []
