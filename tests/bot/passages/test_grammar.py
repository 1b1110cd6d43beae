import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.passages.grammar import EVERYTHING, Wish, parse_command, parse_mention
from bot.passages.talk import Talk
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


STORY = "Angela Merkel met Emmanuel Macron in Paris. Siemens opened an office."


@pytest.mark.parametrize(
    ("before", "after", "wish"),
    [
        (f"Who opened an office? {STORY}", "", answers("Who opened an office?", STORY)),
        ("Who opened an office?", STORY, answers("Who opened an office?", STORY)),
        ("Who met Macron", "?", answers("Who met Macron?")),
        ("Who met Macron", f"? {STORY}", answers("Who met Macron?", STORY)),
        ("Could you", f"tell me who met Macron? {STORY}", answers("who met Macron?", STORY)),
        ("Can", f"tell me who met Macron?\n{STORY}", answers("who met Macron?", STORY)),
        ("Hey", f", who met Macron?\n{STORY}", answers("who met Macron?", STORY)),
        ("nouns", STORY, Wish((Task.NOUNS,), STORY)),
        ("Please", f"categorise this:\n{STORY}", Wish((Task.CATEGORY,), STORY)),
        ("Merkel visited Paris", "", Wish(EVERYTHING, "Merkel visited Paris")),
        ("we could ask", "about it tomorrow", Wish(talk=Talk.PASSING)),
        ("I think we should ask", "", Wish(talk=Talk.PASSING)),
        ("thank you", "", Wish(talk=Talk.THANKS)),
    ],
)
def test_the_mention_stands_anywhere(before: str, after: str, wish: Wish) -> None:
    assert parse_mention(before, after) == wish


@pytest.mark.parametrize(
    ("said", "wish"),
    [
        (f"{STORY} Who met Macron?", answers("Who met Macron?", STORY)),
        (f"{STORY}\nWho met Macron?", answers("Who met Macron?", STORY)),
        (f"{STORY}\nnouns please", Wish((Task.NOUNS,), STORY)),
        (f"“Who met Macron?” {STORY}", answers("Who met Macron?", STORY)),
        (f"“Who met Macron?” | {STORY}", answers("Who met Macron?", STORY)),
        ("“Who will win?” asked Merkel.", Wish(EVERYTHING, "“Who will win?” asked Merkel.")),
        (f"Who is Dr. Grace? {STORY}", answers("Who is Dr. Grace?", STORY)),
        (f"please tell me who met Macron?\n{STORY}", answers("who met Macron?", STORY)),
        ("can you tell me who met Macron", answers("who met Macron")),
        ("help me find out who met Macron", answers("who met Macron")),
        (f":eyes: *nouns {STORY}", Wish((Task.NOUNS,), STORY)),
        (f"names and category: {STORY}", Wish((Task.NOUNS, Task.CATEGORY), STORY)),
        ("nouns this please", Wish((Task.NOUNS,))),
        ("what category is this?", Wish((Task.CATEGORY,))),
        ("which kind of news is this text", Wish((Task.CATEGORY,))),
        ("is this news?", Wish((Task.CATEGORY,))),
        ("What category of workers was paid?", answers("What category of workers was paid?")),
        ("show me all the names", Wish((Task.NOUNS,))),
        ("list the names in this thread", Wish((Task.NOUNS,), of_thread=True)),
        (f"list the names in it:\n{STORY}", Wish((Task.NOUNS,), STORY)),
        ("what is this about?", Wish(EVERYTHING)),
        ("thoughts?", answers("thoughts?")),
        ("who is mentioned in this thread?", Wish((Task.NOUNS,), of_thread=True)),
        ("is this about politics?", Wish((Task.CATEGORY,))),
        (f"Question: Who met Macron?\n\nText: {STORY}", answers("Who met Macron?", STORY)),
        (
            f"1. Who met Macron?\n2. Where?\n{STORY}",
            Wish((Task.ANSWERS,), STORY, ("Who met Macron?", "Where?")),
        ),
        ("please read this", Wish(EVERYTHING)),
        ("Who met Macron? Thanks!", answers("Who met Macron?")),
        ("Thanks! Who met Macron?", answers("Who met Macron?")),
        ("nouns, thank you", Wish((Task.NOUNS,))),
        ("what category is this? thanks", Wish((Task.CATEGORY,))),
        ("any idea who met Macron?", answers("who met Macron?")),
        (
            "who in this thread met Macron?",
            Wish((Task.ANSWERS,), "", ("who in this thread met Macron?",), of_thread=True),
        ),
    ],
)
def test_many_ways_to_ask(said: str, wish: Wish) -> None:
    assert parse_mention("", said) == wish


@pytest.mark.parametrize("text", [STORY, ""])
@pytest.mark.parametrize("between", ["\n", " "])
def test_several_questions_are_all_asked(between: str, text: str) -> None:
    wish = parse_mention("", f"Who met Macron?{between}Where did they meet?\n{text}")
    assert (wish.questions, wish.text) == (("Who met Macron?", "Where did they meet?"), text)


@pytest.mark.parametrize(
    ("said", "talk"),
    [
        ("help me", Talk.HELP),
        ("good morning everyone", Talk.HELP),
        ("what can you do?", Talk.HELP),
        ("how does this work", Talk.HELP),
        ("?", Talk.HELP),
        ("thanks!", Talk.THANKS),
        ("great, thank you so much for that", Talk.THANKS),
        ("summarise this thread", Talk.BEYOND),
        ("can you give me a summary?", Talk.BEYOND),
        (f"translate this into German\n{STORY}", Talk.BEYOND),
        ("tl;dr", Talk.BEYOND),
        ("please explain this to me", Talk.BEYOND),
        ("remind me to ask again", Talk.BEYOND),
        ("ok, got it", Talk.PASSING),
        ("nice one!", Talk.PASSING),
    ],
)
def test_what_asks_for_no_reading(said: str, talk: Talk) -> None:
    assert parse_mention("", said) == Wish(talk=talk)


@pytest.mark.parametrize(
    "text",
    [
        "Summary of the meeting\nAda met Grace.",
        "Explain the rules to Ada, said Grace, and then she left the room without saying where she was going, or why, "
        "or when she would be back.",
        "Thanks to Ada Lovelace the machine was built.\nIt worked.",
        "anna lives in berlin",
    ],
)
def test_texts_that_begin_like_talk_are_texts(text: str) -> None:
    assert parse_mention("", text) == Wish(EVERYTHING, text)


def test_a_command_too_takes_the_question_last() -> None:
    assert parse_command(Task.ANSWERS, f"{STORY}\nWho met Macron?") == answers("Who met Macron?", STORY)
    assert parse_command(Task.ANSWERS, f"{STORY} Who met Macron?") == answers("Who met Macron?", STORY)
