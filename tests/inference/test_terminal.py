import pytest

from inference.contract import (
    Answer,
    AnswersReply,
    CategoryReply,
    Entity,
    Hedge,
    Name,
    NameKind,
    NounsReply,
    Place,
    Span,
    Topic,
    Unsupported,
    Verdict,
)
from inference.terminal import render

TEXT = "Anna met Bo. They ate."


def test_names_stand_in_brackets_without_colour() -> None:
    reply = NounsReply(entities=[Entity(text="Anna", label="PERSON", start=0, end=4)], model="m")
    assert render(reply, TEXT, colour=False) == "[Anna PERSON] met Bo. They ate.\n\nPERSON"


def test_names_are_coloured_on_a_terminal() -> None:
    reply = NounsReply(entities=[Entity(text="Anna", label="PERSON", start=0, end=4)], model="m")
    assert render(reply, TEXT, colour=True).startswith("\x1b[33mAnna\x1b[0m met")


def test_names_are_listed_with_kind_count_and_what_they_are() -> None:
    text = "Anna, a vet, met\nBo in Busan. Anna ate."
    names = [
        Name("Anna", NameKind.PEOPLE, [Span(0, 4), Span(29, 33)], about=Span(6, 11)),
        Name("Bo", NameKind.OTHER, [Span(17, 19)]),
        Name("Busan", NameKind.PLACES, [Span(23, 28)], place=Place("city in South Korea", "부산", {})),
    ]
    shown = render(NounsReply(entities=[], model="m", names=names), text, colour=False)
    assert shown.splitlines()[-3:] == [
        "Anna (people, 2): a vet",
        "Bo (other)",
        "Busan (places): city in South Korea (부산)",
    ]


def test_bars_are_sorted_and_as_long_as_the_score() -> None:
    reply = CategoryReply(category="sport", score=0.8, scores={"tech": 0.1, "sport": 0.8}, model="m")
    lines = render(reply, TEXT, colour=False).splitlines()
    assert lines[0] == "sport"
    assert lines[1].count("█") == 24
    assert lines[1].endswith("80.0%")
    assert lines[2].startswith("tech")


def test_topics_stand_below_the_bars() -> None:
    topics = [Topic("weather", 0.91), Topic("disaster", 0.4)]
    reply = CategoryReply(category=None, score=0.1, scores={"sport": 0.1}, model="m", topics=topics)
    assert render(reply, TEXT, colour=False).splitlines()[-1] == "about: weather 91.0%, disaster 40.0%"


def test_an_answer_is_shown_in_its_sentence() -> None:
    reply = AnswersReply(answer="Bo", score=0.9, start=9, end=11, evidence=Span(start=0, end=12), model="m")
    assert render(reply, TEXT, colour=True) == "\x1b[1mBo\x1b[0m (90% sure)\n\n  Anna met \x1b[1mBo\x1b[0m."


def test_a_null_answer_says_so() -> None:
    reply = AnswersReply(answer=None, score=0.7, start=None, end=None, evidence=None, model="m")
    assert render(reply, TEXT, colour=False) == "The text does not say. (70% sure)"


def test_all_answers_are_marked_in_their_sentences() -> None:
    answers = [
        Answer("Anna", 0, 4, evidence=Span(0, 12)),
        Answer("Bo", 9, 11, evidence=Span(0, 12)),
        Answer("They", 13, 17, evidence=Span(13, 22)),
    ]
    reply = AnswersReply("Anna", 0.9, 0, 4, Span(0, 12), "m", answers=answers)
    shown = render(reply, TEXT, colour=True)
    assert shown.splitlines() == [
        "\x1b[1mAnna\x1b[0m (90% sure)",
        "",
        "  \x1b[1mAnna\x1b[0m met \x1b[1mBo\x1b[0m.",
        "",
        "  \x1b[1mThey\x1b[0m ate.",
    ]


def test_a_verdict_is_shown_with_the_sentence_that_decides() -> None:
    reply = AnswersReply(None, 0.9, None, None, Span(0, 12), "m", verdict=Verdict.NO)
    assert render(reply, TEXT, colour=False) == "No (90% sure)\n\n  Anna met Bo."


@pytest.mark.parametrize(
    ("hedged", "words"),
    [
        (Hedge.ALLEGED, "The text only reports this as an allegation."),
        (Hedge.DENIED, "The text says that this is denied."),
        (Hedge.REPORTED, "The text only reports this: somebody says so."),
    ],
)
def test_a_hedge_is_said(hedged: Hedge, words: str) -> None:
    reply = AnswersReply("Bo", 0.9, 9, 11, Span(0, 12), "m", hedged=hedged)
    assert render(reply, TEXT, colour=False) == f"Bo (90% sure)\n{words}\n\n  Anna met Bo."


@pytest.mark.parametrize("kind", list(Unsupported))
def test_what_cannot_be_answered_is_said(kind: Unsupported) -> None:
    reply = AnswersReply(None, 0.95, None, None, None, "m", unsupported=kind)
    shown = render(reply, TEXT, colour=False)
    assert "I cannot" in shown or "I have no" in shown


def test_a_text_cannot_steer_the_terminal() -> None:
    assert "\x1b" not in render(NounsReply(entities=[], model="m"), "\x1b[2J\x07", colour=False)
