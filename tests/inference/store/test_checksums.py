import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from inference.store.checksums import DamagedError, checked, is_whole, model_file
from inference.store.manifest import ModelFile

CONTENT = b"weights"
FILE = ModelFile(sha256=hashlib.sha256(CONTENT).hexdigest(), bytes=len(CONTENT))


@pytest.mark.parametrize("content", [CONTENT, b"", b"x" * 3_000_000])
def test_what_a_manifest_says_of_a_file(tmp_path: Path, content: bytes) -> None:
    (file := tmp_path / "f").write_bytes(content)
    assert model_file(file) == ModelFile(sha256=hashlib.sha256(content).hexdigest(), bytes=len(content))
    assert is_whole(file, model_file(file))


@pytest.mark.parametrize("content", [b"weightz", b"weight", b"weights!", b""])
def test_a_damaged_file(tmp_path: Path, content: bytes) -> None:
    (file := tmp_path / "f").write_bytes(content)
    assert not is_whole(file, FILE)


def test_pieces_pass_as_they_come() -> None:
    assert list(checked([b"wei", b"", b"ghts"], FILE)) == [b"wei", b"", b"ghts"]


@pytest.mark.parametrize("pieces", [[b"weightz"], [b"weight"], [], [b"weights", b"!"]])
def test_pieces_of_something_else(pieces: list[bytes]) -> None:
    with pytest.raises(DamagedError):
        list(checked(pieces, FILE))


def test_nothing_is_read_beyond_the_size_that_is_known() -> None:
    taken = []

    def endless() -> Iterator[bytes]:
        while True:
            taken.append(1)
            yield b"weights"

    with pytest.raises(DamagedError):
        list(checked(endless(), FILE))
    assert len(taken) == 2
