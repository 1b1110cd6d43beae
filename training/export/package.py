"""Write what makes a folder a model directory: the manifest and the model card."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from inference.contract import Task
from inference.store.checksums import model_file
from inference.store.directory import ModelDirectory
from inference.store.manifest import Manifest
from inference.store.names import BESIDE, CARD, MANIFEST

RELIABILITY = "reliability"
SHORT_RELIABILITY = "reliability on short texts"
VERDICTS_RELIABILITY = "reliability of verdicts"
TOPICS_RELIABILITY = "reliability of topics"
RELIABILITIES = {
    RELIABILITY: "replies",
    SHORT_RELIABILITY: "replies on short texts",
    VERDICTS_RELIABILITY: "verdicts",
    TOPICS_RELIABILITY: "topics",
}
"""Name of a table of scores in the metrics -> what the scores are of."""

QUANTISATION_COST = "quantisation_cost"

EMBEDDED = "lectern"
"""What the names of the embedded models begin with."""

_CARDS = Path(__file__).parent / "cards"


def write_manifest(directory: Path, manifest: Manifest) -> Manifest:
    """Write the manifest with size and checksum of every file that lies in the directory now."""
    files = {
        file.relative_to(directory).as_posix(): model_file(file)
        for file in sorted(directory.rglob("*"))
        if file.is_file() and file.name not in BESIDE
    }
    complete = msgspec.structs.replace(manifest, files=files)
    (directory / MANIFEST).write_bytes(msgspec.json.format(msgspec.json.encode(complete), indent=2) + b"\n")
    return complete


def read_manifest(directory: Path) -> Manifest:
    """Read a manifest that is known to be there."""
    return msgspec.json.decode((directory / MANIFEST).read_bytes(), type=Manifest)


def update_manifest(directory: Path, **changes: Any) -> Manifest:
    """Change fields of a manifest in place; the files are listed anew."""
    return write_manifest(directory, msgspec.structs.replace(read_manifest(directory), **changes))


def record_metrics(directory: Path, metrics: Mapping[str, Any]) -> Manifest:
    """Add measured figures to the manifest and put all of them into the model card."""
    known = read_manifest(directory).metrics
    manifest = update_manifest(directory, metrics={**known, **_rounded(metrics)})
    write_card(directory, manifest)
    return manifest


def is_embedded(manifest: Manifest) -> bool:
    """Tell this project's own models from those of other people."""
    return manifest.name.startswith(f"{EMBEDDED}-")


def with_thresholds(
    model: ModelDirectory,
    thresholds: Mapping[str, float],
    calibration: Mapping[str, tuple[float, ...]] | None = None,
) -> ModelDirectory:
    """The same model with these thresholds alone, and perhaps with another calibration; neither is written."""
    calibrated = model.manifest.calibration if calibration is None else calibration
    manifest = msgspec.structs.replace(model.manifest, thresholds=thresholds, calibration=calibrated)
    return msgspec.structs.replace(model, manifest=manifest)


def megabytes(manifest: Manifest) -> float:
    """Size of all files of a model, in millions of bytes."""
    return sum(file.bytes for file in manifest.files.values()) / 1e6


def write_card(directory: Path, manifest: Manifest) -> None:
    """Fill the task's card with the manifest's figures; a model of somebody else's keeps the card it came with."""
    template = _CARDS / f"{manifest.task}.md"
    if not is_embedded(manifest):
        return
    apart = {*RELIABILITIES, QUANTISATION_COST}
    figures = {name: value for name, value in manifest.metrics.items() if name not in apart}
    rows = _rows(figures)
    data = "\n".join(f"- {source}" for source in manifest.training_data)
    card = template.read_text(encoding="utf-8")
    for mark, value in {
        "model": manifest.model,
        "metrics": f"| measured | figure |\n|---|---|\n{rows}",
        "quantisation": _rows(manifest.metrics.get(QUANTISATION_COST, {"not measured": ""})),
        "version": manifest.version,
        "reliability": _reliability_table(manifest.metrics.get(RELIABILITY, [])),
        "short_reliability": _reliability_table(manifest.metrics.get(SHORT_RELIABILITY, [])),
        "verdicts_reliability": _reliability_table(manifest.metrics.get(VERDICTS_RELIABILITY, [])),
        "topics_reliability": _reliability_table(manifest.metrics.get(TOPICS_RELIABILITY, [])),
        "data": data,
        "size": f"{megabytes(manifest):.1f} MB",
        "window": str(manifest.encoder_input.max_tokens),
        "overlap": str(manifest.encoder_input.overlap),
        "thresholds": ", ".join(f"`{name}` {value:.3f}" for name, value in manifest.thresholds.items()),
    }.items():
        card = card.replace("{{" + mark + "}}", value)
    (directory / CARD).write_text(card, encoding="utf-8")


def lectern_manifest(task: Task, version: str, **fields: Any) -> Manifest:
    """The manifest of a model that was trained here, before its files are known; `fields` go before what is usual."""
    usual = {"name": f"{EMBEDDED}-{task}", "base_model": "MiniLM-L6-H384-uncased (all-MiniLM-L6-v2, Apache-2.0)"}
    return Manifest(task=task, version=version, files={}, **{**usual, **fields})


def _rows(figures: Mapping[str, Any]) -> str:
    return "\n".join(f"| {name} | {value} |" for name, value in figures.items())


def _rounded(value: Any) -> Any:
    match value:
        case float():
            return round(value, 4)
        case Mapping():
            return {name: _rounded(part) for name, part in value.items()}
        case list():
            return [_rounded(part) for part in value]
        case _:
            return value


def _reliability_table(rows: list[dict[str, float]]) -> str:
    lines = [
        f"| {row['low']} to {row['high']} | {row['score']:.2f} | {row['right']:.2f} | {row['count']} |" for row in rows
    ]
    return "\n".join(["| score | mean score | share right | replies |", "|---|---|---|---|", *lines])
