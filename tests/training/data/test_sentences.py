from collections.abc import Sequence
from pathlib import Path

from training.data.marks import Marks
from training.data.sentences import MIN_SHARE, label_sentences

CSV = """question,sentence
Who came first?,Anna came first.
Who was second?,Ben was second.
Where is it?,It is in Oslo.
Who came?,Anna came first.
"""


def mark_first_word(pairs: Sequence[tuple[str, str]]) -> list[Marks]:
    return [Marks({0: 1.0}, {sentence.index(" ") - 1: 0.9}) for _, sentence in pairs]


def written(folder: Path) -> Path:
    path = folder / "sentences.csv"
    path.write_text(CSV, encoding="utf-8")
    return path


def test_a_sentence_stands_among_its_neighbours_with_its_answer_in_place(tmp_path: Path) -> None:
    questions = label_sentences(written(tmp_path), mark_first_word)
    assert [question.answers[0].text for question in questions] == ["Anna", "Ben", "It", "Anna"]
    assert questions[1].context == "Anna came first. Ben was second. It is in Oslo."
    for question in questions:
        answer = question.answers[0]
        assert question.context[answer.start :].startswith(answer.text)
        assert question.marks == Marks({answer.start: 1.0}, {answer.start + len(answer.text) - 1: 0.9})


def test_a_question_of_which_the_teacher_is_unsure_is_left_out(tmp_path: Path) -> None:
    def unsure(pairs: Sequence[tuple[str, str]]) -> list[Marks]:
        return [Marks({0: 1.0}, {3: MIN_SHARE - 0.01}), *mark_first_word(pairs[1:])]

    assert [question.id for question in label_sentences(written(tmp_path), unsure)] == [
        "sentence-1",
        "sentence-2",
        "sentence-3",
    ]
