from training.data.squad import Answer, Question
from training.data.unanswerable import lacks_answer, without_answer


def test_an_answer_is_looked_for_as_it_is_written_but_for_capitals() -> None:
    question = Question("1", "tower", "Who drew it?", "Tobias Renn drew it.", (Answer("Tobias Renn", 0),))
    assert not lacks_answer("TOBIAS RENN was born in Trieste.", question)
    assert lacks_answer("Tobias was born in Trieste.", question)


PASSAGE = (
    "Tobias Renn built the tower. It was finished in 1871. Renn had studied in Trieste. A storm broke its lantern."
)


def cut(text: str, start: int) -> str | None:
    return without_answer(Question("1", "tower", "?", PASSAGE, (Answer(text, start),)))


def test_a_passage_loses_the_sentences_that_answer() -> None:
    assert cut("1871", PASSAGE.index("1871")) == (
        "Tobias Renn built the tower. Renn had studied in Trieste. A storm broke its lantern."
    )


def test_a_passage_that_answers_elsewhere_too_is_not_cut() -> None:
    assert cut("Renn", PASSAGE.index("Renn had")) is None


def test_of_a_short_passage_nothing_is_left() -> None:
    context = "It rained. The tower was finished in 1871."
    assert without_answer(Question("1", "tower", "When?", context, (Answer("1871", context.index("1871")),))) is None
