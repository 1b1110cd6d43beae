from training.data.long_texts import BLANK_LINE, PASSAGES, long_texts
from training.data.squad import Answer, Question


def question(number: int, title: str) -> Question:
    context = f"Passage {number} says that the tower has {number} steps."
    answers = (Answer(str(number), context.index(str(number))), Answer("steps", context.index("steps")))
    return Question(str(number), title, f"How many steps has tower {number}?", context, answers)


def test_a_passage_stands_among_others_of_its_article_and_its_answers_where_it_does() -> None:
    questions = [question(number, "towers" if number < 230 else "lighthouses") for number in range(218, 240)]
    places = set()
    for short, long in zip(questions, long_texts(questions), strict=True):
        passages = long.context.split(BLANK_LINE)
        assert len(set(passages)) == len(passages) == PASSAGES
        assert set(passages) <= {other.context for other in questions if other.title == short.title}
        places.add(passages.index(short.context))
        assert all(
            long.context[answer.start : answer.start + len(answer.text)] == answer.text for answer in long.answers
        )
    assert places == set(range(PASSAGES))


def test_an_article_of_one_passage_is_filled_up_with_others() -> None:
    questions = [question(number, f"tower {number}") for number in range(218, 223)]
    assert all(len(set(long.context.split(BLANK_LINE))) == PASSAGES for long in long_texts(questions))


def test_where_there_is_no_other_passage_a_text_stays_as_it_is() -> None:
    alone = question(218, "towers")
    assert long_texts([alone, alone]) == [alone, alone]
