from training.data.marks import Marks

MARKS = Marks({3: 0.5, 20: 0.25}, {9: 0.25, 25: 0.5})


def test_the_likeliest_answer_does_not_end_before_it_begins() -> None:
    assert Marks({20: 0.75, 3: 0.125}, {9: 0.5, 25: 0.25}).best() == (20, 25, 0.1875)
    assert MARKS.best() == (3, 25, 0.25)


def test_without_an_end_behind_a_beginning_there_is_no_answer() -> None:
    assert Marks({20: 1.0}, {9: 1.0}).best() is None
    assert Marks({}, {}).best() is None


def test_marks_move_with_the_text_that_is_put_before_theirs() -> None:
    assert MARKS.moved(5) == Marks({8: 0.5, 25: 0.25}, {14: 0.25, 30: 0.5})
