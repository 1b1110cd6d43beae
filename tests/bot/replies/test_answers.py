import pytest

from bot.replies.answers import render
from inference.contract import AnswersReply, Span
from tests.bot.stage import bold, shown

TEXT = "It rained. Ada brought 12 cakes. They ate."
EVIDENCE = Span(start=11, end=32)


def reply(score: float, evidence: Span | None = EVIDENCE) -> AnswersReply:
    return AnswersReply(answer="12", score=score, start=23, end=25, evidence=evidence, model="m")


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
    part = render("How many?", TEXT, reply(score))
    blocks = [block.to_dict() for block in part.blocks]
    assert shown({"blocks": blocks}) == f"How many?\n12\n{sureness}\nAda brought 12 cakes."
    assert bold({"blocks": blocks}) == ["12", "12"]
    assert blocks[-1]["elements"][0]["type"] == "rich_text_quote"
    assert part.summary == f"How many?\n12\n{sureness}"


def test_a_null_answer() -> None:
    nothing = AnswersReply(answer=None, score=0.95, start=None, end=None, evidence=None, model="m")
    assert render("How many?", TEXT, nothing).summary == "How many?\nThe text does not say. I am sure."


def test_an_answer_without_evidence() -> None:
    blocks = [block.to_dict() for block in render("How many?", TEXT, reply(0.9, None)).blocks]
    assert shown({"blocks": blocks}) == "How many?\n12\nI am sure."
