"""Size and SHA-256 of a model's files: how they are taken, and how a file is held against its manifest."""

import hashlib
from collections.abc import Iterable, Iterator
from mmap import ACCESS_READ, mmap
from pathlib import Path

from inference.store.manifest import ModelFile


class DamagedError(Exception):
    """What came is not what the manifest says."""


def model_file(path: Path) -> ModelFile:
    """What a manifest says of the file, as it is now."""
    size = path.stat().st_size
    if not size:  # which cannot be mapped
        return ModelFile(sha256=hashlib.sha256().hexdigest(), bytes=0)
    # In one step, which asks for Python's lock but once.
    with path.open("rb") as stream, mmap(stream.fileno(), 0, access=ACCESS_READ) as content:
        return ModelFile(sha256=hashlib.sha256(content).hexdigest(), bytes=size)


def is_whole(path: Path, expected: ModelFile) -> bool:
    """Whether the file is what its manifest says; a file of another size is not read."""
    return path.stat().st_size == expected.bytes and model_file(path) == expected


def checked(pieces: Iterable[bytes], expected: ModelFile) -> Iterator[bytes]:
    """Pass the pieces on, and raise `DamagedError` as soon as they are more than expected, or once they have ended."""
    digest, size = hashlib.sha256(), 0
    for piece in pieces:
        digest.update(piece)
        size += len(piece)
        if size > expected.bytes:
            break
        yield piece
    if ModelFile(sha256=digest.hexdigest(), bytes=size) != expected:
        raise DamagedError
