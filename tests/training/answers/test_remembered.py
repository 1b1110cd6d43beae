from pathlib import Path

import pytest

from inference.reading.answers_model import AnswersModel
from inference.reading.onnx_model import OnnxModel
from tests.inference.reading.word_scores import make_model
from training.answers.remembered import remembered


def test_a_sequence_is_read_once_and_with_the_same_result(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = make_model(tmp_path / "model", {"Ann": 5.0}, short_spans={"Bo": 2.0}, thresholds={"short_tokens": 4.0})
    texts = ["Ann met Bo.", "Ann met Bo. Then Ann left with Cy."]
    plain = [AnswersModel(model).best("Who?", text) for text in texts]
    graphs = remembered(model)
    assert [AnswersModel(model, graphs).best("Who?", text) for text in texts] == plain
    monkeypatch.setattr(OnnxModel, "_run_batch", None)
    assert [AnswersModel(model, graphs).best("Who?", text) for text in texts] == plain
