from pathlib import Path

import onnx
import pytest

from inference.contract import AnswersRequest, CategoryRequest, Task
from inference.readers import create_reader
from inference.reading.onnx_model import MASK, MODEL_FILE, OnnxModel, Row
from inference.store.directory import find_model
from tests.training.tiny_models import (
    FAMILIES,
    LABELS,
    PASSAGES,
    save_classifier,
    save_question_answerer,
    stretch_a_channel,
)
from training.errors import UnsupportedModelError
from training.export.export import DisagreementError, export

TEXT = PASSAGES[0]["text"]
LONG_TEXT = " ".join(passage["text"] for passage in PASSAGES)


@pytest.mark.parametrize("family", FAMILIES)
def test_a_classifier_of_each_family_goes_all_the_way_to_a_reply(family: str, tmp_path: Path) -> None:
    save_classifier(family, tmp_path / "source")
    exported = export(Task.CATEGORY, str(tmp_path / "source"), tmp_path / "models/category", "1", "x", quantised=False)
    assert exported.agreement >= 0.99
    reader = create_reader(Task.CATEGORY, tmp_path / "models")
    reader.load()
    reply = reader.read(CategoryRequest(text=TEXT))
    assert reply.category == "news"
    assert set(reply.scores) == {label.lower() for label in LABELS}
    assert sum(reply.scores.values()) == pytest.approx(1, abs=1e-5)
    assert reader.read(CategoryRequest(text=LONG_TEXT)).model == "source@1"


@pytest.mark.parametrize("family", FAMILIES)
def test_a_question_answerer_of_each_family_goes_all_the_way_to_a_reply(family: str, tmp_path: Path) -> None:
    save_question_answerer(family, tmp_path / "source")
    export(Task.ANSWERS, str(tmp_path / "source"), tmp_path / "models/answers", "1", "x", quantised=False)
    reader = create_reader(Task.ANSWERS, tmp_path / "models")
    reader.load()
    reply = reader.read(AnswersRequest(question=PASSAGES[0]["questions"][0], context=TEXT))
    assert reply.answer is not None
    assert reply.start == 0
    assert TEXT[reply.start : reply.end] == reply.answer


@pytest.mark.parametrize(("family", "side"), [("gpt2", "left"), ("gpt2", "right"), ("roberta", "right")])
def test_padding_changes_no_answer(family: str, side: str, tmp_path: Path) -> None:
    save_question_answerer(family, tmp_path / "source", side)
    export(Task.ANSWERS, str(tmp_path / "source"), tmp_path / "models/answers", "1", "x", quantised=False)
    model = find_model(tmp_path / "models", Task.ANSWERS)
    assert model.manifest.encoder_input.pad_left == (side == "left")
    encoder = OnnxModel.of(model)
    texts = [encoder.tokenizer.encode(text).ids for text in ("Who?", "Who cut the ribbon?", TEXT)]
    rows = [Row(ids, [0] * len(ids)) for ids in texts]
    for row, outputs in zip(rows, encoder.run(rows), strict=True):
        alone = encoder.run([row])[0]
        assert outputs["start_logits"].tolist() == pytest.approx(alone["start_logits"].tolist(), abs=1e-4)
        assert len(outputs["end_logits"]) == len(row.ids)


@pytest.mark.parametrize(
    ("family", "masked"), [("bert", False), ("distilbert", False), ("roberta", False), ("gpt2", True)]
)
def test_only_what_pads_takes_a_mask(family: str, masked: bool, tmp_path: Path) -> None:
    save_question_answerer(family, tmp_path / "source")
    export(Task.ANSWERS, str(tmp_path / "source"), tmp_path / "models/answers", "1", "x", quantised=False)
    graph = onnx.load(tmp_path / "models/answers" / MODEL_FILE).graph
    assert (MASK in {value.name for value in graph.input}) == masked


@pytest.mark.parametrize("quantised", [True, False])
def test_a_channel_that_reaches_far_is_evened_out_before_int8(quantised: bool, tmp_path: Path) -> None:
    save_classifier("bert", tmp_path / "source")
    stretch_a_channel(tmp_path / "source", 60)
    target = tmp_path / "models/category"
    exported = export(Task.CATEGORY, str(tmp_path / "source"), target, "1", "x", quantised=quantised)
    assert exported.agreement == 1
    operators = {node.op_type for node in onnx.load(target / MODEL_FILE, load_external_data=False).graph.node}
    assert ("Mul" in operators) == quantised


def test_a_source_that_is_no_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnsupportedModelError, match="no Hugging Face model"):
        export(Task.CATEGORY, str(tmp_path), tmp_path / "models/category", "1", "x")


def test_an_export_that_decides_differently_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_classifier("bert", tmp_path / "source")
    monkeypatch.setattr("training.export.export.agreement", lambda *_: 0.98)
    with pytest.raises(DisagreementError, match="98"):
        export(Task.CATEGORY, str(tmp_path / "source"), tmp_path / "models/category", "1", "x")
    assert not (tmp_path / "models").exists()
