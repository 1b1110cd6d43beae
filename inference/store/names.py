"""What may be called how: files of a model, its versions, and the files that name a version."""

import re

MANIFEST = "manifest.json"
CARD = "MODEL_CARD.md"
BESIDE = frozenset({MANIFEST, CARD})
"""What lies in a model directory and is not listed in its manifest."""

CURRENT = "current"
PREVIOUS = "previous"
"""Files beside the versions of a task's model: each holds the name of one, as UTF-8 text."""

MAX_POINTER_BYTES = 1_024
"""Of a pointer: a version's name has 64 at most, and whoever writes one by hand may leave white space."""

_MAX_PART_BYTES = 255
_MAX_PATH_BYTES = 900
"""A file system's limit for one name, and S3's 1,024 for a key less room for what stands before it."""

_VERSION = re.compile(rf"(?!(?:{CURRENT}|{PREVIOUS})\Z)[A-Za-z0-9][A-Za-z0-9._-]{{0,63}}")


def is_version(name: str) -> bool:
    """Whether a version may be called so: it names a directory beside the pointers."""
    return _VERSION.fullmatch(name) is not None


def is_file_name(name: str) -> bool:
    """Whether a manifest may list it: a relative path with `/`, which cannot lead out of the model's directory."""
    parts = name.split("/")
    return (
        name not in BESIDE
        and name.isprintable()
        and "\\" not in name
        and not {"", ".", ".."} & set(parts)
        and all(len(part.encode("utf-8", "surrogatepass")) <= _MAX_PART_BYTES for part in parts)
        and len(name.encode("utf-8", "surrogatepass")) <= _MAX_PATH_BYTES
    )


def version_in(pointer: bytes) -> str | None:
    """The version that the content of `current` or `previous` names; None where it is no name of a version.

    To tell that there is too much of it, a byte more than `MAX_POINTER_BYTES` has to be read.
    """
    if len(pointer) > MAX_POINTER_BYTES:
        return None
    version = pointer.decode("utf-8", "replace").strip()
    return version if is_version(version) else None
