import math
import unicodedata
from collections.abc import Sequence

import msgspec
import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from inference.contract import MAX_TEXT_LENGTH, AnswersReply, AnswersRequest, InferenceError, Task, Verdict
from inference.reading.answers import AnswersReader
from inference.reading.answers_model import AnswersModel
from inference.reading.onnx_model import Array, OnnxModel, Row
from inference.reading.records.found import PRECISION
from inference.store.directory import ModelDirectory, find_model
from inference.store.embedded import EMBEDDED_MODELS

STORY = (
    "The harbour town of Vellmar reopened its old lighthouse on Saturday after nine years of repairs. Mayor Ingrid "
    "Solheim cut the ribbon in front of about two thousand people. The work cost 4.2 million euros, half of which came "
    "from the European Union. The tower was built in 1871 by the engineer Tobias Renn."
)


def ask(reader: AnswersReader, question: str, context: str = STORY) -> AnswersReply:
    return reader.read(AnswersRequest(question=question, context=context))


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Who cut the ribbon?", "Ingrid Solheim"),
        ("How much did the work cost?", "4.2 million euros"),
        ("When was the tower built?", "1871"),
        ("Who built the tower?", "Tobias Renn"),
        ("who built the tower", "Tobias Renn"),
        ("engineer of the tower", "Tobias Renn"),
        ("wen was teh towr biult", "1871"),
    ],
)
def test_a_question_that_the_text_answers(answers: AnswersReader, question: str, answer: str) -> None:
    reply = ask(answers, question)
    assert reply.answer is not None
    assert answer in reply.answer
    assert STORY[reply.start : reply.end] == reply.answer
    assert reply.evidence is not None
    sentence = STORY[reply.evidence.start : reply.evidence.end]
    assert answer in sentence
    assert sentence.endswith(".")
    assert sentence[0].isupper()


def test_what_a_table_says_needs_no_model(answers: AnswersReader) -> None:
    table = "Rider\tLaps\nAmy Orr\t12\nBen Ito\t9"
    reply = ask(answers, "How many laps did Ben Ito ride?", table)
    assert (reply.answer, reply.score) == ("9", PRECISION)
    assert reply.evidence
    assert table[reply.evidence.start : reply.evidence.end] == "Ben Ito\t9"
    assert [(each.text, each.evidence) for each in reply.answers] == [("9", reply.evidence)]


def test_what_a_form_leaves_blank_is_null(answers: AnswersReader) -> None:
    reply = ask(answers, "How much is the deposit?", "Rent: 95\nHolding fee: 50\nDeposit:\nAvailable: now")
    assert (reply.answer, reply.score, reply.evidence) == (None, PRECISION, None)


def test_a_weight_is_no_price(answers: AnswersReader) -> None:
    tents = "Tent | Sleeps | Weight\nFell | 2 | 1.9 kg\nDune | 4 | 3.4 kg\nMarsh | 3 | 2.6 kg"
    assert ask(answers, "How much does Fell weigh?", tents).answer == "1.9 kg"
    reply = ask(answers, "How much does Fell cost?", tents)
    assert (reply.answer, reply.evidence) == (None, None)


def test_rows_decide_whether_one_thing_is_more_than_another(answers: AnswersReader) -> None:
    tents = "Tent | Sleeps | Weight\nFell | 2 | 1.9 kg\nDune | 4 | 3.4 kg\nMarsh | 3 | 2.6 kg"
    reply = ask(answers, "Is Dune lighter than Marsh?", tents)
    assert (reply.verdict, reply.answer, reply.score) == (Verdict.NO, None, PRECISION)
    assert reply.evidence
    assert tents[reply.evidence.start : reply.evidence.end] == "Dune | 4 | 3.4 kg\nMarsh | 3 | 2.6 kg"


def test_the_items_of_a_list_are_several_answers(answers: AnswersReader) -> None:
    listed = "What to pack\n- boots\n- a torch\nThe bus leaves at noon."
    reply = ask(answers, "What should we pack?", listed)
    assert reply.answer == "boots\n- a torch"
    assert [listed[each.start : each.end] for each in reply.answers] == ["boots", "a torch"]
    lines = [each.evidence for each in reply.answers]
    assert [listed[line.start : line.end] for line in lines] == ["- boots", "- a torch"]


@pytest.mark.parametrize(
    "question",
    ["What is the capital of Mongolia?", "How many goals did Messi score?", "Who wrote the novel Middlemarch?"],
)
def test_a_question_about_something_else_gets_null(answers: AnswersReader, question: str) -> None:
    reply = ask(answers, question)
    assert (reply.answer, reply.start, reply.end, reply.evidence) == (None, None, None, None)
    assert 0 <= reply.score <= 1


