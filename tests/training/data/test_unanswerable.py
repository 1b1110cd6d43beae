from training.data.squad import Answer, Question
from training.data.unanswerable import lacks_answer, without_answer

TEXT = "The tower was built in 1871. Tobias Renn drew it. He had studied in Trieste. It is open on Mondays."


def question(*answers: str, text: str = TEXT) -> Question:
    return Question("1", "tower", "Who drew it?", text, tuple(Answer(answer, text.index(answer)) for answer in answers))


def test_the_sentence_that_answers_is_cut_out() -> None:
    assert without_answer(question("Tobias Renn")) == (
        "The tower was built in 1871. He had studied in Trieste. It is open on Mondays."
    )


def test_the_sentences_of_all_annotators_are_cut_out() -> None:
    assert without_answer(question("Tobias Renn", "Trieste")) == "The tower was built in 1871. It is open on Mondays."


def test_an_answer_across_two_sentences_takes_both_with_it() -> None:
    assert without_answer(question("drew it. He had")) == "The tower was built in 1871. It is open on Mondays."


def test_a_passage_that_holds_the_answer_twice_is_not_used() -> None:
    assert without_answer(question("Tobias Renn", text=f"{TEXT} He was called tobias renn the Younger.")) is None


def test_a_passage_of_which_hardly_anything_is_left_is_not_used() -> None:
    assert without_answer(question("Renn", text="Renn drew it. It is old.")) is None


def test_an_answer_is_looked_for_as_it_is_written_but_for_capitals() -> None:
    assert not lacks_answer("TOBIAS RENN was born in Trieste.", question("Tobias Renn"))
    assert lacks_answer("Tobias was born in Trieste.", question("Tobias Renn"))
