"""Buckets that hold more than a model, or something else: no more is read than a model may have."""

import json
from typing import Any

import pytest

from inference.contract import ErrorCode, InferenceError, Task
from inference.store import s3_store
from inference.store.loading import load_model
from inference.store.manifest import MAX_MANIFEST_BYTES
from tests.inference.store.conftest import BUCKET, ROOT

EMPTY = {"sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "bytes": 0}


def put(s3: Any, name: str, content: bytes) -> None:
    s3.put_object(Bucket=BUCKET, Key=f"team/models/category/{name}", Body=content)


def manifest(**files: object) -> bytes:
    fields = {"task": "category", "name": "m", "version": "1", "engine": "onnx", "licence": "x", "base_model": "y"}
    return json.dumps({**fields, "files": files}).encode()


def refusal(root: str = ROOT) -> str:
    with pytest.raises(InferenceError) as caught:
        load_model(root, Task.CATEGORY)
    assert caught.value.code is ErrorCode.MODEL_UNAVAILABLE
    return caught.value.message


@pytest.mark.parametrize("pointer", [b"", b"\xff", b"1\0", b"a" * 300, b"../1", b"1" + b" " * 3_000_000])
def test_a_current_version_that_is_no_name_of_one(s3: Any, pointer: bytes) -> None:
    put(s3, "1/manifest.json", manifest())
    put(s3, "current", pointer)
    assert "current version is not a version name" in refusal()


@pytest.mark.parametrize(
    "content", [b"\xff", b"[" * 100_000, manifest() + b" " * MAX_MANIFEST_BYTES, manifest(a={**EMPTY, "bytes": 2**63})]
)
def test_a_manifest_that_is_none(s3: Any, content: bytes) -> None:
    put(s3, "manifest.json", content)
    assert "manifest cannot be read" in refusal()


def test_a_manifest_of_more_than_memory_holds(s3: Any) -> None:
    half = {**EMPTY, "bytes": s3_store.MAX_BYTES // 2 + 1}
    put(s3, "manifest.json", manifest(a=half, b=half))
    assert refusal() == "The category model is larger than 4 GB: publish it to a directory."


def test_a_pointer_and_a_manifest_are_not_read_to_their_end(s3: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    read = []

    class Endless:
        def read(self, limit: int) -> bytes:
            read.append(limit)
            return b" " * limit

    monkeypatch.setattr(s3_store._Store, "_open", lambda *_: Endless())
    store = s3_store._Store(ROOT, lambda: s3)
    assert len(store.get("current", 1_025) or b"") == 1_025
    assert read == [1_025]


@pytest.mark.parametrize("root", ["s3://", "s3://[", "s3://bucket/\udcff", "s3:///\x1b[31m" + "a" * 1_000])
def test_an_address_that_is_none(root: str) -> None:
    message = refusal(root)
    assert "names no bucket" in message
    assert message.isprintable()
    assert len(message) < 150


def test_a_prefix_that_is_too_long_for_a_key(s3: Any) -> None:
    put(s3, "manifest.json", manifest())
    assert refusal(f"{ROOT}/{'a' * 2_000}")
