"""A model that never was on this disk."""

from collections.abc import Mapping

import msgspec

from inference.store.manifest import Manifest


class ModelInMemory(msgspec.Struct, frozen=True):
    """Its files were checked against the manifest as they came in."""

    manifest: Manifest
    files: Mapping[str, bytes]

    def read(self, name: str) -> bytes:
        """A file's content; raises KeyError."""
        return self.files[name]

    def verify(self) -> None:
        """Nothing to do: what does not fit the manifest is not in memory."""
