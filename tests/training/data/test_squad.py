from training.data.squad import Answer, Question


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
