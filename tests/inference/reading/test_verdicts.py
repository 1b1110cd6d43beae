import math
from pathlib import Path

import numpy as np
import pytest

from inference.contract import AnswersReply, AnswersRequest, Hedge, Verdict
from inference.reading.answers import AnswersReader
from inference.reading.verdicts import Judgement, judgement
from tests.inference.reading.word_scores import LABELS, make_model

TEXT = "A lorry hit the bridge at noon. The driver was unharmed. The road is shut."
FILLER = "The council met again about the budget of the coming year. " * 30


@pytest.fixture
def reader(tmp_path: Path) -> AnswersReader:
    spans = {"unharmed": 6.0, "shut": 3.0, "slept": 5.0}
    verdicts = {"unharmed": (0.0, 5.0, 1.0), "shut": (3.0, 0.0, 1.0), "slept": (5.0, 0.0, 0.0)}
    return AnswersReader(make_model(tmp_path / "m", spans, verdicts=verdicts, calibration={"verdict": (-1.0, 0.5)}))


def ask(reader: AnswersReader, question: str, context: str = TEXT) -> AnswersReply:
    return reader.read(AnswersRequest(question=question, context=context))


def test_a_verdict_comes_with_the_sentence_that_decides_and_a_calibrated_score(reader: AnswersReader) -> None:
    reply = ask(reader, "Was anyone hurt?", "A lorry hit the bridge. The driver was unharmed. It was noon.")
    assert (reply.answer, reply.start, reply.end, reply.answers) == (None, None, None, [])
    assert reply.verdict is Verdict.NO
    assert reply.evidence is not None
    assert reply.evidence.start == len("A lorry hit the bridge. ")
    assert reply.score == pytest.approx(1 / (1 + math.exp(1.0 - 0.5 * 4.0)))


def test_a_text_that_does_not_say_has_no_verdict_and_no_evidence(reader: AnswersReader) -> None:
    reply = ask(reader, "Was anyone hurt?", "A lorry hit the bridge at noon.")
    assert (reply.answer, reply.verdict, reply.evidence) == (None, None, None)
    assert reply.score == pytest.approx(1 / (1 + math.exp(1.0 - 0.5 * 9.0)))


def test_a_verdict_that_is_not_sure_enough_is_not_said(tmp_path: Path) -> None:
    verdicts = {"unharmed": (0.0, 5.0, 1.0)}
    doubting = make_model(
        tmp_path / "m", {"unharmed": 6.0}, verdicts=verdicts, thresholds={"verdict": 0.99, "short_tokens": 64.0}
    )
    reply = ask(AnswersReader(doubting), "Was anyone hurt?", "The driver was unharmed.")
    assert (reply.answer, reply.verdict, reply.evidence) == (None, None, None)
    assert reply.score == pytest.approx(math.exp(1.0) / (math.exp(0.0) + math.exp(5.0) + math.exp(1.0)))


def test_other_questions_get_words_of_the_text(reader: AnswersReader) -> None:
    reply = ask(reader, "How is the driver?")
    assert (reply.answer, reply.verdict) == ("unharmed", None)


def test_of_a_long_text_the_window_that_decides_most_counts(reader: AnswersReader) -> None:
    context = f"{FILLER}The road is shut. {FILLER}The driver was unharmed. {FILLER}"
    reply = ask(reader, "Was anyone hurt?", context)
    assert reply.verdict is Verdict.NO
    assert reply.evidence is not None
    assert context[reply.evidence.start : reply.evidence.end] == "The driver was unharmed."


def test_a_verdict_of_denied_words_says_so(reader: AnswersReader) -> None:
    reply = ask(reader, "Did the driver sleep?", "The driver denied that he slept.")
    assert (reply.verdict, reply.hedged) == (Verdict.YES, Hedge.DENIED)


def test_a_model_without_verdicts_answers_with_a_span(tmp_path: Path) -> None:
    reply = ask(AnswersReader(make_model(tmp_path / "m", {"unharmed": 6.0})), "Was anyone hurt?")
    assert (reply.answer, reply.verdict) == ("unharmed", None)
    assert [answer.text for answer in reply.answers] == ["unharmed"]


def test_the_more_windows_the_surer_one_must_be() -> None:
    logits = np.array([3.0, 0.0, 1.0], np.float32)
    assert judgement(logits, LABELS, 1).likeliest is Verdict.YES
    assert judgement(logits, LABELS, 1).margin == pytest.approx(2.0)
    assert judgement(logits, LABELS, 20).likeliest is None
    assert judgement(logits, LABELS, 20).margin == pytest.approx(math.log(20) - 2.0)


def test_labels_may_come_in_any_order() -> None:
    assert judgement(np.array([0.0, 5.0, 0.0], np.float32), ("no", "yes", "unknown"), 1).likeliest is Verdict.YES


def test_probabilities_add_up() -> None:
    judged = judgement(np.array([300.0, 1.0, 2.0], np.float32), LABELS, 3)
    assert sum(map(math.exp, (judged.yes, judged.no, judged.unknown))) == pytest.approx(1.0)
    assert Judgement(-1.0, -1.0, -1.0).likeliest is None
