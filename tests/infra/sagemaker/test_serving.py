"""What a container does with a packed model: unpack it, import code/inference.py, call its four functions."""

import importlib.util
import json
import tarfile
from pathlib import Path
from types import ModuleType

import msgspec
import pytest

from inference.contract import MAX_TEXT_LENGTH, CategoryReply, ErrorReply
from infra.sagemaker.packing import pack_model
from tests.training.tiny_models import FAMILIES, PASSAGES, save_classifier

TEXT = PASSAGES[0]["text"]


def unpack(tmp_path: Path, family: str) -> tuple[ModuleType, object]:
    save_classifier(family, tmp_path / "source")
    return unpack_saved(tmp_path)


def unpack_saved(tmp_path: Path) -> tuple[ModuleType, object]:
    pack_model(tmp_path / "source", tmp_path / "model.tar.gz")
    with tarfile.open(tmp_path / "model.tar.gz") as tar:
        tar.extractall(tmp_path / "model", filter="data")
    spec = importlib.util.spec_from_file_location("inference_of_container", tmp_path / "model/code/inference.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module, module.model_fn(str(tmp_path / "model"))


def serve(module: ModuleType, model: object, body: str, content_type: str | None = "application/json") -> str:
    reply: str = module.output_fn(module.predict_fn(module.input_fn(body, content_type), model))
    return reply


@pytest.mark.parametrize("family", FAMILIES)
def test_a_packed_model_answers_as_the_contract_says(tmp_path: Path, family: str) -> None:
    module, model = unpack(tmp_path, family)
    for body in ({"text": TEXT}, {"inputs": TEXT}, {"text": " ".join(each["text"] for each in PASSAGES)}):
        reply = msgspec.json.decode(serve(module, model, json.dumps(body)), type=CategoryReply)
        assert sum(reply.scores.values()) == pytest.approx(1, abs=1e-5)
        assert reply.category == max(reply.scores, key=lambda label: reply.scores[label])
    assert msgspec.json.decode(serve(module, model, json.dumps({"text": TEXT})), type=CategoryReply).category == "News"


def test_gpt2_is_fed_no_token_types_though_its_tokenizer_makes_them(tmp_path: Path) -> None:
    body = json.dumps({"text": TEXT})
    expected = serve(*unpack(tmp_path, "gpt2"), body)
    saved = tmp_path / "source/tokenizer_config.json"
    inputs = {"model_input_names": ["input_ids", "token_type_ids", "attention_mask"]}
    saved.write_text(json.dumps(json.loads(saved.read_text()) | inputs))
    assert serve(*unpack_saved(tmp_path), body) == expected


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("{", "application/json"),
        ("[]", "application/json"),
        ("{}", "application/json"),
        ('{"text": " "}', "application/json"),
        (r'{"text": "\ud800"}', "application/json"),
        (json.dumps({"text": "a" * (MAX_TEXT_LENGTH + 1)}), "application/json"),
        ('{"text": "a"}', "text/plain"),
        ('{"text": "a"}', None),
    ],
)
def test_a_bad_request_gets_the_contracts_error(tmp_path: Path, body: str, content_type: str | None) -> None:
    module, model = unpack(tmp_path, "bert")
    error = msgspec.json.decode(serve(module, model, body, content_type), type=ErrorReply).error
    assert error.code == "invalid_request"
