"""Explanations on 128 invented texts, which were annotated before the code was run over them; the rules were made with
most of those in `explained.jsonl` and with none of those in `held_out.jsonl`.
"""

from pathlib import Path

import pytest

from inference.reading.nouns import NounsReader
from tests.inference.reading.names.marked import abouts
from training.names.explained import Case, cases, explained

TEXTS = cases(Path(__file__).parent / "explained.jsonl")
HELD_OUT = cases(Path(__file__).parent / "held_out.jsonl")


def test_there_are_enough_texts_and_names() -> None:
    assert (len(TEXTS), len(HELD_OUT)) == (110, 18)
    assert sum(len(case["names"]) for case in TEXTS) >= 700
    assert {case["id"].partition("-")[0] for case in TEXTS} == {"news", "travel", "dialogue", "history", "email"}


@pytest.mark.parametrize("texts", [TEXTS, HELD_OUT], ids=["explained", "held_out"])
def test_a_name_is_explained_rightly_or_not_at_all(nouns: NounsReader, texts: list[Case]) -> None:
    total = explained(nouns, texts)
    assert total.precision >= 0.95
    assert total.recall >= 0.6


@pytest.mark.parametrize(
    ("marked", "name", "about"),
    [
        ("[Federal Reserve ORG] [Chair] [Jerome Powell PERSON] spoke", "Jerome Powell", "Federal Reserve Chair"),
        ("[Lagarde PERSON], a former lawyer, left", "Lagarde", "a former lawyer"),
        ("said [Tom Hill PERSON], 34, a plumber from [Otley LOC].", "Tom Hill", "a plumber from Otley"),
        ("Her son, [Tarek PERSON], left.", "Tarek", "Her son"),
        ("[Ada PERSON] is a lawyer and lives here", "Ada", "a lawyer"),
        ("The new vet is [Oskar PERSON].", "Oskar", "The new vet"),
        ("a man called [Chico PERSON] sang", "Chico", "a man"),
        ("[Zentrix ORG] (a maker of hearing aids) fell", "Zentrix", "a maker of hearing aids"),
        ("[Amin PERSON], known as the Voice, sang", "Amin", "known as the Voice"),
        ("the ferry [Azam Star] left", "Azam Star", None),
        ("[Ann PERSON], [Bo Baker PERSON], [Cy PERSON]", "Ann", None),
        ("In [Lyon LOC], a village shop must close.", "Lyon", None),
        ("After talks with [Anna PERSON], a spokesman said so.", "Anna", None),
        ("[Ben PERSON] is a bit late", "Ben", None),
        ("The boss of [Ben PERSON] is a lawyer", "Ben", None),
        ("If [Ben PERSON] is not a doctor", "Ben", None),
        ("Thanks, [Ben PERSON], a hundred times", "Ben", None),
        ("We met [Ann PERSON], the doctor, and her son", "Ann", None),
        ("he is a patient man, [Ben PERSON].", "Ben", None),
        ("[Mr] [Long PERSON] left", "Long", None),
        ("[Rex PERSON] is a cat, [Ben PERSON].", "Ben", None),
        ("This is my brother, [Luis PERSON].", "Luis", "my brother"),
        ("They left great\n[Ben PERSON]: ok", "Ben", None),
        ("I suspect [Acme PERSON] will", "Acme", None),
        ("Fans of it and accused [Ben PERSON] of it", "Ben", None),
        ("Union leader [Ann PERSON] left", "Ann", "Union leader"),
        ("by the opposition leader [Ann PERSON]", "Ann", "the opposition leader"),
        ("by presidential candidate [Ann PERSON]", "Ann", "presidential candidate"),
        ("saw [Cy PERSON] and Senator [Ann PERSON]", "Ann", "Senator"),
        ("the Diary of General [Ann PERSON]", "Ann", "General"),
        ("the Minister of Justice [Ann PERSON]", "Ann", None),
        ("the Dane [Bo Sand PERSON]'s sister [Ann PERSON] won", "Ann", "the Dane Bo Sand's sister"),
        ("that's Uncle [Bo PERSON]", "Bo", "Uncle"),
        ("across the flat [Kansas LOC] landscape", "Kansas", None),
        ("Guests from [Oslo LOC], a noisy family, left", "Oslo", None),
        ("[Ems LOC], a town of 9,000 people, slept", "Ems", "a town of 9,000 people"),
        ("[Ann PERSON], the editor of Soil & Water, left", "Ann", "the editor of Soil & Water"),
        ("[Oda ORG], a shop that Ann Hill, then mayor, loved", "Oda", "a shop"),
        ("[Ann PERSON] (1819-1890) was an English botanist.", "Ann", "an English botanist"),
        ("In [Bonn LOC] she met [Ann PERSON], a lawyer.", "Ann", "a lawyer"),
        ("In [Bonn LOC], [Bo PERSON] met [Ann PERSON], a lawyer.", "Ann", "a lawyer"),
    ],
)
def test_what_explains_and_what_does_not(marked: str, name: str, about: str | None) -> None:
    assert abouts(marked)[name] == about


def test_a_name_is_not_explained_by_itself() -> None:
    assert abouts("[Acme Tools ORG] is a company of [Tom Acme PERSON]")["Acme Tools"] is None


def test_a_fuller_explanation_is_better_than_a_bare_title() -> None:
    assert abouts("[President] [Ortega PERSON] left. [Ortega PERSON] is an economist.")["Ortega"] == "an economist"
