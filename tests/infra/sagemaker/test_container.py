"""Packed models behind `/ping` and `/invocations` of SageMaker's own toolkit, asked as the bot asks an endpoint."""

import json
import tarfile
import tempfile
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

import msgspec
import pytest
import torch
from transformers import AutoModelForSequenceClassification, AutoTokenizer

from inference.contract import CategoryReply, CategoryRequest, ErrorReply
from infra.sagemaker.packing import pack_model
from tests.inference.sagemaker import ENDPOINT, Answer, Asked, model_error, reply, running_sagemaker
from tests.infra.sagemaker.container import MISSING, Container, installed
from tests.training.news_classifier.test_training import arguments
from tests.training.tiny_models import PASSAGES, save_classifier
from training.news_classifier.__main__ import main

if not installed():
    pytest.skip(MISSING, allow_module_level=True)
pytestmark = pytest.mark.toolkit

TEXTS = ("the coach said a goal was new", "Zoë’s 東京 app 🎉", " ".join(each["text"] for each in PASSAGES))
JSON = {"Content-Type": "application/json"}
SECRET = "xyzzyplugh"


def read(container: Container, text: str) -> CategoryReply:
    """As a function of the stack does, through boto3 and SageMaker's InvokeEndpoint."""

    def answer(asked: Asked) -> Answer:
        status, said = container.invoke(asked.body, {**JSON, "X-Amzn-SageMaker-Custom-Attributes": asked.attributes})
        return reply(said) if status == HTTPStatus.OK else model_error(status, said.decode())

    with running_sagemaker() as sagemaker:
        sagemaker.answering = answer
        found: CategoryReply = sagemaker.reader(timeout=65).read(CategoryRequest(text=text))
    return found


def predict(directory: Path, text: str) -> dict[str, float]:
    """PyTorch's own prediction, with the versions that trained the model."""
    model: Any = AutoModelForSequenceClassification.from_pretrained(directory).eval()
    tokenizer: Any = AutoTokenizer.from_pretrained(directory)
    fed = tokenizer(text, truncation=True, max_length=model.config.max_position_embeddings, return_tensors="pt")
    with torch.inference_mode():
        shares = model(**fed).logits[0].softmax(dim=-1).tolist()
    return {model.config.id2label[index]: share for index, share in enumerate(shares)}


def train_gpt2(directory: Path) -> None:
    """By the command that is a training job's."""
    assert main(arguments(directory.parent, output=directory, epochs=1), {}) == 0


def train_distilbert(directory: Path) -> None:
    save_classifier("distilbert", directory)


@pytest.fixture(scope="module", params=[train_gpt2, train_distilbert], ids=["gpt2", "distilbert"])
def source(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model in Hugging Face format."""
    directory = tmp_path_factory.mktemp("trained") / "model"
    request.param(directory)
    return directory


@pytest.fixture(scope="module")
def container(source: Path) -> Iterator[Container]:
    archive = source.parent / "model.tar.gz"
    pack_model(source, archive)
    with tempfile.TemporaryDirectory() as folder, Container(archive, Path(folder)) as started:
        yield started


def test_a_packed_model_decides_as_it_did_where_it_was_trained(source: Path, container: Container) -> None:
    assert container.ping() == 200
    for text in TEXTS:
        expected = predict(source, text)
        found = read(container, text)
        assert found.scores == pytest.approx(expected, abs=1e-5)
        assert (found.category, found.score) == (max(expected, key=expected.__getitem__), max(found.scores.values()))


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        ('{"text": ', JSON),
        ("[]", JSON),
        (r'{"text": "\ud800"}', JSON),
        ('{"text": "a"}', {"Content-Type": "text/plain"}),
        ('{"text": "a"}', {"Content-Type": "text/csv"}),
        ("text=a", {"Content-Type": "application/x-www-form-urlencoded"}),
        ('{"text": "a"}', {}),
    ],
)
def test_a_bad_request_gets_the_contracts_error(container: Container, body: str, headers: dict[str, str]) -> None:
    status, said = container.invoke(body.encode(), headers)
    assert (status, msgspec.json.decode(said, type=ErrorReply).error.code) == (200, "invalid_request")


def test_what_the_toolkit_cannot_decode_it_refuses_itself_and_goes_on(container: Container) -> None:
    assert container.invoke(b'{"text": "\xff"}', JSON)[0] == 400
    assert read(container, TEXTS[0]).category


def test_texts_are_in_no_log(container: Container) -> None:
    assert read(container, SECRET).category
    for body in (f'{{"text": "{SECRET}', f'{{"text": "{SECRET}\\ud800"}}'):
        container.invoke(body.encode(), JSON)
    assert "POST /invocations" in container.logged()
    assert SECRET not in container.logged()


def test_a_model_without_our_code_is_asked_as_the_toolkit_wants(tmp_path: Path) -> None:
    save_classifier("bert", tmp_path / "source")
    written = tmp_path / "source/tokenizer_config.json"
    configuration = json.loads(written.read_text()) | {"tokenizer_class": "PreTrainedTokenizerFast"}
    written.write_text(json.dumps(configuration))
    with tarfile.open(tmp_path / "model.tar.gz", "w:gz") as tar:
        tar.add(tmp_path / "source", ".")
    with tempfile.TemporaryDirectory() as folder, Container(tmp_path / "model.tar.gz", Path(folder)) as container:
        found = read(container, TEXTS[0])
    expected = predict(tmp_path / "source", TEXTS[0])
    assert found.model == ENDPOINT
    assert found.scores == pytest.approx(expected, abs=1e-5)
    assert found.category == max(expected, key=expected.__getitem__)
