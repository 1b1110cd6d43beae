import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inference.answers import AnswersReader
from inference.contract import MAX_TEXT_LENGTH, AnswersReply, AnswersRequest, InferenceError

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


def test_equally_good_answers_give_the_first(answers: AnswersReader) -> None:
    context = "The prize went to Lena Okafor. The prize went to Lena Okafor."
    reply = ask(answers, "Who did the prize go to?", context)
    assert reply.answer is not None
    assert "Lena Okafor" in reply.answer


@pytest.mark.parametrize(
    ("question", "context", "answer"),
    [
        ("How many goals did Okafor score?", "name goals club\nOkafor 2 Northgate\nHendry 0 Carrow\n", "2"),
        ("How long do the lentils boil?", "- rinse them\n- boil the lentils for 20 minutes\n- add salt", "20 minutes"),
        ("Who comes at nine?", "👩‍🚀 “Zoë & <Ana>” said: the doctor, Émile Gauß, comes at nine. 🎉", "Émile Gauß"),
    ],
)  # fmt: skip
def test_lists_tables_and_odd_signs(answers: AnswersReader, question: str, context: str, answer: str) -> None:
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
