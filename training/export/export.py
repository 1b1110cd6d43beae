"""`export`: a Hugging Face model becomes a model directory, if ONNX and INT8 do not change what it decides."""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from inference.contract import Task
from inference.reading.onnx_model import MODEL_FILE, TOKENIZER_FILE
from inference.store.manifest import Manifest
from training.export.agreement import agreement
from training.export.hub_model import default_directory_name, load_hub_model
from training.export.onnx_export import write_onnx
from training.export.package import update_manifest, write_manifest
from training.export.sample_rows import sample_rows

REQUIRED_AGREEMENT = 0.99


class DisagreementError(Exception):
    """The exported model decides differently from the original too often."""


@dataclass(frozen=True)
class Exported:
    """What was written, and the share of decisions on real text that are the original's."""

    manifest: Manifest
    agreement: float


def export(task: Task, source: str, output: Path, version: str, licence: str, quantised: bool = True) -> Exported:
    """Convert, compare with the original, and only then put the model directory in its place.

    Raises
    ------
    UnsupportedModelError
        When the source is no model that a reader can run.
    DisagreementError
        When less than 99% of the decisions agree; nothing is written then.
    """
    model = load_hub_model(source, task)
    with tempfile.TemporaryDirectory() as folder:
        directory = Path(folder) / task
        directory.mkdir()
        target = directory / MODEL_FILE
        samples = sample_rows(task, model.tokenizer, model.spec)
        write_onnx(model.network, model.inputs, model.outputs, model.config, target, samples, quantised=quantised)
        model.tokenizer.save(str(directory / TOKENIZER_FILE), pretty=False)
        manifest = Manifest(
            task=task, name=default_directory_name(source), version=version, engine="onnx", files={},
            labels=model.labels, input=model.spec, licence=licence, base_model=default_directory_name(source),
        )  # fmt: skip
        write_manifest(directory, manifest)
        share = agreement(task, source, directory)
        if share < REQUIRED_AGREEMENT:
            raise DisagreementError(
                f"Only {share:.1%} of the exported model's decisions are the original's; {REQUIRED_AGREEMENT:.0%} is "
                "asked for. Try --no-quantise."
            )
        manifest = update_manifest(directory, metrics={"agreement with the original": round(share, 4)})
        shutil.rmtree(output, ignore_errors=True)
        output.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(directory, output)
    return Exported(manifest, share)
