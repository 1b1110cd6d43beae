"""Models from S3, against moto's."""

import json
from pathlib import Path
from typing import Any

import boto3
import pytest
import spacy
from moto.core import set_initial_no_auth_action_count
from spacy import util
from spacy.language import Language
from spacy.training import Example

from inference.contract import ErrorCode, InferenceError, NounsRequest, Task
from inference.readers import create_reader
from inference.reading.onnx_model import MODEL_FILE, TOKENIZER_FILE, WEIGHTS_FILE
from inference.store.directory import open_model
from inference.store.in_memory import ModelInMemory
from inference.store.loading import load_model
from inference.store.manifest import Manifest
from inference.store.pipeline_files import pipeline_of
from inference.store.s3_store import fetch_version
from tests.inference.store.conftest import BUCKET, ROOT
from training.export.package import write_manifest

TEXT = "Ada met Charles in London, and Grace taught at Vassar."


def pipeline() -> Language:
    """English with components whose forms on disk and in memory are made in different ways."""
    nlp = spacy.blank("en")
    for name in ("tok2vec", "tagger", "attribute_ruler", "ner"):
        nlp.add_pipe(name)
    nlp.get_pipe("attribute_ruler").add([[{"TAG": "NNP"}]], {"POS": "PROPN"})  # type: ignore[attr-defined]
    tags = ["NNP", "VBD", "NNP", "IN", "NNP"]
    annotations = {"tags": tags, "entities": [(0, 3, "PERSON"), (8, 15, "PERSON")]}
    example = Example.from_dict(nlp.make_doc("Ada met Charles in London"), annotations)
    optimizer = nlp.initialize(lambda: [example])
    for _ in range(20):
        nlp.update([example], sgd=optimizer)
    rules = [{"label": "ORG", "pattern": "Vassar", "id": "v"}, {"label": "GPE", "pattern": [{"LOWER": "london"}]}]
    for name, config in (("entity_ruler", {"overwrite_ents": True}), ("span_ruler", {})):
        nlp.add_pipe(name, config=config).add_patterns(rules)  # type: ignore[attr-defined]
    return nlp


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("models") / "nouns"
    pipeline().to_disk(directory)
    manifest = Manifest(task=Task.NOUNS, name="m", version="1", engine="spacy", files={}, licence="x", base_model="y")
    write_manifest(directory, manifest)
    return directory


def in_memory(directory: Path) -> ModelInMemory:
    manifest = open_model(directory, Task.NOUNS).manifest
    return ModelInMemory(manifest, {name: (directory / name).read_bytes() for name in manifest.files})


def publish(s3: Any, directory: Path, version: str = "") -> None:
    folder = f"team/models/nouns/{version}".rstrip("/")
    for file in directory.rglob("*"):
        if file.is_file():
            s3.upload_file(str(file), BUCKET, f"{folder}/{file.relative_to(directory).as_posix()}")
    if version:
        s3.put_object(Bucket=BUCKET, Key="team/models/nouns/current", Body=version.encode())


def refusal(root: str = ROOT) -> str:
    with pytest.raises(InferenceError) as caught:
        load_model(root, Task.NOUNS)
    assert caught.value.code is ErrorCode.MODEL_UNAVAILABLE
    return caught.value.message


