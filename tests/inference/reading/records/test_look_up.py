"""What is looked up in 40 invented tables, schedules and lists, which were annotated before there was a rule; the rules
were made with the half of them whose numbers are odd.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from inference.contract import MAX_QUESTION_LENGTH
from inference.reading.records.look_up import looked_up
from tests.linear import UNITS, assert_linear, run

CASES = [json.loads(line) for line in (Path(__file__).parent / "tables.jsonl").read_text(encoding="utf-8").splitlines()]

TABLE = "Rider\tLaps\tFirst lap\nAmy Orr\t12\t41 s\nBen Ito\t9\t39 s\nCleo Park\t15\t44 s"
FORM = "Guest: Rolf Stein\nArrival: 2 May\nNights: 3\nRoom: Garden suite"
HOURS = "Library\nMon-Wed 9-17\nThu closed\nFri 9-20"
ROTA = "Kitchen duty\nMon Amy Orr\nTue Ben Ito\nWed Amy Orr"
PLAN = "School fair\n10:00 Opening by the mayor\n11:30 Puppet show\n14:00 Raffle"
LISTED = "What to pack:\n- boots\n- a torch\n\nHouse rules\n1. No pets\n2. Shoes off"
CHAT = (
    "Amy: who brings what?\nBen: I'll bring crisps\nCleo: I could make soup, but only on Friday\nDan: lemonade from me"
)


class Score(NamedTuple):
    given: int
    right: int
    stated: int


def plain(words: str | None) -> str:
    return " ".join((words or "").lower().split()).strip(" .-*")


def score(cases: Iterable[dict[str, Any]]) -> Score:
    given = right = stated = 0
    for case in cases:
        for question in case["questions"]:
            found = looked_up(question["question"], case["text"])
            stated += question["answers"] != [None]
            given += found is not None
            right += found is not None and plain(case["text"][found.start : found.end]) in map(
                plain, question["answers"]
            )
    return Score(given, right, stated)


def test_texts_that_the_rules_were_made_with() -> None:
    assert score(CASES[::2]) == Score(given=53, right=53, stated=74)


def test_texts_that_the_rules_were_not_made_with() -> None:
    assert score(CASES[1::2]) == Score(given=59, right=59, stated=78)


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        (TABLE, "How many laps did Cleo Park ride?", "15"),
        (TABLE, "what is the first lap of Ben Ito", "39 s"),
        (TABLE, "What's Ben Ito's first lap?", "39 s"),
        (FORM, "Who is the guest?", "Rolf Stein"),
        (FORM, "How many nights?", "3"),
        (FORM.replace("Rolf Stein", "<@U0123AB|Rolf>"), "Who is the guest?", "<@U0123AB|Rolf>"),
        (HOURS, "When is the library open on Tuesday?", "9-17"),
        (HOURS, "What are the hours on Thursday?", "closed"),
        (ROTA, "Who is on kitchen duty on Tuesday?", "Ben Ito"),
        (ROTA, "When is Ben Ito on duty?", "Tue"),
        (PLAN, "What happens at 11:30?", "Puppet show"),
        (PLAN, "When is the raffle?", "14:00"),
        ("9 am Coffee\n10 am Raffle\n2 pm Tea", "What happens at 10 am?", "Raffle"),
        (CHAT, "Who is bringing crisps?", "Ben"),
        (CHAT, "Who brings the lemonade?", "Dan"),
        (LISTED, "What should I bring?", "boots\n- a torch"),
        (LISTED, "What are the house rules?", "No pets\n2. Shoes off"),
    ],
)
def test_a_question_that_names_one_place(text: str, question: str, answer: str) -> None:
    found = looked_up(question, text)
    assert found
    assert text[found.start : found.end] == answer


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (TABLE, "How many laps did Dora Quist ride?"),
        (TABLE, "How many falls did Amy Orr have?"),
        (TABLE, "How many laps did Amy Orr and Ben Ito ride?"),
        (TABLE, "How many laps did Amy Orr's sister ride?"),
        (TABLE, "How many laps did Amy Orr not ride?"),
        (TABLE, "How many laps did Amy Orr miss?"),
        (TABLE, "How many laps did Amy Orr's team ride?"),
        (TABLE, "What is the first lap of Amy Orr's sister?"),
        (TABLE, "How many more laps than Ben Ito did Amy Orr ride?"),
        (TABLE, "How many clean laps did Amy Orr ride?"),
        (TABLE, "How many laps did Amy Orr ride in 2019?"),
        (TABLE, "How many laps did Amy Orr ride in Leeds?"),
        (TABLE, "How many laps did Amy Orr ride with a helmet?"),
        (TABLE, "Did Amy Orr ride 12 laps?"),
        (TABLE, "Who rode 12 laps for money?"),
        (TABLE.replace("Ben Ito", "Amy Orr"), "How many laps did Amy Orr ride?"),
        (FORM, "What is the guest's phone number?"),
        (FORM, "Who is the guest of honour?"),
        (FORM, "Who cleaned the room?"),
        (FORM, "When is the departure?"),
        (FORM, "Which room did the last guest have?"),
        (f"{FORM}\nDinner: 19:00\nDinner room: Hall", "What room is dinner in?"),
        (f"{FORM}\n\n{FORM.replace('Rolf Stein', 'Ina Lee')}", "Who is the guest?"),
        (HOURS, "When does the library close on Friday?"),
        (HOURS, "When is the library open on Sunday?"),
        (HOURS, "Who works on Friday?"),
        (ROTA, "When is Amy Orr on duty?"),
        (ROTA, "Who is off sick on Tuesday?"),
        (PLAN, "When does the raffle end?"),
        (PLAN, "When is the concert?"),
        (CHAT, "What is Ben?"),
        (CHAT, "Who makes the soup?"),
        (CHAT, "Who hates crisps?"),
        (LISTED, "What should I wear?"),
        ("Fair\n9:00 pm Party\n10:00 pm Dance\n11:00 pm Bed", "What happens at 9:00 am?"),
        ("Fair\n9 PM Party\n10 PM Dance\n11 PM Bed", "What happens at 9 AM?"),
        (LISTED, "What is the first of the house rules?"),
    ],
)
def test_what_is_left_to_the_model(text: str, question: str) -> None:
    assert looked_up(question, text) is None


@pytest.mark.parametrize(
    "unit",
    [
        *UNITS,
        *(
            "a\tb\n",
            "a|b\n",
            "|a|b|\n|-|-|\n",
            "a  b\n",
            "Mon 9-5\n",
            "Mon-",
            "9:00 a\n",
            "9:00-",
            "1st A B\n",
            "a: b\n",
        ),
        *(
            "a: I will do b\n",
            "b:\n- a\n",
            "- a\n",
            "b\n- a\n- c\n\n",
            "A: 1\nB: 2\n\n",
            "a\tb\nc\td\ne\tf\n\n",
            "A B ",
            "Mon 1 ",
        ),
    ],
)
@pytest.mark.parametrize("question", ["What is the b of a?", "Who is bringing a?", "When is a on Monday?"])
def test_in_linear_time(unit: str, question: str) -> None:
    assert_linear(lambda text: looked_up(question, text), lambda size: run(unit, size))
    looked_up(run(unit, MAX_QUESTION_LENGTH), TABLE)
    looked_up(f"What is the {run(unit, MAX_QUESTION_LENGTH - 20)}?", FORM)
