import pytest

from inference.store.names import is_file_name, is_version, version_in


@pytest.mark.parametrize("name", ["1.0.0", "2024-01-01_b", "a" * 64, "currently"])
def test_versions(name: str) -> None:
    assert is_version(name)


@pytest.mark.parametrize(
    "name", ["", ".", "..", ".hidden", "a/b", "a\\b", "current", "previous", "a" * 65, "1.0\n", "é"]
)
def test_what_is_no_version(name: str) -> None:
    assert not is_version(name)


@pytest.mark.parametrize(
    "name", ["model.onnx", "recogniser/model.onnx", "vocab/lookups.bin", "a b.txt", "é.bin", "..a"]
)
def test_files_of_a_model(name: str) -> None:
    assert is_file_name(name)


@pytest.mark.parametrize(
    "name",
    [
        *("", ".", "..", "/etc/passwd", "../up", "a/../../up", "a//b", "a/", "./a", "a\\..\\b", "a\0b", "a\nb"),
        *("manifest.json", "MODEL_CARD.md", "a" * 256, "é" * 128, "a/" * 500 + "a", "\ud800"),
    ],
)
def test_what_is_no_file_of_a_model(name: str) -> None:
    assert not is_file_name(name)


def test_a_pointer_names_a_version() -> None:
    assert version_in(b"1.0.0") == version_in(b" 1.0.0\r\n") == "1.0.0"


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"\xff\xfe", b"../1", b"1\n2", b"current", b"a" * 1_000_000, b"1\0", b"1" + b" " * 1_024]
)
def test_a_pointer_that_names_none(content: bytes) -> None:
    assert version_in(content) is None
