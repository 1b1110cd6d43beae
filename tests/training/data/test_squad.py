from training.data.squad import Answer, Question, lacks_answer


def test_an_answer_is_looked_for_as_it_is_written_but_for_capitals() -> None:
    question = Question("1", "tower", "Who drew it?", "Tobias Renn drew it.", (Answer("Tobias Renn", 0),))
    assert not lacks_answer("TOBIAS RENN was born in Trieste.", question)
    assert lacks_answer("Tobias was born in Trieste.", question)
