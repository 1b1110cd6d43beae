"""`export --task nouns`: a spaCy pipeline is taken as it is, if it loads here and marks names."""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language

from inference.contract import InferenceError, Task
from inference.reading.nouns import load_pipeline, marked
from inference.store.directory import open_model
from inference.store.errors import UntrustedError, shown
from inference.store.manifest import Manifest
from inference.store.regular_files import NotRegularError, regular_files
from training.errors import UnsupportedModelError
from training.export.package import update_manifest, write_manifest
from training.export.texts import load_passages

UNKNOWN_LICENCE = "unknown"

_CONFIG = "config.cfg"
_ENTITIES = "doc.ents"
_ANY_LANGUAGE = "xx"


@dataclass(frozen=True)
class ExportedPipeline:
    """What was written, and how many names the pipeline found in the passages of this project."""

    manifest: Manifest
    names: int


def export_pipeline(source: str, output: Path, version: str, licence: str, *, trust: bool = False) -> ExportedPipeline:
    """Copy a pipeline, read real texts with the copy, and only then put it in its place as a model directory.

    Raises
    ------
    UnsupportedModelError
        When the source is no pipeline that can be loaded here, when it would need `trust`, or when it marks no names;
        nothing is written then.
    """
    _check_files(source)
    with tempfile.TemporaryDirectory() as folder:
        directory = Path(folder) / Task.NOUNS
        shutil.copytree(source, directory)
        name = Path(source).resolve().name
        manifest = Manifest(
            task=Task.NOUNS, name=name, version=version, engine="spacy", files={}, licence=licence, base_model=name
        )
        write_manifest(directory, manifest)
        pipeline = _load(source, directory, trust=trust)
        found = _count_names(source, pipeline)
        manifest = update_manifest(directory, **_said_of_itself(pipeline, licence))
        shutil.rmtree(output, ignore_errors=True)
        output.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(directory, output)
    return ExportedPipeline(manifest, found)


def _check_files(source: str) -> None:
    if not (Path(source) / _CONFIG).is_file():
        raise UnsupportedModelError(f"{source} is no directory of a spaCy pipeline: there is no {_CONFIG} in it.")
    try:
        for _ in regular_files(Path(source)):
            pass
    except NotRegularError as error:  # a link would bring in whatever it leads to
        raise UnsupportedModelError(
            f"{source} holds a link, or something else that is no file: {shown(error)}. If you know where it leads, "
            "export a copy that `cp -rL` made."
        ) from None


def _load(source: str, directory: Path, *, trust: bool) -> Language:
    try:
        model = open_model(directory, Task.NOUNS)
        model.verify()
    except InferenceError as error:
        raise UnsupportedModelError(f"{source}: {error.message}") from None
    try:
        return load_pipeline(model, trust=trust)
    except UntrustedError as error:
        raise UnsupportedModelError(f"{source}: {error.message}") from None
    except InferenceError as error:
        raise UnsupportedModelError(
            f"{source} cannot be loaded: it may have been made with another version of spaCy, or need a package that "
            "is not installed here. Code beside a pipeline is never run."
        ) from error


def _count_names(source: str, pipeline: Language) -> int:
    try:
        found = sum(len(marked(pipeline(passage.text))) for passage in load_passages())
    except Exception as error:  # components raise errors of many kinds, most of them when they were never trained
        raise UnsupportedModelError(f"{source} loads, but cannot read a text: was it trained?") from error
    if not found and not _entity_components(pipeline):
        components = ", ".join(pipeline.pipe_names) or "none"
        raise UnsupportedModelError(
            f"{source} marks no names. It needs a component that finds entities (ner), or one that tells proper nouns "
            f"(a tagger with an attribute ruler, a morphologizer). Its components: {components}."
        )
    return found


def _entity_components(pipeline: Language) -> list[str]:
    return [name for name in pipeline.pipe_names if _ENTITIES in pipeline.get_pipe_meta(name).assigns]


def _said_of_itself(pipeline: Language, licence: str) -> dict[str, object]:
    labels = {label for name in _entity_components(pipeline) for label in pipeline.pipe_labels.get(name, [])}
    if licence == UNKNOWN_LICENCE:
        licence = pipeline.meta.get("license") or UNKNOWN_LICENCE
    return {
        "languages": () if pipeline.lang == _ANY_LANGUAGE else (pipeline.lang,),
        "labels": tuple(sorted(labels)),
        "licence": licence,
    }
