from training.data.squad import Answer, Question, lacks_answer


def test_an_answer_is_looked_for_as_it_is_written_but_for_capitals() -> None:
    question = Question("1", "tower", "Who drew it?", "Tobias Renn drew it.", (Answer("Tobias Renn", 0),))
    assert not lacks_answer("TOBIAS RENN was born in Trieste.", question)
    assert lacks_answer("Tobias was born in Trieste.", question)


def test_the_favourite_is_what_annotators_agree_on_most() -> None:
    context = "In March 2013, Tobias Renn gave a report."

    def favourite(*texts: str) -> str | None:
        answers = tuple(Answer(text, context.index(text)) for text in texts)
        found = Question("1", "report", "When?", context, answers).favourite
        return found.text if found else None

    assert favourite("2013", "March 2013", "March 2013") == "March 2013"
    assert favourite("Tobias Renn", "2013", "In March 2013", "March 2013") == "March 2013"
    assert favourite("2013", "Tobias Renn") == "2013"
    assert favourite() is None
