from typing import Any

import pytest
from msgspec.structs import replace

from bot.replies.answers import CANNOT, HEDGES, NO_ANSWER, NO_REASON, render
from inference.contract import Answer, AnswersReply, Hedge, Span, Unsupported, Verdict
from tests.bot.stage import bold, shown

TEXT = "It rained. Ada brought 12 cakes. They ate."
EVIDENCE = Span(start=11, end=32)
NOTHING = AnswersReply(answer=None, score=0.95, start=None, end=None, evidence=None, model="m")


def reply(score: float, evidence: Span | None = EVIDENCE) -> AnswersReply:
    return AnswersReply(answer="12", score=score, start=23, end=25, evidence=evidence, model="m")


def message(question: str, context: str, found: AnswersReply) -> dict[str, Any]:
    part = render(question, context, found)
    return {"text": part.summary, "blocks": [block.to_dict() for block in part.blocks]}


def quotes(rendered: dict[str, Any]) -> list[str]:
    elements = [element for block in rendered["blocks"] for element in block["elements"]]
    return [
        "".join(part["text"] for part in each["elements"]) for each in elements if each["type"] == "rich_text_quote"
    ]


def answer(text: str, words: str, sentence: str) -> Answer:
    start, first = text.index(words), text.index(sentence)
    return Answer(text=words, start=start, end=start + len(words), evidence=Span(first, first + len(sentence)))


@pytest.mark.parametrize(
    ("score", "sureness"),
    [
        (1.0, "I am sure."),
        (0.8, "I am sure."),
        (0.79, "I am fairly sure."),
        (0.5, "I am fairly sure."),
        (0.49, "I am not sure."),
    ],
)
def test_an_answer_with_its_evidence_and_how_sure(score: float, sureness: str) -> None:
    found = message("How many?", TEXT, reply(score))
    assert shown(found) == f"How many?\n12\n{sureness}\nAda brought 12 cakes."
    assert bold(found) == ["12", "12"]
    assert quotes(found) == ["Ada brought 12 cakes."]
    assert found["text"] == f"How many?\n12\n{sureness}"


def test_a_null_answer() -> None:
    assert render("How many?", TEXT, NOTHING).summary == f"How many?\n{NO_ANSWER} I am sure."


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Why did they eat?", NO_REASON),
        ("And why?", NO_REASON),
        ("how come they ate?", NO_REASON),
        ("For what reason did they eat?", NO_REASON),
        ("What's the reason?", NO_REASON),
        ("Who asked why they ate?", NO_ANSWER),
        ("Whyte met whom?", NO_ANSWER),
        ("What is the reasonable price?", NO_ANSWER),
    ],
)
def test_of_what_the_text_does_not_say_a_reason_is_called_one(question: str, words: str) -> None:
    assert render(question, TEXT, NOTHING).summary == f"{question}\n{words} I am sure."


def test_an_answer_without_evidence() -> None:
    assert shown(message("How many?", TEXT, reply(0.9, None))) == "How many?\n12\nI am sure."


@pytest.mark.parametrize(
    ("verdict", "score", "words"),
    [(Verdict.YES, 0.9, "Yes. I am sure."), (Verdict.NO, 0.6, "No. I am fairly sure.")],
)
def test_yes_and_no_with_the_sentence_that_decides(verdict: Verdict, score: float, words: str) -> None:
    found = message("Did it rain?", TEXT, replace(NOTHING, score=score, evidence=Span(0, 10), verdict=verdict))
    assert shown(found) == f"Did it rain?\n{words}\nIt rained."
    assert bold(found) == [words.split(maxsplit=1)[0]]
    assert quotes(found) == ["It rained."]
    assert found["text"] == f"Did it rain?\n{words}"


def test_several_answers_are_a_list_and_each_sentence_comes_once() -> None:
    text = "Police held Ada Berg and Tom Ray. It rained. Lee was held later."
    first, last = "Police held Ada Berg and Tom Ray.", "Lee was held later."
    answers = [answer(text, "Ada Berg", first), answer(text, "Tom Ray", first), answer(text, "Lee", last)]
    best = answers[0]
    found = message(
        "Who was held?",
        text,
        AnswersReply(best.text, 0.9, best.start, best.end, best.evidence, "m", answers),
    )
    assert shown(found) == f"Who was held?\nAda Berg\nTom Ray\nLee\nI am sure.\n{first}\n{last}"
    assert bold(found) == ["Ada Berg", "Tom Ray", "Lee"] * 2
    assert quotes(found) == [first, last]
    assert [block["elements"][0]["type"] for block in found["blocks"]].count("rich_text_list") == 1
    assert found["text"] == "Who was held?\nAda Berg; Tom Ray; Lee\nI am sure."


def test_one_answer_in_the_list_is_no_list() -> None:
    one = Answer(text="12", start=23, end=25, evidence=EVIDENCE)
    assert message("How many?", TEXT, replace(reply(0.9), answers=[one])) == message("How many?", TEXT, reply(0.9))


@pytest.mark.parametrize("hedge", Hedge)
def test_what_the_text_does_not_state_as_a_fact_is_said_to_be_so(hedge: Hedge) -> None:
    found = message("How many?", TEXT, replace(reply(0.9), hedged=hedge))
    assert shown(found) == f"How many?\n12\nI am sure.\n{HEDGES[hedge]}\nAda brought 12 cakes."
    assert HEDGES[hedge] in found["text"]
    yes = message("Did it rain?", TEXT, replace(NOTHING, verdict=Verdict.YES, evidence=Span(0, 10), hedged=hedge))
    assert shown(yes) == f"Did it rain?\nYes. I am sure.\n{HEDGES[hedge]}\nIt rained."


@pytest.mark.parametrize("kind", Unsupported)
def test_what_it_cannot_do_is_said_with_what_it_can(kind: Unsupported) -> None:
    found = message("Why not?", TEXT, replace(NOTHING, unsupported=kind))
    assert shown(found) == found["text"] == f"Why not?\n{CANNOT[kind]}"
    assert "Ask " in CANNOT[kind]
    assert len(set(CANNOT.values())) == len(Unsupported)
