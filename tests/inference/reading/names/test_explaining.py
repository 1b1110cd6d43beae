"""Explanations on 60 invented texts, which were annotated before the code was run over them; the rules were made with
the half of them whose numbers are odd.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from inference.contract import Name, NounsRequest
from inference.reading.names.mentions import words_of
from inference.reading.nouns import NounsReader
from tests.inference.reading.names.marked import abouts

CASES = [
    json.loads(line) for line in (Path(__file__).parent / "explained.jsonl").read_text(encoding="utf-8").splitlines()
]


@dataclass
class Score:
    given: int = 0
    right: int = 0
    expected: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.given

    @property
    def recall(self) -> float:
        return self.right / self.expected


def plain(words: str) -> str:
    return re.sub(r"^(a|an|the) ", "", " ".join(words.lower().split()))


def partner(name: Name, expected: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """The annotated name that a listed one is: the same words, or some of them that begin or end it."""
    words = words_of(name.name)
    for each in sorted(expected, key=lambda case: words_of(case["name"]) != words):
        other = words_of(each["name"])
        alike = set(words) <= set(other) or set(other) <= set(words)
        if alike and (words[0] == other[0] or words[-1] == other[-1]):
            return each
    return {"about": []}


def score(reader: NounsReader, cases: Iterable[dict[str, Any]]) -> Score:
    total = Score()
    for case in cases:
        total.expected += sum(bool(name["about"]) for name in case["names"])
        for name, about in told(reader, case["text"]):
            total.given += 1
            total.right += plain(about) in map(plain, partner(name, case["names"])["about"])
    return total


def told(reader: NounsReader, text: str) -> Iterator[tuple[Name, str]]:
    for name in reader.read(NounsRequest(text=text)).names:
        if name.about:
            yield name, text[name.about.start : name.about.end]


def test_there_are_enough_texts_and_names() -> None:
    assert len(CASES) == 60
    assert sum(len(case["names"]) for case in CASES) >= 300
    assert {case["id"].partition("-")[0] for case in CASES} == {"news", "travel", "dialogue", "history", "email"}


def test_a_name_is_explained_rightly_or_not_at_all(nouns: NounsReader) -> None:
    total = score(nouns, CASES)
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
    ],
)
def test_what_explains_and_what_does_not(marked: str, name: str, about: str | None) -> None:
    assert abouts(marked)[name] == about


def test_a_name_is_not_explained_by_itself() -> None:
    assert abouts("[Acme Tools ORG] is a company of [Tom Acme PERSON]")["Acme Tools"] is None


def test_a_fuller_explanation_is_better_than_a_bare_title() -> None:
    assert abouts("[President] [Ortega PERSON] left. [Ortega PERSON] is an economist.")["Ortega"] == "an economist"