@pytest.mark.parametrize("version", ["", "1"])
def test_a_pipeline_reads_from_s3_as_from_its_directory(
    s3: Any, model: Path, version: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(s3, model, version)
    expected = create_reader(Task.NOUNS, model.parent).read(NounsRequest(text=TEXT))
    monkeypatch.setattr(util, "load_model_from_path", lambda *_: pytest.fail("a directory was read"))
    reply = create_reader(Task.NOUNS, ROOT).read(NounsRequest(text=TEXT))
    assert reply.entities
    assert reply == expected


def test_every_component_is_the_same_from_memory(model: Path) -> None:
    here, there = pipeline_of(in_memory(model), (), trust=False), spacy.load(model)
    assert here.pipe_names == there.pipe_names
    assert here(TEXT).to_json() == there(TEXT).to_json()
    doc = here(TEXT)
    assert [span.text for span in doc.spans["ruler"]] == ["London", "Vassar"]
    assert ("Vassar", "v") in {(span.text, span.ent_id_) for span in doc.ents}


def test_word_vectors_are_refused(model: Path) -> None:
    large = ModelInMemory(in_memory(model).manifest, {"vocab/vectors": b"x" * 4096})
    with pytest.raises(InferenceError, match="word vectors"):
        pipeline_of(large, (), trust=False)


def test_a_bucket_without_a_model_says_what_to_do(s3: Any) -> None:
    assert refusal() == "There is no nouns model here yet: publish one, or name another model directory."


def test_a_file_that_is_not_there_is_named(s3: Any, model: Path) -> None:
    publish(s3, model)
    s3.delete_object(Bucket=BUCKET, Key="team/models/nouns/tokenizer")
    assert refusal() == "The nouns model lacks the file tokenizer."


@pytest.mark.parametrize("content", [b"", b"other", b"x" * 2_000_000])
def test_a_file_that_was_changed_under_way_is_not_used(s3: Any, model: Path, content: bytes) -> None:
    publish(s3, model)
    s3.put_object(Bucket=BUCKET, Key="team/models/nouns/tokenizer", Body=content)
    assert "file tokenizer is damaged, or was changed" in refusal()


def test_a_version_that_is_a_path_is_refused(s3: Any, model: Path) -> None:
    publish(s3, model)
    s3.put_object(Bucket=BUCKET, Key="team/models/nouns/current", Body=b"../other")
    assert "current version is not a version name" in refusal()


def test_a_manifest_of_another_task_is_refused(s3: Any, model: Path) -> None:
    publish(s3, model)
    manifest = json.loads((model / "manifest.json").read_bytes())
    s3.put_object(
        Bucket=BUCKET, Key="team/models/nouns/manifest.json", Body=json.dumps({**manifest, "task": "category"})
    )
    assert refusal() == "The model published for nouns was made for category."


def test_a_bucket_that_does_not_exist_is_said_so(s3: Any) -> None:
    assert (
        refusal("s3://nowhere-at-all/models")
        == "There is no bucket nowhere-at-all: name the right one for the nouns model."
    )


def test_an_address_without_a_bucket_is_said_so() -> None:
    assert refusal("s3:///models") == "s3:///models names no bucket: it should be s3://bucket, or s3://bucket/prefix."


def test_no_way_to_s3_is_an_error_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "x")
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9")
    assert "EndpointConnectionError. Are there credentials, a region and a network?" in refusal()


@pytest.mark.parametrize(("version", "found"), [("1", True), ("2", False)])
def test_a_version_can_be_fetched_before_it_is_current(s3: Any, model: Path, version: str, found: bool) -> None:
    publish(s3, model, "1")
    s3.put_object(Bucket=BUCKET, Key="team/models/nouns/current", Body=b"0")
    if found:
        assert fetch_version(s3, ROOT, Task.NOUNS, version).manifest.version == "1"
    else:
        with pytest.raises(InferenceError, match="There is no nouns model here yet"):
            fetch_version(s3, ROOT, Task.NOUNS, version)


def test_access_denied_says_what_to_allow(s3: Any, model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(s3, model)
    become_nobody(monkeypatch)
    refused = set_initial_no_auth_action_count(0)(refusal)
    assert "not allowed: allow s3:GetObject" in refused()


def test_no_credentials_are_an_error_in_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    assert "NoCredentialsError" in refusal()


def test_an_encoder_loads_from_bytes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="make .venv/.training installs what training needs")
    from inference.reading.category import CategoryModel  # noqa: PLC0415 - after the check
    from inference.store.directory import find_model  # noqa: PLC0415
    from tests.training.tiny_models import save_classifier  # noqa: PLC0415
    from training.export.export import export  # noqa: PLC0415

    save_classifier("bert", tmp_path / "source")
    export(Task.CATEGORY, str(tmp_path / "source"), tmp_path / "models/category", "1", "x", quantised=False)
    directory = find_model(tmp_path / "models", Task.CATEGORY)
    files = {name: (directory.path / name).read_bytes() for name in directory.manifest.files}
    assert set(files) == {MODEL_FILE, WEIGHTS_FILE, TOKENIZER_FILE}
    from_memory = CategoryModel(ModelInMemory(directory.manifest, files))
    assert from_memory.probabilities(TEXT) == pytest.approx(CategoryModel(directory).probabilities(TEXT))


def become_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Go on as a user of moto's who may do nothing."""
    iam = boto3.client("iam")
    iam.create_user(UserName="nobody")
    key = iam.create_access_key(UserName="nobody")["AccessKey"]
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", key["AccessKeyId"])
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", key["SecretAccessKey"])
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)
