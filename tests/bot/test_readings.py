"""What readers find, at every door: yes and no, several answers, allegations, what is unsupported, topics."""

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from bot.replies.answers import CANNOT, HEDGES
from inference.contract import (
    Answer,
    AnswersReply,
    CategoryReply,
    Hedge,
    Span,
    Task,
    Topic,
    Unsupported,
    Verdict,
)
from tests.bot.stage import CHANNEL, Stage, bold, shown

TEXT = "Police held <b>Ada</b> and Bo. It rained."
FIRST, SECOND = Span(0, 30), Span(31, 41)
NOTHING = AnswersReply(answer=None, score=0.9, start=None, end=None, evidence=None, model="m")
YES = replace(NOTHING, verdict=Verdict.YES, evidence=SECOND)
BOTH = AnswersReply(
    "<b>Ada</b>",
    0.9,
    12,
    22,
    FIRST,
    "m",
    answers=[Answer("<b>Ada</b>", 12, 22, FIRST), Answer("Bo", 27, 29, FIRST)],
    hedged=Hedge.ALLEGED,
)
NO_SUMS = replace(NOTHING, unsupported=Unsupported.CALCULATION)

Message = dict[str, Any]
Door = Callable[[Stage, str], Message]


def in_a_mention(stage: Stage, question: str) -> Message:
    return stage.mention(f"@lectern {question}\n{TEXT}")[0]


def in_a_thread(stage: Stage, question: str) -> Message:
    """Without a mention, where the bot has spoken."""
    root = stage.workspace.post_message(CHANNEL, f"@lectern nouns {TEXT}")
    stage.answers(root)
    return stage.mention(question, thread_ts=root)[0]


def in_a_direct_message(stage: Stage, question: str) -> Message:
    return stage.mention(f"{question}\n{TEXT}", stage.workspace.direct_channel.id)[0]


def in_a_command(stage: Stage, question: str) -> Message:
    return stage.command("/ask", f"{question} | {TEXT}")[0]


def submitted(stage: Stage, **typed: str) -> Message:
    """The modal, once it shows what was found; that is not read before the modal says that it is being read."""
    stage.inference.gate.clear()
    assert stage.submit(**typed) == {}
    stage.inference.gate.set()
    stage.finish()
    return stage.view


def in_a_modal(stage: Stage, question: str) -> Message:
    assert stage.workspace.run_command(CHANNEL, "/ask", "")
    stage.finish()
    return submitted(stage, text=TEXT, question=question)


def in_the_menu_of_a_message(stage: Stage, question: str) -> Message:
    ts = stage.workspace.post_message(CHANNEL, TEXT)
    stage.workspace.use_shortcut("ask_about_this", channel=CHANNEL, ts=ts)
    stage.finish()
    return submitted(stage, question=question)


DOORS = (in_a_mention, in_a_thread, in_a_direct_message, in_a_command, in_a_modal, in_the_menu_of_a_message)


@pytest.mark.parametrize("door", DOORS)
def test_yes_or_no_at_every_door(stage: Stage, door: Door) -> None:
    stage.inference.given[Task.ANSWERS] = YES
    found = door(stage, "Did it rain?")
    assert "Did it rain?\nYes. I am sure.\nIt rained." in shown(found)
    assert "Yes." in bold(found)


@pytest.mark.parametrize("door", DOORS)
def test_several_answers_at_every_door_and_none_is_markup(stage: Stage, door: Door) -> None:
    stage.inference.given[Task.ANSWERS] = BOTH
    found = door(stage, "Who was held?")
    said = f"<b>Ada</b>\nBo\nI am sure.\n{HEDGES[Hedge.ALLEGED]}\nPolice held <b>Ada</b> and Bo."
    assert f"Who was held?\n{said}" in shown(found)
    assert bold(found) == ["<b>Ada</b>", "Bo"] * 2


@pytest.mark.parametrize("door", DOORS)
def test_what_it_cannot_do_is_said_at_every_door(stage: Stage, door: Door) -> None:
    stage.inference.given[Task.ANSWERS] = NO_SUMS
    assert f"How much in all?\n{CANNOT[Unsupported.CALCULATION]}" in shown(door(stage, "How much in all?"))


def test_each_of_several_questions_is_told_apart(stage: Stage) -> None:
    stage.inference.given[Task.ANSWERS] = YES
    (found,) = stage.mention(f"@lectern Did it rain? Was it wet?\n{TEXT}")
    one = "Yes. I am sure.\nIt rained."
    assert shown(found) == f"Did it rain?\n{one}\nWas it wet?\n{one}"
    assert found["text"] == "Did it rain?\nYes. I am sure.\nWas it wet?\nYes. I am sure."


def test_topics_come_with_the_category(stage: Stage) -> None:
    scores = {"business": 0.7, "sport": 0.1}
    topics = [Topic("business", 0.9), Topic("crime", 0.8)]
    stage.inference.given[Task.CATEGORY] = CategoryReply("business", 0.7, scores, "m", topics)
    assert "Category: business\nAlso about: crime (80%)\n" in shown(stage.command("/category", TEXT)[0])
    (found,) = stage.mention(f"@lectern {TEXT}")
    assert "Also about: crime (80%)" in shown(found)
