"""The two archives that SageMaker takes: the training job's sources, and a model with its serving code."""

import gzip
import tarfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from infra.packaging.imports import imported_files

ROOT = Path(__file__).parents[2]
JOB = "training.news_classifier.sagemaker_job"
"""The training job's entry point."""

SERVING = Path(__file__).with_name("container") / "inference.py"
"""What the endpoint's container runs."""

REQUIREMENTS = b"matplotlib==3.11.2\n"
"""What the training container lacks."""

_WEIGHTS = ("model.safetensors", "pytorch_model.bin")


class PackingError(Exception):
    """What was given is no model; the message says why."""


def pack_sources(archive: Path) -> None:
    """Write `sourcedir.tar.gz`: the entry point on top, and the packages that it imports."""
    modules = imported_files(ROOT, JOB)
    contents = {module.as_posix(): (ROOT / module).read_bytes() for module in modules}
    contents["train.py"] = (ROOT / Path(*JOB.split("."))).with_suffix(".py").read_bytes()
    contents["requirements.txt"] = REQUIREMENTS
    _write(archive, contents)


def pack_model(directory: Path, archive: Path) -> None:
    """Write `model.tar.gz`: a Hugging Face directory with `code/inference.py`.

    Raises
    ------
    PackingError
        When the directory holds no Hugging Face model.
    """
    if not (directory / "config.json").is_file() or not any((directory / name).is_file() for name in _WEIGHTS):
        raise PackingError(f"{directory} is no Hugging Face model: it lacks config.json or {_WEIGHTS[0]}.")
    contents = {file.name: file.read_bytes() for file in directory.iterdir() if file.is_file()}
    contents["code/inference.py"] = SERVING.read_bytes()
    _write(archive, contents)


def _write(archive: Path, contents: Mapping[str, bytes]) -> None:
    """The same contents make the same bytes: no times, no owners."""
    with (
        archive.open("wb") as stream,
        gzip.GzipFile("", "wb", 6, stream, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w") as tar,
    ):
        for name in sorted(contents):
            member = tarfile.TarInfo(name)
            member.size, member.mode = len(contents[name]), 0o644
            tar.addfile(member, BytesIO(contents[name]))
