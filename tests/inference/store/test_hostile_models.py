"""Models made to do harm, or broken on the way: refused in clear words, and nothing of them runs."""

import io
import pickle
import shutil
import tarfile
from pathlib import Path

import pytest
from spacy.language import Language

from inference.contract import ErrorCode, InferenceError, NounsRequest, Task
from inference.readers import Reader, create_reader
from inference.reading.onnx_model import OnnxModel
from inference.store.directory import find_model
from inference.store.embedded import EMBEDDED_MODELS
from inference.store.in_memory import ModelInMemory
from tests.inference.store.made import Trap, make_nouns, seal

CODE = "from pathlib import Path\nPath({!r}).write_text('ran')\n"
TOKENIZER = '{"version": "1.0", "model": {"type": "WordLevel", "vocab": {"[UNK]": 0}, "unk_token": "[UNK]"}}'


@pytest.fixture
def marker(tmp_path: Path) -> Path:
    """Exists after a test in which something ran that must not."""
    return tmp_path / "ran"


def make_category(directory: Path, model: bytes) -> Path:
    directory.mkdir(parents=True)
    (directory / "model.onnx").write_bytes(model)
    (directory / "tokenizer.json").write_text(TOKENIZER)
    seal(directory, Task.CATEGORY)
    return directory


def external(location: str) -> bytes:
    """A model whose weights lie in another file."""
    pytest.importorskip("onnx", reason="make .venv/.training installs what training needs")
    from onnx import ModelProto, TensorProto, helper  # noqa: PLC0415 - after the check

    weights = TensorProto(name="w", data_type=TensorProto.FLOAT, dims=[4], data_location=TensorProto.EXTERNAL)
    for key, value in (("location", location), ("offset", "0"), ("length", "16")):
        weights.external_data.add(key=key, value=value)
    ends = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [4]) for name in ("x", "y")]
    graph = helper.make_graph([helper.make_node("Add", ["x", "w"], ["y"])], "g", ends[:1], ends[1:], [weights])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    return bytes(ModelProto.SerializeToString(model))