def test_an_answer_far_into_a_long_text_is_found_at_its_place(answers: AnswersReader) -> None:
    filler = "The committee met again and talked about the budget for the coming year. " * 500
    context = (filler[:30_000] + STORY + filler)[:MAX_TEXT_LENGTH]
    reply = ask(answers, "Who built the tower?", context)
    assert reply.answer is not None
    assert "Tobias Renn" in reply.answer
    assert reply.start is not None
    assert 30_000 <= reply.start < 30_000 + len(STORY)
    assert context[reply.start : reply.end] == reply.answer


MINUTES = "The committee met again and talked about the budget for the coming year. " * 30
LONG_TEXT = MINUTES + STORY + " " + MINUTES


def model_with(**thresholds: float) -> AnswersModel:
    embedded = find_model(EMBEDDED_MODELS, Task.ANSWERS)
    return AnswersModel(
        ModelDirectory(embedded.path, msgspec.structs.replace(embedded.manifest, thresholds=thresholds))
    )


@pytest.fixture
def tokens_read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How long each row is that the encoder reads, as it happens."""
    lengths: list[int] = []
    run = OnnxModel.run

    def spy(model: OnnxModel, rows: Sequence[Row]) -> list[dict[str, Array]]:
        lengths.extend(len(row.ids) for row in rows)
        return run(model, rows)

    monkeypatch.setattr(OnnxModel, "run", spy)
    return lengths


def test_a_first_look_that_finds_a_good_answer_is_all_that_is_read(tokens_read: list[int]) -> None:
    candidate = model_with(first_look=5.0).best("Who built the tower?", LONG_TEXT)
    assert candidate is not None
    assert LONG_TEXT[candidate.start : candidate.end].endswith("Tobias Renn")
    assert LONG_TEXT.index(STORY) < candidate.start < LONG_TEXT.index(STORY) + len(STORY)
    assert len(tokens_read) == 1
    assert tokens_read[0] < 170


def test_after_a_look_that_finds_nothing_good_the_whole_text_is_read(tokens_read: list[int]) -> None:
    whole = model_with().best("Who built the tower?", LONG_TEXT)
    windows = tokens_read.copy()
    tokens_read.clear()
    assert model_with(first_look=99.0).best("Who built the tower?", LONG_TEXT) == whole
    assert tokens_read[1:] == windows


def test_a_look_never_joins_sentences_that_do_not_follow_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def joined(_: OnnxModel, rows: Sequence[Row]) -> list[dict[str, Array]]:
        """Every row's best span goes from just behind the question to just before the end."""
        return [
            {
                "start_logits": np.array(
                    [9.0 * (type_ids[:at][-1:] == [0]) for at in range(len(type_ids))], np.float32
                ),
                "end_logits": np.array([9.0 * (at == len(type_ids) - 2) for at in range(len(type_ids))], np.float32),
            }
            for type_ids in (list(row.type_ids) for row in rows)
        ]

    monkeypatch.setattr(OnnxModel, "run", joined)
    sentences = ["Ann met Bob.", MINUTES, "Bob met Ann.", MINUTES]
    candidate = model_with(first_look=0.0).best("Ann Bob", " ".join(sentences))
    assert candidate is not None
    assert "met Bob. The" not in " ".join(sentences)[candidate.start : candidate.end]


def test_the_more_windows_a_text_has_the_better_its_best_span_must_be(monkeypatch: pytest.MonkeyPatch) -> None:
    rows_read: list[int] = []

    def always_the_same(_: OnnxModel, rows: Sequence[Row]) -> list[dict[str, Array]]:
        rows_read.append(len(rows))
        scores = [np.eye(1, len(row.ids), len(row.ids) - 2, dtype=np.float32)[0] for row in rows]
        return [{"start_logits": 8 * each, "end_logits": 8 * each} for each in scores]

    monkeypatch.setattr(OnnxModel, "run", always_the_same)
    short, long = (model_with().best("Who built the tower?", text) for text in (STORY, LONG_TEXT))
    assert short is not None
    assert long is not None
    assert rows_read[0] == 1
    assert rows_read[1] > 2
    assert (short.margin, long.margin) == pytest.approx((16.0, 16.0 - math.log(rows_read[1])))


