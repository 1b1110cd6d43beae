import json
from pathlib import Path

from training.data.several import load_several


def write(path: Path, passages: int) -> Path:
    answers = [{"text": "Ann", "answer_start": 0}, {"text": "Bo", "answer_start": 8}]
    asked = [{"id": "1", "question": "Who came?", "answers": answers}]
    paragraphs = [{"context": f"Ann and Bo came, {number} times.", "qas": asked} for number in range(passages)]
    path.write_text(json.dumps({"data": [{"title": "a party", "paragraphs": paragraphs}]}), "utf-8")
    return path


def test_all_answers_are_parts_and_the_first_leads(tmp_path: Path) -> None:
    file = write(tmp_path / "several.json", 40)
    held_out, trained = load_several(file, held_out=True), load_several(file, held_out=False)
    assert len(held_out) + len(trained) == 40
    assert 0 < len(held_out) < len(trained)
    for question in [*held_out, *trained]:
        assert [part.text for part in question.parts] == ["Ann", "Bo"]
        assert [answer.text for answer in question.answers] == ["Ann"]
