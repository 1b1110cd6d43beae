"""What a manifest may be, however it came here."""

import json
from typing import Any

import pytest

from inference.contract import ErrorCode, InferenceError, Task
from inference.store.manifest import MAX_FILES, MAX_MANIFEST_BYTES, parse_manifest

FILE = {"sha256": "0" * 64, "bytes": 1}


def content(**changes: Any) -> bytes:
    fields = {"task": "category", "name": "m", "version": "1", "engine": "onnx", "licence": "x", "base_model": "y"}
    return json.dumps({**fields, "files": {"model.onnx": FILE}, **changes}).encode()


def refusal(manifest: bytes) -> str:
    with pytest.raises(InferenceError) as caught:
        parse_manifest(manifest, Task.CATEGORY)
    assert caught.value.code is ErrorCode.MODEL_UNAVAILABLE
    return caught.value.message


def test_it_may_have_its_largest_size_and_not_a_byte_more() -> None:
    spaces = b" " * (MAX_MANIFEST_BYTES - len(content()))
    assert parse_manifest(content() + spaces, Task.CATEGORY).model == "m@1"
    assert "cannot be read" in refusal(content() + spaces + b" ")


def test_deeper_than_anybody_reads() -> None:
    depth = 200_000
    deep = b"[" * depth + b"]" * depth
    assert "cannot be read" in refusal(content()[:-1] + b', "metrics": {"a": ' + deep + b"}}")


def test_it_names_no_more_files_than_a_model_has() -> None:
    names = {f"f{number}": FILE for number in range(MAX_FILES)}
    assert len(parse_manifest(content(files=names), Task.CATEGORY).files) == MAX_FILES
    assert "names more than 1,000 files" in refusal(content(files={**names, "one more": FILE}))


@pytest.mark.parametrize(
    "manifest",
    [
        content().replace(b'{"model.onnx"', b'{"model.onnx": {"sha256": "x", "bytes": 1}, "model.onnx"'),
        content().replace(b'"bytes": 1', b'"bytes": 1, "bytes": 1'),
        content().replace(b'"task"', b'"files": {}, "task"'),
        content().replace(b"model.onnx", b"a").replace(b'{"a"', json.dumps({"a": FILE})[:-1].encode() + b', "\\u0061"'),
    ],
)
def test_a_name_that_stands_there_twice(manifest: bytes) -> None:
    assert "cannot be read" in refusal(manifest)


@pytest.mark.parametrize("size", ["-1", str(2**63), str(2**64), "1" + "0" * 5_000, "1.5", '"1"', "null"])
def test_a_size_that_no_file_has(size: str) -> None:
    assert "cannot be read" in refusal(content().replace(b'"bytes": 1', f'"bytes": {size}'.encode()))


@pytest.mark.parametrize(
    "names",
    [["a", "a/b"], ["a/b", "a"], ["x/y", "x/y/z"], ["a", "a-b", "a/b"], ["manifest.json/a"], ["MODEL_CARD.md/a"]],
)
def test_a_file_that_would_have_to_be_a_folder_too(names: list[str]) -> None:
    assert "names a file that is a folder too" in refusal(content(files=dict.fromkeys(names, FILE)))


def test_files_and_folders_beside_each_other() -> None:
    names = ["a", "a-b", "ab/a", "b/a", "b/c/a", "manifest.json.bak"]
    assert [*parse_manifest(content(files=dict.fromkeys(names, FILE)), Task.CATEGORY).files] == names


@pytest.mark.parametrize("name", ["a" * 256, "a\0b", "../a", "a/" * 600 + "a", "\x1b[31m", "a\u202eb"])
def test_a_name_that_no_file_may_have(name: str) -> None:
    assert "names a file outside its directory" in refusal(content(files={name: FILE}))