def archive(name: str) -> bytes:
    """A tar archive with a member of a name of its own choice."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as packed:
        packed.addfile(tarfile.TarInfo(name), io.BytesIO())
    return stream.getvalue()


def refusal(reader: Reader) -> str:
    with pytest.raises(InferenceError) as caught:
        reader.load()
    assert caught.value.code is ErrorCode.MODEL_UNAVAILABLE
    return caught.value.message


@pytest.mark.parametrize("location", ["../secret", "/etc/hostname"])
def test_weights_outside_the_directory_are_not_read(tmp_path: Path, location: str) -> None:
    (tmp_path / "category").mkdir()
    (tmp_path / "category" / "secret").write_bytes(bytes(16))
    make_category(tmp_path / "category" / "1", external(location))
    (tmp_path / "category" / "current").write_text("1")
    assert (
        refusal(create_reader(Task.CATEGORY, tmp_path))
        == "The model's files cannot be loaded: publish the model again."
    )


def test_weights_in_a_file_that_the_manifest_does_not_list_are_not_read(tmp_path: Path) -> None:
    directory = make_category(tmp_path / "category", external("secret"))
    (directory / "secret").write_bytes(bytes(16))
    assert "does not know the file secret" in refusal(create_reader(Task.CATEGORY, tmp_path))


@pytest.mark.parametrize(
    "location",
    [
        "secret",
        "./secret",
        "../secret",
        "/etc/hostname",
    ],
)
def test_weights_of_a_model_in_memory_are_no_files_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, location: str
) -> None:
    model = find_model(make_category(tmp_path / "category", external(location)).parent, Task.CATEGORY)
    (tmp_path / "category" / "secret").write_bytes(bytes(16))
    monkeypatch.chdir(model.path)
    files = {name: (model.path / name).read_bytes() for name in model.manifest.files}
    with pytest.raises(InferenceError, match="files cannot be loaded"):
        OnnxModel.of(ModelInMemory(model.manifest, files))


@pytest.mark.parametrize("how", ["pickle", "archive", "truncated", "empty"])
def test_what_is_no_onnx_model_is_refused(tmp_path: Path, marker: Path, how: str) -> None:
    whole = external("weights")
    content = {
        "pickle": pickle.dumps(Trap(marker)),
        "archive": archive("../../escaped"),
        "truncated": whole[: len(whole) // 2],
        "empty": b"",
    }[how]
    make_category(tmp_path / "category", content)
    assert "publish the model again" in refusal(create_reader(Task.CATEGORY, tmp_path))
    assert not marker.exists()
    assert not list(tmp_path.parent.glob("escaped"))


@pytest.mark.parametrize("part", ["vocab/strings.json", "tokenizer", "entity_ruler/patterns.jsonl"])
def test_a_pickle_in_a_pipeline_is_not_unpickled(tmp_path: Path, marker: Path, part: str) -> None:
    directory = make_nouns(tmp_path / "nouns")
    (directory / part).write_bytes(pickle.dumps(Trap(marker)))
    seal(directory, Task.NOUNS)
    assert "not a spaCy pipeline that can be loaded" in refusal(create_reader(Task.NOUNS, tmp_path))
    assert not marker.exists()


@pytest.mark.parametrize("part", ["config.cfg", "tokenizer", "recogniser/settings.json", "recogniser/tokenizer.json"])
def test_a_pickle_in_a_model_of_ours_is_not_unpickled(tmp_path: Path, marker: Path, part: str) -> None:
    directory = shutil.copytree(EMBEDDED_MODELS / "nouns", tmp_path / "nouns")
    (directory / part).write_bytes(pickle.dumps(Trap(marker)))
    seal(directory, Task.NOUNS)
    assert refusal(create_reader(Task.NOUNS, tmp_path))
    assert not marker.exists()


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('factory = "entity_ruler"', 'factory = "evil"', 'the component "evil"'),
        ("before_creation = null", 'before_creation = {"@callbacks": "evil.v1"}', '"evil.v1" (@callbacks)'),
        ("after_pipeline_creation = null", 'after_pipeline_creation = {"@misc": "evil.harm"}', '"evil.harm" (@misc)'),
        ('lang = "en"', 'lang = "evil"', 'the language "evil"'),
        ('lang = "en"', 'lang = "..evil"', 'the language "..evil"'),
        ('@tokenizers = "spacy.Tokenizer.v1"', '@tokenizers = "evil.Tokenizer"', '"evil.Tokenizer" (@tokenizers)'),
    ],
)
def test_a_pipeline_cannot_name_code_that_lies_beside_it(
    tmp_path: Path, marker: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, named: str
) -> None:
    directory = make_nouns(tmp_path / "nouns")
    config = (directory / "config.cfg").read_text()
    assert old in config
    (directory / "config.cfg").write_text(config.replace(old, new))
    (directory / "evil.py").write_text(CODE.format(str(marker)))
    seal(directory, Task.NOUNS)
    monkeypatch.chdir(directory)
    message = refusal(create_reader(Task.NOUNS, tmp_path))
    assert named in message
    assert message.endswith("Whoever trusts the source of this model can pass --trust.")
    trusted = refusal(create_reader(Task.NOUNS, tmp_path, trust=True))  # which lets nothing in that is not installed
    assert "not a spaCy pipeline that can be loaded" in trusted
    assert not marker.exists()


@pytest.mark.parametrize("name", ["__init__.py", "entity_ruler/__init__.py", "sitecustomize.py", "spacy.py"])
def test_code_in_the_directory_does_not_run(
    tmp_path: Path, marker: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    directory = make_nouns(tmp_path / "nouns")
    (directory / name).write_text(CODE.format(str(marker)))
    monkeypatch.chdir(directory)
    assert f"does not know the file {name}" in refusal(create_reader(Task.NOUNS, tmp_path))
    seal(directory, Task.NOUNS)
    create_reader(Task.NOUNS, tmp_path).load()
    assert not marker.exists()


def test_a_broken_version_leaves_the_reader_that_is_at_work_alone(tmp_path: Path) -> None:
    make_nouns(tmp_path / "nouns" / "1", "1")
    (tmp_path / "nouns" / "current").write_text("1")
    serving = create_reader(Task.NOUNS, tmp_path)
    serving.load()
    broken = make_nouns(tmp_path / "nouns" / "2", "2")
    (broken / "tokenizer").write_bytes(b"")
    (tmp_path / "nouns" / "current").write_text("2")
    assert "tokenizer is damaged" in refusal(create_reader(Task.NOUNS, tmp_path))
    reply = serving.read(NounsRequest(text="He works at Google and nowhere else in the world."))
    assert [entity.text for entity in reply.entities] == ["Google"]
    assert reply.model == "m@1"


def test_nothing_was_registered_by_all_this() -> None:
    assert not Language.has_factory("evil")
