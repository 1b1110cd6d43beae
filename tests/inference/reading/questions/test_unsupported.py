import pytest

from inference.contract import MAX_QUESTION_LENGTH, Unsupported
from inference.reading.questions.unsupported import unsupported
from tests.linear import UNITS, assert_linear, run

TEXT = "Ana paid 12 euros for bread and 7 euros for cheese. Bo is 14 and Di is 31. The mayor spoke for an hour."


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Summarise this", Unsupported.SUMMARY),
        ("summarize the article in two sentences", Unsupported.SUMMARY),
        ("Can you summarise the thread?", Unsupported.SUMMARY),
        ("tl;dr", Unsupported.SUMMARY),
        ("TLDR please", Unsupported.SUMMARY),
        ("Give me a short summary", Unsupported.SUMMARY),
        ("Could you give me a summary of this text?", Unsupported.SUMMARY),
        ("@lectern please sum it up", Unsupported.SUMMARY),
        ("What are the main points?", Unsupported.SUMMARY),
        ("What is the gist of this?", Unsupported.SUMMARY),
        ("What is this text about?", Unsupported.SUMMARY),
        ("what's this about in short", Unsupported.SUMMARY),
        ("What is the article about, in one sentence?", Unsupported.SUMMARY),
        ("Translate this into French", Unsupported.TRANSLATION),
        ("can you translate the text?", Unsupported.TRANSLATION),
        ("How do you say bread in Spanish?", Unsupported.TRANSLATION),
        ("Put this into German please", Unsupported.TRANSLATION),
        ("What would this be in Polish?", Unsupported.TRANSLATION),
        ("Do you think the mayor is right?", Unsupported.OPINION),
        ("What do you think of the cheese?", Unsupported.OPINION),
        ("What is your opinion of the mayor?", Unsupported.OPINION),
        ("In your view, is bread cheap?", Unsupported.OPINION),
        ("Should I buy the cheese?", Unsupported.OPINION),
        ("Is it good to eat so much cheese?", Unsupported.OPINION),
        ("Was it a good idea to buy bread?", Unsupported.OPINION),
        ("Do you like the mayor?", Unsupported.OPINION),
        ("What would you recommend?", Unsupported.OPINION),
        ("How likely is it that the mayor resigns?", Unsupported.OPINION),
        ("How much did Ana pay in total?", Unsupported.CALCULATION),
        ("How many euros is that altogether?", Unsupported.CALCULATION),
        ("What is the sum of both prices?", Unsupported.CALCULATION),
        ("What is the average age?", Unsupported.CALCULATION),
        ("What is the difference in age?", Unsupported.CALCULATION),
        ("How much older is Di than Bo?", Unsupported.CALCULATION),
        ("What's the difference between 31 and 14?", Unsupported.CALCULATION),
        ("Calculate the cost of two loaves", Unsupported.CALCULATION),
        ("what is 12 + 7", Unsupported.CALCULATION),
        ("Count the names", Unsupported.COUNT),
        ("How many times does the word euros appear?", Unsupported.COUNT),
        ("How many words are in this text?", Unsupported.COUNT),
        ("How often is the mayor mentioned?", Unsupported.COUNT),
    ],
)
def test_what_no_words_of_the_text_can_be(question: str, kind: Unsupported) -> None:
    assert unsupported(question, TEXT) is kind


@pytest.mark.parametrize(
    "question",
    [
        "What did Ana buy?",
        "How much did Ana pay for bread?",
        "How many euros did the cheese cost?",
        "Who wrote the summary?",
        "What did the summary say?",
        "What does the mayor think?",
        "What did Bo like?",
        "Who translated the book?",
        "Which translation did he read?",
        "What is the opinion of the mayor?",
        "What should visitors bring?",
        "What is the book about?",
        "What was the talk about?",
        "How old is Bo?",
        "How long did the mayor speak?",
        "What is the difference between bread and cheese?",
        "Is it good for the skin?",
        "Which thoughts did she have on the bus?",
        "How many lines does the metro have?",
        "How often does the bus come?",
        "Who won 3-1?",
        "What happened in 2019-20?",
        "What is the count's name?",
        "Did they say it in Spanish?",
        "Who is the man in the report?",
        "How many times did Ann win in the 1990s?",
        "How many characters are in the play?",
        "How many letters did he write in the war?",
        "How many lines are in the Paris metro?",
    ],
)
def test_what_words_of_a_text_may_answer(question: str) -> None:
    assert unsupported(question, TEXT) is None


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("How much did Ana pay in total?", "Bread 12, cheese 7. Total: 19 euros."),
        ("What is the average age?", "They are 20 on average."),
        ("How much older is Di than Bo?", "Di is 17 years older than Bo."),
        ("Should I book a table?", "You should book on Fridays."),
    ],
)
def test_what_the_text_states_need_not_be_worked_out(question: str, text: str) -> None:
    assert unsupported(question, text) is None


@pytest.mark.parametrize("unit", [*UNITS, "what is your ", "how many words ", "say a in "])
def test_in_linear_time(unit: str) -> None:
    assert_linear(lambda text: unsupported("How much in total?", text), lambda size: run(unit, size))
    assert unsupported(run(unit, MAX_QUESTION_LENGTH), "") in {None, *Unsupported}
