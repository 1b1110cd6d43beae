import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.passages.grammar import EVERYTHING, Wish, parse_command, parse_mention
from inference.contract import Task

ARTICLE = "Shares rose on Friday. Nobody knew why."
LONG = "Apple was founded by Steve Jobs. " * 20 + "Who else was there?"


def answers(question: str, text: str = "") -> Wish:
    return Wish((Task.ANSWERS,), text, (question,) if question else ())


@pytest.mark.parametrize(
    ("said", "wish"),
    [
        ("", Wish()),
        ("help", Wish()),
        ("Help!", Wish()),
        ("hello", Wish()),
        ("help wanted in London", Wish(EVERYTHING, "help wanted in London")),
        ("nouns", Wish((Task.NOUNS,))),
        ("Names:", Wish((Task.NOUNS,))),
        (f"nouns {ARTICLE}", Wish((Task.NOUNS,), ARTICLE)),
        (f"nouns\n{ARTICLE}", Wish((Task.NOUNS,), ARTICLE)),
        (f"CATEGORY: {ARTICLE}", Wish((Task.CATEGORY,), ARTICLE)),
        ("category-theory is hard", Wish(EVERYTHING, "category-theory is hard")),
        (f"Who knew?\n{ARTICLE}", answers("Who knew?", ARTICLE)),
        (f"Who knew?|{ARTICLE}", answers("Who knew?", ARTICLE)),
        (f"Who knew? | {ARTICLE}\nIs it so?\nYes.", answers("Who knew?", f"{ARTICLE}\nIs it so?\nYes.")),
        (f"Is it a|b?\n{ARTICLE}", answers("Is it a|b?", ARTICLE)),
        (f"who knew | {ARTICLE}", answers("who knew", ARTICLE)),
        (f"Who knew? {ARTICLE}", answers("Who knew?", ARTICLE)),
        (f"ask the name | {ARTICLE}", answers("the name", ARTICLE)),
        ("ask", answers("")),
        ("Who knew?", answers("Who knew?")),
        ("who knew", answers("who knew")),
        ("谁知道\uff1f\n没有人。", answers("谁知道\uff1f", "没有人。")),
        (ARTICLE, Wish(EVERYTHING, ARTICLE)),
        (LONG, Wish(EVERYTHING, LONG)),
        (f"How shares rose\n{ARTICLE}", Wish(EVERYTHING, f"How shares rose\n{ARTICLE}")),
        (f"Shares rise | The Paper\n{ARTICLE}", Wish(EVERYTHING, f"Shares rise | The Paper\n{ARTICLE}")),
        ("What a day it was in London.", Wish(EVERYTHING, "What a day it was in London.")),
        ("He works at Google.", Wish(EVERYTHING, "He works at Google.")),
    ],
)
def test_what_is_said_after_the_mention(said: str, wish: Wish) -> None:
    assert parse_mention("", said) == wish


@pytest.mark.parametrize(
    ("before", "after", "wish"),
    [
        ("hey", "nouns Ada", Wish((Task.NOUNS,), "Ada")),
        (ARTICLE, "", Wish(EVERYTHING, ARTICLE)),
        (ARTICLE, "help", Wish()),
        (ARTICLE, "category", Wish((Task.CATEGORY,), ARTICLE)),
        (ARTICLE, "who knew?", answers("who knew?", ARTICLE)),
        (ARTICLE, "nouns And more.", Wish((Task.NOUNS,), f"{ARTICLE}\n\nAnd more.")),
    ],
)
def test_more_than_a_greeting_before_the_mention_is_text(before: str, after: str, wish: Wish) -> None:
    assert parse_mention(before, after) == wish


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        (f"Who knew\n{ARTICLE}", answers("Who knew", ARTICLE)),
        (f"the name | {ARTICLE}", answers("the name", ARTICLE)),
        (f"Who is Dr. Grace? {ARTICLE}", answers("Who is Dr. Grace?", ARTICLE)),
        (f"| {ARTICLE}", answers("", ARTICLE)),
        ("Who knew?", answers("Who knew?")),
        ("Who knew? |", answers("Who knew?")),
        (" \n ", Wish()),
    ],
)
def test_the_ask_command(text: str, wish: Wish) -> None:
    assert parse_command(Task.ANSWERS, text) == wish


@given(st.text(), st.text())
def test_anything_can_be_said(before: str, after: str) -> None:
    parse_mention(before.strip(), after.strip())


@given(st.text(min_size=1).map(str.strip).filter(lambda text: text and parse_command(Task.NOUNS, text).tasks))
def test_a_command_reads_its_whole_text(text: str) -> None:
    assert parse_command(Task.NOUNS, text).text == text
