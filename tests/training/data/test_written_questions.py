import json
from pathlib import Path

import pytest

from training.data.squad import Question
from training.data.written_questions import load_written, load_written_for_short_texts


def load(folder: Path, *texts: dict[str, object]) -> list[Question]:
    (folder / "some.jsonl").write_text("".join(f"{json.dumps(text)}\n" for text in texts), "utf-8")
    return [*load_written(folder, held_out=False), *load_written(folder, held_out=True)]


def text(words: str, *questions: dict[str, object]) -> dict[str, object]:
    return {"kind": "near miss", "text": words, "questions": questions}


def test_the_right_one_of_several_places_is_taken(tmp_path: Path) -> None:
    (question,) = load(tmp_path, text("Bo saw Bo.", {"q": "Whom?", "a": "Bo", "near": "saw Bo"}))
    assert [(answer.text, answer.start) for answer in question.answers] == [("Bo", 7)]


def test_several_answers_are_placed_in_order(tmp_path: Path) -> None:
    (question,) = load(tmp_path, text("A bee, a cat.", {"q": "Who?", "a": "A bee, a cat", "all": ["A bee", "a cat"]}))
    assert [(part.text, part.start) for part in question.parts] == [("A bee", 0), ("a cat", 7)]


def test_null_and_verdicts(tmp_path: Path) -> None:
    found = load(tmp_path, text("Bo came.", {"q": "When?", "a": None}, {"q": "Did Bo?", "v": "yes", "a": "Bo came"}))
    assert [(bool(question.answers), question.verdict) for question in found] == [(False, None), (True, "yes")]


def test_all_of_what_lies_apart_is_held_out(tmp_path: Path) -> None:
    (tmp_path / "held_out").mkdir()
    load(tmp_path / "held_out", *(text(f"Bo saw {number}.", {"q": "Who?", "a": "Bo"}) for number in range(20)))
    assert len(load_written(tmp_path, held_out=True)) == 20
    assert not load_written(tmp_path, held_out=False)


def test_a_misspelt_field_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="answer"):
        load(tmp_path, text("Bo came.", {"q": "Who?", "a": "Bo", "answer": "Bo"}))


def test_every_text_of_the_project_can_be_read() -> None:
    held_out = load_written(held_out=True)
    trained = [*load_written(held_out=False), *load_written_for_short_texts()]
    for question in [*held_out, *trained]:
        for answer in (*question.answers, *question.parts):
            assert question.context[answer.start : answer.start + len(answer.text)] == answer.text
    assert {question.context for question in held_out}.isdisjoint(question.context for question in trained)