@pytest.mark.parametrize(
    ("question", "sentences", "good"),
    [
        ("Who did the prize go to?", ["The prize went to Lena Okafor."] * 2, ["Lena Okafor"]),
        (
            "Who won the chess prize?",
            ["Lena Okafor won the chess prize in 1994.", "Tobias Renn won the chess prize in 1994."],
            ["Lena Okafor", "Tobias Renn"],
        ),
        ("Which city did they visit?", ["They visited Paris.", "They visited Rome."], ["Paris", "Rome"]),
    ],
)
def test_of_equally_good_answers_one_is_given_with_its_own_sentence(
    answers: AnswersReader, question: str, sentences: list[str], good: list[str]
) -> None:
    context = " ".join(sentences)
    reply = ask(answers, question, context)
    assert reply.answer in good
    assert reply.evidence is not None
    sentence = context[reply.evidence.start : reply.evidence.end]
    assert sentence in sentences
    assert reply.answer in sentence


@pytest.mark.parametrize(
    ("question", "context", "answer"),
    [
        ("Who won the prize?", "The prize went to Zoe\u0308.", "Zoe\u0308"),
        ("Who came?", "Only Jose\u0301 came to the party on Sunday.", "Jose\u0301"),
        ("Who built the tower?", "The tower was built by Émile O’Brien-Gauß in 1871.", "Émile O’Brien-Gauß"),
    ],
)
def test_an_answer_is_never_cut_inside_a_word(answers: AnswersReader, question: str, context: str, answer: str) -> None:
    assert ask(answers, question, context).answer == answer


def test_a_passage_in_another_language_is_named(answers: AnswersReader) -> None:
    context = "Der Bürgermeister eröffnete am Samstag den alten Leuchtturm, der neun Jahre geschlossen war."
    with pytest.raises(InferenceError, match="This text seems to be in German; I only read English"):
        ask(answers, "Who opened the lighthouse?", context)


def test_a_question_in_another_language_gets_no_guess(answers: AnswersReader) -> None:
    assert ask(answers, "Wie viele Einwohner hat die Hauptstadt der Mongolei?").answer is None


@pytest.mark.parametrize(
    ("question", "context", "answer"),
    [
        ("How many goals did Okafor score?", "name   goals  club\nOkafor  2  Northgate\nHendry  0  Carrow\n", "2"),
        ("How long do the lentils boil?", "- rinse them\n- boil the lentils for 20 minutes\n- add salt", "20 minutes"),
        ("How many retries are there at most?", "MAX_RETRIES = 5\n\ndef area(radius):\n    return math.pi", "5"),
        ("How many goals did Dvorak score?", "| name | goals |\n|---|---|\n| Hendry | 0 |\n| Dvorak | 7 |\n", "7"),
        ("Who comes at nine?", "👩‍🚀 “Zoë & <Ana>” said: the doctor, Émile Gauß, comes at nine. 🎉", "Émile Gauß"),
    ],
)  # fmt: skip
def test_lists_tables_code_and_odd_signs(answers: AnswersReader, question: str, context: str, answer: str) -> None:
    reply = ask(answers, question, context)
    assert reply.answer is not None
    assert answer in reply.answer
    assert context[reply.start : reply.end] == reply.answer


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    question=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60),
    context=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300),
)
def test_offsets_slice_to_the_answer_whatever_the_text(answers: AnswersReader, question: str, context: str) -> None:
    if not question.strip() or not context.strip():
        return
    text = f"The tower was built by {context} in 1871."
    try:
        reply = ask(answers, question, text)
    except InferenceError as refusal:
        if "seems to be in" not in refusal.message:  # another language, which is said
            raise
        return
    if reply.answer is None:
        return
    assert reply.start is not None
    assert reply.end is not None
    assert reply.evidence is not None
    assert text[reply.start : reply.end] == reply.answer
    assert reply.evidence.start <= reply.start < reply.end <= reply.evidence.end


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text("abCD19 .,-’😀\U0001d4b3\u0301\n", min_size=1, max_size=120))
@example("b😀1D-\u0301-")
def test_an_answer_begins_and_ends_where_words_do(answers: AnswersReader, context: str) -> None:
    text = f"The tower was built by Ann{context}Bob in 1871, and it is still there for all to see."
    reply = ask(answers, "Who built the tower?", text)
    if reply.answer is None:
        return
    assert reply.start is not None
    assert reply.end is not None
    for place in (reply.start, reply.end):
        assert not (text[place - 1 : place].isalnum() and text[place : place + 1].isalnum())
        assert not unicodedata.combining(text[place])
