"""A model, wherever it is, and where models lie."""

from pathlib import Path

from inference.store.directory import ModelDirectory
from inference.store.in_memory import ModelInMemory

Model = ModelDirectory | ModelInMemory

S3_SCHEME = "s3://"

ModelRoot = Path | str
"""Where models lie: a directory, or `s3://bucket/prefix`."""


def model_root(value: str) -> ModelRoot:
    """What a setting or an argument names."""
    return value if value.startswith(S3_SCHEME) else Path(value)
